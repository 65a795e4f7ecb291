"""Movements that close: each difference between two days has its reason, and the numbers add up."""

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse

from membership.kpis.members import members, members_in_area
from ofsted.kpis.between import Because, Side, grade_movement
from ofsted.models import Grade
from overview.ofsted import movements
from schools.models import Phase, School, SchoolPhase
from tests.factories import OUT_OF_AREA, YEAR, SchoolFactory
from tests.ofsted.inspecting import card, day, inspected, member, name_of
from tests.overview.ofsted.conftest import opens_as_many_rows_as_it_says

BOTH = (YEAR, YEAR + 1)
DAYS = {"opening_on": "2018-07-31", "closing_on": "2019-07-31"}
YEARS = {"opening_year": YEAR.slug, "closing_year": (YEAR + 1).slug}


def side(on: str, year) -> Side:
    return Side(day(on), year, members_in_area(year), members(year))


def moved(opening="2018-07-31", closing="2019-07-31"):
    return grade_movement(side(opening, YEAR), side(closing, YEAR + 1))


def reasons(found):
    return {(name_of(each.standing), each.standing.line.value): each.because for each in found.changes}


def test_each_difference_has_its_reason(db):
    inspected(member("Same", *BOTH), "2016-03-01", 2)
    again = member("Same again", *BOTH)
    inspected(again, "2016-03-01", 2)
    inspected(again, "2019-03-01", 2)
    better = member("New grade", *BOTH)
    inspected(better, "2016-03-01", 3)
    inspected(better, "2019-03-01", 2)
    inspected(member("First", *BOTH), "2019-03-01", 2)
    inspected(member("Came", *BOTH), "2019-03-01", 2, is_predecessors=True)
    own = member("Own", *BOTH)
    inspected(own, "2016-03-01", 2, is_predecessors=True)
    inspected(own, "2019-03-01", 1)
    inspected(member("Joined", YEAR + 1), "2016-03-01", 2)
    inspected(member("Opened", YEAR + 1, opened_on=datetime.date(2018, 9, 1)), "2019-03-01", 2)
    inspected(member("Left", YEAR), "2016-03-01", 2)
    inspected(member("Closed", *BOTH, closed_on=datetime.date(2018, 9, 1)), "2016-03-01", 2)
    inspected(member("Never", *BOTH), "2019-03-01", kind="monitoring")
    inspected(member("Away", YEAR, la_code=OUT_OF_AREA), "2016-03-01", 2)
    inspected(SchoolFactory(name="No member"), "2019-03-01", 2)

    found = moved()

    assert {name: because for (name, _), because in reasons(found).items()} == {
        "New grade": Because.NEW_GRADE,
        "First": Because.FIRST_GRADE,
        "Came": Because.PREDECESSOR_CAME,
        "Own": Because.PREDECESSOR_WENT,
        "Joined": Because.JOINED,
        "Opened": Because.OPENED,
        "Left": Because.LEFT,
        "Closed": Because.CLOSED,
    }
    good = Phase.PRIMARY, Grade.GOOD
    parts = (found.opened_with, found.went_from, found.came_to, found.closed_with)
    assert [len(part(*good)) for part in parts] == [5, 3, 5, 7]
    assert found.is_closed


def test_an_inspection_of_a_later_regime_takes_the_overall_grade(db):
    for name, inspect in (("Judged", inspected), ("Carded", card)):
        school = member(name, *BOTH)
        inspected(school, "2016-03-01", 2)
        inspect(school, "2025-11-18" if name == "Carded" else "2024-10-01")
    keeps = member("Keeps", *BOTH)
    inspected(keeps, "2016-03-01", 2)
    inspected(keeps, "2024-10-01", kind="ungraded")

    found = moved("2024-07-31", "2026-06-30")

    assert reasons(found) == {("Judged", "primary"): Because.LOST, ("Carded", "primary"): Because.LOST}
    assert {name_of(each.standing): each.after.words for each in found.changes} == {
        "Judged": "Not judged overall (key judgements only)",
        "Carded": "Report card, which has no overall grade",
    }


def test_a_school_that_changes_phase_goes_from_one_and_comes_to_the_other(db):
    inspected(member("Grown", *BOTH, also=("secondary", YEAR + 1)), "2016-03-01", 2)
    other = member("Other", *BOTH, phase=None)
    SchoolPhase.objects.create(school=other, phase="nursery", until_year=YEAR)
    SchoolPhase.objects.create(school=other, phase="primary", from_year=YEAR + 1)

    assert reasons(moved()) == {
        ("Grown", "secondary"): Because.PHASE,
        ("Other", "nursery"): Because.PHASE,
        ("Other", "primary"): Because.PHASE,
    }


def test_what_nothing_explains_is_said_and_does_not_pass_for_closed(db):
    """A school that stands among those counted at the closing without being a member in either year, say."""
    inspected(SchoolFactory(name="Odd"), "2016-03-01", 2)
    opening, closing = side("2018-07-31", YEAR), side("2019-07-31", YEAR + 1)
    of_all = SchoolPhase.objects.counted_in(YEAR)
    odd = Side(opening.on, opening.year, opening.counted, School.objects.all())

    found = grade_movement(odd, Side(closing.on, closing.year, of_all, closing.members))

    assert (reasons(found), found.is_closed) == ({("Odd", "primary"): Because.UNEXPLAINED}, False)


@pytest.fixture
def partnership(today):
    better = member("Better", *BOTH, also="secondary")
    inspected(better, "2016-03-01", 3)
    inspected(better, "2019-03-01", 2)
    inspected(member("Left", YEAR), "2016-03-01", 2)
    member("Joined", YEAR + 1)


