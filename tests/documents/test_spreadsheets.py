"""Rows as CSV and Excel, read back as a spreadsheet would."""

import csv
import datetime
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from documents.display import Kind
from documents.spreadsheets import LINES_AT_A_TIME, to_csv, to_xlsx
from documents.tables import Column

COLUMNS = tuple(
    Column(kind.name.capitalize(), lambda row, n=n: row[n], kind)
    for n, kind in enumerate([Kind.TEXT, Kind.INTEGER, Kind.PERCENT, Kind.MONEY, Kind.DATE])
)
ROW = ("Bow", 1066, Decimal("18.5"), Decimal("-4400.50"), datetime.date(2018, 7, 31))
BLANK = ("", None, None, None, None)
RUNS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0"]


def names(*texts: str) -> tuple[tuple[Column], list[tuple[str]]]:
    return COLUMNS[:1], [(text,) for text in texts]


def sheet_of(title, columns, rows):
    return load_workbook(io.BytesIO(to_xlsx(title, columns, rows))).active


# CSV


def test_csv_has_a_mark_for_excel_a_heading_line_and_a_line_for_each_row():
    assert "".join(to_csv(COLUMNS, [ROW, BLANK])) == (
        "\ufeffText,Integer,Percent,Money,Date\r\nBow,1066,18.5,-4400.50,2018-07-31\r\n,,,,\r\n"
    )


def test_a_licence_is_a_column_of_csv_and_a_sheet_of_excel_beside_the_rows():
    columns, rows = names("Bow", "Elm")
    written = "".join(to_csv(columns, rows, licence="Open, v3.0"))
    assert written == '\ufeffText,Licence\r\nBow,"Open, v3.0"\r\nElm,"Open, v3.0"\r\n'
    book = load_workbook(io.BytesIO(to_xlsx("Schools", columns, rows, licence="Open, v3.0")))
    assert {sheet.title: list(sheet.values) for sheet in book} == {
        "Schools": [("Text",), ("Bow",), ("Elm",)],
        "Licence": [("Open, v3.0",)],
    }
    assert load_workbook(io.BytesIO(to_xlsx("Schools", columns, rows))).sheetnames == ["Schools"]


@pytest.mark.parametrize("text", RUNS)
def test_csv_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(text):
    read = list(csv.reader(io.StringIO("".join(to_csv(*names(text))), newline="")))
    assert read[1:] == [[f"'{text}"]]


@pytest.mark.parametrize("text", ["Bow = Road", "St Anne's", "a-b", "a@b", "1+1", " Bow"])
def test_csv_text_that_only_holds_such_a_sign_stays_as_it_is(text):
    assert list(csv.reader(io.StringIO("".join(to_csv(*names(text))))))[1:] == [[text]]


@pytest.mark.parametrize("text", ["Bow, East", 'The "Bow" School', "two\nlines", "Ysgol Tŷ Ffynnon’s"])
def test_csv_text_comes_back_whole(text):
    assert list(csv.reader(io.StringIO("".join(to_csv(*names(text))), newline="")))[1:] == [[text]]


def test_csv_is_written_as_the_rows_come():
    drawn = []

    def rows():
        for n in range(2 * LINES_AT_A_TIME):
            drawn.append(n)
            yield (f"School {n}",)

    pieces = to_csv(COLUMNS[:1], rows())
    assert (next(pieces), drawn) == ("\ufeffText\r\n", [])
    assert (next(pieces).count("\r\n"), len(drawn)) == (LINES_AT_A_TIME, LINES_AT_A_TIME)
    assert (next(pieces).count("\r\n"), list(pieces)) == (LINES_AT_A_TIME, [])


# Excel


def test_excel_cells_keep_their_types_and_have_number_formats():
    heading, row, blank = sheet_of("Bow", COLUMNS, [ROW, BLANK]).iter_rows()
    assert [cell.value for cell in heading] == ["Text", "Integer", "Percent", "Money", "Date"]
    assert [(cell.value, cell.data_type) for cell in row] == [
        ("Bow", "s"),
        (1066, "n"),
        (18.5, "n"),
        (-4400.5, "n"),
        (datetime.datetime(2018, 7, 31), "d"),  # noqa: DTZ001 - Excel's days have no zone
    ]
    assert [cell.number_format for cell in row] == [
        "General",
        "#,##0",
        'General"%"',
        "£#,##0.00;[Red]-£#,##0.00",
        "d mmm yyyy",
    ]
    assert [cell.value for cell in blank] == [None] * 5


@pytest.mark.parametrize("text", RUNS)
def test_excel_text_is_never_a_formula(text):
    (cell,) = [row[0] for row in sheet_of("Bow", *names(text)).iter_rows(min_row=2)]
    assert (cell.data_type, cell.value.replace("\r", "")) == ("s", text.replace("\r", ""))


def test_excel_has_no_formula_even_in_its_file():
    """Read as the bytes say, not as openpyxl takes them."""
    with zipfile.ZipFile(io.BytesIO(to_xlsx("Bow", *names(*RUNS)))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<f " not in sheet


def test_excel_leaves_out_letters_that_no_sheet_can_hold():
    assert sheet_of("Bow", *names("Bow\x0b\x00 School"))["A2"].value == "Bow School"


def test_excel_headings_stay_in_sight_and_filter_the_rows():
    sheet = sheet_of("Bow", COLUMNS, [ROW, BLANK, ROW])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E4")


def test_excel_of_no_rows_has_its_headings():
    sheet = sheet_of("Bow", COLUMNS, [])
    assert (sheet.max_row, sheet.auto_filter.ref) == (1, "A1:E1")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Members", "Members"),
        ("Members: primary/secondary [2017*18]?", "Members  primary secondary  201"),
        ("x" * 40, "x" * 31),
        ("[]", "Figure"),
        ("'Heads' forum'", "Heads' forum"),
        ("\U0001f600" * 20, "\U0001f600" * 15),
    ],
)
def test_a_sheets_title_is_one_that_excel_takes(title, expected):
    assert sheet_of(title, COLUMNS, []).title == expected
