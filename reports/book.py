"""All the figures of a report: which tallies make them, and how one is found by its key."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from documents.figure import Figure
from documents.tables import Column
from figures.tally import Cell, Combined, Cut, Row, Tally, figures_together
from membership.kpis import members, movement, packages
from membership.models import Package
from ofsted.kpis import inspected, national, outcomes
from programmes import kpis as programmes
from programmes.models import Programme
from reports.dates import ReportDates
from thep.years import FIRST_START
from visits import kpis as visits


@dataclass(frozen=True)
class Found:
    """A figure, its cell, and the cuts its rows come from: one, or those of the parts it adds up."""

    figure: Figure
    cell: Cell
    cuts: tuple[Cut, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.cuts[0].tally.columns

    @property
    def licence(self) -> str:
        return self.cuts[0].tally.licence

    @property
    def beside(self) -> tuple[tuple[str, Cut], ...]:
        return self.cuts[0].beside

    @property
    def length(self) -> int:
        """How many rows there are."""
        return sum(cut.length for cut in self.cuts)

    def page(self, start: int, stop: int) -> list[Row]:
        """Rows `start` to `stop`, in name order; of an added-up figure, its parts' rows one part after another."""
        rows: list[Row] = []
        for cut in self.cuts:
            if start < cut.length and stop > 0:
                rows += cut.tally.page(cut.cell, max(start, 0), stop)
            start, stop = start - cut.length, stop - cut.length
        return rows

    def stream(self) -> Iterator[Row]:
        return itertools.chain.from_iterable(cut.tally.stream(cut.cell) for cut in self.cuts)


