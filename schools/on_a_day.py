"""What a school was called, who governed it and which trust it belonged to on a day: as print of that day has it.

What it has today stands with the school, what it had before in rows with a period. `rows.alias(**as_on(day))` joins the
rows of the day, at most one of each kind to a school, and the other functions read them. A day that no row covers has
what the school has today. `school` is the path to the school with its underscores, `"school__"`.
"""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from schools.models import SchoolUrn
from schools.names import Folded, display_name_of

KEPT = 64
"""A page asks for the same few expressions of its day again and again, and making each is dear."""
FORMER = {"name": "former_names", "trust": "former_trusts", "governance": "former_governances"}


def as_on(day: datetime.date, school: str = "", what: Iterable[str] = FORMER) -> dict[str, FilteredRelation]:
    """The rows that hold `day`, to annotate rows with before `name_on` and its like are asked for that day.

    Made anew for each query: Django changes those that it is given.
    """
    paths = {each: f"{school}{FORMER[each]}" for each in what}
    return {
        _row(each, day): FilteredRelation(path, condition=Q(**{f"{path}__period__contains": day}))
        for each, path in paths.items()
    }


def _row(what: str, day: datetime.date) -> str:
    return f"{what}_{day:%Y%m%d}"


@lru_cache(KEPT)
def name_on(day: datetime.date, school: str = "") -> Coalesce:
    """The name that lists of that day print: the short one, else the full one."""
    row = _row("name", day)
    return Coalesce(display_name_of(f"{row}__short_name", f"{row}__name"), f"{school}display_name")


@lru_cache(KEPT)
def sort_name_on(day: datetime.date, school: str = "") -> Coalesce:
    """Its place among names, folded as `sort_name` is."""
    row = _row("name", day)
    return Coalesce(Folded(display_name_of(f"{row}__short_name", f"{row}__name")), f"{school}sort_name")


@lru_cache(KEPT)
def trust_on(day: datetime.date, school: str = "") -> Case:
    """The name of its trust, or none: a row of that day without a trust says that it belonged to none."""
    row = _row("trust", day)
    then = When(**{f"{row}__isnull": False}, then=F(f"{row}__trust__name"))
    return Case(then, default=F(f"{school}trust__name"))


@lru_cache(KEPT)
def governance_on(day: datetime.date, school: str = "") -> Coalesce:
    return Coalesce(f"{_row('governance', day)}__governance", f"{school}governance")


def urn_on(day: Any, school: str) -> Subquery:
    """The URN in use on `day` of the school in column `school`; the current one where no other is known for that day.

    A former URN without days does not say when it was in use.
    """
    in_use = ExpressionWrapper(Q(period__contains=day), output_field=BooleanField())
    its_urns = SchoolUrn.objects.filter(school=OuterRef(school)).alias(in_use=in_use)
    return Subquery(its_urns.order_by("-in_use", "-is_current", "-urn").values("urn")[:1])


def named_on(day: datetime.date, school: str = "") -> dict[str, Any]:
    """The parts of a tally that print its schools by their names of the day."""
    return {
        "named": lambda rows: rows.alias(**as_on(day, school, ["name"])),
        "name": name_on(day, school),
        "order": sort_name_on(day, school),
    }


def told_on(rows: QuerySet, day: datetime.date, school: str = "") -> QuerySet:
    """Rows with what the columns of a list say of a school beside its name."""
    return rows.alias(**as_on(day, school, ["trust", "governance"])).annotate(
        urn_then=urn_on(day, f"{school}pk"),
        trust_then=trust_on(day, school),
        governance_then=governance_on(day, school),
    )
