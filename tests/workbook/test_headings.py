"""Which column is which, and what stands outside the table."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workbook.books import parsed, places, told
from workbook.tables import NAMES

MEMBERSHIPS = "year,urn,status\n2017-18,100001,member\n"


def read(text):
    result = parsed(memberships=text)
    assert told(result) == []
    return [(row.line, row.year.slug, row.urn, row.status) for row in result.tables["memberships"].rows]


@pytest.mark.parametrize(
    "text",
    [
        MEMBERSHIPS,
        "STATUS, Urn ,yEAR\nmember,100001,2017-18\n",
        "year;urn;status\r\n2017-18;100001;member\r\n",
        "year\turn\tstatus\n2017-18\t100001\tmember",
        "year|urn|status\n2017-18|100001|member\n",
        "\ufeffyear,urn,status\n2017-18,100001,member\n",
        "year,urn,status\r2017-18,100001,member\r",
        "year,urn,status,,\n2017-18,100001,member,,\n",
        "year,urn,status\n2017-18,100001,member,,,\n\n,,\n",
        '"year","urn","status"\n"2017-18","100001","member"\n',
    ],
)
def test_table_is_read_however_a_program_wrote_it(text):
    assert read(text) == [(2, "2017-18", 100001, "member")]


def test_rows_keep_the_numbers_that_a_spreadsheet_program_gives_them():
    assert read("\n\nyear,urn,status\n\n2017-18,100001,member\n,,\n2017-18,100002,invited\n") == [
        (5, "2017-18", 100001, "member"),
        (7, "2017-18", 100002, "invited"),
    ]


def test_line_break_in_a_cell_is_one_row():
    text = 'year,urn,status,reason\n2017-18,100001,declined,"Too\ndear"\n2017-18,100002,member,\n'

    assert [row.line for row in parsed(memberships=text).tables["memberships"].rows] == [2, 3]


def test_separator_that_excel_declares_is_taken():
    assert read("sep=;\nyear;urn;status\n2017-18;100001;member\n") == [(3, "2017-18", 100001, "member")]


def test_underscores_and_spaces_in_headings_are_the_same():
    text = "URN,Name,Phase,LA code\n100001,Ash,primary,211\n"

    assert [row.la_code for row in parsed(schools=text).tables["schools"].rows] == ["211"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "Zoë’s"), ("utf-8-sig", "Zoë’s"), ("cp1252", "Zoë’s"), ("utf-16", "Zoë’s")],
)
def test_letters_are_read_in_each_encoding(encoding, name):
    text = f"urn,name,phase,la_code\n100001,{name},primary,211\n"

    assert parsed(schools=text.encode(encoding)).tables["schools"].rows[0].name == name


def test_bytes_of_no_encoding_are_told():
    assert told(parsed(memberships=b"year,urn,status\n2017-18,100001,memb\x81r\n")) == [
        (
            "memberships",
            None,
            "",
            "",
            "This is not text that the portal can read. Save it from Excel as “CSV UTF-8”.",
        )
    ]


def test_unknown_heading_is_told_with_the_nearest():
    assert told(parsed(memberships="year,urn,status,join_on\n2017-18,100001,member,\n")) == [
        (
            "memberships",
            1,
            "join_on",
            "",
            "There is no such column. Did you mean joined_on? "
            "The columns are year, urn, status, joined_on, left_on, reason.",
        )
    ]


def test_missing_heading_is_told_and_the_table_left():
    result = parsed(memberships="year,status\nnonsense,member\n")

    assert told(result) == [
        (
            "memberships",
            1,
            "urn",
            "",
            "This column is missing. Its heading stands in the first row. The school, by a URN it has or had.",
        )
    ]
    assert result.unread == {"memberships"}


def test_heading_that_stands_twice_is_told():
    assert told(parsed(memberships="year,urn,status,URN\n2017-18,100001,member,100002\n")) == [
        ("memberships", 1, "urn", "", "This heading stands here twice. Keep one.")
    ]


def test_optional_columns_may_be_left_out():
    result = parsed(memberships=MEMBERSHIPS)

    assert [column.name for column in result.tables["memberships"].present] == ["year", "urn", "status"]


def test_value_without_a_heading_is_told_once():
    text = "year,urn,status\n2017-18,100001,declined,too dear\n2017-18,100002,declined,moved\n"

    assert places(parsed(memberships=text)) == [("memberships", 2, "column D", "too dear")]


def test_quotation_mark_that_does_not_close_is_told():
    text = 'year,urn,status,reason\n2017-18,100001,declined,"Too dear\n2017-18,100002,member,\n'

    assert places(parsed(memberships=text)) == [("memberships", 2, "", "")]


def test_cell_that_cannot_be_empty_is_told():
    assert told(parsed(memberships="year,urn,status\n2017-18,,member\n")) == [
        ("memberships", 2, "urn", "", "This cell cannot be empty. Write the school's URN, six digits such as 100937.")
    ]


def test_every_cell_that_is_wrong_is_told():
    text = "year,urn,status\n2017,1,membr\n2017-18,100001,member\n"

    result = parsed(memberships=text)

    assert places(result) == [
        ("memberships", 2, "year", "2017"),
        ("memberships", 2, "urn", "1"),
        ("memberships", 2, "status", "membr"),
    ]
    assert [row.line for row in result.tables["memberships"].rows] == [3]


def test_unknown_table_is_told_with_those_there_are():
    assert told(parsed(pupils="name\nAnn\n")) == [
        ("pupils", None, "", "", f"There is no such table. The tables are {NAMES}.")
    ]


def test_table_that_comes_twice_is_told():
    assert told(parsed(memberships=MEMBERSHIPS, Memberships=MEMBERSHIPS)) == [
        ("memberships", None, "", "Memberships", "This table is in the file twice. Keep one.")
    ]


def test_text_of_something_else_is_told_as_a_table_without_its_columns():
    assert places(parsed(memberships="From: a@example.org\nDear all, here is the list you asked for.\n")) == [
        ("memberships", 1, "From: a@example.org", ""),
        ("memberships", 1, "year", ""),
        ("memberships", 1, "urn", ""),
        ("memberships", 1, "status", ""),
    ]


def test_guard_that_exports_put_before_a_formula_is_taken_off():
    text = "year,reference,description,amount\n2017-18,R1,Refund,'-50.00\n2017-18,'=R2,Refund,'-1\n"

    found = parsed(charges=text).tables["charges"].rows

    assert [(row.reference, str(row.amount)) for row in found] == [("R1", "-50.00"), ("=R2", "-1.00")]


def test_table_with_headings_alone_is_not_in_the_file():
    result = parsed(memberships="year,urn,status\n")

    assert (result.tables, result.problems) == ({}, [])


def test_very_wide_table_is_told():
    wide = ",".join(f"column {n}" for n in range(201))

    assert told(parsed(memberships=f"{wide}\nx\n")) == [
        ("memberships", 1, "", "", "The first row has 201 columns. Delete those beside the table.")
    ]


def test_columns_without_anything_beside_the_table_do_not_matter():
    commas = "," * 20_000

    assert read(f"year,urn,status{commas}\n2017-18,100001,member{commas}\n") == [(2, "2017-18", 100001, "member")]


def test_reading_ends_after_very_many_problems(monkeypatch):
    monkeypatch.setattr("workbook.parsing.MAX_PROBLEMS", 2)
    rows = "2017-18,1,member\n" * 5

    result = parsed(memberships=f"year,urn,status\n{rows}")

    assert [place[1:3] for place in places(result)] == [(2, "urn"), (3, "urn"), (4, "urn"), (5, "")]
    assert told(result)[-1][4] == "There are more than 2 problems: correct the first, and look again."


def test_table_longer_than_excels_is_told(monkeypatch):
    monkeypatch.setattr("workbook.parsing.MAX_ROWS", 3)

    assert told(parsed(memberships="year,urn,status\n" + "2017-18,100001,member\n" * 5)) == [
        ("memberships", 4, "", "", "A table ends at row 3.")
    ]


HEADINGS = b"year,urn,status,joined_on,left_on,reason\n"


@given(data=st.one_of(st.binary(), st.binary().map(HEADINGS.__add__), st.text().map(str.encode)))
@example(data=b"\xff\xfe\x00")
@example(data=b"sep=;\r\n")
@example(data=HEADINGS + b'"')
def test_no_bytes_raise_anything(data):
    assert all(problem.advice for problem in parsed(memberships=data).problems)
