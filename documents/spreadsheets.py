"""Rows as CSV and as Excel, with the types kept and nothing that a spreadsheet would run."""

import csv
import datetime
import io
import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from documents.display import Kind
from documents.tables import Column

FORMATS = {
    Kind.INTEGER: "#,##0",
    Kind.PERCENT: '0.#"%"',
    Kind.MONEY: "\u00a3#,##0.00;[Red]-\u00a3#,##0.00",
    Kind.DATE: "d mmm yyyy",
}
WIDTHS = {Kind.TEXT: 32, Kind.DATE: 14}
LINES_AT_A_TIME = 200  # each piece passes through every middleware
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    def write(self, text: str) -> str:
        return text


def to_csv(columns: Iterable[Column], rows: Iterable[Any]) -> Iterator[str]:
    """A heading line, then a line for each row as it comes.

    Text that a spreadsheet would run has an apostrophe before it.
    """
    columns = tuple(columns)
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


def to_xlsx(title: str, columns: Iterable[Column], rows: Iterable[Any]) -> bytes:
    """One sheet: typed cells with number formats, headings frozen and filterable. Text is never a formula."""
    columns = tuple(columns)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column.kind, 16)
    sheet.append([_heading(sheet, column) for column in columns])
    last = 1
    for last, row in enumerate(rows, 2):  # noqa: B007 - the last number is wanted after the loop
        sheet.append([_cell(sheet, column, row) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _heading(sheet: Any, column: Column) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, column.heading)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1F3A5F")
    cell.alignment = Alignment(horizontal="right" if column.kind.is_number else "left", vertical="center")
    return cell


def _cell(sheet: Any, column: Column, row: Any) -> WriteOnlyCell:
    value = column.get(row)
    if value is not None and not isinstance(value, int | Decimal | datetime.date):
        value = "".join(letter for letter in str(value) if letter >= " " or letter in "\n\t")
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if column.kind in FORMATS:
        cell.number_format = FORMATS[column.kind]
    return cell


def _sheet_title(title: str) -> str:
    return "".join(" " if letter in r"[]:*?/\\" else letter for letter in title)[:31].strip() or "Figure"
