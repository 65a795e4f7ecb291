"""Figures of movements that close: of each phase and grade the opening, who went, who came, and the closing."""

from collections.abc import Iterator

from django.http import QueryDict

from documents.display import day
from documents.tables import Column
from membership.kpis.members import members, members_in_area
from ofsted.kpis.between import STEPS, Because, GradeMovement, Side, grade_movement
from ofsted.kpis.standing import Standing
from ofsted.models import Grade
from overview.ofsted.forms import MovementsForm
from overview.ofsted.opened import Found, Opened, Telling, opened
from schools.models import LINES, Phase

DIFFERING = "movement.all.differing"
RULES = {
    Because.NEW_GRADE: "Another overall grade, by a graded inspection that came to count in between.",
    Because.FIRST_GRADE: "Its first overall grade: no graded inspection of it counted before.",
    Because.PREDECESSOR_CAME: "It has no grade of its own, and one of its predecessor’s came to count.",
    Because.PREDECESSOR_WENT: "It held its predecessor’s grade until it was graded itself.",
    Because.LOST: "A graded inspection that gives no overall grade: of a later regime, or its grade is not on record.",
    Because.JOINED: "A member in the year of the closing and not in that of the opening.",
    Because.OPENED: "Not yet open on 1 September of the year of the opening.",
    Because.LEFT: "A member in the year of the opening and not in that of the closing.",
    Because.CLOSED: "Closed by 1 September of the year of the closing.",
    Because.PHASE: "Counted in this phase in one of the two years only, though a member in both.",
    Because.UNEXPLAINED: "Nothing on record explains it.",
}
ROWS = {
    **{grade.name.lower(): (grade.label, (grade,)) for grade in Grade},
    "no_grade": ("No overall grade", (None,)),
    "all": ("All members", STEPS),
}
"""The lines of a phase's table: the name in keys, the words, and the grades in it."""


def _held(standing: Standing | None) -> str:
    return standing.words if standing else "Not counted"


CHANGES = Telling(
    Column("Because", lambda told: told.row.because.label),
    Column("At the opening", lambda told: _held(told.row.before)),
    Column("At the closing", lambda told: _held(told.row.after)),
    standing=lambda change: change.standing,
)
STANDINGS = Telling(Column("Overall grade", lambda told: told.standing.words))


def moved_as_asked(form: MovementsForm) -> GradeMovement:
    def side(name: str) -> Side:
        on, year = form.chosen[f"{name}_on"], form.chosen[f"{name}_year"]
        return Side(on, year, members_in_area(year), members(year))

    return grade_movement(side("opening"), side("closing"))


def movement_figures(moved: GradeMovement, form: MovementsForm) -> dict[str, Opened]:
    figures = []
    for phase in LINES:
        for name in ROWS:
            figures += _of_grades(moved, form, phase, name)
        for because in Because:
            title = f"{because.label}: {phase.label.lower()}"
            rows = moved.because(because, phase)
            figures.append(opened(f"movement.{phase}.{because}", title, RULES[because], rows, CHANGES))
    figures.append(_all_that_differ(moved, form))
    return {each.figure.key: each for each in figures}


def _all_that_differ(moved: GradeMovement, form: MovementsForm) -> Opened:
    opening, closing = day(form.chosen["opening_on"]), day(form.chosen["closing_on"])
    rule = "Every school that holds another grade, or is counted on one of the two days only, and why. "
    return opened(
        DIFFERING,
        f"Schools that differ between {opening} and {closing}",
        f"{rule}An all-through school stands in each of its phases that differs.",
        moved.changes,
        CHANGES,
    )


def _of_grades(moved: GradeMovement, form: MovementsForm, phase: Phase, name: str) -> Iterator[Opened]:
    words, grades = ROWS[name]
    chosen, place = form.chosen, f"{words}, {phase.label.lower()}"
    opening, closing = day(chosen["opening_on"]), day(chosen["closing_on"])
    rule = "Members in area. An all-through school counts in both its phases."
    kept = "A school that was inspected again and keeps its grade neither came nor went."
    for part, title, definition, rows, telling in (
        ("opening", f"on {opening}", f"{rule} Of {chosen['opening_year']}.", moved.opened_with, STANDINGS),
        ("went", f"went between {opening} and {closing}", f"{rule} {kept}", moved.went_from, CHANGES),
        ("came", f"came between {opening} and {closing}", f"{rule} {kept}", moved.came_to, CHANGES),
        ("closing", f"on {closing}", f"{rule} Of {chosen['closing_year']}.", moved.closed_with, STANDINGS),
    ):
        found = [row for grade in grades for row in rows(phase, grade)]
        yield opened(f"movement.{phase}.{name}.{part}", f"{place}: {title}", definition, found, telling)


def movements_as_asked(asked: QueryDict) -> Found:
    form = MovementsForm(asked)
    figures = movement_figures(moved_as_asked(form), form)
    return Found(figures, "ofsted-movements", "Movements between grades", form.query)
