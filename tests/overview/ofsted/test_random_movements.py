"""Movements of random small partnerships close, and reasons and grades are those of a plain reading of the rows."""

import pytest
from hypothesis import given

from membership.kpis.members import members, members_in_area
from ofsted.kpis.between import STEPS, Because, Side, grade_movement
from ofsted.kpis.grades import GRADES
from ofsted.kpis.outcomes import outcome_series_tally
from ofsted.kpis.standing import standings
from overview.ofsted.held import held_figures
from schools.models import LINES
from tests.reports.oracle import Oracle
from tests.reports.test_random_partnerships import EXAMPLES, partnerships, rolled_back, write

GRADED = {Because.NEW_GRADE, Because.FIRST_GRADE, Because.PREDECESSOR_CAME, Because.PREDECESSOR_WENT}


def counted(oracle, day, year):
    """By school and phase, its grade."""
    return {
        (pk, line): oracle.grade(pk, day)
        for pk in oracle.members(year)
        if oracle.is_in_area(pk)
        for line in oracle.lines_in(pk, year)
    }


def why_not(oracle, school, year, not_open, no_member):
    if not oracle.is_open(school, year):
        return not_open
    return no_member if school not in oracle.members(year) else Because.PHASE


def read(oracle, dates):
    """Opening, closing, and the reason of each difference; any new grade is `GRADED` here."""
    year, before = dates.membership_year.start, dates.membership_year.start - 1
    opening, closing = counted(oracle, dates.year_before, before), counted(oracle, dates.as_at, year)
    found = {}
    for school, line in opening.keys() | closing.keys():
        key = school, line
        if key not in opening:
            found[key] = why_not(oracle, school, before, Because.OPENED, Because.JOINED)
        elif key not in closing:
            found[key] = why_not(oracle, school, year, Because.CLOSED, Because.LEFT)
        elif opening[key] != closing[key]:
            found[key] = "graded" if closing[key] else Because.LOST
    return opening, closing, found


def outcomes_of(day, grades):
    """The figures of a series by their keys, from the grade of each school and phase."""
    found = {}
    for line in LINES:
        of_line = [grade for (_, its_line), grade in grades.items() if its_line == line]
        counts = {
            "members": len(of_line),
            "graded": len(of_line) - of_line.count(None),
            "not_graded": of_line.count(None),
            **{name: of_line.count(grade) for name, grade in GRADES.items()},
            "good_or_outstanding": of_line.count(1) + of_line.count(2),
        }
        found |= {f"outcomes.{day}.{line}.{name}": count for name, count in counts.items()}
    return found


@pytest.mark.django_db
@given(partnerships())
@EXAMPLES
def test_movements_close_nothing_is_unexplained_and_grades_are_counted_as_read(sketch):
    dates = sketch.dates
    with rolled_back():
        write(sketch)
        sides = (
            Side(on, year, members_in_area(year), members(year))
            for on, year in ((dates.year_before, dates.membership_year - 1), (dates.as_at, dates.membership_year))
        )
        oracle, of_year = Oracle(dates), members_in_area(dates.membership_year)
        moved, (opening, closing, found) = grade_movement(*sides), read(oracle, dates)
        days = [dates.as_at, dates.year_before]
        series = outcome_series_tally(of_year, dates.membership_year, days).figures()
        held = held_figures(standings(of_year, dates.as_at), dates.as_at, dates.membership_year)
        grades = {on: counted(oracle, on, dates.membership_year.start) for on in days}

    reasons = {
        (each.standing.school, each.standing.line.value): "graded" if each.because in GRADED else each.because
        for each in moved.changes
    }
    assert (reasons, moved.is_closed) == (found, True)
    for line in LINES:
        for grade in STEPS:
            before, after = (
                sum(key[1] == line and held == grade for key, held in side.items()) for side in (opening, closing)
            )
            went, came = len(moved.went_from(line, grade)), len(moved.came_to(line, grade))
            assert (len(moved.opened_with(line, grade)), len(moved.closed_with(line, grade))) == (before, after)
            assert before - went + came == after
    assert {key: series[key].value for key in series} == {
        key: value for on in days for key, value in outcomes_of(on, grades[on]).items()
    }
    for line in LINES:
        of_line = [grade for (_, its_line), grade in grades[dates.as_at].items() if its_line == line]
        assert len(held[f"held.{line}.members"].rows) == len(of_line)
        assert len(held[f"held.{line}.graded"].rows) == sum(map(bool, of_line))
