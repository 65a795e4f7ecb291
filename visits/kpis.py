"""Visits: which schools and associates were visited."""

import datetime
from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractMonth

from documents.display import Kind, day
from documents.figure import Unit
from documents.tables import Column
from figures.tally import Cell, Tally
from schools import columns
from schools.models import LINES, is_in_area, main_phase
from schools.on_a_day import named_on, told_on
from thep.years import AcademicYear
from visits.models import Visit, VisitKind, VisitStatus


def made() -> QuerySet[Visit]:
    """Visits that took place. A call is not a visit; planned and cancelled ones did not happen."""
    return Visit.objects.filter(kind=VisitKind.VISIT, status=VisitStatus.DONE)


def visits_made(year: AcademicYear) -> QuerySet[Visit]:
    """Visits that took place in `year`."""
    return made().filter(visited_on__range=(year.first_day, year.last_day))


def latest_made(school: str, on: datetime.date) -> QuerySet[Visit]:
    """The latest visit made, up to the day `on`, to the school in column `school`: at most one row."""
    return made().filter(school=OuterRef(school), visited_on__lte=on).order_by("-visited_on")[:1]


def is_coming(on: datetime.date) -> Q:
    """Planned for the day `on` or later."""
    return Q(status=VisitStatus.PLANNED, visited_on__gte=on)


def planned(on: datetime.date) -> QuerySet[Visit]:
    """Visits and calls planned for the day `on` or later, the next one first."""
    return Visit.objects.filter(is_coming(on)).order_by("visited_on", "pk")


def next_planned(school: str, on: datetime.date) -> QuerySet[Visit]:
    """The first visit or call planned for the school in column `school` on the day `on` or later: at most one row."""
    return planned(on).filter(school=OuterRef(school))[:1]


MADE = "Calls are not visits, and planned and cancelled visits did not happen. "
RECORD_COLUMNS = (
    Column("Visits", lambda row: len(row.records), Kind.INTEGER),
    Column(
        "On",
        lambda row: ", ".join(day(visit.visited_on) for visit in row.records),
        order=lambda row: row.records[-1].visited_on,
    ),
    Column("For", lambda row: ", ".join(dict.fromkeys(visit.purpose for visit in row.records if visit.purpose))),
)


def school_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Schools visited, by phase and whether in area; named as on the day `on`."""
    return Tally(
        prefixes=(f"visits.{year.slug}.",),
        rows=visits_made(year)
        .filter(school__isnull=False)
        .annotate(main=main_phase(year, "school__"), is_in_area=is_in_area("school__"))
        .annotate(phase=F("main__phase"), line=F("main__line")),
        by=("line", "is_in_area"),
        cells=lambda groups: _school_cells(year),
        subject="school",
        **named_on(on, "school__"),
        listed=True,
        detail=lambda rows: told_on(rows.select_related("school"), on, "school__"),
        record_order=("visited_on", "pk"),
        columns=(columns.SCHOOL, columns.URN, columns.PHASE, *RECORD_COLUMNS),
    )


def _school_cells(year: AcademicYear) -> Iterator[Cell]:
    stem = f"visits.{year.slug}"
    rule = f"each school once however often it was visited, a member or not. {MADE}"
    for line in LINES:
        yield Cell(
            f"{stem}.{line}.schools",
            f"Schools visited: {line.label.lower()}, {year}",
            f"Schools in area visited in the year, {rule}An all-through school stands in its main phase alone; "
            "alternative provision is with secondary.",
            {"line": line, "is_in_area": True},
        )
    yield Cell(
        f"{stem}.out_of_area.schools",
        f"Schools visited out of area, {year}",
        f"Schools visited whose local authority is not one of the partnership’s, {rule}",
        {"is_in_area": False},
    )
    yield Cell(
        f"{stem}.all.schools",
        f"Schools visited, {year}",
        f"All schools visited in the year, in area or out of it, {rule}",
        {},
    )


def month_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Schools visited in each month of the year, one visited in two months in both; named as on the day `on`."""
    return Tally(
        prefixes=(f"visits.{year.slug}.month.",),
        rows=visits_made(year).filter(school__isnull=False).annotate(month=ExtractMonth("visited_on")),
        by=("month",),
        cells=lambda groups: (
            Cell(
                month_key(month),
                f"Schools visited in {month:%B %Y}",
                f"Schools visited in the month, in area or out of it, each once however often it was visited. {MADE}",
                {"month": month.month},
            )
            for month in year.months
        ),
        subject="school",
        **named_on(on, "school__"),
        detail=lambda rows: told_on(rows.select_related("school"), on, "school__"),
        record_order=("visited_on", "pk"),
        columns=(columns.SCHOOL, columns.URN, *RECORD_COLUMNS),
    )


def month_key(month: datetime.date) -> str:
    return f"visits.{AcademicYear.of(month).slug}.month.{month:%Y-%m}.schools"


def associate_tally(year: AcademicYear) -> Tally:
    """Associates visited."""
    return Tally(
        prefixes=(f"visits.{year.slug}.",),
        rows=visits_made(year).filter(associate__isnull=False),
        by=("kind",),
        cells=lambda groups: [
            Cell(
                f"visits.{year.slug}.associates",
                f"Associates visited, {year}",
                f"Associates visited in the year, each once. {MADE}",
                {},
            )
        ],
        unit=Unit.ASSOCIATES,
        subject="associate",
        name="associate__name",
        order="associate__sort_name",
        listed=True,
        detail=lambda rows: rows.select_related("associate"),
        record_order=("visited_on", "pk"),
        columns=(Column("Associate", lambda row: row.subject.name), *RECORD_COLUMNS),
    )
