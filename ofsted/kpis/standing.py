"""How each school that is counted stands with Ofsted on a day: the graded inspection that decides, or none."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low

from django.db.models import QuerySet, Subquery

from ofsted.kpis.grades import grade_in_words, latest_graded
from ofsted.models import Grade, Inspection, Regime
from schools.models import Phase, School, SchoolPhase, current_urn


@dataclass(frozen=True)
class Standing:
    """A school in a phase that it is counted in; `inspection` is the one that decides on the day."""

    school: School
    urn: int | None
    line: Phase
    inspection: Inspection | None

    @property
    def grade(self) -> Grade | None:
        """The overall grade that it holds. After a graded inspection of a later regime it holds none."""
        return Grade(self.inspection.overall) if self.inspection and self.inspection.overall else None

    @property
    def regime(self) -> Regime | None:
        return Regime(self.inspection.regime) if self.inspection else None

    @property
    def words(self) -> str:
        """The grade, or which of the reasons there is none, and whether a predecessor's inspection decides."""
        words = grade_in_words(self.grade, self.regime)
        return f"{words} (its predecessor’s)" if self.inspection and self.inspection.is_predecessors else words


def standings(counted: QuerySet[SchoolPhase], on: datetime.date) -> list[Standing]:
    """One for each row of `counted`, in name order: an all-through school stands in both its phases. Two queries."""
    rows = list(
        counted.select_related("school")
        .annotate(urn=current_urn("school"), decides=Subquery(latest_graded("school", on).values("pk")))
        .order_by("school__sort_name", "school", "line")
    )
    inspections = Inspection.objects.select_related("file").in_bulk({row.decides for row in rows} - {None})
    return [Standing(row.school, row.urn, Phase(row.line), inspections.get(row.decides)) for row in rows]


def holding(found: Iterable[Standing]) -> list[Standing]:
    """Those that hold an overall grade."""
    return [standing for standing in found if standing.grade]


@dataclass(frozen=True)
class Ages:
    """First days of the inspections that overall grades are from. The median is one of them: of two, the earlier."""

    oldest: datetime.date
    median: datetime.date
    newest: datetime.date


def ages(found: Iterable[Standing]) -> Ages | None:
    """Of those that hold an overall grade; `None` where none does."""
    days = sorted(standing.inspection.inspected_on for standing in holding(found))
    return Ages(days[0], median_low(days), days[-1]) if days else None
