"""The lists of national figures."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.urls import reverse

from accounts.permissions import Permission
from documents.display import Kind
from lists.asking import Asked
from lists.declared import List, ListColumn, ListLink
from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter
from ofsted.models import Basis, NationalArea, NationalOutcome, Regime
from ofsted.models.national import PARTS
from ofsted.sheets import GRIDS
from schools.models import Phase
from schools.sources import LICENCE, SOURCES


def outcomes_address(outcome: NationalOutcome) -> str:
    return reverse("national-outcomes", args=[outcome.as_at.isoformat(), outcome.basis])


def areas_address(area: NationalArea) -> str:
    return reverse("national-areas", args=[area.as_at.isoformat(), area.basis, area.phase, area.regime])


@dataclass(frozen=True)
class DateColumn(ListColumn):
    """Within a date, whichever way dates are sorted, phases stand in their order, and the rest as it was entered."""

    def ordering(self, *, downwards: bool) -> list[Any]:
        in_order = Case(*(When(phase=phase, then=n) for n, phase in enumerate(Phase)))
        return [*super().ordering(downwards=downwards), in_order.asc(), F("pk").asc()]


def _about() -> tuple[ListColumn, ...]:
    """What both lists say of a figure beside the figure itself."""
    return (
        ListColumn("Schools", lambda row: row.schools, Kind.INTEGER),
        ListColumn("Basis", lambda row: Basis(row.basis).label, sort="basis"),
        ListColumn("Source", lambda row: row.source),
        ListColumn("Note", lambda row: row.note),
    )


OUTCOME_COLUMNS = (
    DateColumn("As at", lambda row: row.as_at, Kind.DATE, link=outcomes_address, sort="as_at"),
    ListColumn("Phase", lambda row: Phase(row.phase).label, sort="phase"),
    *(
        ListColumn(
            part.replace("_", " ").capitalize(),
            lambda row, part=part: getattr(row, part),
            Kind.PERCENT,
            sort=part,
            has_gaps=True,
        )
        for part in PARTS
    ),
    *_about(),
)
AREA_COLUMNS = (
    DateColumn("As at", lambda row: row.as_at, Kind.DATE, link=areas_address, sort="as_at"),
    ListColumn("Phase", lambda row: Phase(row.phase).label, sort="phase"),
    ListColumn("Regime", lambda row: Regime(row.regime).label, sort="regime"),
    ListColumn("Area", lambda row: row.get_area_display(), sort="area"),
    ListColumn("Grade", lambda row: row.get_grade_display(), sort="grade"),
    ListColumn("Per cent", lambda row: row.percent, Kind.PERCENT, sort="percent"),
    *_about(),
)


class NationalFilter(ListFilter):
    source = TypedFilter(label="Source", field_name="source", lookup_expr="icontains")
    phase = ChosenFilter(label="Phase", any_of_them="Any phase", choices=Phase, field_name="phase")
    basis = ChosenFilter(label="Basis", any_of_them="Published or counted", choices=Basis, field_name="basis")

    in_sight = ("source", "phase", "basis")

    class Meta:
        model = NationalOutcome
        fields: list[str] = []
        form = FiltersForm


class NationalAreaFilter(NationalFilter):
    regime = ChosenFilter(
        label="Regime",
        any_of_them="Any regime",
        choices=[(regime.value, regime.label) for regime in GRIDS],
        field_name="regime",
    )

    in_sight = ("source", "phase", "basis", "regime")

    class Meta(NationalFilter.Meta):
        model = NationalArea


def as_they_are(rows: QuerySet, asked: Asked) -> QuerySet:
    return rows


OUTCOMES = List(
    name="national-list",
    title="National figures",
    one="national figure",
    many="national figures",
    about="Overall effectiveness in per cent of the schools with a grade, by date and phase, as published or counted.",
    empty="No national figure is on record yet.",
    columns=OUTCOME_COLUMNS,
    filters=NationalFilter,
    rows=NationalOutcome.objects.visible_to,
    read=as_they_are,
    sort="-as_at",
    permission=Permission.REPORT_VIEW,
    licence=LICENCE,
    foot=SOURCES,
    links=(
        ListLink("By area", "national-area-list", Permission.REPORT_VIEW),
        ListLink("Enter figures", "national-new", Permission.OFFICIAL_MANAGE),
    ),
)
AREAS = List(
    name="national-area-list",
    title="National figures by area",
    one="national area figure",
    many="national area figures",
    about="Of each area of report cards and key judgements, in per cent of the schools with a grade in it.",
    empty="No national figure of an area is on record yet.",
    columns=AREA_COLUMNS,
    filters=NationalAreaFilter,
    rows=NationalArea.objects.visible_to,
    read=as_they_are,
    sort="-as_at",
    permission=Permission.REPORT_VIEW,
    licence=LICENCE,
    foot=SOURCES,
    links=(
        ListLink("Overall effectiveness", "national-list", Permission.REPORT_VIEW),
        ListLink("Enter report cards", "national-areas-new-report-card", Permission.OFFICIAL_MANAGE),
        ListLink("Enter key judgements", "national-areas-new-key-judgements", Permission.OFFICIAL_MANAGE),
    ),
)
