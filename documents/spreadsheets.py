"""Rows as CSV and as Excel, with the types kept and nothing that a spreadsheet would run."""

import csv
import datetime
import io
import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.display import Kind
from documents.letters import fit_for_xml
from documents.tables import Column

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of an Excel workbook."""
FORMATS = {
    Kind.INTEGER: "#,##0",
    Kind.PERCENT: 'General"%"',
    Kind.MONEY: "\u00a3#,##0.00;[Red]-\u00a3#,##0.00",
    Kind.DATE: "d mmm yyyy",
}
HEADING = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F", "valign": "vcenter"}
WIDTHS = {Kind.TEXT: 32, Kind.DATE: 14}
LINES_AT_A_TIME = 200  # each piece passes through every middleware
MOST_IN_A_CELL = 32_767  # letters; Excel takes no more
MOST_IN_A_TITLE = 31
NOT_IN_A_TITLE = "[]:*?/\\\n\t"
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    def write(self, text: str) -> str:
        return text


def to_csv(columns: Iterable[Column], rows: Iterable[Any], *, licence: str = "") -> Iterator[str]:
    """A heading line, then a line for each row as it comes.

    Text that a spreadsheet would run has an apostrophe before it. A `licence` stands in a last column of its own, in
    every row, so that it stays with the rows and breaks no program that reads them.
    """
    columns = (*columns, Column("Licence", lambda row: licence)) if licence else tuple(columns)
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([column.heading for column in columns])  # Excel takes UTF-8 only with the mark
    lines = (writer.writerow([_csv_cell(column.get(row)) for column in columns]) for row in rows)
    while some := "".join(itertools.islice(lines, LINES_AT_A_TIME)):
        yield some


def _csv_cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool() | int() | Decimal() | datetime.date():
            return str(value)
        case _:
            text = str(value)
            return f"'{text}" if text.startswith(RUNS_IN_A_SPREADSHEET) else text


def to_xlsx(title: str, columns: Iterable[Column], rows: Iterable[Any], *, licence: str = "") -> bytes:
    """One sheet: typed cells with number formats, headings frozen and filterable. Text is never a formula.

    A `licence` stands on a second sheet.
    """
    out = io.BytesIO()
    write_xlsx(out, title, columns, rows, licence=licence)
    return out.getvalue()


def write_xlsx(out: BinaryIO, title: str, columns: Iterable[Column], rows: Iterable[Any], *, licence: str = "") -> None:
    """The same into `out`, row by row: what is held in memory does not grow with the rows."""
    columns = tuple(columns)
    with Workbook(out, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet(sheet_title(title))
        sheet.freeze_panes(1, 0)
        formats = {kind: workbook.add_format({"num_format": words}) for kind, words in FORMATS.items()}
        for number, column in enumerate(columns):
            sheet.set_column(number, number, WIDTHS.get(column.kind, 16))
            align = {"align": "right" if column.kind.is_number else "left"}
            sheet.write_string(0, number, column.heading, workbook.add_format(HEADING | align))
        last = 0
        for last, row in enumerate(rows, 1):
            for number, column in enumerate(columns):
                write_cell(sheet, last, number, column.get(row), formats.get(column.kind))
        sheet.autofilter(0, 0, last, len(columns) - 1)
        if licence:
            workbook.add_worksheet("Licence").write_string(0, 0, licence)


def write_cell(sheet: Worksheet, line: int, number: int, value: Any, look: Format | None) -> None:
    """By its type; text is never a formula, whatever it begins with."""
    match value:
        case None | "":
            sheet.write_blank(line, number, None, look)
        case datetime.date():
            sheet.write_datetime(line, number, value, look)
        case int() | Decimal():
            sheet.write_number(line, number, value, look)
        case _:
            sheet.write_string(line, number, cell_text(str(value)), look)


def cell_text(text: str) -> str:
    """As much of it as a cell can hold."""
    return _cut(fit_for_xml(text), MOST_IN_A_CELL)


def sheet_title(title: str) -> str:
    """As Excel takes it: short, and without the letters that stand for something in a formula."""
    plain = "".join(" " if letter in NOT_IN_A_TITLE else letter for letter in fit_for_xml(title))
    return _cut(plain, MOST_IN_A_TITLE).strip(" '") or "Figure"


def _cut(text: str, most: int) -> str:
    """Excel counts as Windows does, an emoji as two letters."""
    if len(text) <= most // 2:
        return text
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")
