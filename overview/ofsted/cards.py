"""Report cards: a grid of areas by school, and how often each grade was given, by phase. Never an overall headline."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.document import Heading, Line, Table
from documents.figure import Figure
from ofsted.kpis.cards import ReportCard
from ofsted.models import CARD_AREAS, CARD_GRADES, AreaGrade
from overview.ofsted.card_figures import CARD, HELD_TO, SAFEGUARDING, Carded, card_figures, carded_as_asked
from overview.ofsted.forms import CardsForm
from overview.ofsted.opened import MOST_NAMED, Address, Opened, Told, own_pages, table_to_html
from schools.models import LINES, Phase

SHORT = {
    AreaGrade.EXCEPTIONAL: "Exceptional",
    AreaGrade.STRONG: "Strong",
    AreaGrade.EXPECTED: "Expected",
    AreaGrade.NEEDS_ATTENTION: "Attention",
    AreaGrade.URGENT_IMPROVEMENT: "Urgent",
}
"""The grades as the cells of the grid have them; the page gives the key."""


@dataclass(frozen=True)
class GridCell:
    """`label` heads its column; `own_day` is the area's date of grade where it is not of the inspection's days."""

    label: str
    value: str
    words: str
    own_day: datetime.date | None = None


@dataclass(frozen=True)
class GridRow:
    told: Told
    cells: list[GridCell]


@dataclass(frozen=True)
class CardsOfPhase:
    """`grid` is empty where there are too many to name; `whole_list` leads to all of them."""

    phase: Phase
    with_card: Figure
    whole_list: str
    grid: list[GridRow]
    summary: SafeString


@requires(Permission.REPORT_VIEW)
@require_safe
def report_cards_page(request: HttpRequest) -> HttpResponse:
    """Schools whose deciding inspection is a report card; how many have none opens their list.

    Where more have one than a page should name, the list on a page of its own does.
    """
    form = CardsForm(request.GET)
    carded = carded_as_asked(form)
    figures = card_figures(carded, form.chosen["on"])
    rows = [each for each in carded if each.card]
    grid = _grid(rows) if len(rows) <= MOST_NAMED else []
    own = own_pages(form.query)
    phases = [_of_phase(phase, grid, figures, own) for phase in LINES]
    return render(
        request,
        "overview/ofsted/report_cards.html",
        {
            "form": form,
            "chosen": form.chosen,
            "phases": [each for each in phases if each.with_card.value],
            "coverage": table_to_html(_coverage(figures), own),
            "headings": [*(area.label for area in CARD_AREAS), "Safeguarding"],
            "key": [(SHORT[grade], grade.label, grade.value) for grade in CARD_GRADES if SHORT[grade] != grade.label],
        },
    )


def _grid(carded: list[Carded]) -> list[GridRow]:
    return [GridRow(told, list(_cells(told.row.card))) for told in CARD.of(carded)]


def _of_phase(phase: Phase, grid: list[GridRow], figures: dict[str, Opened], own: Address) -> CardsOfPhase:
    key = f"card.{phase}.with_card"
    mine = [row for row in grid if row.told.standing.line == phase]
    return CardsOfPhase(phase, figures[key].figure, own(key), mine, table_to_html(_summary(phase, figures), own))


def _cells(card: ReportCard) -> list[GridCell]:
    cells = []
    for area in CARD_AREAS:
        if graded := card.areas.get(area):
            own_day = graded.graded_on if card.has_own_day(area) else None
            cells.append(GridCell(area.label, graded.grade.value, SHORT[graded.grade], own_day))
        else:
            cells.append(GridCell(area.label, "", ""))
    safeguarding = card.inspection.safeguarding
    return [*cells, GridCell("Safeguarding", safeguarding, HELD_TO.get(safeguarding, ""))]


def _coverage(figures: dict[str, Opened]) -> Table:
    return Table(
        caption="Schools with a report card",
        corner="Phase",
        headings=(
            *(Heading(text, is_number=True) for text in ("Schools", "With a report card", "Without")),
            *(Heading(words, "Safeguarding standards", is_number=True) for words in HELD_TO.values()),
        ),
        lines=tuple(
            Line(
                phase.label,
                (
                    figures[f"card.{phase}.schools"].cell(),
                    figures[f"card.{phase}.with_card"].cell(share=True),
                    figures[f"card.{phase}.without"].cell(),
                    *(figures[f"card.{phase}.{SAFEGUARDING}.{value}"].cell(share=True) for value in HELD_TO),
                ),
            )
            for phase in LINES
        ),
        note="Percentages of safeguarding are of the cards that judge it. An all-through school counts in both its "
        "phases; alternative provision is with secondary.",
    )


def _summary(phase: Phase, figures: dict[str, Opened]) -> Table:
    stem = f"card.{phase}"
    lines = [
        Line(
            area.label,
            (
                figures[f"{stem}.{area}.graded"].cell(),
                *(figures[f"{stem}.{area}.{grade}"].cell(share=True) for grade in CARD_GRADES),
            ),
        )
        for area in CARD_AREAS
    ]
    return Table(
        caption="How often each grade was given",
        corner="Area",
        headings=tuple(Heading(text, is_number=True) for text in ("Graded", *(grade.label for grade in CARD_GRADES))),
        lines=tuple(lines),
        note="Percentages are of the schools graded in the area, each rounded on its own. Early years and post-16 "
        "are graded only where there are any.",
    )
