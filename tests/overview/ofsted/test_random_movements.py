"""Movements of random small partnerships close, and their reasons are those of a plain reading of the rows."""

import pytest
from hypothesis import given

from membership.kpis.members import members, members_in_area
from ofsted.kpis.between import STEPS, Because, Side, grade_movement
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


@pytest.mark.django_db
@given(partnerships())
@EXAMPLES
def test_movements_close_and_nothing_is_unexplained(sketch):
    dates = sketch.dates
    with rolled_back():
        write(sketch)
        sides = (
            Side(on, year, members_in_area(year), members(year))
            for on, year in ((dates.year_before, dates.membership_year - 1), (dates.as_at, dates.membership_year))
        )
        moved, (opening, closing, found) = grade_movement(*sides), read(Oracle(dates), dates)

    reasons = {
        (each.standing.school.pk, each.standing.line.value): "graded" if each.because in GRADED else each.because
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
