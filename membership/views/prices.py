"""The price list of a year, and changing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import plain_number
from membership.kpis.packages import all_packages, covered_tally
from membership.models import Includes, Package
from membership.packages.owed import owed_in
from membership.packages.price_forms import PackageForm, PricesForm, RaiseForm, as_shown
from membership.packages.prices import INCLUDES, PHASES, ChangedMeanwhile, PriceList, price_lists, set_prices
from membership.packages.years import year_asked, years_offered
from thep.years import FIRST_START, LAST_START, AcademicYear

AS_MANY = "As many as they like"


def _list_of(year: AcademicYear) -> str:
    return f"{reverse('package-list')}?year={year.slug}"


@requires(Permission.REPORT_VIEW)
@require_safe
def package_list(request: HttpRequest) -> HttpResponse:
    """The price list of the year that the address names, beside the year before, with how many schools take each."""
    years = years_offered()
    year = year_asked(request.GET.get("year"), years)
    lists, packages = price_lists(year, year - 1), all_packages()
    schools = covered_tally(year, packages, year.last_day).figures()
    return render(
        request,
        "membership/package_list.html",
        {
            "year": year,
            "before": year - 1,
            "years": years,
            "phases": PHASES,
            "rows": [_row(package, lists[year], lists[year - 1], schools) for package in packages],
            "is_priced": bool(lists[year].prices),
            "owed": owed_in(year),
        },
    )


def _row(package: Package, now: PriceList, before: PriceList, schools: Any) -> dict[str, Any]:
    return {
        "package": package,
        "prices": [
            (phase, now.prices.get((package.pk, phase)), before.prices.get((package.pk, phase))) for phase in PHASES
        ],
        "includes": [
            (what.label, _in_words(now, package, what), _in_words(before, package, what))
            for what in INCLUDES
            if {(package.pk, what)} & (now.included.keys() | before.included.keys())
        ],
        "schools": [schools[f"packages.{one.year.slug}.{package.slug}.schools"] for one in (now, before)],
    }


def _in_words(prices: PriceList, package: Package, what: Includes) -> str:
    if (package.pk, what) not in prices.included:
        return ""
    amount = prices.included[package.pk, what]
    return AS_MANY if amount is None else plain_number(amount)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def package_prices(request: HttpRequest, year: AcademicYear) -> HttpResponse:
    """The whole list of `year` in one form. With `add` it begins from the prices of the year before, so much raised."""
    if not FIRST_START < year.start < LAST_START:
        raise Http404
    packages = list(all_packages())
    lists = price_lists(year, year - 1)
    if request.method == "POST":
        return _save(request, year, packages, lists)
    raising = RaiseForm(request.GET) if "add" in request.GET else RaiseForm()
    shown, added = lists[year], None
    if raising.is_bound and raising.is_valid():
        added = raising.cleaned_data["add"]
        shown = lists[year - 1].raised(added)
    form = PricesForm(initial=as_shown(shown, packages, version=lists[year].version), packages=packages)
    return _show(request, year, form, lists, raising=raising, added=added)


def _save(request: HttpRequest, year: AcademicYear, packages: list[Package], lists: dict) -> HttpResponse:
    form = PricesForm(request.POST, packages=packages)
    if not form.is_valid():
        return _show(request, year, form, lists, status=422)
    try:
        is_new = set_prices(
            year=year,
            prices=form.prices(),
            included=form.included(),
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except ChangedMeanwhile:
        form.data = form.data.copy()
        form.data["version"] = price_lists(year)[year].version
        return _show(request, year, form, price_lists(year, year - 1), status=409, is_late=True)
    messages.success(request, "Saved. Fees agreed stay as they were agreed." if is_new else "Nothing had changed.")
    return redirect(_list_of(year))


def _show(
    request: HttpRequest, year: AcademicYear, form: PricesForm, lists: dict, *, status: int = 200, **more: Any
) -> HttpResponse:
    before = lists[year - 1]
    rows = [
        (
            row,
            [
                (price, before.prices.get((row.package.pk, phase)))
                for phase, price in zip(PHASES, row.prices, strict=True)
            ],
        )
        for row in form.rows()
    ]
    context = {"year": year, "before": year - 1, "form": form, "rows": rows, "has_before": bool(before.prices)}
    if "raising" not in more:
        more["raising"] = RaiseForm()
    return render(request, "membership/package_prices.html", context | more, status=status)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def package_new(request: HttpRequest) -> HttpResponse:
    return _package(request, Package())


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def package_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _package(request, get_object_or_404(Package.objects.visible_to(request.user), pk=pk))


def _package(request: HttpRequest, package: Package) -> HttpResponse:
    is_new, name = package.pk is None, package.name
    form = PackageForm(request.POST if request.method == "POST" else None, instance=package)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"{package} is saved." if not is_new else f"{package} is added.")
        return redirect("package-list")
    context = {"form": form, "is_new": is_new, "name": name}
    return render(request, "membership/package.html", context, status=422 if form.is_bound else 200)
