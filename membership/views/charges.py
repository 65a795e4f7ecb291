"""The list of charges beside the packages; making one, changing it, and taking it back."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import Kind
from lists.asking import Asked
from lists.declared import List, ListColumn, ListLink
from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter, year_of
from membership.filters import years_of
from membership.models import Charge
from membership.packages import charging
from membership.packages.agreeing import Settled
from membership.packages.charge_form import NAMES, ChargeForm
from membership.packages.owed import Owed, is_owed
from membership.packages.together import CHARGES_TOGETHER
from membership.packages.years import year_asked, years_offered
from membership.views.agreements import TOLD_TWICE
from schools import places
from schools.models import School
from schools.places import value_of
from thep.versions import ChangedMeanwhile

COLUMNS = (
    ListColumn("Year", lambda charge: str(charge.year), sort="year"),
    ListColumn(
        "Reference",
        lambda charge: charge.reference,
        link=lambda charge: reverse("charge-edit", args=[charge.pk]) if charge.may_change else None,
        sort="reference",
    ),
    ListColumn(
        "School",
        lambda charge: str(charge.school or ""),
        link=lambda charge: charge.school and charge.school.get_absolute_url(),
        sort="school",
        by=("school__sort_name",),
        has_gaps=True,
    ),
    ListColumn("For", lambda charge: charge.description),
    ListColumn("Amount", lambda charge: charge.amount, Kind.MONEY, sort="amount"),
    ListColumn("Charged on", lambda charge: charge.charged_on, Kind.DATE, sort="charged_on", has_gaps=True),
    ListColumn("Paid on", lambda charge: charge.paid_on, Kind.DATE, sort="paid_on", has_gaps=True),
)


def with_charge_columns(charges: QuerySet[Charge], asked: Asked) -> QuerySet[Charge]:
    may_change = Value(asked.user.may(Permission.MEMBERSHIP_MANAGE))
    return charges.select_related("school").annotate(may_change=may_change)


class ChargeFilter(ListFilter):
    school = TypedFilter(label="School", method="of_school")
    about = TypedFilter(label="Reference, or what for", method="about_it")
    year = ChosenFilter(label="Year", any_of_them="Any year", choices=(), method="in_year")
    owed = ChosenFilter(label="Invoice and payment", any_of_them="Paid or not", choices=Owed, method="with_owed")

    in_sight = ("school", "about", "year", "owed")

    class Meta:
        model = Charge
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_years("year", years_of(self.queryset))

    def of_school(self, charges: QuerySet[Charge], name: str, text: str) -> QuerySet[Charge]:
        return charges.filter(school__in=School.objects.visible_to(self.request.user).matching(text))

    def about_it(self, charges: QuerySet[Charge], name: str, text: str) -> QuerySet[Charge]:
        return charges.filter(reference__icontains=text) | charges.filter(description__icontains=text)

    def in_year(self, charges: QuerySet[Charge], name: str, slug: str) -> QuerySet[Charge]:
        return charges.filter(year=year_of(slug))

    def with_owed(self, charges: QuerySet[Charge], name: str, owed: str) -> QuerySet[Charge]:
        return charges.filter(is_owed(Charge, owed))


CHARGES = List(
    name="charge-list",
    title="Charges",
    one="charge",
    many="charges",
    about="What schools and others are charged beside their packages; refunds are negative.",
    empty="No charge is on record yet.",
    columns=COLUMNS,
    filters=ChargeFilter,
    rows=Charge.objects.visible_to,
    read=with_charge_columns,
    sort="-year",
    permission=Permission.REPORT_VIEW,
    links=(ListLink("New charge", "charge-new", Permission.MEMBERSHIP_MANAGE),),
    together=CHARGES_TOGETHER,
    together_permission=Permission.MEMBERSHIP_MANAGE,
)


def _list_of(charge: Charge) -> str:
    return f"{reverse('charge-list')}?year={charge.year.slug}"


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def charge_new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        asked = [f"school-{number}" for number in request.GET.getlist("school")[:1]]
        initial = {
            "places": list(places.chosen(asked, request.user)),
            "year": year_asked(request.GET.get("year"), years_offered()).slug,
        }
        return _show(request, ChargeForm(initial=initial, user=request.user))
    form = ChargeForm(request.POST, user=request.user)
    try:
        if form.is_valid() and not form.already:
            made = charging.charge(said=form.said(), by=request.user)
            messages.success(request, "Saved.")
            return redirect(_list_of(made))
    except charging.Twice:  # since the form looked
        form = ChargeForm(request.POST, user=request.user)
    if form.is_valid() and form.already:
        messages.success(request, TOLD_TWICE)
        return redirect(_list_of(form.already))
    return _show(request, form, status=422)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def charge_edit(request: HttpRequest, pk: int) -> HttpResponse:
    charge = _charge_of(request, pk)
    version = charging.version_of(charge)
    if request.method != "POST":
        initial = {name: getattr(charge, name) for name in NAMES}
        initial |= {"year": charge.year.slug, "places": [value_of(charge.school)] if charge.school else []}
        return _show(
            request, ChargeForm(initial=initial, charge=charge, user=request.user), charge=charge, version=version
        )
    form = ChargeForm(request.POST, charge=charge, user=request.user)
    try:
        if form.is_valid():
            sent = request.POST.get("version", "")
            charging.change(charge=charge, said=form.said(), version=sent, by=request.user)
            messages.success(request, "Saved.")
            return redirect(_list_of(Charge.objects.get(pk=pk)))
    except charging.Twice:
        form = ChargeForm(request.POST, charge=charge, user=request.user)
    except ChangedMeanwhile:
        return _show(request, form, charge=charge, version=version, is_late=True, status=409)
    return _show(request, form, charge=charge, version=request.POST.get("version", ""), status=422)


def _charge_of(request: HttpRequest, pk: int) -> Charge:
    return get_object_or_404(Charge.objects.visible_to(request.user).select_related("school"), pk=pk)


def _show(request: HttpRequest, form: ChargeForm, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "membership/charge_form.html", {"form": form, **context}, status=status)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_POST
def charge_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """One made by mistake: not once it was paid."""
    charge = _charge_of(request, pk)
    try:
        charging.remove(charge=charge, by=request.user)
    except Settled:
        messages.error(request, "This charge was paid, so it stays. A refund is a charge of its own, negative.")
        return redirect("charge-edit", pk)
    messages.success(request, f"{charge.reference} is taken back. Its history stays.")
    return redirect(_list_of(charge))
