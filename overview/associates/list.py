"""The list of associates, with how each stands in a year and what was done with it."""

from typing import Any

from django.db.models import Count, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.permissions import Permission
from documents.display import Kind
from lists.asking import Asked
from lists.declared import List, ListColumn, ListLink
from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter, year_of, years_between
from membership.models import AssociateMembership, AssociateOffer, AssociateStatus
from overview.year import year_in_hand
from schools.models import Associate
from thep.years import AcademicYear
from visits.kpis import made

NO_ROW = "none"


class AssociateFilter(ListFilter):
    """`year` is the one whose standing, visits and offers are shown: the year in hand, unless another is chosen."""

    q = TypedFilter(method="find", label="Name")
    year = ChosenFilter(choices=(), label="Year", any_of_them="This year", method="kept")
    status = ChosenFilter(
        choices=[*AssociateStatus.choices, (NO_ROW, "None on record")],
        label="Standing",
        any_of_them="Any",
        method="standing",
    )

    in_sight = ("q", "year", "status")

    class Meta:
        model = Associate
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = AssociateMembership.objects.visible_to(self.request.user).order_by()
        found = rows.aggregate(first=Min("year"), last=Max("year"))
        self.offer_years("year", years_between(found["first"], found["last"]))
        self.in_hand = year_in_hand(timezone.localdate())

    @property
    def chosen_year(self) -> AcademicYear:
        return year_of(self.asked("year")) or self.in_hand

    def find(self, associates: QuerySet[Associate], name: str, text: str) -> QuerySet[Associate]:
        return associates.matching(text)

    def kept(self, associates: QuerySet[Associate], name: str, slug: str) -> QuerySet[Associate]:
        return associates

    def standing(self, associates: QuerySet[Associate], name: str, status: str) -> QuerySet[Associate]:
        rows = AssociateMembership.objects.filter(year=self.chosen_year)
        if status == NO_ROW:
            return associates.exclude(pk__in=rows.values("associate"))
        return associates.filter(pk__in=rows.filter(status=status).values("associate"))


COLUMNS = (
    ListColumn("Associate", str, link=Associate.get_absolute_url, sort="name", by=("sort_name",)),
    ListColumn("Standing", lambda associate: associate.standing and AssociateStatus(associate.standing).label),
    ListColumn("Since", lambda associate: associate.since and str(AcademicYear(associate.since)), sort="since"),
    ListColumn("Visits", lambda associate: associate.number_of_visits, Kind.INTEGER, sort="number_of_visits"),
    ListColumn("Offers", lambda associate: associate.number_of_offers, Kind.INTEGER, sort="number_of_offers"),
)


def with_columns(associates: QuerySet[Associate], asked: Asked) -> QuerySet[Associate]:
    """Visits and offers are those of the year; calls and what was planned or cancelled are no visits."""
    year = asked.filters.chosen_year
    rows = AssociateMembership.objects.filter(associate=OuterRef("pk"))
    return associates.annotate(
        standing=Subquery(rows.filter(year=year).values("status")),
        since=Subquery(rows.order_by("year").values("year")[:1], output_field=IntegerField()),
        number_of_visits=_number_of(made().filter(visited_on__range=(year.first_day, year.last_day))),
        number_of_offers=_number_of(AssociateOffer.objects.filter(year=year)),
    )


def _number_of(rows: QuerySet) -> Coalesce:
    counted = rows.filter(associate=OuterRef("pk")).order_by().values("associate").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())


ASSOCIATES = List(
    name="associate-list",
    title="Associates",
    one="associate",
    many="associates",
    about="Organisations that work with the partnership and are no schools.",
    empty="No associate is on record yet.",
    columns=COLUMNS,
    filters=AssociateFilter,
    rows=Associate.objects.visible_to,
    read=with_columns,
    sort="name",
    permission=Permission.REPORT_VIEW,
    links=(ListLink("New associate", "associate-new", Permission.MEMBERSHIP_MANAGE),),
)
