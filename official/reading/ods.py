"""The sheets of an OpenDocument spreadsheet, read as a stream.

A row or a cell that stands many times in a row is written once with a number of times, so that a small file can claim
to hold a million columns. Blank ones are counted and never written out; of others there are bounds.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from xml.parsers import expat

from official.reading.grids import MAX_CELLS, Rows
from official.reading.headings import HEADINGS_WITHIN, MAX_WIDTH
from spreadsheets import archives
from spreadsheets.refusals import FileRefused
from spreadsheets.xlsx import MAX_COLUMNS, MAX_ROWS, MAX_SHEETS

CHUNK = 1 << 16
LONGEST = 100_000  # characters in a cell
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
DAMAGED = "The spreadsheet cannot be read, or has a password. Open it and save it again as .ods or .xlsx."
TOO_LARGE = "A sheet is larger than the portal can read. Save only the table in it."
NUMBERS = frozenset(["float", "percentage", "currency"])


@dataclass(frozen=True)
class OdsGrid:
    path: Path
    number: int
    name: str
    first: tuple[tuple[int, list[Any]], ...]
    has_whole_rows: ClassVar[bool] = False

    def beginning(self) -> list[tuple[int, list[Any]]]:
        return list(self.first)

    def rows(self, width: int) -> Rows:
        for number, _, line, cells in _rows(self.path, width):
            if number == self.number:
                yield line, cells


def ods_grids(path: Path) -> list[OdsGrid]:
    """Each sheet with its first rows. Raises `FileRefused`."""
    names: dict[int, str] = {}
    first: dict[int, list[tuple[int, list[Any]]]] = {}
    for number, name, line, cells in _rows(path, MAX_WIDTH):
        names[number] = name
        if line <= HEADINGS_WITHIN:
            first.setdefault(number, []).append((line, cells))
    return [OdsGrid(path, number, name, tuple(first.get(number, ()))) for number, name in names.items()]


def _rows(path: Path, width: int) -> Iterator[tuple[int, str, int, list[Any]]]:
    """Each row that holds anything: its sheet's number and name, its own number and its cells."""
    with archives.opened(path) as archive:
        try:
            part = archive.open("content.xml")
        except KeyError as error:
            raise FileRefused(DAMAGED) from error
        with part:
            reader = _Reader(width)
            parser = reader.parser()
            for chunk in iter(lambda: part.read(CHUNK), None):
                try:
                    parser.Parse(chunk, not chunk)
                except FileRefused:
                    raise
                except (expat.ExpatError, ValueError, OverflowError) as error:
                    raise FileRefused(DAMAGED) from error
                while reader.done:
                    number, name, line, times, cells = reader.done.popleft()
                    for n in range(times):
                        yield number, name, line + n, cells
                if not chunk:
                    return


@dataclass
class _Reader:
    """What the parser tells, put together into rows. `done` holds those that a piece of the file completed."""

    width: int
    done: deque[tuple[int, str, int, int, list[Any]]] = field(default_factory=deque)
    sheet: int = 0
    name: str = ""
    line: int = 0
    rows: int = 1
    cells: list[Any] = field(default_factory=list)
    column: int = 0
    times: int = 1
    kind: str = ""
    value: str | None = None
    text: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: int = 0
    depth: int = 0
    in_table: int = 0
    in_cell: bool = False
    in_paragraph: int = 0
    in_note: int = 0
    count: int = 0

    def parser(self) -> Any:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._add
        parser.EntityDeclHandler = self._entity
        return parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{TABLE} table":
            self._start_table(attributes)
        elif not self.in_table:
            return
        elif self.in_cell:
            self._start_within_cell(tag, attributes)
        elif tag == f"{TABLE} table-row":
            self.rows = _times(attributes, "rows")
            self.cells, self.column = [], 0
        elif tag in (f"{TABLE} table-cell", f"{TABLE} covered-table-cell"):
            self.in_cell = True
            self.times = _times(attributes, "columns")
            self.kind = attributes.get(f"{OFFICE} value-type", "")
            attribute = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(self.kind, "value")
            self.value = attributes.get(f"{OFFICE} {attribute}", attributes.get(f"{OFFICE} string-value"))
            self.text, self.length, self.paragraphs = [], 0, 0

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.in_table += 1
        if self.in_table > 1:
            raise FileRefused("A table stands inside another. Save the sheet as .csv or .xlsx.")
        self.sheet += 1
        if self.sheet > MAX_SHEETS:
            raise FileRefused(f"The spreadsheet has more than {MAX_SHEETS} sheets.")
        self.name, self.line = attributes.get(f"{TABLE} name", f"Sheet {self.sheet}")[:100], 0

    def _start_within_cell(self, tag: str, attributes: dict[str, str]) -> None:
        """A comment on a cell has paragraphs as the cell has, and is no part of what the cell says."""
        if tag == f"{OFFICE} annotation" or self.in_note:
            self.in_note += 1
        elif tag == f"{TEXT} p":
            self.in_paragraph += 1
            self.paragraphs += 1
            if self.paragraphs > 1:
                self._add("\n")
        elif tag in (f"{TEXT} s", f"{TEXT} tab", f"{TEXT} line-break"):
            self._add(" ")

    def _add(self, text: str) -> None:
        if self.in_paragraph and not self.in_note:
            self.length += len(text)
            if self.length > LONGEST:
                raise FileRefused(TOO_LARGE)
            self.text.append(text)

    def _end(self, tag: str) -> None:
        if self.in_note:
            self.in_note -= 1
        elif tag == f"{TABLE} table":
            self.in_table -= 1
        elif tag == f"{TEXT} p" and self.in_paragraph:
            self.in_paragraph -= 1
        elif tag in (f"{TABLE} table-cell", f"{TABLE} covered-table-cell"):
            self._end_cell()
        elif tag == f"{TABLE} table-row":
            self._end_row()

    def _end_cell(self) -> None:
        self.in_cell = False
        found = self._found()
        first, self.column = self.column, self.column + self.times
        if found in (None, ""):
            return
        if self.column > MAX_COLUMNS:
            raise FileRefused(TOO_LARGE)
        if first >= self.width:
            return
        self.cells += [None] * (first - len(self.cells))
        self.cells += [found] * (min(self.column, self.width) - first)

    def _found(self) -> Any:
        if self.kind in NUMBERS and self.value is not None:
            return float(self.value)
        if self.value is not None:
            return self.value
        return "".join(self.text)

    def _end_row(self) -> None:
        line, self.line = self.line + 1, self.line + self.rows
        if not self.cells:
            return
        self.count += self.rows * len(self.cells)
        if self.line > MAX_ROWS or self.count > MAX_CELLS:
            raise FileRefused(TOO_LARGE)
        self.done.append((self.sheet, self.name, line, self.rows, self.cells))

    def _entity(self, *declaration: Any) -> None:
        raise FileRefused(DAMAGED)


def _times(attributes: dict[str, str], what: str) -> int:
    return max(1, int(attributes.get(f"{TABLE} number-{what}-repeated", "1")))
