"""Schools inspected in a year."""

import datetime
from collections.abc import Iterator

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from documents.display import day
from documents.tables import Column
from figures.tally import Cell, Tally
from ofsted.kpis.grades import COUNTED
from ofsted.models import Inspection, InspectionKind
from schools import columns
from schools.models import Phase, in_area, main_phase
from schools.on_a_day import named_on, told_on
from schools.sources import LICENCE
from thep.years import AcademicYear


def inspection_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Schools in area inspected, by phase; those with a thematic visit apart; named as on the day `on`.

    A predecessor's inspection is none of the school that followed it, though its grade may count there: it was of
    another school, and Ofsted names one under every school that followed.
    """
    inspections = Inspection.objects.filter(
        in_area("school__"),
        is_predecessors=False,
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
        **named_on(on, "school__"),
        listed=Q(kind=InspectionKind.THEMATIC),
        detail=lambda rows: told_on(rows.select_related("school"), on, "school__"),
        record_order=("inspected_on", "pk"),
        licence=LICENCE,
        columns=(
            columns.SCHOOL,
            columns.URN,
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
        "each once. Monitoring and thematic visits are not counted, nor is an inspection of a school’s predecessor. "
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
        f"Schools in area, members or not, with a thematic visit whose first day fell in {year}, each once; a "
        "predecessor’s is not counted.",
        {"is_thematic": True},
    )
