"""From the grades of one day to those of another, with what explains every difference, school by school."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, TextChoices

from ofsted.kpis.standing import Standing, standings
from ofsted.models import Grade
from schools.models import LINES, Phase, School, SchoolPhase, open_in
from thep.years import AcademicYear

STEPS: tuple[Grade | None, ...] = (*Grade, None)
"""What a school can hold: an overall grade, or none."""


class Because(TextChoices):
    """Why a school is counted, or graded, on the closing day as it was not on the opening day."""

    NEW_GRADE = "new_grade", "New grade"
    FIRST_GRADE = "first_grade", "First grade"
    PREDECESSOR_CAME = "predecessor_came", "Predecessor’s grade came"
    PREDECESSOR_WENT = "predecessor_went", "Own grade in place of its predecessor’s"
    LOST = "lost", "Overall grade lost"
    JOINED = "joined", "Joined"
    OPENED = "opened", "Opened"
    LEFT = "left", "Left"
    CLOSED = "closed", "Closed"
    PHASE = "phase", "Phase changed"
    UNEXPLAINED = "unexplained", "Unexplained"


@dataclass(frozen=True)
class Side:
    """A day, and whom it is counted over: the members of the year that was then in force.

    `counted` are those in area, a row for each phase; `members` are all of them, each once.
    """

    on: datetime.date
    year: AcademicYear
    counted: QuerySet[SchoolPhase]
    members: QuerySet[School]


@dataclass(frozen=True)
class Change:
    """A school in a phase that differs. `before` is `None` where it was not counted at the opening; so is `after`."""

    because: Because
    before: Standing | None
    after: Standing | None

    @property
    def standing(self) -> Standing:
        return self.after or self.before


@dataclass(frozen=True)
class GradeMovement:
    opening: list[Standing]
    closing: list[Standing]
    changes: list[Change]

    def opened_with(self, line: Phase, grade: Grade | None) -> list[Standing]:
        return self._cells["opened", line, grade]

    def closed_with(self, line: Phase, grade: Grade | None) -> list[Standing]:
        return self._cells["closed", line, grade]

    def went_from(self, line: Phase, grade: Grade | None) -> list[Change]:
        return self._cells["went", line, grade]

    def came_to(self, line: Phase, grade: Grade | None) -> list[Change]:
        return self._cells["came", line, grade]

    def because(self, because: Because, line: Phase) -> list[Change]:
        return self._cells[because, line]

    @cached_property
    def _cells(self) -> Mapping[tuple, list]:
        """By one pass over all rows, however many cells are asked for."""
        cells = defaultdict(list)
        for each in self.opening:
            cells["opened", each.line, each.grade].append(each)
        for each in self.closing:
            cells["closed", each.line, each.grade].append(each)
        for each in self.changes:
            if each.before:
                cells["went", each.before.line, each.before.grade].append(each)
            if each.after:
                cells["came", each.after.line, each.after.grade].append(each)
            cells[each.because, each.standing.line].append(each)
        return cells

    def unexplained(self, line: Phase, grade: Grade | None) -> int:
        """What the closing count is more than the opening count, with who came and without who went."""
        opening, closing = len(self.opened_with(line, grade)), len(self.closed_with(line, grade))
        return closing - (opening + len(self.came_to(line, grade)) - len(self.went_from(line, grade)))

    @property
    def is_closed(self) -> bool:
        return not any(self.because(Because.UNEXPLAINED, line) for line in LINES) and not any(
            self.unexplained(line, grade) for line in LINES for grade in STEPS
        )


def grade_movement(opening: Side, closing: Side) -> GradeMovement:
    """Every school and phase counted on one of the two days, and why those differ that do. Four queries.

    A school that was inspected again and keeps its grade does not differ.
    """
    then, now = (standings(side.counted, side.on) for side in (opening, closing))
    before, after = ({(each.school, each.line): each for each in found} for found in (then, now))
    differing = [
        (key, was, became)
        for key in dict.fromkeys((*before, *after))
        for was, became in [(before.get(key), after.get(key))]
        if was is None or became is None or was.grade != became.grade
    ]
    known = _Known.of({school for (school, _), _, _ in differing}, opening, closing)
    changes = []
    for key, was, became in differing:
        if was is None:
            changes.append(Change(known.why_not(opening, *key, Because.OPENED, Because.JOINED), None, became))
        elif became is None:
            changes.append(Change(known.why_not(closing, *key, Because.CLOSED, Because.LEFT), was, None))
        else:
            changes.append(Change(_by_inspection(was, became), was, became))
    return GradeMovement(then, now, sorted(changes, key=known.place_of))


def _by_inspection(was: Standing, became: Standing) -> Because:
    """The inspection that decides at the closing is another than the one at the opening, if there was one."""
    if became.inspection is None:
        return Because.UNEXPLAINED
    if became.grade is None:
        return Because.LOST
    if became.is_predecessors:
        return Because.PREDECESSOR_CAME
    if was.inspection is None:
        return Because.FIRST_GRADE
    return Because.PREDECESSOR_WENT if was.is_predecessors else Because.NEW_GRADE


@dataclass(frozen=True)
class _Known:
    """What is on record of the schools that differ, to say why one is not counted on a side, and their names' order."""

    names: dict[int, str]
    open_in: dict[AcademicYear, set[int]]
    members_in: dict[AcademicYear, set[int]]
    counted_in: dict[AcademicYear, set[tuple[int, Phase]]]

    @classmethod
    def of(cls, schools: set[int], *sides: Side) -> Self:
        """By two queries."""
        flags = {
            f"{what}_{n}": ExpressionWrapper(condition, output_field=BooleanField())
            for n, side in enumerate(sides)
            for what, condition in (("open", open_in(side.year)), ("member", Q(pk__in=side.members.values("pk"))))
        }
        found = list(School.objects.filter(pk__in=schools).annotate(**flags).values("pk", "sort_name", *flags))
        phases = list(SchoolPhase.objects.filter(school__in=schools).only("school", "line", "from_year", "until_year"))
        years = [side.year for side in sides]
        return cls(
            {row["pk"]: row["sort_name"] for row in found},
            {year: {row["pk"] for row in found if row[f"open_{n}"]} for n, year in enumerate(years)},
            {year: {row["pk"] for row in found if row[f"member_{n}"]} for n, year in enumerate(years)},
            {year: {(row.school_id, Phase(row.line)) for row in phases if _is_of(row, year)} for year in years},
        )

    def place_of(self, change: Change) -> tuple[int, str, int]:
        standing = change.standing
        return LINES.index(standing.line), self.names[standing.school], standing.school

    def why_not(self, side: Side, school: int, line: Phase, not_open: Because, no_member: Because) -> Because:
        if school not in self.open_in[side.year]:
            return not_open
        if school not in self.members_in[side.year]:
            return no_member
        return Because.PHASE if (school, line) not in self.counted_in[side.year] else Because.UNEXPLAINED


def _is_of(phase: SchoolPhase, year: AcademicYear) -> bool:
    return (phase.from_year or year) <= year <= (phase.until_year or year)
