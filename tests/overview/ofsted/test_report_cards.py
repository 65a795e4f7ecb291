"""The grid of report cards and its counts: each area by itself, and never an overall grade."""

import csv
import re

import pytest
from django.urls import reverse

from ofsted.kpis.cards import SIX_AREAS
from ofsted.models import Area
from overview.ofsted import cards as report_cards
from schools.models import LINES
from tests.factories import OUT_OF_AREA, YEAR, SchoolFactory
from tests.ofsted.inspecting import card, inspected, judged, member
from tests.overview.ofsted.conftest import numbers, opens_as_many_rows_as_it_says

USUAL = {"membership_year": YEAR.slug}
SIX_AREAS_BUT_INCLUSION = [area.label for area in SIX_AREAS if area != Area.CARD_INCLUSION]


@pytest.fixture
def cards(today):
    bow = member("Bow", also="secondary")
    judged(card(bow, "2026-01-13", "needs_attention"), "card_inclusion", "expected", "2026-04-20")
    card(member("Elm"), "2026-02-10", "strong")
    inspected(member("Oak"), "2024-10-01")
    card(SchoolFactory(name="No member"), "2026-03-10", "exceptional")
    card(member("Away", la_code=OUT_OF_AREA), "2026-03-10", "exceptional")


def grid(page):
    """By school, the words of its cells."""
    rows = re.findall(r"<tr data-row>(.*?)</tr>", page.content.decode(), re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_each_cell_is_a_grade_in_words_with_its_own_day_where_it_has_one(trustee, cards):
    page = trustee.get(reverse("ofsted-report-cards"), USUAL)

    bow = ["Bow 13 Jan 2026", "Expected 20 Apr 2026", *["Attention"] * 5, "–", "–", "Met"]
    assert grid(page) == [bow, ["Elm 10 Feb 2026", *["Strong"] * 6, "–", "–", "Met"], bow]


def test_all_schools_in_area_are_shown_where_asked(trustee, cards):
    page = trustee.get(reverse("ofsted-report-cards"), USUAL | {"who": "all"})

    assert [row[0] for row in grid(page)] == [
        "Bow 13 Jan 2026",
        "Elm 10 Feb 2026",
        "No member 10 Mar 2026",
        "Bow 13 Jan 2026",
    ]


def test_an_area_counts_those_graded_in_it_with_each_grade(trustee, cards):
    page = trustee.get(reverse("ofsted-report-cards"), USUAL)

    found = {key: value for key, value, _ in numbers(page) if value}
    assert {key: value for key, value in found.items() if ".primary.card_inclusion." in key} == {
        "card.primary.card_inclusion.graded": 2,
        "card.primary.card_inclusion.strong": 1,
        "card.primary.card_inclusion.expected": 1,
    }
    assert [found.get(f"card.primary.{part}") for part in ("schools", "with_card", "without", "safeguarding.met")] == [
        3,
        2,
        1,
        2,
    ]
    assert not any(".card_post_16." in key for key in found)
    assert '<span class="of"> of 2</span><span class="share"> 50%</span>' in page.content.decode()


def test_no_grade_is_given_to_a_card_as_a_whole(trustee, cards):
    keys = {key for key, _, _ in numbers(trustee.get(reverse("ofsted-report-cards"), USUAL))}

    assert {key.split(".")[2] for key in keys} == {
        *("schools", "with_card", "without", "safeguarding", "card_inclusion", "card_teaching", "card_achievement"),
        *("card_attendance", "card_development", "card_leadership", "card_early_years", "card_post_16"),
    }


def test_every_number_opens_a_list_of_as_many_schools(trustee, cards):
    page = trustee.get(reverse("ofsted-report-cards"), USUAL)

    assert len(opens_as_many_rows_as_it_says(trustee, page)) > 20


@pytest.mark.parametrize(("most", "named"), [(3, True), (2, False)])
def test_more_report_cards_than_a_page_names_are_counted_there_and_stand_in_their_list(
    trustee, cards, monkeypatch, most, named
):
    monkeypatch.setattr(report_cards, "MOST_NAMED", most)

    page = trustee.get(reverse("ofsted-report-cards"), USUAL)

    text = page.content.decode()
    assert (len(grid(page)), "2 schools have a report card, more than are named here." in text) == (
        (3, False) if named else (0, True)
    )
    assert [text.count(f'href="{leads_to(phase)}"') for phase in LINES] == [1, 2, 2, 1]  # each from its count, too
    assert "card.primary.card_inclusion.expected" in {key for key, _, _ in numbers(page)}


def leads_to(phase):
    return reverse("ofsted-figure", args=[f"card.{phase}.with_card"])


def test_the_list_of_report_cards_holds_every_area(trustee, cards):
    read = b"".join(trustee.get(f"{leads_to('primary')}rows.csv", USUAL)).decode("utf-8-sig")
    page = trustee.get(leads_to("primary"), USUAL)

    heads, bow, elm = csv.reader(read.splitlines())
    areas = {
        "Inclusion": ("Expected standard", "Strong standard"),
        **dict.fromkeys(SIX_AREAS_BUT_INCLUSION, ("Needs attention", "Strong standard")),
        "Early years": ("", ""),
        "Post-16 provision": ("", ""),
        "Safeguarding": ("Met", "Met"),
    }
    assert dict(zip(heads[4:13], zip(bow[4:13], elm[4:13], strict=True), strict=True)) == areas
    assert [head["column"].heading for head in page.context["heads"]] == ["School", *list(areas)[:-1], "Inspected on"]


def test_before_the_first_report_card_the_page_says_there_is_none(trustee, cards):
    page = trustee.get(reverse("ofsted-report-cards"), USUAL | {"on": "2025-11-09"})

    assert "None of these schools has a report card by 9 November 2025." in page.content.decode()
    assert grid(page) == []


def test_the_page_asks_as_much_of_fifty_schools_as_of_one(trustee, django_assert_num_queries):
    def grow(number):
        for each in range(number):
            card(member(f"School {each}"), "2026-01-13")

    grow(1)
    with django_assert_num_queries(11):
        trustee.get(reverse("ofsted-report-cards"), USUAL)
    grow(49)
    with django_assert_num_queries(11):
        assert len(grid(trustee.get(reverse("ofsted-report-cards"), USUAL))) == 50
