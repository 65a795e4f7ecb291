"""Filters of the list of schools, kept in its address."""

import datetime
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from lists.filters import ChosenFilter, DayFilter, FiltersForm, ListFilter, TypedFilter, year_of, years_between
from membership.models import Membership, MembershipStatus
from overview.year import year_in_hand
from schools.models import Governance, Phase, School, SchoolPhase, in_area, open_in
from thep.years import AcademicYear
from visits.kpis import made

AREA = [("in", "In area"), ("out", "Out of area")]
MEMBER = [("yes", "Members"), ("no", "Not members")]
OPEN = [("open", "Open"), ("closed", "Closed")]


class SchoolFilter(ListFilter):
    """`year` is the one whose membership is shown and asked about: the year in hand, unless another is chosen."""

    q = TypedFilter(method="find", label="Name or URN")
    phase = ChosenFilter(choices=Phase, label="Phase", any_of_them="Any phase", method="in_phase")
    member = ChosenFilter(choices=MEMBER, label="Membership", any_of_them="Members or not", method="with_membership")
    not_visited = DayFilter(label="Not visited since", method="not_visited_since")
    year = ChosenFilter(choices=(), label="Membership of", any_of_them="This year", method="kept")
    governance = ChosenFilter(choices=Governance, label="Governance", any_of_them="Any governance")
    trust = TypedFilter(label="Trust", field_name="trust__name", lookup_expr="icontains")
    area = ChosenFilter(choices=AREA, label="Area", any_of_them="In area or not", method="where")
    open = ChosenFilter(choices=OPEN, label="Open or closed", any_of_them="Open or closed", method="standing")

    in_sight = ("q", "phase", "member", "not_visited")

    class Meta:
        model = School
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        memberships = Membership.objects.visible_to(self.request.user).order_by()
        found = memberships.aggregate(first=Min("year"), last=Max("year"))
        self.offer_years("year", years_between(found["first"], found["last"]))
        self.in_hand = year_in_hand(timezone.localdate())

    @property
    def chosen_year(self) -> AcademicYear:
        return year_of(self.asked("year")) or self.in_hand

    def find(self, schools: QuerySet[School], name: str, text: str) -> QuerySet[School]:
        return schools.matching(text)

    def in_phase(self, schools: QuerySet[School], name: str, phase: str) -> QuerySet[School]:
        """Counted in the phase today, whether it is the main one or a second."""
        return schools.filter(pk__in=SchoolPhase.objects.filter(phase=phase, until_year=None).values("school"))

    def with_membership(self, schools: QuerySet[School], name: str, answer: str) -> QuerySet[School]:
        """A member is open in the year, and its membership row for it says member."""
        rows = Membership.objects.filter(school=OuterRef("pk"), year=self.chosen_year, status=MembershipStatus.MEMBER)
        is_member = Exists(rows) & open_in(self.chosen_year)
        return schools.filter(is_member if answer == "yes" else ~Q(is_member))

    def not_visited_since(self, schools: QuerySet[School], name: str, day: datetime.date) -> QuerySet[School]:
        """Without a visit on the day or after it, up to today. Calls are not visits."""
        visited = made().filter(school=OuterRef("pk"), visited_on__range=(day, timezone.localdate()))
        return schools.exclude(Exists(visited))

    def kept(self, schools: QuerySet[School], name: str, slug: str) -> QuerySet[School]:
        return schools

    def where(self, schools: QuerySet[School], name: str, area: str) -> QuerySet[School]:
        return schools.filter(in_area()) if area == "in" else schools.exclude(in_area())

    def standing(self, schools: QuerySet[School], name: str, answer: str) -> QuerySet[School]:
        """Closed are those whose last day has come."""
        closed = Q(closed_on__isnull=False, closed_on__lte=timezone.localdate())
        return schools.filter(closed if answer == "closed" else ~closed)
