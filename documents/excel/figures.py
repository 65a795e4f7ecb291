"""Every figure of the report on one sheet, and the rows behind them on others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.display import Kind, day
from documents.excel.book import Book, inside
from documents.figure import Figure, Origin
from documents.spreadsheets import FORMATS, WIDTHS, write_cell

MOST_LINES = 1_048_576
"""Of a sheet: Excel takes no more."""
COLUMNS = (
    ("Key", 44, "left"),
    ("Figure", 44, "left"),
    ("Value", 14, "right"),
    ("Of", 10, "right"),
    ("%", 8, "right"),
    ("Unit", 12, "left"),
    ("Taken over", 40, "left"),
    ("Rows", 12, "left"),
)


@dataclass(frozen=True)
class FigureRows:
    """What was counted for a figure: its columns by heading and kind, and rows of raw values, as many as columns."""

    key: str
    columns: tuple[tuple[str, Kind], ...]
    rows: Iterable[tuple[Any, ...]]


@dataclass(frozen=True)
class Place:
    """Where the rows of a figure begin."""

    sheet: Worksheet
    line: int


@dataclass
class _Open:
    """A sheet of rows under the same headings, and its next line."""

    sheet: Worksheet
    columns: tuple[tuple[str, Kind], ...]
    looks: list[Format]
    line: int = 1


class RowSheets:
    """Rows under the same headings stand on one sheet, figure below figure; further headings get a further sheet."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheets: list[_Open] = []

    def write(self, behind: FigureRows) -> Place:
        last = self._open(behind.columns)
        place = Place(last.sheet, last.line)
        for row in behind.rows:
            if last.line == MOST_LINES:
                last = self._begin(behind.columns)
            write_cell(last.sheet, last.line, 0, behind.key, last.looks[0])
            for number, (value, look) in enumerate(zip(row, last.looks[1:], strict=True), 1):
                write_cell(last.sheet, last.line, number, value, look)
            last.line += 1
        return place

    def close(self) -> list[tuple[Worksheet, str]]:
        """The sheets that there are, and what stands in each."""
        for each in self._sheets:
            each.sheet.autofilter(0, 0, each.line - 1, len(each.columns))
        return [(each.sheet, ", ".join(heading for heading, _ in each.columns)) for each in self._sheets]

    def _open(self, columns: tuple[tuple[str, Kind], ...]) -> _Open:
        """The last begun for them: earlier ones are full."""
        return next((each for each in reversed(self._sheets) if each.columns == columns), None) or self._begin(columns)

    def _begin(self, columns: tuple[tuple[str, Kind], ...]) -> _Open:
        sheet = self._book.sheet("Rows")
        heads = [("Figure", 44, "left")]
        heads += [(text, WIDTHS.get(kind, 16), "right" if kind.is_number else "left") for text, kind in columns]
        _write_heads(self._book, sheet, heads)
        begun = _Open(sheet, columns, [self._book.look(), *(self._look(kind) for _, kind in columns)])
        self._sheets.append(begun)
        return begun

    def _look(self, kind: Kind) -> Format:
        return self._book.look(num_format=FORMATS[kind]) if kind in FORMATS else self._book.look()


def write_figures(book: Book, sheet: Worksheet, figures: Iterable[Figure], places: Mapping[str, Place]) -> None:
    """A line for each, and where its rows stand, as far as they were handed over."""
    _write_heads(book, sheet, COLUMNS)
    line = 0
    for line, figure in enumerate(figures, 1):
        unit = figure.unit.kind
        write_cell(sheet, line, 0, figure.key, book.look())
        write_cell(sheet, line, 1, figure.title, book.look())
        write_cell(sheet, line, 2, figure.value, book.number_look(unit))
        write_cell(sheet, line, 3, figure.of, book.number_look(Kind.INTEGER))
        write_cell(sheet, line, 4, _percent(figure), book.number_look(Kind.PERCENT))
        write_cell(sheet, line, 5, figure.unit.value, book.look())
        write_cell(sheet, line, 6, _taken_over(figure.origin), book.look())
        if place := places.get(figure.key):
            leads = inside(place.sheet, place.line)
            look = book.look(font_color=book.colour, underline=1)
            sheet.write_url(line, 7, leads, look, "Rows")
    sheet.autofilter(0, 0, line, len(COLUMNS) - 1)


def _write_heads(book: Book, sheet: Worksheet, heads: Iterable[tuple[str, int, str]]) -> None:
    for number, (text, width, align) in enumerate(heads):
        sheet.set_column(number, number, width)
        write_cell(sheet, 0, number, text, book.heading_look(align=align))
    sheet.freeze_panes(1, 1)


def _percent(figure: Figure) -> int | None:
    return None if figure.value is None else figure.percent


def _taken_over(origin: Origin | None) -> str:
    return "" if origin is None else " ".join(filter(None, (f"{origin.how}, {day(origin.on)}.", origin.note)))
