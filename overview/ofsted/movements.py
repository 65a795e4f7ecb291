"""Movements that close: from the grades of one day to those of another, with what explains every difference."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import day
from documents.document import Cell, Heading, Line, Table
from documents.html import rows_to_html
from ofsted.kpis.between import Because, Change, GradeMovement
from ofsted.kpis.regimes import breaks_between
from overview.ofsted.forms import MovementsForm
from overview.ofsted.movement_figures import CHANGES, DIFFERING, ROWS, RULES, moved_as_asked, movement_figures
from overview.ofsted.opened import MOST_NAMED, Opened, own_pages, table_to_html
from schools.models import LINES, Phase


@requires(Permission.REPORT_VIEW)
@require_safe
def grade_movements(request: HttpRequest) -> HttpResponse:
    """By phase the opening, who went, who came, and the closing; then each school that differs, and why.

    Where more differ than a page should name, the list on a page of its own does.
    """
    form = MovementsForm(request.GET)
    moved = moved_as_asked(form)
    figures = movement_figures(moved, form)

    own = own_pages(form.query)
    return render(
        request,
        "overview/ofsted/movements.html",
        {
            "form": form,
            "chosen": form.chosen,
            "moved": moved,
            "breaks": breaks_between(form.chosen["opening_on"], form.chosen["closing_on"]),
            "reasons": table_to_html(_reasons(figures), own),
            "rules": [
                (because.label, RULES[because])
                for because in Because
                if any(moved.because(because, phase) for phase in LINES)
            ],
            "phases": [table_to_html(_phase(phase, figures, moved, form), own) for phase in LINES],
            "differing": figures[DIFFERING].figure,
            "whole_list": own(DIFFERING),
            "heads": [{"column": column} for column in CHANGES.on_page],
            "body": _named(moved.changes) if len(moved.changes) <= MOST_NAMED else "",
        },
    )


def _named(changes: list[Change]) -> SafeString:
    return rows_to_html(CHANGES.on_page, CHANGES.of(changes), is_marked=True)


PARTS = ("opening", "went", "came", "closing")


def _phase(phase: Phase, figures: dict[str, Opened], moved: GradeMovement, form: MovementsForm) -> Table:
    """What does not close stands in a column of its own, where there is any."""
    left_over = {name: sum(moved.unexplained(phase, grade) for grade in grades) for name, (_, grades) in ROWS.items()}
    is_closed = not any(left_over.values())

    def line(name: str) -> Line:
        cells = [figures[f"movement.{phase}.{name}.{part}"].cell() for part in PARTS]
        words, _ = ROWS[name]
        rest = [] if is_closed else [Cell.of(str(left_over[name]))]
        return Line(words, (*cells, *rest), is_total=name == "all")

    headings = (day(form.chosen["opening_on"]), "Went", "Came", day(form.chosen["closing_on"]))
    return Table(
        caption=phase.label,
        corner="Grade",
        headings=tuple(Heading(text, is_number=True) for text in (*headings, *([] if is_closed else ["Unexplained"]))),
        lines=tuple(line(name) for name in ROWS),
    )


def _reasons(figures: dict[str, Opened]) -> Table:
    return Table(
        caption="Why schools differ",
        corner="Because",
        headings=tuple(Heading(phase.label, is_number=True) for phase in LINES),
        lines=tuple(
            Line(because.label, tuple(figures[f"movement.{phase}.{because}"].cell() for phase in LINES))
            for because in Because
            if any(figures[f"movement.{phase}.{because}"].rows for phase in LINES)
        ),
        empty="No member’s grade differs, and nobody came or went.",
    )
