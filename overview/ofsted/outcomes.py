"""The partnership's overall grades: on a day and a year earlier, as a series, and how many members still hold one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import day
from documents.document import Cell, Heading, Line, Printed, Table
from documents.figure import Figure
from membership.kpis.members import members_in_area
from ofsted.kpis.grades import GRADES
from ofsted.kpis.outcomes import outcome_series_tally
from ofsted.kpis.regimes import Break, breaks_between
from ofsted.kpis.standing import ages, standings
from overview.ofsted.forms import OutcomesForm
from overview.ofsted.held import held_by_phase, held_by_year, held_figures
from overview.ofsted.opened import own_pages, table_to_html
from schools.models import LINES
from thep.years import AcademicYear

PARTS = {name: grade.label for name, grade in GRADES.items()} | {"good_or_outstanding": "Good or outstanding"}


@requires(Permission.REPORT_VIEW)
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """Every number leads to its rows: those of `outcomes` in the report of that day, the others on their own page."""
    form = OutcomesForm(request.GET)
    on, year = form.chosen["on"], form.chosen["membership_year"]
    figures = _figures(form.days, year)
    found = standings(members_in_area(year), on)
    held = held_figures(found, on, year)

    def in_report(key: str) -> str:
        asked = QueryDict(mutable=True)
        asked["membership_year"], asked["as_at"] = year.slug, key.split(".")[1]
        report_year = AcademicYear.of(datetime.date.fromisoformat(asked["as_at"]))
        return f"{reverse('figure-page', args=[report_year, key])}?{asked.urlencode()}"

    own = own_pages(form.query)
    now_and_then = form.days[:2]
    return render(
        request,
        "overview/ofsted/outcomes.html",
        {
            "form": form,
            "chosen": form.chosen,
            "before": now_and_then[1],
            "breaks": breaks_between(*reversed(now_and_then)),
            "grades": table_to_html(_both_days(figures, *now_and_then), in_report),
            "stretches": [
                (each.breaks, table_to_html(each.table, in_report))
                for each in _stretches(figures, form.days[: form.chosen["years"]])
            ],
            "ages": ages(found),
            "held": table_to_html(held_by_phase(held), own),
            "held_by_year": table_to_html(held_by_year(held, found), own),
        },
    )


def _figures(days: list[datetime.date], year: AcademicYear) -> dict[str, Figure]:
    """The outcomes of each day over the members of the one year, by one query for all of them."""
    return outcome_series_tally(members_in_area(year), year, days).figures()


def _both_days(figures: dict[str, Figure], on: datetime.date, before: datetime.date) -> Table:
    lines = []
    for phase in LINES:
        lines.append(Line(phase.label, _grades(figures, f"outcomes.{on}.{phase}"), goes_on=True))
        lines.append(Line(day(before), _grades(figures, f"outcomes.{before}.{phase}"), is_under=True))
    return Table(
        caption=f"Overall grades on {day(on)}, and on {day(before)} below",
        corner="Phase",
        headings=tuple(Heading(text, is_number=True) for text in ("Members", *PARTS.values(), "No grade")),
        lines=tuple(lines),
        note="Percentages are of the members that held an overall grade on the day, each rounded on its own. "
        "An all-through school counts in both its phases; alternative provision is with secondary.",
    )


def _grades(figures: dict[str, Figure], stem: str) -> tuple[Cell, ...]:
    members, none = (Cell.of(Printed(figures[f"{stem}.{part}"])) for part in ("members", "not_graded"))
    return (members, *(Cell.of(Printed(figures[f"{stem}.{part}"], share=True)) for part in PARTS), none)


@dataclass(frozen=True)
class Stretch:
    """Days of one regime; `breaks` stand above them, for what came later."""

    breaks: list[Break]
    table: Table


def _stretches(figures: dict[str, Figure], days: list[datetime.date]) -> Iterator[Stretch]:
    """The series, the latest day first, cut wherever a regime began between two of its days."""
    later = [None, *days[:-1]]
    breaks = {on: breaks_between(on, after) if after else [] for on, after in zip(days, later, strict=True)}
    started = 0
    for n, on in enumerate(days):
        if n and breaks[on]:
            yield _stretch(figures, days[started:n], breaks[days[started]])
            started = n
    yield _stretch(figures, days[started:], breaks[days[started]])


def _stretch(figures: dict[str, Figure], days: list[datetime.date], breaks: list[Break]) -> Stretch:
    parts = (("good_or_outstanding", "Good or outstanding", True), ("not_graded", "No grade", False))
    table = Table(
        caption=day(days[0]) if len(days) == 1 else f"{day(days[-1])} to {day(days[0])}",
        corner="On",
        headings=tuple(Heading(text, phase.label, is_number=True) for phase in LINES for _, text, _ in parts),
        lines=tuple(
            Line(
                day(on),
                tuple(
                    Cell.of(Printed(figures[f"outcomes.{on}.{phase}.{part}"], share=share))
                    for phase in LINES
                    for part, _, share in parts
                ),
            )
            for on in days
        ),
    )
    return Stretch(list(reversed(breaks)), table)
