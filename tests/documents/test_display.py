"""How values are worded."""

import datetime
from decimal import Decimal

import pytest

from documents.display import Kind, counted, day, display, listed, percent, plain_number
from documents.figure import Figure, Unit


@pytest.mark.parametrize(
    ("value", "of", "expected"),
    [
        (1, 8, 13),  # 12.5
        (5, 8, 63),  # 62.5, which Python rounds to 62
        (1, 200, 1),  # 0.5
        (1, 201, 0),
        (44, 66, 67),
        (20, 66, 30),
        (0, 6, 0),
        (6, 6, 100),
        (199, 200, 100),  # 99.5
    ],
)
def test_percentages_are_whole_and_rounded_half_up(value, of, expected):
    assert percent(value, of) == expected


def test_a_share_of_nothing_is_none():
    assert percent(0, 0) is None


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, Kind.TEXT, "–"),
        (None, Kind.PERCENT, "–"),
        ("", Kind.TEXT, "–"),
        (0, Kind.INTEGER, "0"),
        (0, Kind.PERCENT, "0%"),
        ("Bow", Kind.TEXT, "Bow"),
        (1250000, Kind.INTEGER, "1,250,000"),
        (63, Kind.PERCENT, "63%"),
        (100, Kind.PERCENT, "100%"),
        (Decimal("63.0"), Kind.PERCENT, "63%"),
        (Decimal("18.5"), Kind.PERCENT, "18.5%"),
        (Decimal("327600.00"), Kind.MONEY, "£327,600"),
        (Decimal("8399.50"), Kind.MONEY, "£8,399.50"),
        (Decimal("0.00"), Kind.MONEY, "£0"),
        (0, Kind.MONEY, "£0"),
        (datetime.date(2018, 7, 1), Kind.DATE, "1 July 2018"),
    ],
)
def test_a_value_is_worded_by_its_kind(value, kind, expected):
    assert display(value, kind) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (63, "63"),
        (100, "100"),
        (Decimal("100"), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("11.10"), "11.1"),
        (Decimal("0.0"), "0"),
    ],
)
def test_a_plain_number_has_no_trailing_zeros_after_its_point(number, expected):
    assert plain_number(number) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_listed_with_and_before_the_last(names, expected):
    assert listed(names) == expected


def test_what_is_counted_is_in_the_singular_for_one_alone():
    assert [counted(number, "school") for number in (0, 1, 2, 2140)] == [
        "0 schools",
        "1 school",
        "2 schools",
        "2,140 schools",
    ]
    assert counted(3, "person", "people") == "3 people"


def test_days_are_written_out():
    assert day(datetime.date(2018, 7, 31)) == "31 July 2018"


@pytest.mark.parametrize(
    ("unit", "value", "text", "raw"),
    [
        (Unit.SCHOOLS, 1066, "1,066", "1066"),
        (Unit.POUNDS, Decimal("327600"), "£327,600", "327600.00"),
        (Unit.PERCENT, Decimal("18.5"), "18.5%", "18.5"),
        (Unit.PERCENT, None, "–", "None"),
    ],
)
def test_a_figure_has_words_for_people_and_a_number_for_programs(unit, value, text, raw):
    figure = Figure(key="k", title="t", unit=unit, value=value)
    assert figure.text == text
    assert value is None or figure.raw == raw


def test_a_figure_is_a_share_only_where_it_is_of_something():
    def figure(of):
        return Figure(key="k", title="t", unit=Unit.SCHOOLS, value=1, of=of)

    assert [figure(of).percent for of in (None, 0, 8)] == [None, None, 13]
