"""How each school that is counted stands with Ofsted on a day: the graded inspection that decides, or none."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low
from typing import NamedTuple

from django.db.models import Func, QuerySet, Subquery, TextField, Value

from ofsted.kpis.grades import grade_in_words, latest_graded
from ofsted.models import Grade, Regime
from schools.models import LINES, Phase, SchoolPhase

GRADE_OF = {str(grade.value): grade for grade in Grade}
LINE_OF = {line.value: line for line in LINES}


class Standing(NamedTuple):
    """A school in a phase that it is counted in, with what counts of the graded inspection that decides on the day.

    `school` and `inspection` are keys: whole records of all members would take a large partnership seconds. `grade` is
    the overall grade that it holds: after a graded inspection of a later regime it holds none.
    """

    school: int
    line: Phase
    inspection: int | None = None
    inspected_on: datetime.date | None = None
    grade: Grade | None = None
    is_predecessors: bool = False

    @property
    def regime(self) -> Regime | None:
        return Regime.on(self.inspected_on) if self.inspected_on else None

    @property
    def words(self) -> str:
        """The grade, or which of the reasons there is none, and whether a predecessor's inspection decides."""
        words = grade_in_words(self.grade, self.regime)
        return f"{words} (its predecessor’s)" if self.is_predecessors else words


def standings(counted: QuerySet[SchoolPhase], on: datetime.date) -> list[Standing]:
    """One for each row of `counted`, in name order: an all-through school stands in both its phases. One query."""
    rows = (
        counted.annotate(decides=Subquery(latest_graded("school", on).values(facts=PACKED)))
        .order_by("school__sort_name", "school", "line")
        .values_list("school", "line", "decides")
    )
    return [_standing(school, LINE_OF[line], facts) for school, line, facts in rows]


WRITTEN_DAY = Func("inspected_on", Value("YYYY-MM-DD"), function="to_char", output_field=TextField())
"""The day of the inspection as ISO has it, in whatever style the server writes dates by itself."""
PACKED = Func(
    Value(" "),
    "pk",
    WRITTEN_DAY,
    "is_predecessors",
    "overall",  # last: where there is none, nothing stands in its place
    function="concat_ws",
    output_field=TextField(),
)
"""The facts of an inspection in one text: it is looked up once for each school, and not once for each fact. JSON would
take five times as long to write and to read."""


def _standing(school: int, line: Phase, facts: str | None) -> Standing:
    if facts is None:
        return Standing(school, line)
    inspection, inspected_on, is_predecessors, *overall = facts.split(" ")
    return Standing(
        school,
        line,
        int(inspection),
        datetime.date.fromisoformat(inspected_on),
        GRADE_OF[overall[0]] if overall else None,
        is_predecessors == "t",
    )


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
    days = sorted(standing.inspected_on for standing in holding(found))
    return Ages(days[0], median_low(days), days[-1]) if days else None
