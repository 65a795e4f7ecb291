"""Figures of report cards: by phase who has one, and for each area how often each grade was given."""

import datetime
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from documents.display import Kind, day
from documents.tables import Column
from membership.kpis.members import counted_schools, members_in_area
from ofsted.kpis.cards import ReportCard, report_cards
from ofsted.kpis.standing import Standing, standings
from ofsted.models import CARD_AREAS, CARD_GRADES, Area, AreaGrade, Inspection, Regime, Safeguarding
from overview.ofsted.forms import MEMBERS, CardsForm
from overview.ofsted.opened import Found, Opened, Telling, opened
from schools.models import LINES, SchoolPhase

SAFEGUARDING, WITH_CARD, WITHOUT = "safeguarding", "with_card", "without"
HELD_TO = {Safeguarding.MET: "Met", Safeguarding.NOT_MET: "Not met"}


@dataclass(frozen=True)
class Carded:
    """A school in a phase, with its report card if that is what decides on the day."""

    standing: Standing
    card: ReportCard | None

    def grade(self, area: Area) -> AreaGrade | None:
        graded = self.card and self.card.areas.get(area)
        return graded.grade if graded else None

    def graded_on(self, area: Area) -> datetime.date | None:
        graded = self.card and self.card.areas.get(area)
        return graded.graded_on if graded else None

    @property
    def safeguarding(self) -> str:
        return self.card.inspection.safeguarding if self.card else ""


def _counted(form: CardsForm) -> QuerySet[SchoolPhase]:
    year = form.chosen["membership_year"]
    return members_in_area(year) if form.chosen["who"] == MEMBERS else counted_schools(year).filter(is_in_area=True)


def carded_as_asked(form: CardsForm) -> list[Carded]:
    found = standings(_counted(form), form.chosen["on"])
    deciding = Inspection.objects.filter(
        pk__in={each.inspection for each in found if each.regime == Regime.REPORT_CARD}
    ).only("school", "regime", "inspected_on", "ended_on", "safeguarding")
    cards = report_cards(deciding, form.chosen["on"])
    return [Carded(each, cards.get(each.school)) for each in found]


def card_figures(carded: list[Carded], on: datetime.date) -> dict[str, Opened]:
    """Of each phase: who has a card and who has none, and for each area who was graded, and how."""
    figures: list[Opened] = []
    rule = (
        f"Schools whose latest graded inspection published by {day(on)} is a report card. An area counts with its "
        "latest grade up to that day. A report card has no overall grade, and none is made of its areas."
    )
    for phase in LINES:
        mine = [each for each in carded if each.standing.line == phase]
        cells = _sorted_out(mine)
        with_card = cells[WITH_CARD]
        stem, place = f"card.{phase}", f"{phase.label.lower()}, {day(on)}"
        figures.append(opened(f"{stem}.schools", f"Schools counted: {place}", rule, mine, STANDING))
        title = f"Schools with a report card: {place}"
        figures.append(opened(f"{stem}.with_card", title, rule, with_card, CARD, of=len(mine)))
        title = f"Schools without a report card: {place}"
        figures.append(opened(f"{stem}.without", title, rule, cells[WITHOUT], STANDING))
        for area in CARD_AREAS:
            graded, telling = cells[area], _of_area(area)
            title = f"{area.label}, graded: {place}"
            figures.append(opened(f"{stem}.{area}.graded", title, rule, graded, telling))
            for grade in CARD_GRADES:
                title = f"{area.label}, {grade.label.lower()}: {place}"
                rows = cells[area, grade]
                figures.append(opened(f"{stem}.{area}.{grade}", title, rule, rows, telling, of=len(graded)))
        figures += _safeguarding_figures(stem, place, rule, cells)
    return {each.figure.key: each for each in figures}


def _sorted_out(carded: list[Carded]) -> Mapping[Any, list[Carded]]:
    """By whether they have a card, and for each area and for safeguarding by who was judged, and how; by one pass."""
    cells: dict[Any, list[Carded]] = defaultdict(list)
    for each in carded:
        if each.card is None:
            cells[WITHOUT].append(each)
            continue
        cells[WITH_CARD].append(each)
        for area, graded in each.card.areas.items():
            cells[area].append(each)
            cells[area, graded.grade].append(each)
        if each.safeguarding:
            cells[SAFEGUARDING].append(each)
            cells[SAFEGUARDING, each.safeguarding].append(each)
    return cells


def _safeguarding_figures(stem: str, place: str, rule: str, cells: Mapping[Any, list[Carded]]) -> list[Opened]:
    judged = cells[SAFEGUARDING]
    title = f"Safeguarding standards, judged: {place}"
    figures = [opened(f"{stem}.{SAFEGUARDING}.graded", title, rule, judged, SAFEGUARDED)]
    for value, words in HELD_TO.items():
        rows = cells[SAFEGUARDING, value]
        title = f"Safeguarding standards, {words.lower()}: {place}"
        figures.append(opened(f"{stem}.{SAFEGUARDING}.{value}", title, rule, rows, SAFEGUARDED, of=len(judged)))
    return figures


def _telling(*about: Column, in_files_only: Container[str] = ()) -> Telling:
    return Telling(*about, standing=lambda carded: carded.standing, in_files_only=in_files_only)


def _grade_column(area: Area) -> Column:
    return Column(area.label, lambda told: (grade := told.row.grade(area)) and grade.label)


def _of_area(area: Area) -> Telling:
    return _telling(_grade_column(area), Column("Graded on", lambda told: told.row.graded_on(area), Kind.DATE))


SAFEGUARDING_COLUMN = Column("Safeguarding", lambda told: HELD_TO.get(told.row.safeguarding))
STANDS_AT = Column("Stands at", lambda told: told.standing.words)
STANDING = _telling(STANDS_AT)
CARD = _telling(
    STANDS_AT,
    *map(_grade_column, CARD_AREAS),
    SAFEGUARDING_COLUMN,
    in_files_only=("URN", "Phase", STANDS_AT.heading, SAFEGUARDING_COLUMN.heading, "Published on", "From"),
)
SAFEGUARDED = _telling(SAFEGUARDING_COLUMN)


def cards_as_asked(asked: QueryDict) -> Found:
    form = CardsForm(asked)
    return Found(
        card_figures(carded_as_asked(form), form.chosen["on"]), "ofsted-report-cards", "Report cards", form.query
    )
