"""The partnership's overall grades on a day, a year earlier and over years; and who still holds one."""

import re

import pytest
from django.urls import reverse

from tests.factories import OUT_OF_AREA, YEAR
from tests.ofsted.inspecting import card, inspected, member
from tests.overview.ofsted.conftest import numbers, opens_as_many_rows_as_it_says


@pytest.fixture
def partnership(today):
    """Five members in area, of one of which Ofsted wrote a report card, and one out of area."""
    schools = {name: member(name) for name in ("Ash", "Bow", "Elm", "Oak", "Never")}
    for name, overall in (("Ash", 1), ("Bow", 2), ("Elm", 3), ("Oak", 2)):
        inspected(schools[name], "2016-03-01", overall)
    inspected(member("Away", la_code=OUT_OF_AREA), "2016-03-01", 1)
    inspected(schools["Elm"], "2024-10-01")
    card(schools["Oak"], "2026-01-13")
    return {"on": "2026-06-30", "membership_year": YEAR.slug}


def values(page, stem):
    return {key.removeprefix(stem): value for key, value, _ in numbers(page) if key.startswith(stem)}


def test_a_day_and_the_same_day_a_year_earlier_stand_with_their_numbers(trustee, partnership):
    page = trustee.get(reverse("ofsted"), partnership | {"years": 1})

    now, before = (values(page, f"outcomes.{year}-06-30.primary.") for year in (2026, 2025))
    assert (now["members"], now["outstanding"], now["good"], now["not_graded"]) == (5, 1, 1, 3)
    assert (before["members"], before["outstanding"], before["good"], before["not_graded"]) == (5, 1, 2, 2)
    text = page.content.decode()
    assert '<span class="of"> of 2</span><span class="share"> 50%</span>' in text
    assert text.count('class="regime-break"') == 1  # report cards began between the two days


@pytest.mark.parametrize(
    ("asked", "stretches", "breaks"),
    [
        ({"on": "2026-06-30", "years": 4}, [2, 2], ["10 November 2025", "2 September 2024"]),
        ({"on": "2018-07-31", "years": 3}, [3], []),
        ({"on": "2026-06-30", "years": 1}, [1], []),
    ],
)
def test_a_series_is_cut_where_a_regime_began(trustee, partnership, asked, stretches, breaks):
    page = trustee.get(reverse("ofsted"), partnership | asked)

    series = re.search(r'<section id="series">.*?</section>', page.content.decode(), re.DOTALL)[0]
    assert [part.count('<th scope="row">') for part in series.split('class="regime-break"')] == (
        [1, 1, 2] if breaks else stretches
    )
    assert re.findall(r"<strong>From (.*?) Ofsted", series) == breaks


def test_who_still_holds_a_grade_and_why_the_others_hold_none(trustee, partnership):
    page = trustee.get(reverse("ofsted"), partnership)

    assert values(page, "held.all.") == {
        "members": 5,
        "graded": 2,
        "never": 1,
        "key_judgements": 1,
        "report_card": 1,
        "2015-16": 2,
    }
    assert page.context["ages"].oldest == page.context["ages"].newest
    assert '<span class="of"> of 5</span><span class="share"> 40%</span>' in page.content.decode()


def test_every_number_opens_a_list_of_as_many_schools(trustee, partnership):
    tried = opens_as_many_rows_as_it_says(trustee, trustee.get(reverse("ofsted"), partnership | {"years": 2}))

    assert {key.partition(".")[0] for key in tried} == {"outcomes", "held"}
    assert len(tried) > 10


def test_a_list_is_also_a_file(trustee, partnership):
    (address,) = {
        where for key, _, where in numbers(trustee.get(reverse("ofsted"), partnership)) if key == "held.all.graded"
    }
    page = trustee.get(address)
    query = address.partition("?")[2]

    read = b"".join(trustee.get(reverse("ofsted-figure-csv", args=["held.all.graded"]) + f"?{query}")).decode(
        "utf-8-sig"
    )
    sheet = trustee.get(reverse("ofsted-figure-xlsx", args=["held.all.graded"]) + f"?{query}")

    assert [line.split(",")[0] for line in read.splitlines()] == ["School", "Ash", "Bow"]
    assert sheet.content.startswith(b"PK")
    assert (page.context["figure"].value, page.context["figure"].of) == (2, 5)


def test_a_list_asks_as_much_of_fifty_schools_as_of_one(trustee, django_assert_num_queries):
    def grow(number):
        for each in range(number):
            inspected(member(f"School {each}"), "2016-03-01", 2)

    address = reverse("ofsted-figure", args=["held.all.graded"])
    grow(1)
    with django_assert_num_queries(9):
        trustee.get(address)
    grow(49)
    with django_assert_num_queries(9):
        assert trustee.get(address).content.decode().count("<tr data-row>") == 50


@pytest.mark.parametrize("key", ["held.all.nothing", "nothing", "outcomes.2026-06-30.primary.good"])
def test_a_figure_that_is_none_is_not_there(trustee, partnership, key):
    assert trustee.get(reverse("ofsted-figure", args=[key])).status_code == 404


def test_of_records_that_ended_years_ago_the_day_of_the_last_report_is_usual(trustee, partnership):
    page = trustee.get(reverse("ofsted"))

    assert (str(page.context["chosen"]["on"]), page.context["chosen"]["membership_year"]) == ("2026-06-30", YEAR)
    assert "30 June 2026</strong>, today" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"on": "yesterday"}, "Write the day as day/month/year"),
        ({"on": "0001-01-01"}, "Check the year."),
        ({"on": "9999-12-31"}, "Check the year."),
        ({"membership_year": "1850-51"}, "Select a valid choice."),
        ({"years": "11"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_the_usual_stands(trustee, partnership, asked, words):
    page = trustee.get(reverse("ofsted"), asked)

    assert (page.status_code, words in page.content.decode()) == (200, True)
    assert page.context["chosen"] == page.context["form"].usual


def test_the_page_says_so_where_nothing_is_on_record(trustee):
    text = trustee.get(reverse("ofsted")).content.decode()

    assert "No member holds an overall grade." in text


def test_the_page_asks_as_much_of_fifty_schools_as_of_one(trustee, django_assert_num_queries):
    def grow(number):
        for each in range(number):
            inspected(member(f"School {each}"), "2016-03-01", 1 + each % 4)

    grow(1)
    with django_assert_num_queries(8):
        trustee.get(reverse("ofsted"), {"years": 10})
    grow(49)
    with django_assert_num_queries(8):
        trustee.get(reverse("ofsted"), {"years": 10})
