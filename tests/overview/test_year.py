"""The year in hand."""

import datetime

from overview import year
from schools.models import School
from tests.factories import YEAR, MembershipFactory, SchoolFactory, VisitFactory
from thep.years import AcademicYear

IN_THE_YEAR, LONG_AFTER = datetime.date(2018, 3, 15), datetime.date(2026, 3, 15)


def year_in_hand(today: datetime.date) -> AcademicYear:
    """As it is asked for alone, which must be as it is read with a record."""
    row = School.objects.annotate(**year.columns_of_year_in_hand(today)).get(pk=SchoolFactory().pk)
    found = year.year_in_hand(today)
    assert year.year_in_hand_with(row, today) == found
    return found


def test_the_year_of_today_is_in_hand_once_a_membership_of_it_is_on_record(db):
    MembershipFactory(year=YEAR, status="invited")
    VisitFactory(visited_on=datetime.date(2016, 10, 1))
    assert year_in_hand(IN_THE_YEAR) == YEAR


def test_until_then_it_is_the_year_of_the_latest_visit(db):
    MembershipFactory(year=YEAR)
    VisitFactory(visited_on=datetime.date(2016, 10, 1))
    VisitFactory(visited_on=datetime.date(2018, 8, 31))
    assert year_in_hand(LONG_AFTER) == YEAR


def test_a_visit_made_after_the_years_of_memberships_does_not_move_on(db):
    MembershipFactory(year=YEAR + 1)
    MembershipFactory(year=YEAR + 20)
    VisitFactory(visited_on=datetime.date(2018, 8, 31))
    VisitFactory(visited_on=datetime.date(2019, 9, 1))
    VisitFactory(visited_on=LONG_AFTER)
    assert year_in_hand(LONG_AFTER) == YEAR


def test_calls_and_visits_that_did_not_happen_by_then_decide_nothing(db):
    VisitFactory(visited_on=datetime.date(2018, 3, 1))
    for more in ({"kind": "call"}, {"status": "planned"}, {"status": "cancelled"}):
        VisitFactory(visited_on=datetime.date(2020, 3, 1), **more)
    VisitFactory(visited_on=datetime.date(2026, 3, 16))
    assert year_in_hand(LONG_AFTER) == YEAR


def test_with_neither_it_is_the_year_of_today(db):
    assert year_in_hand(IN_THE_YEAR) == YEAR


def test_a_membership_without_any_visit_leaves_the_year_of_today(db):
    MembershipFactory(year=YEAR)
    assert year_in_hand(LONG_AFTER) == YEAR + 8
