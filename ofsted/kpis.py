"""Ofsted: schools inspected, grades on a day, the movements between two days, and the national figures."""

import datetime
from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear, JSONObject

from documents.display import Kind, day
from documents.figure import Unit
from documents.tables import Column
from figures.tally import Cell, Group, Tally
from ofsted.models import (
    Area,
    AreaGrade,
    Grade,
    Inspection,
    InspectionKind,
    Judgement,
    NationalOutcome,
    Regime,
)
from schools import columns
from schools.models import LINES, Governance, Phase, SchoolPhase, current_urn, in_area, main_phase
from thep.years import AcademicYear

GRADES = {grade.name.lower(): grade for grade in Grade}
GOOD_OR_BETTER = (Grade.OUTSTANDING, Grade.GOOD)
BELOW_GOOD = (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
COUNTED = (InspectionKind.GRADED, InspectionKind.UNGRADED)
LATEST_FIRST = (F("inspected_on").desc(), F("number_order").desc(nulls_last=True), F("inspection_number").desc())


def inspection_tally(year: AcademicYear) -> Tally:
    """Schools in area inspected, by phase; those with a thematic visit apart."""
    inspections = Inspection.objects.filter(
        in_area("school__"),
        inspected_on__range=(year.first_day, year.last_day),
        kind__in=[*COUNTED, InspectionKind.THEMATIC],
    )
    return Tally(
        prefixes=(f"inspections.{year.slug}.",),
        rows=inspections.annotate(
            main=main_phase(year, "school__"),
            phase=F("main__phase"),
            is_thematic=ExpressionWrapper(Q(kind=InspectionKind.THEMATIC), BooleanField()),
        ),
        by=("phase", "is_thematic"),
        cells=lambda groups: _inspection_cells(year),
        subject="school",
        listed=Q(kind=InspectionKind.THEMATIC),
        detail=lambda rows: rows.select_related("school").annotate(current_urn=current_urn("school")),
        record_order=("inspected_on", "pk"),
        columns=(
            columns.SCHOOL,
            Column("URN", lambda row: row.record.current_urn),
            columns.PHASE,
            Column(
                "Inspected on",
                lambda row: ", ".join(day(each.inspected_on) for each in row.records),
                order=lambda row: row.records[-1].inspected_on,
            ),
            Column("Kind", lambda row: ", ".join(dict.fromkeys(each.get_kind_display() for each in row.records))),
            Column(
                "Overall", lambda row: ", ".join(each.get_overall_display() for each in row.records if each.overall)
            ),
        ),
    )


def _inspection_cells(year: AcademicYear) -> Iterator[Cell]:
    stem = f"inspections.{year.slug}"
    rule = (
        "Schools in area, members or not, with a graded or an ungraded (short) inspection whose first day fell "
        f"in {year}, "
        "each once. Monitoring and thematic visits are not counted. "
    )
    for phase in Phase:
        yield Cell(
            f"{stem}.{phase}.schools",
            f"Schools inspected: {phase.label.lower()}, {year}",
            f"{rule}An all-through school stands in its main phase; alternative provision stands apart here.",
            {"phase": phase, "is_thematic": False},
        )
    yield Cell(f"{stem}.all.schools", f"Schools inspected, {year}", rule, {"is_thematic": False})
    yield Cell(
        f"{stem}.thematic.schools",
        f"Schools with a thematic visit, {year}",
        f"Schools in area, members or not, with a thematic visit whose first day fell in {year}, each once.",
        {"is_thematic": True},
    )


def latest_graded(school: str, on: datetime.date) -> QuerySet[Inspection]:
    """The graded inspection that decides the grade, on the day `on`, of the school in column `school`: at most one row.

    It is the latest one published on or before `on`; without a publication date its first day decides. Of two on the
    same day the higher inspection number wins. A short inspection that keeps the grade changes nothing, and inspections
    under an earlier URN count. After a graded inspection of a later regime a school no longer holds an overall grade.
    """
    graded = Inspection.objects.filter(school=OuterRef(school), kind=InspectionKind.GRADED, known_on__lte=on)
    return graded.order_by(*LATEST_FIRST)[:1]


def latest_published(on: datetime.date) -> QuerySet[Inspection]:
    """Graded and ungraded inspections of schools in area published on or before `on`, the latest first.

    Without a publication date the first day decides. Each has the grade its school held until then, `grade_before`, and
    the regime it is of, `before_regime`.
    """
    earlier = Inspection.objects.filter(
        school=OuterRef("school"), kind=InspectionKind.GRADED, known_on__lt=OuterRef("known_on")
    ).order_by(*LATEST_FIRST)
    return (
        Inspection.objects.filter(in_area("school__"), kind__in=COUNTED, known_on__lte=on)
        .annotate(
            grade_before=Subquery(earlier.values("overall")[:1]), before_regime=Subquery(earlier.values("regime")[:1])
        )
        .order_by("-known_on", "-pk")
    )


def latest_of(school: str, on: datetime.date) -> QuerySet[Inspection]:
    """The latest graded or ungraded inspection, on the day `on`, of the school in column `school`: at most one row."""
    return Inspection.objects.filter(school=OuterRef(school), kind__in=COUNTED, known_on__lte=on).order_by(
        *LATEST_FIRST
    )[:1]


def with_areas(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Each inspection with the `areas` it judged, for `areas_in_words`, by no further query."""
    judged = Judgement.objects.filter(inspection=OuterRef("pk")).order_by("graded_on", "pk")
    return inspections.annotate(areas=ArraySubquery(judged.values(row=JSONObject(area="area", grade="grade"))))


def areas_in_words(inspection: Inspection) -> list[str]:
    """`Inclusion: Strong standard`, in the order of the report, of an inspection read `with_areas`.

    Of an area graded again after a monitoring visit, the latest grade.
    """
    latest = {row["area"]: row["grade"] for row in inspection.areas}
    return [f"{area.label}: {AreaGrade(latest[area]).label}" for area in Area if area in latest]


def outcome_tally(
    members: QuerySet[SchoolPhase],
    year: AcademicYear,
    membership_year: AcademicYear,
    as_at: datetime.date,
    before: datetime.date,
) -> Tally:
    """The grades of `members` on `as_at` and on `before`, the same day a year earlier, and the movements between."""
    return Tally(
        prefixes=(f"outcomes.{as_at}.", f"outcomes.{before}.", f"movements.{year.slug}."),
        rows=members.annotate(
            grade=Subquery(latest_graded("school", as_at).values("overall")),
            grade_before=Subquery(latest_graded("school", before).values("overall")),
            governance=F("school__governance"),
        ),
        by=("line", "governance", "grade", "grade_before"),
        cells=lambda groups: _outcome_cells(year, membership_year, as_at, before),
        listed=True,
        detail=lambda rows: rows.select_related("school").annotate(
            urn=current_urn("school"), **_decided_by(as_at, "now"), **_decided_by(before, "then")
        ),
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


def _decided_by(on: datetime.date, name: str) -> dict[str, Subquery]:
    return {
        f"{name}_{field}": Subquery(latest_graded("school", on).values(field))
        for field in ("inspected_on", "published_on", "regime")
    }


def grade_text(record: SchoolPhase, grade: str, name: str) -> str:
    """A grade, or which of the reasons there is none: nothing is converted and nothing invented."""
    return grade_in_words(getattr(record, grade), getattr(record, f"{name}_regime"))


def grade_in_words(grade: int | None, regime: str | None) -> str:
    """`regime` is that of the inspection the grade is from; `None` where there is no inspection."""
    if grade:
        return Grade(grade).label
    match regime:
        case None:
            return "No graded inspection published"
        case Regime.OVERALL_EFFECTIVENESS:
            return "Graded inspection without an overall grade on record"
        case Regime.KEY_JUDGEMENTS:
            return "Not judged overall (key judgements only)"
        case _:
            return "Report card, which has no overall grade"


def found_in_words(inspection: Inspection) -> str:
    """What an inspection found, in the words of its own regime.

    Empty for the kinds that give no grade, and where an ungraded one has no outcome on record.
    """
    match inspection.kind:
        case InspectionKind.GRADED:
            return grade_in_words(inspection.overall, inspection.regime)
        case InspectionKind.UNGRADED:
            return inspection.get_ungraded_outcome_display()
        case _:
            return ""


def _outcome_cells(
    year: AcademicYear, membership_year: AcademicYear, as_at: datetime.date, before: datetime.date
) -> Iterator[Cell]:
    yield from _outcomes_on(as_at, "grade", membership_year)
    yield from _outcomes_on(before, "grade_before", membership_year)
    yield from _movement_cells(year, as_at, before)


def _outcomes_on(on: datetime.date, column: str, membership_year: AcademicYear) -> Iterator[Cell]:
    rule = (
        f"Counted over the in-area members of {membership_year}, for both dates, so that the two columns compare "
        "like with "
        f"like. A school’s grade on {day(on)} is the overall effectiveness of its latest graded inspection "
        "published by "
        "then; where no publication date is on record, its inspection date decides, and of two on one day the higher "
        "inspection number. A short inspection that keeps the grade changes nothing, inspections under an earlier URN "
        "count, and grades of Ofsted’s later regimes are not converted."
    )
    any_grade = tuple(Grade)
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
    for governance in Governance:
        yield Cell(
            f"outcomes.{on}.all.below_good.{governance}",
            f"Requires improvement or inadequate, {governance.label.lower()}: {day(on)}",
            f"Members of all phases added up, so that an all-through school counts in both of its own. {rule}",
            {column: BELOW_GOOD, "governance": governance},
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


NATIONAL_PARTS = (*GRADES, "good_or_outstanding")


def national_tally(as_at: datetime.date) -> Tally:
    """Overall effectiveness nationally, as published, up to `as_at`; of a calendar year its latest date."""
    return Tally(
        prefixes=("national.",),
        rows=NationalOutcome.objects.filter(as_at__lte=as_at).annotate(calendar_year=ExtractYear("as_at")),
        by=("calendar_year", "phase", "as_at", "source"),
        cells=_national_cells,
        unit=Unit.PERCENT,
        adds=NATIONAL_PARTS,
        name="source",
        order="source",
        columns=(
            Column("Phase", lambda row: row.record.get_phase_display()),
            Column("As at", lambda row: row.record.as_at, Kind.DATE),
            *(
                Column(
                    part.replace("_", " ").capitalize(), lambda row, part=part: getattr(row.record, part), Kind.PERCENT
                )
                for part in NATIONAL_PARTS
            ),
            Column("Source", lambda row: row.record.source),
        ),
    )


def _national_cells(groups: list[Group]) -> Iterator[Cell]:
    latest = {}
    for group in sorted(groups, key=lambda group: group["as_at"]):
        latest[group["calendar_year"], group["phase"]] = group
    for (calendar_year, phase), group in latest.items():
        for part in NATIONAL_PARTS:
            words = part.replace("_", " ")
            yield Cell(
                f"national.{calendar_year}.{phase}.{part}",
                f"National, {words}: {Phase(phase).label.lower()}, {day(group['as_at'])}",
                "As published, in per cent, with its source and date; nothing in it is computed. Good or "
                "outstanding stands "
                "as published even where its parts do not add up to it.",
                {"phase": phase, "as_at": group["as_at"]},
                adds=part,
                unit=Unit.PERCENT,
            )
