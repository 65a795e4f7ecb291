"""The grades of members on two days, and the movements between."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet, Subquery

from documents.display import day
from documents.tables import Column
from figures.tally import Cell, Tally
from ofsted.kpis.grades import GRADES, grade_text, latest_graded
from ofsted.models import Grade
from schools import columns
from schools.models import LINES, Governance, SchoolPhase
from schools.on_a_day import as_on, governance_on, named_on, told_on
from schools.sources import LICENCE
from thep.years import AcademicYear

GOOD_OR_BETTER = (Grade.OUTSTANDING, Grade.GOOD)
BELOW_GOOD = (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


def outcome_tally(
    members: QuerySet[SchoolPhase],
    year: AcademicYear,
    membership_year: AcademicYear,
    as_at: datetime.date,
    before: datetime.date,
) -> Tally:
    """The grades of `members` on `as_at` and on `before`, the same day a year earlier, and the movements between.

    Schools are named as on `as_at`; those below good stand under the governance of each day.
    """
    governed = {name: row for on in (as_at, before) for name, row in as_on(on, "school__", ["governance"]).items()}
    return Tally(
        prefixes=(f"outcomes.{as_at}.", f"outcomes.{before}.", f"movements.{year.slug}."),
        rows=members.alias(**governed).annotate(
            grade=Subquery(latest_graded("school", as_at).values("overall")),
            grade_before=Subquery(latest_graded("school", before).values("overall")),
            governance=governance_on(as_at, "school__"),
            governance_before=governance_on(before, "school__"),
        ),
        by=("line", "governance", "governance_before", "grade", "grade_before"),
        cells=lambda groups: _outcome_cells(year, membership_year, as_at, before),
        **named_on(as_at, "school__"),
        listed=True,
        detail=lambda rows: told_on(rows.select_related("school"), as_at, "school__").annotate(
            **_decided_by(as_at, "now"), **_decided_by(before, "then")
        ),
        licence=LICENCE,
        columns=(
            columns.SCHOOL,
            columns.URN,
            columns.PHASE,
            columns.GOVERNANCE,
            Column(f"Grade on {day(before)}", lambda row: grade_text(row.record, "grade_before", "then")),
            Column(f"Grade on {day(as_at)}", lambda row: grade_text(row.record, "grade", "now")),
            columns.day_column("Inspected on", "now_inspected_on"),
            columns.day_column("Published on", "now_published_on"),
        ),
    )


def outcome_series_tally(
    members: QuerySet[SchoolPhase], membership_year: AcademicYear, days: Sequence[datetime.date]
) -> Tally:
    """The grades of `members` by phase on each of several days: figures of `outcome_tally`, by one pass over them."""
    columns_of = {on: f"grade_{n}" for n, on in enumerate(days)}
    return Tally(
        prefixes=tuple(f"outcomes.{on}." for on in days),
        rows=members.annotate(
            **{column: Subquery(latest_graded("school", on).values("overall")) for on, column in columns_of.items()}
        ),
        by=("line", *columns_of.values()),
        cells=lambda groups: (
            cell for on, column in columns_of.items() for cell in _outcomes_by_line(on, column, membership_year)
        ),
        columns=(),
    )


def _decided_by(on: datetime.date, name: str) -> dict[str, Subquery]:
    return {
        f"{name}_{field}": Subquery(latest_graded("school", on).values(field))
        for field in ("inspected_on", "published_on", "regime", "is_predecessors")
    }


def _outcome_cells(
    year: AcademicYear, membership_year: AcademicYear, as_at: datetime.date, before: datetime.date
) -> Iterator[Cell]:
    for on, then in ((as_at, ""), (before, "_before")):
        yield from _outcomes_by_line(on, f"grade{then}", membership_year)
        yield from _below_good(on, then, membership_year)
    yield from _movement_cells(year, as_at, before)


def _rule(on: datetime.date, membership_year: AcademicYear) -> str:
    return (
        f"Counted over the in-area members of {membership_year}, for both dates, so that the two columns compare "
        "like with "
        f"like. A school’s grade on {day(on)} is the overall effectiveness of its latest graded inspection "
        "published by "
        "then; where no publication date is on record, its inspection date decides, and of two on one day the higher "
        "inspection number. A short inspection that keeps the grade changes nothing, inspections under an earlier URN "
        "count, and grades of Ofsted’s later regimes are not converted. A predecessor’s grade counts while the school "
        "has no graded inspection of its own that is known on the day, as in Ofsted’s method since June 2018; for a "
        "school where that is switched off, only inspections under the URN that it had on the day count."
    )


def _outcomes_by_line(on: datetime.date, column: str, membership_year: AcademicYear) -> Iterator[Cell]:
    """`column` holds the grades of the day."""
    rule, any_grade = _rule(on, membership_year), tuple(Grade)
    for line in LINES:
        stem, place = f"outcomes.{on}.{line}", f"{line.label.lower()}, {day(on)}"
        here = {"line": line}
        graded = {**here, column: any_grade}
        without = ((f"{stem}.not_graded", "Members with no grade on that day: in no share"),)
        yield Cell(f"{stem}.members", f"Members counted: {place}", rule, here)
        yield Cell(f"{stem}.graded", f"Members with a grade: {place}", rule, graded, beside=without)
        yield Cell(f"{stem}.not_graded", f"Members with no grade: {place}", rule, {**here, column: None})
        shares = [(name, grade.label, grade) for name, grade in GRADES.items()]
        for name, label, wanted in [*shares, ("good_or_outstanding", "Good or outstanding", GOOD_OR_BETTER)]:
            yield Cell(
                f"{stem}.{name}",
                f"{label}: {place}",
                f"Members graded {label.lower()}, as a share of the members that had a grade. {rule}",
                {**here, column: wanted},
                of=graded,
                beside=without,
            )


def _below_good(on: datetime.date, then: str, membership_year: AcademicYear) -> Iterator[Cell]:
    """`then` ends the names of the columns that are of the day."""
    rule = _rule(on, membership_year)
    for governance in Governance:
        yield Cell(
            f"outcomes.{on}.all.below_good.{governance}",
            f"Requires improvement or inadequate, {governance.label.lower()}: {day(on)}",
            f"Members of all phases added up, so that an all-through school counts in both of its own, by who "
            f"governed them on {day(on)}. {rule}",
            {f"grade{then}": BELOW_GOOD, f"governance{then}": governance},
        )


def _movement_cells(year: AcademicYear, as_at: datetime.date, before: datetime.date) -> Iterator[Cell]:
    rule = (
        f"Members whose grade on {day(as_at)} differs from their grade on {day(before)}, over the same members on "
        "both days. "
        "Opening, movements and first grades make the closing count of every phase and grade."
    )
    steps = {"not_graded": None, **GRADES}
    for line in LINES:
        for old, grade_before in steps.items():
            for new, grade in steps.items():
                if old == new:
                    continue
                words = f"{old.replace('_', ' ')} to {new.replace('_', ' ')}".capitalize()
                yield Cell(
                    f"movements.{year.slug}.{line}.{old}_to_{new}",
                    f"{words}: {line.label.lower()}, {year}",
                    rule,
                    {"line": line, "grade_before": grade_before, "grade": grade},
                )
