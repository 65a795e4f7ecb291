"""The empty workbook: a sheet for each table, with headings, notes and drop-downs."""

from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from membership.models import Package
from programmes.models import Programme
from spreadsheets.xlsx import MAX_ROWS
from workbook.cells import Date, Text
from workbook.declared import Column, Table
from workbook.tables import TABLES

NOTES, LISTS = "Notes", "Lists"  # sheets that reading passes over
BOLD = Font(bold=True)
KEY, FILLED, OPTIONAL = (PatternFill("solid", fgColor=colour) for colour in ("BDD7EE", "DDEBF7", "F2F2F2"))
INTRODUCTION = (
    "One sheet for each table. Fill in the sheets you need and leave the others as they are.",
    "Columns shaded dark identify a row: reading the same row again changes that record and makes no second one.",
    "Columns shaded light blue are filled in on every row.",
    "Grey columns may be empty, which clears what the portal has, or deleted, which leaves it as it is.",
    "A row that is not here stays in the portal as it is: nothing is deleted.",
)


def write(to: Path | IO[bytes]) -> None:
    """Save the empty workbook. Its drop-downs offer the packages and programmes that the portal has."""
    book = Workbook()
    notes = book.active
    notes.title = NOTES
    _write_notes(notes)
    offered = {"package": list(Package.objects.order_by("position", "pk").values_list("slug", flat=True))}
    offered["programme"] = list(Programme.objects.order_by("slug").values_list("slug", flat=True))
    sheets = {table.name: book.create_sheet(table.name) for table in TABLES}
    lists = book.create_sheet(LISTS)
    ranges = {name: _write_list(lists, n, name, values) for n, (name, values) in enumerate(offered.items(), 1)}
    for table in TABLES:
        _write_table(sheets[table.name], table, ranges)
    book.save(to)


def _write_notes(sheet: Worksheet) -> None:
    for line in (*INTRODUCTION, ""):
        sheet.append([line])
    sheet.append(["Sheet", "Column", "What goes in"])
    for cell in sheet[sheet.max_row]:
        cell.font = BOLD
    for table in TABLES:
        sheet.append([table.name, "", table.about])
        for column in table.columns:
            sheet.append(["", column.name, column.rule])
    for letter, width in zip("ABC", (16, 24, 110), strict=True):
        sheet.column_dimensions[letter].width = width


def _write_list(sheet: Worksheet, n: int, name: str, values: list[str]) -> str | None:
    """The range that a drop-down refers to; none where there is nothing to offer."""
    letter = get_column_letter(n)
    for row, value in enumerate([name, *values], 1):
        cell = sheet.cell(row, n)
        cell.value, cell.data_type = value, "s"  # a text that begins with = is no formula
    sheet.column_dimensions[letter].width = 40
    return f"{LISTS}!${letter}$2:${letter}${len(values) + 1}" if values else None


def _write_table(sheet: Worksheet, table: Table, ranges: dict[str, str | None]) -> None:
    for n, column in enumerate(table.columns, 1):
        letter = get_column_letter(n)
        heading = sheet.cell(1, n, column.name)
        heading.font = BOLD
        heading.fill = KEY if column.is_key else OPTIONAL if column.blank else FILLED
        heading.alignment = Alignment(vertical="top")
        heading.comment = Comment(column.rule, "The portal", width=320, height=130)
        dimension = sheet.column_dimensions[letter]
        dimension.width = _width(column)
        dimension.number_format = column.kind.number_format
        if validation := _drop_down(column, ranges.get(column.name)):
            validation.add(f"{letter}2:{letter}{MAX_ROWS}")
            sheet.add_data_validation(validation)
    sheet.freeze_panes = "A2"


def _width(column: Column) -> int:
    if isinstance(column.kind, Text) and column.kind.longest >= 200:
        return 40
    return max(len(column.name), 12 if isinstance(column.kind, Date) else 10) + 4


def _drop_down(column: Column, offered: str | None) -> DataValidation | None:
    """The choices are all there are; a programme or package can also be one that is not in the portal yet."""
    if column.kind.choices:
        validation = DataValidation("list", formula1=f'"{",".join(column.kind.choices)}"', allow_blank=column.blank)
        validation.error = f"Write {column.kind.right}."
    elif offered:
        validation = DataValidation("list", formula1=offered, allow_blank=column.blank, errorStyle="warning")
        validation.error = "The portal does not have this one yet."
    else:
        return None
    validation.showErrorMessage = True
    validation.errorTitle = column.name
    return validation