def test_the_page_names_each_school_that_differs_and_says_that_it_closes(trustee, partnership):
    page = trustee.get(reverse("ofsted-movements"), DAYS | YEARS)

    rows = [(name_of(each.standing), each.standing.line, each.because) for each in page.context["moved"].changes]
    assert rows == [
        ("Better", "primary", Because.NEW_GRADE),
        ("Joined", "primary", Because.JOINED),
        ("Left", "primary", Because.LEFT),
        ("Better", "secondary", Because.NEW_GRADE),
    ]
    text = page.content.decode()
    assert ('data-closes="yes"' in text, "Unexplained" in text, text.count("<tr data-row>")) == (True, False, 4)


def test_every_number_opens_a_list_of_as_many_schools(trustee, partnership):
    tried = opens_as_many_rows_as_it_says(trustee, trustee.get(reverse("ofsted-movements"), DAYS | YEARS))

    assert {"movement.primary.good.went", "movement.primary.joined", "movement.secondary.all.closing"} <= tried


def test_the_schools_that_differ_are_a_list_of_their_own_and_a_file(trustee, partnership):
    query = urlencode(DAYS | YEARS)
    address = reverse("ofsted-figure", args=["movement.all.differing"])

    page = trustee.get(reverse("ofsted-movements"), DAYS | YEARS)
    listed = trustee.get(f"{address}?{query}")
    read = b"".join(trustee.get(f"{address}rows.csv?{query}")).decode("utf-8-sig")

    (link,) = re.findall(rf'<a href="({address}[^"]*)"', page.content.decode())
    assert QueryDict(link.partition("?")[2].replace("&amp;", "&")).dict() == {
        name: value
        for name, value in (DAYS | YEARS).items()
        if name != "closing_year"  # which is usual
    }
    assert listed.context["figure"].value == listed.content.decode().count("<tr data-row>") == 4
    assert [line.split(",")[:6] for line in read.splitlines()] == [
        ["School", "URN", "Phase", "Because", "At the opening", "At the closing"],
        ["Better", *of(listed, 0), "Primary", "New grade", "Requires improvement", "Good"],
        ["Joined", *of(listed, 1), "Primary", "Joined", "Not counted", "No graded inspection published"],
        ["Left", *of(listed, 2), "Primary", "Left", "Good", "Not counted"],
        ["Better", *of(listed, 3), "Secondary", "New grade", "Requires improvement", "Good"],
    ]


def of(page, number: int) -> list[str]:
    """The URN that a list prints in its line of this number."""
    return [re.findall(r'data-label="URN">(\d+)<', page.content.decode())[number]]


@pytest.mark.parametrize(("most", "named"), [(4, True), (3, False)])
def test_more_schools_than_a_page_names_are_counted_there_and_stand_in_their_list(
    trustee, partnership, monkeypatch, most, named
):
    monkeypatch.setattr(movements, "MOST_NAMED", most)

    text = trustee.get(reverse("ofsted-movements"), DAYS | YEARS).content.decode()

    assert (text.count("<tr data-row>"), "4 schools differ, more than are named here." in text) == (
        (4, False) if named else (0, True)
    )
    assert text.count(reverse("ofsted-figure", args=["movement.all.differing"])) == 1


def test_a_page_over_the_start_of_a_regime_says_so(trustee, partnership):
    over, within = (
        trustee.get(reverse("ofsted-movements"), {"opening_on": "2024-07-31", "closing_on": closing} | YEARS)
        for closing in ("2025-07-31", "2024-08-31")
    )

    assert ["regime-break" in page.content.decode() for page in (over, within)] == [True, False]


def test_the_last_two_report_days_and_the_years_in_force_on_them_are_usual(trustee, partnership):
    chosen = trustee.get(reverse("ofsted-movements")).context["chosen"]

    assert [str(chosen[name]) for name in ("opening_on", "closing_on")] == ["2024-07-31", "2025-07-31"]
    assert [chosen[name] for name in ("opening_year", "closing_year")] == [YEAR + 1, YEAR + 1]


def test_a_year_that_is_not_on_record_is_named_with_the_one_that_stands_for_it(trustee, partnership):
    text = trustee.get(reverse("ofsted-movements")).content.decode()

    assert "No membership of 2023–24 is on record: the members of 2018–19 stand for it." in text


@pytest.mark.parametrize("closing", ["2018-07-31", "2018-07-30"])
def test_the_closing_comes_after_the_opening(trustee, partnership, closing):
    page = trustee.get(reverse("ofsted-movements"), DAYS | YEARS | {"closing_on": closing})

    assert "Choose a closing day after the opening day." in page.content.decode()
    assert [str(page.context["chosen"][name]) for name in DAYS] == ["2024-07-31", "2025-07-31"]


def test_a_partnership_without_a_member_has_no_movement(trustee):
    text = trustee.get(reverse("ofsted-movements")).content.decode()

    assert ("No member’s grade differs" in text, "No school differs." in text) == (True, True)


def test_the_page_asks_as_much_of_fifty_schools_as_of_one(trustee, django_assert_num_queries):
    def grow(number):
        for each in range(number):
            inspected(member(f"School {each}", YEAR + each % 2), "2016-03-01", 1 + each % 4)

    grow(2)  # one leaves, one joins
    with django_assert_num_queries(12):
        trustee.get(reverse("ofsted-movements"), DAYS | YEARS)
    grow(48)
    with django_assert_num_queries(12):
        trustee.get(reverse("ofsted-movements"), DAYS | YEARS)
