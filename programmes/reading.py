"""How pages read runs: with how much is on them, and the figures of a programme year by year."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from programmes.models import Enrolment, LedBy, Participant, Participation, ParticipationRole, Programme, Run, Session
from thep.years import AcademicYear

LEADER = Coalesce(
    "leader_school__display_name",
    "leader_associate__name",
    NullIf("leader_name", Value("")),
    Case(*(When(led_by=value, then=Value(words)) for value, words in LedBy.choices), output_field=CharField()),
    output_field=CharField(),
)
"""Who leads a run, in words, as `Run.leader` has it."""


def with_numbers(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Each run with its sessions that are held, and the schools and people on it that have not withdrawn."""
    return runs.annotate(
        sessions_held=_number(Session.objects.filter(is_cancelled=False), "pk"),
        schools_on=_number(Enrolment.objects.filter(withdrawn_on=None), "school"),
        people_on=_number(Participant.objects.filter(withdrawn_on=None), "pk"),
    )


def _number(rows: QuerySet, what: str) -> Coalesce:
    counts = rows.filter(run=OuterRef("pk")).order_by().values("run").annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def people_by_role(run: Run) -> list[tuple[str, int]]:
    """How many people there are in each role that have not withdrawn: a number, and nobody's name."""
    rows = Participant.objects.filter(run=run, withdrawn_on=None).order_by()
    found = dict(rows.values_list("role").annotate(n=Count("pk")))
    return [
        (role.label if found[role] == 1 else role.plural.capitalize(), found[role])
        for role in ParticipationRole
        if role in found
    ]


@dataclass(frozen=True)
class Number:
    """A figure of participation: what it is of, how many, and the page that shows them."""

    label: str
    value: int
    address: str


@dataclass
class YearOfProgramme:
    """What took place in a year: the figures of participation and the runs."""

    year: AcademicYear
    numbers: list[Number] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def years_of(programme: Programme, user: Any) -> list[YearOfProgramme]:
    """The latest first; each number is that of its figure."""
    years: dict[AcademicYear, YearOfProgramme] = {}

    def of(year: AcademicYear) -> YearOfProgramme:
        return years.setdefault(year, YearOfProgramme(year))

    for year, *number in _numbers(programme, user):
        of(year).numbers.append(Number(*number))
    runs = with_numbers(Run.objects.visible_to(user).filter(programme=programme))
    for run in runs.select_related("leader_school", "leader_associate").order_by("-year", "cohort", "pk"):
        of(run.year).runs.append(run)
    return [years[year] for year in sorted(years, reverse=True)]


def _numbers(programme: Programme, user: Any) -> list[tuple[AcademicYear, str, int, str]]:
    """(year, label, value, address): schools, then people by role, then schools by provider."""
    rows = Participation.objects.visible_to(user).filter(programme=programme).order_by()
    found: dict[AcademicYear, list[tuple[str, int, str]]] = defaultdict(list)
    schools = Count("school", distinct=True)
    for year, number in rows.values_list("year").annotate(schools):
        found[year].append(("Schools", number, "schools"))
    for year, role, number in rows.values_list("year", "role").annotate(number=Sum("people")).order_by("role"):
        if number is not None:
            role = ParticipationRole(role)
            found[year].append((role.plural.capitalize(), number, f"people.{role}"))
    stranded = rows.filter(strand__isnull=False).values_list("year", "strand__name", "strand__slug")
    for year, name, slug, number in stranded.annotate(schools).order_by("strand__name"):
        found[year].append((f"Schools with {name}", number, f"strand.{slug}.schools"))
    return [
        (year, label, value, _address(year, f"participation.{year.slug}.{programme.slug}.{what}"))
        for year, numbers in found.items()
        for label, value, what in numbers
    ]


def _address(year: AcademicYear, key: str) -> str:
    return reverse("figure-page", args=[year, key])
