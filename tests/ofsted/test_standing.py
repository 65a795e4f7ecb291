"""How schools stand on a day, how old their grades are, and how long ago they were graded."""

import datetime

import pytest
from django.db import connection

from membership.kpis.members import members_in_area
from ofsted.kpis.due import whole_months, with_last_graded
from ofsted.kpis.regimes import breaks_between
from ofsted.kpis.standing import Ages, ages, holding, standings
from ofsted.models import Regime
from schools.models import School
from tests.factories import OUT_OF_AREA, YEAR, SchoolFactory
from tests.ofsted.inspecting import card, day, inspected, member, name_of


def test_each_member_in_area_stands_in_each_of_its_phases(db):
    inspected(member("Bow", also="secondary"), "2016-01-10", 2)
    member("Never")
    inspected(member("Away", la_code=OUT_OF_AREA), "2016-01-10", 1)
    inspected(SchoolFactory(name="No member"), "2016-01-10", 1)

    found = standings(members_in_area(YEAR), day("2018-07-31"))

    assert [(name_of(each), each.line.value, each.words) for each in found] == [
        ("Bow", "primary", "Good"),
        ("Bow", "secondary", "Good"),
        ("Never", "primary", "No graded inspection published"),
    ]


def test_a_later_regime_takes_the_overall_grade_and_gives_none(db):
    keeps, judged, carded = member("Keeps"), member("Judged"), member("Carded")
    for school in (keeps, judged, carded):
        inspected(school, "2016-01-10", 1)
    inspected(keeps, "2024-10-01", kind="ungraded")
    inspected(judged, "2024-10-01")
    card(carded, "2025-11-18")

    found = standings(members_in_area(YEAR), day("2026-06-30"))

    assert {name_of(each): each.regime for each in found} == {
        "Carded": Regime.REPORT_CARD,
        "Judged": Regime.KEY_JUDGEMENTS,
        "Keeps": Regime.OVERALL_EFFECTIVENESS,
    }
    assert [name_of(each) for each in holding(found)] == ["Keeps"]


def test_days_are_read_however_the_server_writes_them(db):
    inspected(member("Bow"), "2016-01-10", 2)
    with connection.cursor() as cursor:
        cursor.execute("set local datestyle = 'SQL, DMY'")

    (found,) = standings(members_in_area(YEAR), day("2018-07-31"))

    assert found.inspected_on == day("2016-01-10")


def test_a_predecessors_grade_is_said_to_be_one(db):
    inspected(member("Academy"), "2016-01-10", 2, is_predecessors=True)

    (found,) = standings(members_in_area(YEAR), day("2018-07-31"))

    assert found.words == "Good (its predecessor’s)"


def test_ages_are_of_the_grades_held_and_the_median_is_one_of_them(db):
    for number, on in enumerate(("2012-03-01", "2014-03-01", "2019-03-01", "2023-03-01")):
        inspected(member(f"School {number}"), on, 2)
    inspected(member("Judged since"), "2024-10-01")

    found = standings(members_in_area(YEAR), day("2026-06-30"))

    assert ages(found) == Ages(day("2012-03-01"), day("2014-03-01"), day("2023-03-01"))
    assert ages([each for each in found if not each.grade]) is None


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2016-01-10", "2016-02-09", 0),
        ("2016-01-10", "2016-02-10", 1),
        ("2016-01-31", "2016-02-29", 0),
        ("2016-02-29", "2017-02-28", 11),
        ("2012-11-06", "2026-11-27", 168),
    ],
)
def test_months_are_whole(first, last, months):
    assert whole_months(day(first), day(last)) == months


def test_who_was_never_graded_waits_longest(db):
    old, new = SchoolFactory(name="Old"), SchoolFactory(name="New")
    inspected(old, "2007-01-30", 1)
    inspected(new, "2017-01-30", 2)
    inspected(new, "2018-08-01", 1)  # not yet on the day
    for kind in ("ungraded", "monitoring"):
        inspected(SchoolFactory(name=f"Only {kind}"), "2018-01-01", kind=kind)

    found = with_last_graded(School.objects.all(), day("2018-07-31")).order_by("waits_from", "name")

    assert [(each.name, each.last_inspected_on, each.last_overall) for each in found] == [
        ("Only monitoring", None, None),
        ("Only ungraded", None, None),
        ("Old", day("2007-01-30"), 1),
        ("New", day("2017-01-30"), 2),
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "regimes"),
    [
        ("2024-09-01", "2024-09-02", [Regime.KEY_JUDGEMENTS]),
        ("2024-09-02", "2025-11-09", []),
        ("2025-11-09", "2025-11-10", [Regime.REPORT_CARD]),
        ("2017-07-31", "2026-07-31", [Regime.KEY_JUDGEMENTS, Regime.REPORT_CARD]),
        ("2017-07-31", "2024-09-01", []),
    ],
)
def test_a_series_is_broken_where_a_regime_begins(earlier, later, regimes):
    assert [each.regime for each in breaks_between(day(earlier), day(later))] == regimes


def test_standings_ask_the_same_of_fifty_schools_as_of_one(db, django_assert_num_queries):
    def grow(number):
        for each in range(number):
            inspected(member(f"School {each}"), "2016-01-10", 2)

    grow(1)
    with django_assert_num_queries(1):
        standings(members_in_area(YEAR), datetime.date(2018, 7, 31))
    grow(49)
    with django_assert_num_queries(1):
        assert len(standings(members_in_area(YEAR), datetime.date(2018, 7, 31))) == 50
