"""Which Ofsted figures of which years would change if what is open were accepted, and by which inspection.

It is tried, figures are counted before and after, and nothing of it is kept.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Min

from documents.figure import Figure
from membership.kpis.members import members_in_area, usual_membership_year
from membership.models import Membership
from official.deciding.decisions import accept_all
from official.models import ONE_BY_ONE, Proposal, ProposalKind
from official.planning.held import OF_INSPECTIONS
from ofsted.kpis.inspected import inspection_tally
from ofsted.kpis.outcomes import outcome_tally
from ofsted.models import InspectionKind
from schools.models import SchoolPhase
from thep.years import AcademicYear, years_earlier


@dataclass(frozen=True)
class FigureChange:
    """A figure as it is and as it would be. `by` are the proposals that change it, those about inspections first."""

    year: AcademicYear
    before: Figure
    after: Figure
    came: tuple[str, ...]
    went: tuple[str, ...]
    by: tuple[Proposal, ...]


@dataclass(frozen=True)
class Impact:
    """`left` are the proposals that were not tried: they need a person's word, or could not be accepted."""

    changes: tuple[FigureChange, ...]
    tried: int
    left: int

    @property
    def by_year(self) -> list[tuple[AcademicYear, list[FigureChange]]]:
        years = defaultdict(list)
        for change in self.changes:
            years[change.year].append(change)
        return sorted(years.items(), reverse=True)


def report_years() -> list[AcademicYear]:
    """Those a report can be made of: with the memberships of the year or, where renewals are in, of the next."""
    found = Membership.objects.aggregate(first=Min("year"), last=Max("year"))
    if found["first"] is None:
        return []
    return [AcademicYear(start) for start in range(found["first"].start - 1, found["last"].start + 1)]


def impact_of(proposals: Iterable[Proposal]) -> Impact:
    """Figures of the reports with their usual dates: the grades on 31 July of each year and a year before."""
    every = list(proposals)
    tried = [each for each in every if each.kind not in ONE_BY_ONE]
    years = report_years()
    school_of_phase = dict(SchoolPhase.objects.values_list("pk", "school"))
    with transaction.atomic():
        before = {year: _figures(year) for year in years}
        _, left = accept_all(proposals=tried, by=None)
        after = {year: _figures(year) for year in years}
        school_of_phase |= dict(SchoolPhase.objects.values_list("pk", "school"))
        transaction.set_rollback(True)
    not_tried = {each.proposal.pk for each in left}
    by_school = defaultdict(list)
    for proposal in tried:
        if proposal.pk not in not_tried:
            by_school[proposal.school_id].append(proposal)
    changes = [
        change for year in years for change in _changes(year, before[year], after[year], school_of_phase, by_school)
    ]
    return Impact(tuple(changes), len(tried) - len(left), len(every) - len(tried) + len(left))


def _figures(year: AcademicYear) -> dict[str, Figure]:
    membership_year, as_at = usual_membership_year(year), year.report_day
    members = members_in_area(membership_year)
    outcomes = outcome_tally(members, year, membership_year, as_at, years_earlier(as_at))
    return inspection_tally(year, as_at).figures(names=None) | outcomes.figures(names=None)


def _changes(
    year: AcademicYear,
    before: dict[str, Figure],
    after: dict[str, Figure],
    school_of_phase: dict[int, int],
    by_school: dict[int | None, list[Proposal]],
) -> Iterator[FigureChange]:
    for key, was in before.items():
        now = after[key]
        were, are = ({name.pk: name for name in figure.names} for figure in (was, now))
        came = [are[pk] for pk in are.keys() - were.keys()]
        went = [were[pk] for pk in were.keys() - are.keys()]
        if not came and not went and was.value == now.value and was.of == now.of:
            continue
        moved = [name.pk for name in (*came, *went)]
        schools = moved if key.startswith("inspections.") else [school_of_phase[pk] for pk in moved]
        yield FigureChange(
            year,
            was,
            now,
            tuple(sorted(name.text for name in came)),
            tuple(sorted(name.text for name in went)),
            tuple(_responsible(key, year, schools, by_school)),
        )


def _responsible(
    key: str, year: AcademicYear, schools: list[int], by_school: dict[int | None, list[Proposal]]
) -> Iterator[Proposal]:
    """Of the schools that came or went: the inspection that decides, or else whatever is proposed of them."""
    for school in schools:
        mine = by_school.get(school, [])
        corrections = [each for each in mine if each.kind == ProposalKind.CORRECTION]
        inspections = [each for each in mine if each.kind in OF_INSPECTIONS and each not in corrections]
        if key.startswith("inspections."):
            deciding = [each for each in inspections if AcademicYear.of(_first_day(each)) == year]
        else:
            deciding = _latest_graded(inspections, _day_of(key, year))
        others = [each for each in mine if each.kind not in OF_INSPECTIONS]
        yield from deciding + corrections or others


def _latest_graded(inspections: list[Proposal], day: datetime.date) -> list[Proposal]:
    graded = [each for each in inspections if each.after["kind"] == InspectionKind.GRADED and _first_day(each) <= day]
    return [max(graded, key=_first_day)] if graded else []


def _first_day(proposal: Proposal) -> datetime.date:
    return datetime.date.fromisoformat(proposal.after["inspected_on"])


def _day_of(key: str, year: AcademicYear) -> datetime.date:
    """The day on which the grades of the figure are read."""
    kind, day, *_ = key.split(".")
    return datetime.date.fromisoformat(day) if kind == "outcomes" else year.report_day
