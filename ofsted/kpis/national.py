"""The national figures, as they were published or counted."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models.functions import ExtractYear

from documents.display import Kind, day
from documents.figure import Origin, Unit
from documents.tables import Column
from figures.tally import Cell, Group, Tally
from ofsted.kpis.grades import GRADES
from ofsted.models import REPORT_CARD_FROM, Basis, NationalOutcome
from schools.models import Phase
from schools.sources import LICENCE

NATIONAL_PARTS = (*GRADES, "good_or_outstanding")
LAST_PUBLISHED = datetime.date(2024, 8, 31)
"""The last day for which Ofsted published a national share of overall grades, which it has ceased to give."""
GRADES_FORGOTTEN_FROM = REPORT_CARD_FROM
"""Files of this day and later hold the overall grades given since 1 September 2019 alone."""


def national_tally(as_at: datetime.date) -> Tally:
    """Overall effectiveness nationally up to `as_at`; of a calendar year its latest date.

    Published figures come before those counted for the same date. What was counted from a file that has forgotten older
    grades stands only where the year has no other.
    """
    return Tally(
        prefixes=("national.",),
        rows=NationalOutcome.objects.filter(as_at__lte=as_at).annotate(calendar_year=ExtractYear("as_at")),
        by=("calendar_year", "phase", "as_at", "basis", "schools", "source", "note"),
        cells=_national_cells,
        unit=Unit.PERCENT,
        adds=NATIONAL_PARTS,
        name="source",
        order="source",
        licence=LICENCE,
        columns=(
            Column("Phase", lambda row: row.record.get_phase_display()),
            Column("As at", lambda row: row.record.as_at, Kind.DATE),
            *(
                Column(
                    part.replace("_", " ").capitalize(), lambda row, part=part: getattr(row.record, part), Kind.PERCENT
                )
                for part in NATIONAL_PARTS
            ),
            Column("Basis", lambda row: row.record.get_basis_display()),
            Column("Schools with a grade", lambda row: row.record.schools, Kind.INTEGER),
            Column("Source", lambda row: row.record.source),
            Column("Note", lambda row: row.record.note),
        ),
    )


def _national_cells(groups: list[Group]) -> Iterator[Cell]:
    first = {}
    for group in sorted(groups, key=_preference):
        first[group["calendar_year"], group["phase"]] = group
    for (calendar_year, phase), group in first.items():
        origin = _origin(group)
        for part in NATIONAL_PARTS:
            words = part.replace("_", " ")
            yield Cell(
                f"national.{calendar_year}.{phase}.{part}",
                f"National, {words}: {Phase(phase).label.lower()}, {day(group['as_at'])}",
                _definition(group),
                {"phase": phase, "as_at": group["as_at"], "basis": group["basis"]},
                adds=part,
                unit=Unit.PERCENT,
                origin=origin,
            )


def _preference(group: Group) -> Any:
    """The last of these is the one that stands."""
    return not _is_partial(group), group["as_at"], group["basis"] == Basis.PUBLISHED


def _is_partial(group: Group) -> bool:
    return group["basis"] == Basis.COUNTED and group["as_at"] >= GRADES_FORGOTTEN_FROM


def _origin(group: Group) -> Origin:
    return Origin(group["as_at"], group["basis"], group["schools"], group["note"], _is_partial(group))


def _definition(group: Group) -> str:
    if group["basis"] == Basis.COUNTED:
        return (
            f"Counted, in per cent of the {group['schools']:,} schools of the phase that have an overall grade in a "
            "national file. Ofsted did not publish it."
        )
    return (
        "As published, in per cent, with its source and date; nothing in it is computed. Good or outstanding stands as "
        "published even where its parts do not add up to it."
    )
