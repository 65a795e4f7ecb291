"""The page of an agreement; making one, changing it, ending it early and turning it into another package."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import Kind, display
from membership.kpis.packages import all_packages
from membership.models import Agreement, whole
from membership.packages import agreeing
from membership.packages.agreement_form import AgreementForm, ChangePackageForm, EndForm, on_record
from membership.packages.prices import ListPrice, list_price
from membership.packages.years import year_asked, years_offered
from schools import places
from schools.models import School

TOLD_TWICE = "This was saved already. Nothing was saved twice."


def _agreement_of(request: HttpRequest, pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.user).select_related("package"), pk=pk)


def _schools_of(agreement: Agreement) -> list[School]:
    return list(School.objects.filter(coverings__agreement=agreement).order_by("sort_name", "pk"))


@requires(Permission.SCHOOL_VIEW)
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """A headteacher reads the schools it covers, the fee and whether it is paid; no school's share in the list price.

    The schools agreed together, so each knows who is in it; only one's own leads on to its page.
    """
    user, agreement = request.user, _agreement_of(request, pk)
    schools = _schools_of(agreement)
    own = set(School.objects.visible_to(user).filter(pk__in=[one.pk for one in schools]).values_list("pk", flat=True))
    price = list_price(agreement.year, agreement.package, schools) if user.may(Permission.REPORT_VIEW) else None
    return render(
        request,
        "membership/agreement.html",
        {
            "agreement": agreement,
            "schools": [(school, school.pk in own) for school in schools],
            "names": ", ".join(str(school) for school in schools),
            "last_on": agreement.period.upper - agreeing.ONE_DAY,
            "is_part": agreement.period != whole(agreement.year),
            "list_price": price,
            "differs_by": price and price.total is not None and agreement.fee - price.total,
            "is_settled": agreeing.is_settled(agreement),
        },
    )


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_new(request: HttpRequest) -> HttpResponse:
    """`school` and `year` of the address are filled in. With `look` nothing is saved: the list price is worked out."""
    if request.method != "POST":
        asked = [f"school-{number}" for number in request.GET.getlist("school")]
        initial = {
            "places": list(places.chosen(asked, request.user)),
            "year": year_asked(request.GET.get("year"), years_offered()).slug,
        }
        return _show_form(request, AgreementForm(initial=initial, user=request.user))
    if "look" in request.POST:
        return _show_form(request, AgreementForm(request.POST, user=request.user).looked_up())
    form = AgreementForm(request.POST, user=request.user)
    try:
        if form.is_valid() and not form.already:
            made = agreeing.agree(terms=form.terms(), schools=form.schools, by=request.user)
            messages.success(request, "Saved.")
            return redirect(made)
    except agreeing.InTheWay:  # since the form looked
        form = AgreementForm(request.POST, user=request.user)
    if form.is_valid() and form.already:
        messages.success(request, TOLD_TWICE)
        return redirect(form.already)
    return _show_form(request, form, status=422)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The `version` in the form is of the agreement as it was shown: what somebody saved since is not overwritten."""
    agreement, user = _agreement_of(request, pk), request.user
    version = agreeing.version_of(agreement)
    if request.method != "POST":
        form = AgreementForm(initial=on_record(agreement), agreement=agreement, user=user)
        return _show_form(request, form, agreement=agreement, version=version)
    version = request.POST.get("version", "")
    form = AgreementForm(request.POST, agreement=agreement, user=user)
    if "look" in request.POST:
        return _show_form(request, form.looked_up(), agreement=agreement, version=version)
    if not form.is_valid():
        return _show_form(request, form, agreement=agreement, version=version, status=422)
    try:
        agreeing.change(agreement=agreement, terms=form.terms(), schools=form.schools, version=version, by=user)
    except agreeing.ChangedMeanwhile:
        version, late = agreeing.version_of(agreement), {"is_late": True, "names": _names(agreement)}
        return _show_form(request, form, agreement=agreement, version=version, status=409, **late)
    except agreeing.InTheWay:
        form = AgreementForm(request.POST, agreement=agreement, user=user)
        return _show_form(request, form, agreement=agreement, version=version, status=422)
    messages.success(request, "Saved.")
    return redirect(agreement)


def _names(agreement: Agreement) -> str:
    return ", ".join(str(school) for school in _schools_of(agreement))


def _show_form(request: HttpRequest, form: AgreementForm, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "membership/agreement_form.html", {"form": form, **context}, status=status)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_safe
def agreement_list_price(request: HttpRequest) -> JsonResponse:
    """The list price of what the form has chosen so far, in words as the page has them."""
    year = year_asked(request.GET.get("year"), years_offered())
    package = _package_of(request.GET.get("package", ""))
    chosen = places.chosen(request.GET.getlist("places")[:100], request.user).values()
    schools = [place for place in chosen if isinstance(place, School)]
    price = list_price(year, package, schools) if package and schools else ListPrice(())
    return JsonResponse(
        {
            "total": None if price.total is None else f"{price.total:.2f}",
            "words": None if price.total is None else display(price.total, Kind.MONEY),
            "schools": [
                {
                    "name": str(one.school),
                    "phase": one.phase and one.phase.label,
                    "price": display(one.price, Kind.MONEY),
                }
                for one in price.schools
            ],
        }
    )


def _package_of(number: str) -> Any:
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return all_packages().filter(pk=int(number)).first() if is_number else None


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_end(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = _agreement_of(request, pk)
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"fee": agreement.fee}, agreement=agreement
    )
    if request.method == "POST" and form.is_valid():
        agreeing.end(agreement=agreement, **form.cleaned_data, by=request.user)
        messages.success(request, "Saved: the agreement ends early.")
        return redirect(agreement)
    return _show_part(request, agreement, form, "End it early", "Save the last day")


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_change_package(request: HttpRequest, pk: int) -> HttpResponse:
    """In one step: this agreement ends the day before, and the same schools begin another."""
    agreement = _agreement_of(request, pk)
    form = ChangePackageForm(
        request.POST if request.method == "POST" else None, initial={"fee_before": agreement.fee}, agreement=agreement
    )
    if request.method == "POST" and form.is_valid():
        if form.already:
            messages.success(request, TOLD_TWICE)
            return redirect(form.already)
        following = agreeing.change_package(agreement=agreement, **form.cleaned_data, by=request.user)
        messages.success(request, f"Saved: {following.package} follows {agreement.package}.")
        return redirect(following)
    return _show_part(request, agreement, form, "Change package", "Change package")


def _show_part(request: HttpRequest, agreement: Agreement, form: Any, title: str, button: str) -> HttpResponse:
    context = {"agreement": agreement, "names": _names(agreement), "form": form, "title": title, "button": button}
    context["last_on"] = agreement.period.upper - agreeing.ONE_DAY
    return render(request, "membership/agreement_part.html", context, status=422 if form.is_bound else 200)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_POST
def agreement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """One made by mistake: not once it was invoiced or paid."""
    agreement = _agreement_of(request, pk)
    try:
        agreeing.remove(agreement=agreement, by=request.user)
    except agreeing.Settled:
        messages.error(request, "This agreement was invoiced or paid, so it stays. End it early, or correct it.")
        return redirect("agreement", pk)
    messages.success(request, f"{agreement} is taken back. Its history stays.")
    return redirect("agreement-list")
