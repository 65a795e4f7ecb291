"""Visits: each rule by its name, with a row that would break it."""

import datetime

import pytest

from tests.factories import OUT_OF_AREA, YEAR, AssociateFactory, MembershipFactory, SchoolFactory, VisitFactory
from tests.figures.reading import DATES, names

pytestmark = pytest.mark.django_db

VISITS = "visits.2017-18"
PRIMARY = f"{VISITS}.primary.schools"
ALL = f"{VISITS}.all.schools"


def visit(name: str, *, kind="visit", status="done", on=datetime.date(2018, 3, 1), **school):
    return VisitFactory(school=SchoolFactory(name=name, **school), kind=kind, status=status, visited_on=on)


def test_a_school_visited_often_counts_once():
    bow = visit("Bow").school
    VisitFactory(school=bow, visited_on=datetime.date(2018, 5, 1))
    VisitFactory(school=bow, visited_on=datetime.date(2018, 5, 1), visitor="Another colleague")
    visit("Alma")
    assert names(PRIMARY) == ["Alma", "Bow"]
    assert names(ALL) == ["Alma", "Bow"]


def test_a_call_is_no_visit():
    visit("Bow")
    visit("Called", kind="call")
    assert names(ALL) == ["Bow"]


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_planned_and_cancelled_visits_did_not_happen(status):
    visit("Bow")
    visit("Waiting", status=status)
    assert names(ALL) == ["Bow"]


def test_the_year_runs_from_the_first_of_september_to_the_end_of_august():
    visit("Day before", on=datetime.date(2017, 8, 31))
    visit("First day", on=datetime.date(2017, 9, 1))
    visit("Last day", on=datetime.date(2018, 8, 31))
    visit("Day after", on=datetime.date(2018, 9, 1))
    assert names(PRIMARY) == ["First day", "Last day"]


def test_visits_are_of_the_report_year_and_not_of_the_membership_year():
    visit("Bow")
    visit("Next year", on=datetime.date(2018, 10, 1))
    following = type(DATES)(report_year=YEAR, membership_year=YEAR + 1, as_at=DATES.as_at)
    assert names(ALL, following) == ["Bow"]


def test_schools_are_visited_members_or_not_open_or_not():
    MembershipFactory(school=visit("Bow").school)
    visit("Outsider")
    visit("Closing", closed_on=datetime.date(2017, 9, 1))
    assert names(PRIMARY) == ["Bow", "Closing", "Outsider"]


def test_schools_out_of_area_stand_on_no_phases_line_and_in_all():
    visit("Bow")
    visit("City", la_code=OUT_OF_AREA)
    assert names(PRIMARY) == ["Bow"]
    assert names(f"{VISITS}.out_of_area.schools") == ["City"]
    assert names(ALL) == ["Bow", "City"]


def test_alternative_provision_stands_on_the_secondary_line():
    visit("East AP", phase="ap")
    visit("Langdon", phase="secondary")
    visit("Bow")
    assert names(f"{VISITS}.secondary.schools") == ["East AP", "Langdon"]


def test_an_all_through_school_is_one_place_in_its_main_phase():
    visit("Bow", also="secondary")
    assert names(PRIMARY) == ["Bow"]
    assert names(f"{VISITS}.secondary.schools") == []
    assert names(ALL) == ["Bow"]


def test_a_school_in_no_phase_was_visited_all_the_same():
    visit("Bow")
    visit("Odd", phase=None)
    assert names(PRIMARY) == ["Bow"]
    assert names(ALL) == ["Bow", "Odd"]


def test_associates_visited_are_counted_apart_and_once():
    arts, bridge = AssociateFactory(name="Arts"), AssociateFactory(name="Bridge")
    VisitFactory(school=None, associate=arts)
    VisitFactory(school=None, associate=arts, visited_on=datetime.date(2018, 4, 1))
    VisitFactory(school=None, associate=bridge, kind="call")
    VisitFactory(school=None, associate=bridge, status="cancelled")
    VisitFactory(school=None, associate=bridge, visited_on=datetime.date(2018, 9, 1))
    visit("Bow")
    assert names(f"{VISITS}.associates") == ["Arts"]
    assert names(ALL) == ["Bow"]
