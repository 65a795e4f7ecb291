"""What a cell means, in each of the ways in which it is written."""

import datetime

import pytest

from official.reading import judgements, values
from official.reading.names import as_at
from official.reading.values import NotRight
from ofsted.models import AreaGrade, CategoryOfConcern, Grade, Safeguarding, UngradedOutcome

DAY = datetime.date(2018, 8, 31)


@pytest.mark.parametrize(
    "raw",
    [
        *("31/08/2018", "31-08-2018", "31.8.2018", "2018-08-31", " 2018-08-31 00:00:00", "2018-08-31T00:00:00Z"),
        *("31/08/2018 00:00", "43343", "43343.0", 43343, 43343.0, 43343.5, DAY),
        datetime.datetime(2018, 8, 31, 12),  # noqa: DTZ001 - a cell's date has no time zone
    ],
)
def test_day_is_read_however_it_is_written(raw):
    assert values.day(raw) == DAY


@pytest.mark.parametrize("raw", [None, "", " ", "NULL", "null"])
def test_cell_without_a_value_is_none(raw):
    read = [values.day(raw), values.whole(raw), values.urn(raw), values.code(3)(raw), values.laestab(raw)]

    assert [*read, values.words(9)(raw), values.yes_or_no(raw)] == [None, None, None, "", "", "", None]


@pytest.mark.parametrize(
    "raw", ["31/02/2018", "2018", "soon", "31/08/18", "8/31/2018", "0", 0, -5, 10**9, "31/08/0018"]
)
def test_what_is_no_day_is_told(raw):
    with pytest.raises(NotRight):
        values.day(raw)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("01-01-1900", None),
        ("01-01-1920", None),
        ("02-01-1900", datetime.date(1900, 1, 2)),
        ("01-01-1990", datetime.date(1990, 1, 1)),
    ],
)
def test_first_of_january_long_ago_stands_for_a_day_unknown(raw, day):
    assert values.day_or_placeholder(raw) == day


@pytest.mark.parametrize("raw", [2, 2.0, "2", "2.0", " 2 "])
def test_number_is_read_however_it_is_written(raw):
    assert (values.whole(raw), judgements.overall(raw), judgements.area(raw)) == (2, Grade.GOOD, AreaGrade.GOOD)


@pytest.mark.parametrize("raw", ["two", "2.5", "-1", True, "2 3"])
def test_what_is_no_number_is_told(raw):
    with pytest.raises(NotRight):
        values.whole(raw)


def test_codes_keep_their_zeros_and_get_back_those_that_were_taken():
    assert [values.code(2)(raw) for raw in ("02", "2", 2.0, "34")] == ["02", "02", "02", "34"]
    assert [values.laestab(raw) for raw in ("2113402", 2113402.0, "211/3402", "211-3402")] == ["2113402"] * 4
    for wrong in ("345", "x"):
        with pytest.raises(NotRight):
            values.code(2)(wrong)
    with pytest.raises(NotRight):
        values.laestab("21134")


def test_none_is_a_word_like_others_in_a_text_and_null_in_a_name_stays():
    assert [values.words(50)(raw) for raw in ("None", "NULL", "Null Island School", "NA")] == [
        *("None", "", "Null Island School", "NA")
    ]


@pytest.mark.parametrize("raw", [0, 8, 9, "9.0", "", None, "NULL", "Not judged", "Not applicable", "NOT JUDGED"])
def test_markers_are_no_grade(raw):
    assert (judgements.overall(raw), judgements.area(raw), judgements.card_area(raw), judgements.effective(raw)) == (
        *(None, None, None, None),
    )


def test_not_judged_is_told_from_no_grade():
    assert [judgements.is_not_judged(raw) for raw in ("Not judged", "not  judged", "NULL", "2", None)] == [
        *(True, True, False, False, False)
    ]


@pytest.mark.parametrize(
    ("read", "raw", "value"),
    [
        (judgements.overall, "Requires improvement", Grade.REQUIRES_IMPROVEMENT),
        (judgements.card_area, "STRONG STANDARD", AreaGrade.STRONG),
        (judgements.card_area, "Needs  attention", AreaGrade.NEEDS_ATTENTION),
        (judgements.effective, "Yes", Safeguarding.EFFECTIVE),
        (judgements.effective, "no", Safeguarding.NOT_EFFECTIVE),
        (judgements.standards, "Not met", Safeguarding.NOT_MET),
        (judgements.category, "SM", CategoryOfConcern.SPECIAL_MEASURES),
        (judgements.category, "Special measures", CategoryOfConcern.SPECIAL_MEASURES),
        (judgements.category, "swk", CategoryOfConcern.SERIOUS_WEAKNESSES),
        (judgements.category, "RSI", CategoryOfConcern.SIGNIFICANT_IMPROVEMENT),
        (judgements.category, "Notice to improve", CategoryOfConcern.NOTICE_TO_IMPROVE),
        (judgements.category, "", None),
        (judgements.outcome, "School remains Good", UngradedOutcome.REMAINS_GOOD),
        (judgements.outcome, "School remains Good (Improving) - S5 Next", UngradedOutcome.REMAINS_GOOD_IMPROVING),
        (judgements.outcome, "school remains good (concerns) – s5 next", UngradedOutcome.REMAINS_GOOD_CONCERNS),
        (judgements.outcome, "School remains Outstanding", UngradedOutcome.REMAINS_OUTSTANDING),
        (
            judgements.outcome,
            "School remains Outstanding (Concerns)- S5 Next",
            UngradedOutcome.REMAINS_OUTSTANDING_CONCERNS,
        ),
        (judgements.outcome, "Standards maintained", UngradedOutcome.STANDARDS_MAINTAINED),
        (judgements.outcome, "Improved significantly", UngradedOutcome.IMPROVED_SIGNIFICANTLY),
        (judgements.outcome, "Some aspects not as strong", UngradedOutcome.SOME_NOT_AS_STRONG),
    ],
)
def test_ofsteds_words_are_known(read, raw, value):
    assert read(raw) == value


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (judgements.overall, "5"),
        (judgements.area, "Strong standard"),
        (judgements.card_area, "2"),
        (judgements.effective, "Met"),
        (judgements.category, "XYZ"),
        (judgements.outcome, "Grand"),
        (values.yes_or_no, "perhaps"),
    ],
)
def test_other_words_are_told(read, raw):
    with pytest.raises(NotRight):
        read(raw)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("edubasealldata20250831.csv", "2025-08-31"),
        ("links_edubasealldata20180831 (1).zip", "2018-08-31"),
        ("Management_information_-_schools_-_Table1_31_Aug_2018.csv", "2018-08-31"),
        ("Management_information_-_schools_Table1_-_31_August_2019.csv", "2019-08-31"),
        ("State-funded_schools_-_latest_inspections_as_at_31_Jan_2026.csv", "2026-01-31"),
        ("state funded as at 30 June 2026.xlsx", "2026-06-30"),
        ("State_funded_schools_as_at_31st_August_2025_published_20251120.csv", "2025-08-31"),
        ("x_2025-08-31.csv", "2025-08-31"),
        ("x_2025_08_31.csv", "2025-08-31"),
        ("x 31.08.2025.csv", "2025-08-31"),
        ("20250831-20250930.csv", "None"),
        ("20251399.csv", "None"),
        ("latest inspections August 2025.csv", "None"),
        ("schools.csv", "None"),
        ("120250831.csv", "None"),
    ],
)
def test_day_is_taken_from_a_files_name_if_it_holds_one(name, day):
    assert str(as_at(name)) == day
