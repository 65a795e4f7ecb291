"""What a cell can hold, and what is said of one that is not right."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.books import moment
from thep.years import AcademicYear
from workbook.cells import (
    UNCALCULATED,
    Choice,
    Choices,
    Code,
    Codes,
    Date,
    Money,
    Named,
    NotRight,
    Percentage,
    Slug,
    Text,
    Urn,
    Urns,
    Whole,
    Year,
    folded_word,
    is_blank,
    shown,
)
from workbook.tables import TABLES

MAY = datetime.date(2018, 5, 31)
PHASE = Choice((("primary", "Primary"), ("ap", "Alternative provision")))
GRADE = Choice(((1, "Outstanding"), (2, "Good")))
COUNTED = Choices(("schools", "people", "strands"))

RIGHT = [
    (Text(20), "  Ash  Primary\n School ", "Ash Primary School"),
    (Text(20), "Zoe\u0308", "Zoë"),
    (Text(20), "=1+1", "=1+1"),
    (Text(20), 10323215, "10323215"),
    (Text(20), 2.0, "2"),
    (Text(20, lines=True), "One\r\n\r\nTwo ", "One\n\nTwo"),
    (Slug(), "peer-review", "peer-review"),
    (Named(), "Challenge  Partners", "Challenge Partners"),
    (Whole(), 2, 2),
    (Whole(), 2.0, 2),
    (Whole(), "2.0", 2),
    (Whole(), "1,200", 1200),
    (Whole(), "\u00a03 ", 3),
    (Urn(), 100937, 100937),
    (Urn(), "100937.0", 100937),
    (Urns(), "100915 100895", (100915, 100895)),
    (Urns(), "100915, 100895;", (100915, 100895)),
    (Urns(), 100915.0, (100915,)),
    (Code(), 211, "211"),
    (Codes(), "211 201", ("211", "201")),
    (Codes(), 211.0, ("211",)),
    (Money(), "£4,400.00", Decimal("4400.00")),
    (Money(), 4400, Decimal("4400.00")),
    (Money(), 4400.5, Decimal("4400.50")),
    (Money(), 0.1 + 0.2, Decimal("0.30")),
    (Money(refunds=True), "-£50", Decimal("-50.00")),
    (Money(refunds=True), "\u221250.25", Decimal("-50.25")),
    (Percentage(), "63%", Decimal("63.0")),
    (Percentage(), 11.1, Decimal("11.1")),
    (Percentage(), 0, Decimal("0.0")),
    (Date(), "2018-05-31", MAY),
    (Date(), "31/05/2018", MAY),
    (Date(), "2018-05-31 00:00:00", MAY),
    (Date(), moment(2018, 5, 31), MAY),
    (Date(), MAY, MAY),
    (Year(), "2017-18", AcademicYear(2017)),
    (Year(), "2017–18", AcademicYear(2017)),
    (Year(), "2017/18", AcademicYear(2017)),
    (Year(), moment(2011, 12, 1), AcademicYear(2011)),
    (PHASE, " PRIMARY ", "primary"),
    (PHASE, "Alternative provision", "ap"),
    (PHASE, "alternative_provision", "ap"),
    (GRADE, 2.0, 2),
    (GRADE, "2", 2),
    (GRADE, "good", 2),
    (COUNTED, "people, Schools", ("people", "schools")),
]


@pytest.mark.parametrize(("kind", "raw", "value"), RIGHT)
def test_cell_is_read_in_each_way_people_write_it(kind, raw, value):
    assert kind.read(raw) == value


TEXT_WORDS = "Write text of at most 20 characters."
WHOLE_WORDS = "Write a whole number from 0 to 1,000,000."
URN_WORDS = "Write the school's URN, six digits such as 100937."
URNS_WORDS = "Write URNs of six digits with a space between them, such as 100915 100895."
MONEY_WORDS = "Write an amount in pounds, such as 4400 or 4,400.50."
PERCENT_WORDS = "Write a percentage from 0 to 100 with at most one place, such as 63 or 11.1."
DATE_WORDS = "Write a date such as 2018-05-31 or 31/05/2018."
YEAR_WORDS = "Write an academic year such as 2017-18."
PHASE_WORDS = "Write one of: primary, ap."
AS_TEXT = "Format the cell as Text, then type it again."

WRONG = [
    (Text(20), "x" * 100_000, f"This has 100,000 characters. {TEXT_WORDS}"),
    (Text(20), moment(2018, 5, 1), f"Excel has made a date of this. {AS_TEXT}"),
    (Text(20), 12345678901234567, f"Excel keeps only 15 digits of a number. {AS_TEXT}"),
    (Text(20), "A\0B", "This holds a character that is no text (number 0). Type it again."),
    (Text(20), "#N/A", "Excel shows an error here. Correct the formula, or write the value itself."),
    (Slug(), "peer review", "Write letters, digits and hyphens without spaces, such as peer-review."),
    (Named(), "!!!", "Write a name with letters or digits of the Latin alphabet, of at most 100."),
    (Whole(), "2.5", WHOLE_WORDS),
    (Whole(), -1, WHOLE_WORDS),
    (Whole(), "two", WHOLE_WORDS),
    (Whole(), True, WHOLE_WORDS),
    (Whole(), float("nan"), WHOLE_WORDS),
    (Whole(), "9" * 5000, WHOLE_WORDS),
    (Urn(), "10093", URN_WORDS),
    (Urns(), "100915100895", URNS_WORDS),
    (Urns(), "100915 Ash", URNS_WORDS),
    (Urns(), "100915 100915", "A URN stands here twice. Write each once."),
    (Code(), "21", "Write the three digits of a local authority, such as 211."),
    (Codes(), "211 21", "Write local authorities' codes of three digits with a space between them, such as 211 201."),
    (Money(), "4400.005", f"An amount has at most two places, for pence. {MONEY_WORDS}"),
    (Money(), -1, "A fee cannot be less than 0."),
    (Money(), "4.400,00", MONEY_WORDS),
    (Money(), "$4400", MONEY_WORDS),
    (Money(), 10**8, MONEY_WORDS),
    (Percentage(), 101, PERCENT_WORDS),
    (Percentage(), 0.63, PERCENT_WORDS),
    (Date(), 43251, f"This is a number. Format the cell as a date, or {DATE_WORDS[0].lower()}{DATE_WORDS[1:]}"),
    (Date(), "05/31/2018", DATE_WORDS),
    (Date(), "31/05/18", DATE_WORDS),
    (Date(), "2018-02-30", DATE_WORDS),
    (Date(), "0018-05-31", DATE_WORDS),
    (Date(), datetime.time(9, 30), DATE_WORDS),
    (Year(), "2017-19", YEAR_WORDS),
    (Year(), "2017", YEAR_WORDS),
    (Year(), 2017, YEAR_WORDS),
    (
        Year(),
        moment(2017, 9, 1),
        "Excel holds a date here. Format the cell as Text, then write the year, such as 2017-18.",
    ),
    (PHASE, "junior", PHASE_WORDS),
    (GRADE, "9", "Write one of: 1, 2."),
    (COUNTED, "schools schools", "Write any of: schools, people, strands; with a space between them."),
    (COUNTED, "pupils", "Write any of: schools, people, strands; with a space between them."),
]


@pytest.mark.parametrize(("kind", "raw", "advice"), WRONG)
def test_cell_that_is_not_right_says_what_would_be(kind, raw, advice):
    with pytest.raises(NotRight) as wrong:
        kind.read(raw)

    assert str(wrong.value) == advice


KINDS = list({type(column.kind): column.kind for table in TABLES for column in table.columns}.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_formula_without_a_result_is_told_in_every_kind_of_cell(kind):
    with pytest.raises(NotRight) as wrong:
        kind.read(UNCALCULATED)

    assert str(wrong.value) == (
        "This formula's result is not in the file. Open the workbook in Excel and save it, or paste the values."
    )


RAW = st.one_of(
    st.text(),
    st.text(alphabet="0123456789-/.,%£ +e\u22121eE\u0663"),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(raw=RAW)
def test_no_cell_raises_anything_but_what_would_be_right(raw):
    shown(raw)
    folded_word(shown(raw))
    if is_blank(raw):
        return
    for kind in KINDS:
        try:
            value = kind.read(raw)
        except NotRight:
            continue
        assert kind.read(kind.show(value)) == value


def test_long_cell_is_shown_short():
    assert shown("x" * 100_000) == "x" * 79 + "…"
