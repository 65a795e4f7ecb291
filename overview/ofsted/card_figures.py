"""Figures of report cards: by phase who has one, and for each area how often each grade was given."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from documents.display import Kind, day
from documents.tables import Column
from membership.kpis.members import counted_schools, members_in_area
from ofsted.kpis.cards import ReportCard, report_cards
from ofsted.kpis.standing import Standing, standings
from ofsted.models import CARD_AREAS, CARD_GRADES, Area, AreaGrade, Safeguarding
from overview.ofsted.forms import MEMBERS, CardsForm
from overview.ofsted.opened import Found, Opened, opened, standing_columns
from schools.models import LINES, SchoolPhase

SAFEGUARDING = "safeguarding"
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
    cards = report_cards({each.inspection for each in found if each.inspection}, form.chosen["on"])
    return [Carded(each, cards.get(each.school.pk)) for each in found]


def card_figures(carded: list[Carded], on: datetime.date) -> dict[str, Opened]:
    """Of each phase: who has a card and who has none, and for each area who was graded, and how."""
    figures: list[Opened] = []
    rule = (
        f"Schools whose latest graded inspection published by {day(on)} is a report card. An area counts with its "
        "latest grade up to that day. A report card has no overall grade, and none is made of its areas."
    )
    for phase in LINES:
        mine = [each for each in carded if each.standing.line == phase]
        with_card = [each for each in mine if each.card]
        stem, place = f"card.{phase}", f"{phase.label.lower()}, {day(on)}"
        figures.append(opened(f"{stem}.schools", f"Schools counted: {place}", rule, mine, STANDING))
        title = f"Schools with a report card: {place}"
        figures.append(opened(f"{stem}.with_card", title, rule, with_card, STANDING, of=len(mine)))
        none = [each for each in mine if not each.card]
        figures.append(opened(f"{stem}.without", f"Schools without a report card: {place}", rule, none, STANDING))
        for area in CARD_AREAS:
            graded = [each for each in with_card if each.grade(area)]
            columns = _area_columns(area)
            title = f"{area.label}, graded: {place}"
            figures.append(opened(f"{stem}.{area}.graded", title, rule, graded, columns))
            for grade in CARD_GRADES:
                rows = [each for each in graded if each.grade(area) == grade]
                title = f"{area.label}, {grade.label.lower()}: {place}"
                figures.append(opened(f"{stem}.{area}.{grade}", title, rule, rows, columns, of=len(graded)))
        figures += _safeguarding_figures(stem, place, rule, with_card)
    return {each.figure.key: each for each in figures}


def _safeguarding_figures(stem: str, place: str, rule: str, with_card: list[Carded]) -> list[Opened]:
    judged = [each for each in with_card if each.safeguarding]
    title = f"Safeguarding standards, judged: {place}"
    figures = [opened(f"{stem}.{SAFEGUARDING}.graded", title, rule, judged, SAFEGUARDED)]
    for value, words in HELD_TO.items():
        rows = [each for each in judged if each.safeguarding == value]
        title = f"Safeguarding standards, {words.lower()}: {place}"
        figures.append(opened(f"{stem}.{SAFEGUARDING}.{value}", title, rule, rows, SAFEGUARDED, of=len(judged)))
    return figures


def _standing(row: Carded) -> Standing:
    return row.standing


def _area_columns(area: Area) -> tuple[Column, ...]:
    return standing_columns(
        _standing,
        about=(
            Column(area.label, lambda row: row.grade(area) and row.grade(area).label),
            Column("Graded on", lambda row: row.graded_on(area), Kind.DATE),
        ),
    )


STANDING = standing_columns(_standing, about=(Column("Stands at", lambda row: row.standing.words),))
SAFEGUARDED = standing_columns(_standing, about=(Column("Safeguarding", lambda row: HELD_TO.get(row.safeguarding)),))


def cards_as_asked(asked: QueryDict) -> Found:
    form = CardsForm(asked)
    return Found(
        card_figures(carded_as_asked(form), form.chosen["on"]), "ofsted-report-cards", "Report cards", form.query
    )
