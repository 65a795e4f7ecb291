"""How many members still hold an overall grade, from which inspections, and why the others hold none."""

import datetime
from collections import defaultdict
from operator import itemgetter

from django.http import QueryDict

from documents.display import day
from documents.document import Cell, Heading, Line, Table
from documents.tables import Column
from membership.kpis.members import members_in_area
from ofsted.kpis.standing import Standing, holding, standings
from ofsted.models import Regime
from overview.ofsted.forms import OutcomesForm
from overview.ofsted.opened import Found, Opened, Telling, opened
from schools.models import LINES, Phase
from thep.years import AcademicYear

HELD = "held"
WITHOUT = {
    "never": ("Never graded", None),
    "key_judgements": ("Key judgements since", Regime.KEY_JUDGEMENTS),
    "report_card": ("Report card since", Regime.REPORT_CARD),
    "no_grade": ("Grade not on record", Regime.OVERALL_EFFECTIVENESS),
}
TELLING = Telling(Column("Overall grade", lambda told: told.standing.words))


def held_figures(found: list[Standing], on: datetime.date, year: AcademicYear) -> dict[str, Opened]:
    """Who still holds an overall grade, by phase and by the year of its inspection, and why the others hold none."""
    rule = (
        f"In-area members of {year}. A school holds its last overall grade until a graded inspection of a later "
        "regime is published. An all-through school counts in both its phases."
    )
    parts = _parts_of(found)
    held: list[Opened] = []
    for line, name in ((None, "all phases"), *((phase, phase.label.lower()) for phase in LINES)):
        part = parts[line]
        stem, place = f"{HELD}.{line or 'all'}", f"{name}, {day(on)}"
        held.append(opened(f"{stem}.members", f"Members counted: {place}", rule, part.members, TELLING))
        title = f"Members that hold an overall grade: {place}"
        held.append(opened(f"{stem}.graded", title, rule, part.graded, TELLING, of=len(part.members)))
        for key, (words, regime) in WITHOUT.items():
            held.append(opened(f"{stem}.{key}", f"{words}: {place}", rule, part.without[regime], TELLING))
        for start, rows in sorted(part.by_year.items(), key=itemgetter(0)):
            title = f"Overall grades from inspections of {start}: {place}"
            held.append(opened(f"{stem}.{start.slug}", title, rule, rows, TELLING, of=len(part.graded)))
    return {each.figure.key: each for each in held}


class _Part:
    """The members of a phase, or of all: those that hold an overall grade, and the others by what decides instead."""

    def __init__(self) -> None:
        self.members: list[Standing] = []
        self.graded: list[Standing] = []
        self.by_year: dict[AcademicYear, list[Standing]] = defaultdict(list)
        self.without: dict[Regime | None, list[Standing]] = defaultdict(list)


def _parts_of(found: list[Standing]) -> dict[Phase | None, _Part]:
    """By phase, and `None` for all of them; each list in name order, as they come."""
    parts = {line: _Part() for line in (None, *LINES)}
    year_of: dict[datetime.date, AcademicYear] = {}
    for each in found:
        for part in (parts[None], parts[each.line]):
            part.members.append(each)
            if each.grade:
                year = year_of.get(each.inspected_on) or AcademicYear.of(each.inspected_on)
                year_of[each.inspected_on] = year
                part.graded.append(each)
                part.by_year[year].append(each)
            else:
                part.without[each.regime].append(each)
    return parts


def held_by_phase(held: dict[str, Opened]) -> Table:
    shown = [key for key in WITHOUT if key != "no_grade" or held[f"{HELD}.all.no_grade"].rows]
    return Table(
        caption="Members that still hold an overall grade",
        corner="Phase",
        headings=tuple(
            Heading(text, is_number=True)
            for text in ("Members", "Hold an overall grade", *(WITHOUT[key][0] for key in shown))
        ),
        lines=tuple(
            Line(
                line.label if line else "All phases",
                (
                    held[f"{HELD}.{line or 'all'}.members"].cell(),
                    held[f"{HELD}.{line or 'all'}.graded"].cell(share=True),
                    *(held[f"{HELD}.{line or 'all'}.{key}"].cell() for key in shown),
                ),
                is_total=line is None,
            )
            for line in (*LINES, None)
        ),
    )


def held_by_year(held: dict[str, Opened], found: list[Standing]) -> Table:
    days = {each.inspected_on for each in holding(found)}
    years = sorted({AcademicYear.of(on) for on in days}, reverse=True)
    return Table(
        caption="From which year those grades are, by the first day of the inspection",
        corner="Year",
        headings=tuple(Heading(line.label if line else "All phases", is_number=True) for line in (*LINES, None)),
        lines=tuple(
            Line(str(year), tuple(_of_year(held, f"{HELD}.{line or 'all'}.{year.slug}") for line in (*LINES, None)))
            for year in years
        ),
        empty="No member holds an overall grade.",
    )


def _of_year(held: dict[str, Opened], key: str) -> Cell:
    return held[key].cell() if key in held else Cell()


def held_as_asked(asked: QueryDict) -> Found:
    form = OutcomesForm(asked)
    on, year = form.chosen["on"], form.chosen["membership_year"]
    return Found(held_figures(standings(members_in_area(year), on), on, year), "ofsted", "Outcomes", form.query)