class Book:
    """The figures of the report with these dates. Nothing is read before it is asked for."""

    def __init__(self, dates: ReportDates) -> None:
        self.dates = dates

    @cached_property
    def programmes(self) -> QuerySet[Programme]:
        return programmes.all_programmes()

    @cached_property
    def packages(self) -> QuerySet[Package]:
        return packages.all_packages()

    def figures(self, *, names: int | None = 0) -> dict[str, Figure]:
        """Every figure by its key, in the order of the report. `names` as in `Tally.figures`."""
        found: dict[str, Figure] = {}
        for part in self._parts():
            if isinstance(part, Combined):
                found[part.cell.key] = _combined(part, found)
            else:
                found |= part.figures(names=names)
        return found

    def headline_figures(self) -> dict[str, Figure]:
        """The figures of the headlines, those of the year before among them: one query for each subject.

        Visits and inspections of the year before have no place in this report; they are on that year's own.
        """
        year, membership_year, on = self.dates.report_year, self.dates.membership_year, self.dates.as_at
        before = membership_year - 1
        counted = members.members_in_area(membership_year)
        graded = outcomes.outcome_tally(counted, year, membership_year, on, self.dates.year_before)
        found = {
            **figures_together(members.membership_tally(membership_year, on), members.membership_tally(before, on)),
            **packages.agreement_tally(membership_year, (), on).figures(),
            **packages.charge_tally(membership_year, on).figures(),
            **figures_together(visits.school_tally(year, on), visits.school_tally(year - 1, on)),
            **figures_together(inspected.inspection_tally(year, on), inspected.inspection_tally(year - 1, on)),
            **graded.figures(),
        }
        totals = (packages.income_total(membership_year), packages.income_total(before))
        return found | {part.cell.key: _combined(part, found) for part in totals}

    def drawn(self) -> dict[str, Figure]:
        """Figures that stand in charts alone: packages and income of three years before the two, visits by month."""
        found: dict[str, Figure] = {}
        for part in self._drawn():
            found |= {key: figure for key, figure in part.figures().items() if key not in found}
        return found

    def find(self, key: str) -> Found | None:
        """The figure with this key, or `None` where there is no such figure.

        Only the tallies it can be in are asked. Movement stands on a page of its own and not among `figures()`, what is
        only drawn in charts.
        """
        for part in self._every_part({key.partition(".")[0]}):
            if isinstance(part, Combined):
                if part.cell.key == key:
                    return _found_combined(part, {each: self.find(each) for each in part.parts})
            elif key.startswith(part.prefixes) and (cut := part.cut(key)):
                return Found(cut.figure, cut.cell, (cut,))
        return None

    def find_all(self, keys: Collection[str]) -> dict[str, Found]:
        """Those of the figures that there are, one query for each tally that has any."""
        parts = list(self._every_part({key.partition(".")[0] for key in keys}))
        combined = [part for part in parts if isinstance(part, Combined) and part.cell.key in keys]
        asked = {*keys, *(key for part in combined for key in part.parts)}
        found: dict[str, Found] = {}
        for part in parts:
            if isinstance(part, Tally) and (
                mine := {key for key in asked - found.keys() if key.startswith(part.prefixes)}
            ):
                found |= {key: Found(cut.figure, cut.cell, (cut,)) for key, cut in part.cuts(mine).items()}
        found |= {part.cell.key: _found_combined(part, found) for part in combined}
        return {key: found[key] for key in keys if key in found}

    def _every_part(self, subjects: Collection[str]) -> Iterator[Tally | Combined]:
        """Those with figures whose keys begin with one of the subjects: building others is dear."""
        yield from self._parts(subjects)
        if not {"membership", "income"}.isdisjoint(subjects):
            yield movement.movement_tally(self.dates.membership_year, self.dates.as_at)
        yield from self._drawn(subjects)

    def _parts(self, subjects: Collection[str] | None = None) -> Iterator[Tally | Combined]:
        """In the order of the report; all of them, or those of some subjects."""
        for mine, parts in (
            ({"membership"}, self._members),
            ({"associates"}, self._associates),
            ({"packages", "income"}, self._packages),
            ({"participation"}, self._participation),
            ({"inspections"}, self._inspections),
            ({"outcomes", "movements"}, self._outcomes),
            ({"national"}, self._national),
            ({"visits"}, self._visits),
        ):
            if subjects is None or not mine.isdisjoint(subjects):
                yield from parts()

    # Schools are named in all of them as they were on the as-at date: that is when the report is made.

    def _members(self) -> Iterator[Tally]:
        year, on = self.dates.membership_year, self.dates.as_at
        yield members.membership_tally(year, on)
        yield members.membership_tally(year - 1, on)
        yield members.change_tally(year, on)

    def _associates(self) -> Iterator[Tally]:
        yield members.associate_tally(self.dates.membership_year)

    def _packages(self) -> Iterator[Tally | Combined]:
        year, on = self.dates.membership_year, self.dates.as_at
        yield packages.agreement_tally(year, self.packages, on)
        yield packages.covered_tally(year, self.packages, on)
        yield packages.sla_tally(year, on)
        yield packages.charge_tally(year, on)
        yield packages.income_total(year)
        yield packages.income_total(year - 1)

    def _participation(self) -> Iterable[Tally]:
        return programmes.participation_tallies(self.dates.report_year, self.programmes, self.dates.as_at)

    def _inspections(self) -> Iterator[Tally]:
        yield inspected.inspection_tally(self.dates.report_year, self.dates.as_at)

    def _outcomes(self) -> Iterator[Tally]:
        dates = self.dates
        counted = members.members_in_area(dates.membership_year)
        yield outcomes.outcome_tally(counted, dates.report_year, dates.membership_year, dates.as_at, dates.year_before)

    def _national(self) -> Iterator[Tally]:
        yield national.national_tally(self.dates.as_at)

    def _visits(self) -> Iterator[Tally]:
        yield visits.school_tally(self.dates.report_year, self.dates.as_at)
        yield visits.associate_tally(self.dates.report_year)

    def _drawn(self, subjects: Collection[str] | None = None) -> Iterator[Tally]:
        """Each tally of packages and income holds two years; nobody draws the earliest of the four."""
        on = self.dates.as_at
        if subjects is None or not {"packages", "income"}.isdisjoint(subjects):
            for year in (self.dates.membership_year - 2, self.dates.membership_year - 4):
                if year.start > FIRST_START:
                    yield packages.agreement_tally(year, self.packages, on)
                    yield packages.covered_tally(year, self.packages, on)
                    yield packages.charge_tally(year, on)
        if subjects is None or "visits" in subjects:
            yield visits.month_tally(self.dates.report_year, on)


def _found_combined(part: Combined, found: Mapping[str, Found]) -> Found:
    parts = [found[key] for key in part.parts]
    figures = {each.figure.key: each.figure for each in parts}
    return Found(_combined(part, figures), part.cell, tuple(cut for each in parts for cut in each.cuts))


def _combined(part: Combined, figures: dict[str, Figure]) -> Figure:
    parts = [figures[key] for key in part.parts]
    return Figure(
        key=part.cell.key,
        title=part.cell.title,
        unit=part.cell.unit,
        value=sum(each.value for each in parts),
        names=tuple(name for each in parts for name in each.names),
    )
