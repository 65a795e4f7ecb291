"""Sheets to typed rows, and what is wrong with them: no database here.

A row with a problem is set aside with what could be read of it, so that rows which refer to it are not blamed as well.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from spreadsheets.refusals import SheetRefused
from spreadsheets.xlsx import MAX_ROWS
from workbook.cells import NotRight, folded_word, is_blank, shown
from workbook.declared import Column, Table
from workbook.files import Sheet
from workbook.tables import BY_NAME, MAX_WIDTH, NAMES

MAX_PROBLEMS = 10_000  # of one table


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where, and what would be right. `line` and `column` are empty for a sheet as a whole."""

    table: str
    line: int | None
    column: str
    value: str
    advice: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, [self.table, f"row {self.line}" if self.line else "", self.column]))
        return f"{place}: {f'“{self.value}”. ' if self.value else ''}{self.advice}"


@dataclass(frozen=True)
class Filled:
    """A table as the file has it: the columns present, its rows, and the rows set aside."""

    table: Table
    present: tuple[Column, ...]
    rows: list[Any] = field(default_factory=list)
    aside: list[Any] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        return {column.name for column in self.present}.issuperset(names)


@dataclass(frozen=True)
class Parsed:
    """`unread` names tables that are in the file and could not be read, so that nothing is known of their rows."""

    tables: dict[str, Filled]
    unread: frozenset[str]
    problems: list[Problem]


def parse(sheets: list[Sheet]) -> Parsed:
    tables: dict[str, Filled] = {}
    unread: set[str] = set()
    problems: list[Problem] = []
    for sheet in sheets:
        name = folded_word(sheet.name)
        if name not in BY_NAME and sheet.is_no_table:
            continue
        if name not in BY_NAME:
            problems.append(Problem(sheet.name, None, "", "", f"There is no such table. The tables are {NAMES}."))
        elif name in tables or name in unread:
            problems.append(Problem(name, None, "", sheet.name, "This table is in the file twice. Keep one."))
        else:
            filled = _read(sheet, BY_NAME[name], problems)
            if filled is None:
                unread.add(name)
            elif filled.rows or filled.aside:
                tables[name] = filled
    return Parsed(tables, frozenset(unread), problems)


def _read(sheet: Sheet, table: Table, problems: list[Problem]) -> Filled | None:
    """The table's rows; `None` where its headings leave nothing to read."""
    try:
        if sheet.merged:
            raise SheetRefused(f"Cells {sheet.merged[0]} are merged. Unmerge them, and fill in each cell by itself.")
        rows = _with_values(sheet.rows(table))
        line, headings = next(rows, (1, []))
        if not headings:
            return Filled(table, ())
        width = max(n for n, heading in enumerate(headings, 1) if not is_blank(heading))
        if width > MAX_WIDTH:
            raise SheetRefused(f"The first row has {width:,} columns. Delete those beside the table.", line=line)
        headings = headings[:width]
        columns = _columns(table, line, headings, problems)
        if columns is None:
            return None
        filled = Filled(table, (*filter(None, columns), *(each for each in table.defaults if each not in columns)))
        _read_rows(rows, filled, columns, headings, problems)
    except SheetRefused as refused:
        problems.append(Problem(table.name, refused.line, "", refused.value, str(refused)))
        return None
    return filled


def _with_values(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    return ((line, cells) for line, cells in rows if not all(map(is_blank, cells)))


def _columns(table: Table, line: int, headings: list[Any], problems: list[Problem]) -> list[Column | None] | None:
    """The column under each heading; `None` where a column that the rows cannot do without is missing or doubled."""
    columns: list[Column | None] = []
    usable = True
    for heading in headings:
        column = table.by_heading.get(folded_word(shown(heading)))
        if column is not None and column in columns:
            problems.append(Problem(table.name, line, column.name, "", "This heading stands here twice. Keep one."))
            usable = False
        elif column is None and not is_blank(heading):
            problems.append(Problem(table.name, line, shown(heading), "", _unknown_heading(table, shown(heading))))
        columns.append(column)
    for column in table.columns:
        if column.required and column not in columns:
            advice = f"This column is missing. Its heading stands in the first row. {column.help}"
            problems.append(Problem(table.name, line, column.name, "", advice))
            usable = False
    return columns if usable else None


def _unknown_heading(table: Table, heading: str) -> str:
    close = difflib.get_close_matches(folded_word(heading), table.by_heading, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"There is no such column.{hint} The columns are {', '.join(table.by_heading)}."


def _read_rows(rows: Any, filled: Filled, columns: list[Column | None], headings: list[Any], problems: list) -> None:
    table = filled.table
    unsaid = [column.default for column in table.columns]
    places = {column.name: n for n, column in enumerate(columns) if column}
    readers = [(n, column, places.get(column.name)) for n, column in enumerate(table.columns)]
    untitled = {n for n, heading in enumerate(headings) if is_blank(heading)}
    told: set[int] = set()
    most = len(problems) + MAX_PROBLEMS
    for line, cells in rows:
        if line > MAX_ROWS or len(problems) > most:
            advice = f"There are more than {MAX_PROBLEMS:,} problems: correct the first, and look again."
            raise SheetRefused(f"A table ends at row {MAX_ROWS:,}." if line > MAX_ROWS else advice, line=line)
        values: list[Any] = [line, *unsaid]
        is_right = True
        for n, column, place in readers:
            if place is None:
                continue
            raw = cells[place] if place < len(cells) else None
            try:
                values[n + 1] = column.read(raw)
            except NotRight as wrong:
                is_right = False
                problems.append(Problem(table.name, line, column.name, shown(raw), str(wrong)))
        for n, raw in enumerate(cells):
            if (n in untitled or n >= len(headings)) and n not in told and not is_blank(raw):
                told.add(n)
                problems.append(Problem(table.name, line, f"column {xl_col_to_name(n)}", shown(raw), UNTITLED))
        (filled.rows if is_right else filled.aside).append(table.row._make(values))


UNTITLED = (
    "Nothing stands above this cell in the row of headings. Give it a heading, or empty it; "
    "in a .csv, put a text that has a comma in it in quotation marks."
)
