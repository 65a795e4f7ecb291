"""What each subject has on record for a school, as one person may see it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from accounts.confidential import hidden_fields
from membership.models import Agreement, Charge, Membership
from ofsted.kpis.grades import with_areas
from ofsted.models import Inspection
from programmes.models import ParticipationRole
from schools.models import School
from thep.years import AcademicYear
from visits.agreed import as_seen_by
from visits.kpis import is_coming
from visits.models import Action, Visit

ROLES = dict(ParticipationRole.choices)


@cache
def _address_of(programme: int) -> str:
    """A page names hundreds, and reversing each is dear."""
    return reverse("programme", args=[programme])


@dataclass(frozen=True, slots=True)
class TookPart:
    """A row of participation. A school has hundreds, so they are read without making a record of each."""

    year: AcademicYear
    number: int
    programme: str
    strand: str | None
    role: str
    people: int | None

    @property
    def address(self) -> str:
        return _address_of(self.number)

    @property
    def words(self) -> str:
        return f"{self.programme}, {self.strand}" if self.strand else self.programme

    @property
    def aside(self) -> str:
        label = ROLES[self.role]
        return label if self.people is None else f"{label}, {self.people}"


@dataclass(frozen=True)
class Records:
    """Visits that are coming, the next one first; all else the latest first. Actions that are open come before others.

    `has_more_visits` and `has_more_actions`: there are more than were asked for.
    """

    coming: Sequence[Visit]
    visits: Sequence[Visit]
    actions: Sequence[Action]
    memberships: Sequence[Membership]
    agreements: Sequence[Agreement]
    charges: Sequence[Charge]
    participation: Sequence[TookPart]
    inspections: Sequence[Inspection]
    has_more_visits: bool = False
    has_more_actions: bool = False


def with_memberships(schools: QuerySet[School], user: Any) -> QuerySet[School]:
    """Each school with its memberships, for `records_of`, by no query of their own."""
    mine = Membership.objects.visible_to(user).filter(school=OuterRef("pk")).order_by("-year")
    fields = JSONObject(start="year", **{name: name for name in ("id", "status", "reason", "joined_on", "left_on")})
    return schools.annotate(membership_rows=ArraySubquery(mine.values(row=fields)))


def records_of(school: School, user: Any, today: datetime.date, *, most: int | None = None) -> Records:
    """Of a school read `with_memberships()`; `most`: so many visits of each kind and actions, else all."""
    coming, visits = _visits(school, user, today, most)
    actions = list(as_seen_by(user, school.actions.all())[: None if most is None else most + 1])
    return Records(
        coming=coming,
        visits=visits[:most],
        actions=actions[:most],
        memberships=[_membership(school, row) for row in school.membership_rows],
        agreements=list(school.agreements.visible_to(user).select_related("package").order_by("-year", "period", "pk")),
        charges=list(school.charges.visible_to(user).order_by("-year", "reference")),
        participation=[
            TookPart(*row)
            for row in school.participation.visible_to(user)
            .order_by("-year", "programme__name", "role", "pk")
            .values_list("year", "programme", "programme__name", "strand__name", "role", "people")
        ],
        inspections=list(
            with_areas(school.inspections.visible_to(user)).order_by("-inspected_on", "-number_order", "-pk")
        ),
        has_more_visits=most is not None and len(visits) > most,
        has_more_actions=most is not None and len(actions) > most,
    )


def _visits(school: School, user: Any, today: datetime.date, most: int | None) -> tuple[list[Visit], list[Visit]]:
    """Those coming up, the next one first, and the others, the latest first and one more than asked; by one query.

    Only who may see internal notes gets them, as `internal`: for the others they are not even read.
    """
    visits = school.visits.visible_to(user).defer("internal_note", "met").annotate(focus_name=F("focus__name"))
    if "internal_note" not in hidden_fields(Visit, user):
        visits = visits.annotate(internal=F("internal_note"))
    coming = visits.filter(is_coming(today)).annotate(ahead=Value(True)).order_by("visited_on", "pk")
    others = visits.exclude(is_coming(today)).annotate(ahead=Value(False)).order_by("-visited_on", "-pk")
    both = coming[:most].union(others[: None if most is None else most + 1], all=True)
    found = sorted(both, key=lambda visit: (visit.visited_on, visit.pk))
    return [visit for visit in found if visit.ahead], [visit for visit in reversed(found) if not visit.ahead]


def _membership(school: School, row: dict[str, Any]) -> Membership:
    days = {name: row[name] and datetime.date.fromisoformat(row[name]) for name in ("joined_on", "left_on")}
    kept = {name: row[name] for name in ("id", "status", "reason")}
    return Membership(school=school, year=AcademicYear(row["start"]), **kept, **days)
