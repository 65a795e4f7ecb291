"""A table of the report on a sheet of its own: numbers as numbers, a share as its value, of how many and per cent."""

from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.display import Kind
from documents.document import Cell, Heading, Line, Printed, Table
from documents.excel.book import RULE, SOFT, Book, make_room
from documents.spreadsheets import write_cell

PARTS = ("Number", "Of", "%")
"""What a share is made of, each in a column of its own."""
NUMBER_WIDTH, TEXT_WIDTH, WIDE_WIDTH, LONGEST_HEADING = 14, 24, 60, 44


@dataclass(frozen=True)
class Column:
    """Where a heading stands; one with shares below takes three columns."""

    heading: Heading
    first: int
    has_shares: bool

    @property
    def last(self) -> int:
        return self.first + (len(PARTS) - 1 if self.has_shares else 0)

    @property
    def width(self) -> int:
        """Letters in a line of it."""
        if self.has_shares:
            return NUMBER_WIDTH * 2
        return WIDE_WIDTH if self.heading.is_wide else NUMBER_WIDTH if self.heading.is_number else TEXT_WIDTH


def write_table(book: Book, sheet: Worksheet, table: Table, line: int) -> None:
    columns = _columns(table)
    across = columns[-1].last + 1 if columns else 1
    first_width = max([12, *(min(len(each.heading) + 3, LONGEST_HEADING) for each in table.lines)])
    sheet.set_column(0, 0, first_width)
    for column in columns:
        sheet.set_column(column.first, column.last, NUMBER_WIDTH - 4 if column.has_shares else column.width)
    if table.lines:
        body = _write_head(book, sheet, table, columns, line)
        sheet.freeze_panes(body, 1)
        sheet.repeat_rows(line, body - 1)
        for line, row in enumerate(table.lines, body):
            _write_line(book, sheet, line, row, columns)
    else:
        write_cell(sheet, line, 0, table.empty, book.look())
    if table.note:
        letters = first_width + sum(each.width for each in columns)
        book.note(sheet, line + 2, across, table.note, letters)


def _columns(table: Table) -> list[Column]:
    columns: list[Column] = []
    for place, heading in enumerate(table.headings):
        shares = any(one and one.share for one in (only_figure(line.cells[place]) for line in table.lines))
        columns.append(Column(heading, columns[-1].last + 1 if columns else 1, shares))
    return columns


def only_figure(cell: Cell) -> Printed | None:
    """The figure of a cell that holds one and nothing else."""
    match cell.lines:
        case ((Printed() as printed,),):
            return printed
        case _:
            return None


def _write_head(book: Book, sheet: Worksheet, table: Table, columns: list[Column], line: int) -> int:
    """Groups above headings above the parts of shares, as far as there are any. The line below them."""
    has_groups, has_parts = any(each.group for each in table.headings), any(each.has_shares for each in columns)
    names = line + has_groups
    last = names + has_parts
    _across(sheet, (line, 0, last, 0), table.corner, book.heading_look())
    if has_groups:
        for group, same in groupby(columns, key=lambda column: column.heading.group):
            together = list(same)
            look = book.heading_look(align="center")
            _across(sheet, (line, together[0].first, line, together[-1].last), group, look)
    make_room(sheet, names, [(column.heading.text, column.width) for column in columns])
    for column in columns:
        look = book.heading_look(**_align(column))
        foot = names if column.has_shares else last
        _across(sheet, (names, column.first, foot, column.last), column.heading.text, look)
        for place, part in enumerate(PARTS if column.has_shares else (), column.first):
            write_cell(sheet, last, place, part, book.heading_look(align="right"))
    return last + 1


def _across(sheet: Worksheet, place: tuple[int, int, int, int], text: str, look: Any) -> None:
    """Merged where it is more than one cell. Merging writes what a text looks like, be it a formula: hence nothing."""
    if place[:2] != place[2:]:
        sheet.merge_range(*place, "", look)
    write_cell(sheet, place[0], place[1], text, look)


def _align(column: Column) -> dict[str, Any]:
    """Words are set in a little, since numbers can stand close before them."""
    if column.has_shares:
        return {"align": "center"}
    return {"align": "right"} if column.heading.is_number else {"align": "left", "indent": 1}


def _write_line(book: Book, sheet: Worksheet, line: int, row: Line, columns: list[Column]) -> None:
    looks: dict[str, Any] = {"bottom": 1, "bottom_color": RULE}
    if row.is_total:
        looks |= {"bold": True, "top": 1, "top_color": SOFT}
    texts = [(_text(cell), column.width) for cell, column in zip(row.cells, columns, strict=True)]
    make_room(sheet, line, [(row.heading, LONGEST_HEADING), *texts])
    name: dict[str, Any] = {"indent": 1, "font_color": SOFT} if row.is_under else {"bold": True}
    write_cell(sheet, line, 0, row.heading, book.look(text_wrap=True, **(looks | name)))
    for cell, column in zip(row.cells, columns, strict=True):
        printed = only_figure(cell)
        if printed and book.takes_after(printed.after):
            written = _figure(book, printed, looks)
        else:
            written = [(_text(cell), book.look(text_wrap=True, **_align(column), **looks))]
        blank = (None, book.look(**looks))
        for place, (value, look) in zip_longest(range(column.first, column.last + 1), written, fillvalue=blank):
            write_cell(sheet, line, place, value, look)


def _figure(book: Book, printed: Printed, looks: dict[str, Any]) -> list[tuple[Any, Format]]:
    """As numbers, one for each part of a share; where there is none, what stands for it in every other format."""
    figure = printed.figure
    value, kind = (figure.percent, Kind.PERCENT) if printed.is_percentage else (figure.value, figure.unit.kind)
    if value is None:
        return [(printed.text, book.look(align="right", **looks))]
    written = [(value, book.number_look(kind, printed.after, **looks))]
    if printed.share and not printed.is_percentage:
        written.append((figure.of, book.number_look(Kind.INTEGER, **looks)))
        written.append((figure.percent, book.number_look(Kind.PERCENT, **looks)))
    return written


def _text(cell: Cell) -> str:
    lines = ("".join(one if isinstance(one, str) else one.text for one in pieces) for pieces in cell.lines)
    return "\n".join(lines)
