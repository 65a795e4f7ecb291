"""How many members still hold an overall grade, from which inspections, and why the others hold none."""

import datetime
from itertools import groupby

from django.http import QueryDict

from documents.display import day
from documents.document import Cell, Heading, Line, Table
from documents.tables import Column
from membership.kpis.members import members_in_area
from ofsted.kpis.standing import Standing, holding, standings
from ofsted.models import Regime
from overview.ofsted.forms import OutcomesForm
from overview.ofsted.opened import Found, Opened, opened, standing_columns
from schools.models import LINES
from thep.years import AcademicYear

HELD = "held"
WITHOUT = {
    "never": ("Never graded", None),
    "key_judgements": ("Key judgements since", Regime.KEY_JUDGEMENTS),
    "report_card": ("Report card since", Regime.REPORT_CARD),
    "no_grade": ("Grade not on record", Regime.OVERALL_EFFECTIVENESS),
}
COLUMNS = standing_columns(lambda row: row, about=(Column("Overall grade", lambda row: row.words),))


def held_figures(found: list[Standing], on: datetime.date, year: AcademicYear) -> dict[str, Opened]:
    """Who still holds an overall grade, by phase and by the year of its inspection, and why the others hold none."""
    rule = (
        f"In-area members of {year}. A school holds its last overall grade until a graded inspection of a later "
        "regime is published. An all-through school counts in both its phases."
    )
    held: list[Opened] = []
    for line, name in ((None, "all phases"), *((phase, phase.label.lower()) for phase in LINES)):
        mine = [each for each in found if line in (None, each.line)]
        stem, place = f"{HELD}.{line or 'all'}", f"{name}, {day(on)}"
        graded = holding(mine)
        held.append(opened(f"{stem}.members", f"Members counted: {place}", rule, mine, COLUMNS))
        title = f"Members that hold an overall grade: {place}"
        held.append(opened(f"{stem}.graded", title, rule, graded, COLUMNS, of=len(mine)))
        for key, (words, regime) in WITHOUT.items():
            without = [each for each in mine if not each.grade and each.regime == regime]
            held.append(opened(f"{stem}.{key}", f"{words}: {place}", rule, without, COLUMNS))
        for start, same in groupby(sorted(graded, key=_year_of), key=_year_of):
            rows = sorted(same, key=lambda each: each.school.sort_name)
            title = f"Overall grades from inspections of {start}: {place}"
            held.append(opened(f"{stem}.{start.slug}", title, rule, rows, COLUMNS, of=len(graded)))
    return {each.figure.key: each for each in held}


def _year_of(standing: Standing) -> AcademicYear:
    return AcademicYear.of(standing.inspection.inspected_on)


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
    years = sorted({_year_of(each) for each in holding(found)}, reverse=True)
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
