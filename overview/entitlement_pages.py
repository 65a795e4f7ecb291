"""Entitlements used and left: the list of all agreements of a year, and the records behind those of one."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from lists.asking import Asked
from lists.declared import List, ListColumn
from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter, year_of
from membership.filters import years_of
from membership.models import Agreement, AgreementSchool, Includes, Package
from overview.entitlements import (
    ALLOWANCE,
    RULES,
    Entitlement,
    consultancy_visits,
    entitlements,
    networks_joined,
    places_taken,
    with_use,
)
from schools.models import School
from thep.years import AcademicYear


class EntitlementFilter(ListFilter):
    """The agreements of one year: the latest on record, unless another is chosen."""

    school = TypedFilter(label="School", method="of_school")
    year = ChosenFilter(label="Year", any_of_them="The latest", choices=(), method="kept")
    package = ChosenFilter(label="Package", any_of_them="Any package", choices=(), field_name="package")

    in_sight = ("school", "year", "package")

    class Meta:
        model = Agreement
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years_of(self.queryset)
        self.offer_years("year", self.years)
        packages = Package.objects.visible_to(self.request.user).order_by("position", "name")
        self.offer("package", ((str(pk), name) for pk, name in packages.values_list("pk", "name")))

    @property
    def chosen_year(self) -> AcademicYear | None:
        return year_of(self.asked("year")) or (self.years[0] if self.years else None)

    def filter_queryset(self, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
        return super().filter_queryset(agreements).filter(year=self.chosen_year)

    def kept(self, agreements: QuerySet[Agreement], name: str, slug: str) -> QuerySet[Agreement]:
        return agreements

    def of_school(self, agreements: QuerySet[Agreement], name: str, text: str) -> QuerySet[Agreement]:
        schools = School.objects.visible_to(self.request.user).matching(text)
        return agreements.filter(pk__in=AgreementSchool.objects.filter(school__in=schools).values("agreement"))


def _used(agreement: Agreement) -> str:
    return reverse("agreement-used", args=[agreement.pk])


def _column(what: Includes) -> ListColumn:
    def words(agreement: Agreement) -> str:
        return next(one.words for one in entitlements(agreement) if one.what == what)

    return ListColumn(what.label, words, link=lambda agreement: words(agreement) and f"{_used(agreement)}#{what}")


def _with_use(agreements: QuerySet[Agreement], asked: Asked) -> QuerySet[Agreement]:
    return with_use(agreements, asked.user)


ENTITLEMENTS = List(
    name="entitlements",
    title="Used and left",
    one="agreement",
    many="agreements",
    about=" ".join((ALLOWANCE, *RULES.values())),
    empty="No agreement is on record yet.",
    columns=(
        ListColumn(
            "Schools",
            lambda agreement: ", ".join(school["name"] for school in agreement.covered),
            links=lambda agreement: [
                (school["name"], reverse("school-detail", args=[school["pk"]])) for school in agreement.covered
            ],
        ),
        ListColumn(
            "Package",
            lambda agreement: agreement.package.name,
            link=lambda agreement: agreement.get_absolute_url(),
            sort="package",
            by=("package__position",),
        ),
        ListColumn("Year", lambda agreement: str(agreement.year)),
        *map(_column, Includes),
    ),
    filters=EntitlementFilter,
    rows=Agreement.objects.visible_to,
    read=_with_use,
    sort="package",
    permission=Permission.REPORT_VIEW,
)


@requires(Permission.SCHOOL_VIEW)
@require_safe
def agreement_used(request: HttpRequest, pk: int) -> HttpResponse:
    """The records behind what is used of one agreement; for a headteacher those of their own schools."""
    user = request.user
    agreement = get_object_or_404(with_use(Agreement.objects.visible_to(user), user), pk=pk)
    visits = consultancy_visits(agreement.pk, user).order_by("visited_on", "pk")
    places, networks = (rows(agreement.pk, agreement.year, user) for rows in (places_taken, networks_joined))
    return render(
        request,
        "overview/agreement_used.html",
        {
            "agreement": agreement,
            "allowance": ALLOWANCE,
            "parts": [_part(one) for one in entitlements(agreement)],
            "visits": visits.values(
                "pk",
                "visited_on",
                name=F("school__display_name"),
                about=F("focus__name"),
                days=F("focus__consultancy_days"),
            ),
            "places": [(row, row.get_role_display()) for row in _named(places)],
            "networks": _named(networks).distinct("programme__name", "programme", "school__sort_name", "school"),
        },
    )


def _part(one: Entitlement) -> tuple[Entitlement, str]:
    return one, RULES[one.what]


def _named(rows: QuerySet) -> QuerySet:
    named = rows.select_related("programme", "school")
    return named.order_by("programme__name", "programme", "school__sort_name", "school", "pk")
