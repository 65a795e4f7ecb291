"""A table as rows of cells, one after another, of whatever file: text, Excel's or OpenDocument's."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Protocol

from official.reading.headings import HEADINGS_WITHIN, MAX_WIDTH
from spreadsheets import xlsx
from spreadsheets.refusals import FileRefused

MAX_RECORD = 1_000_000  # characters of a row in a .csv; the widest official one has a few thousand
MAX_CELLS = 10_000_000  # in a sheet; all of GIAS has seven million
SEPARATORS = ",;\t"
Rows = Iterator[tuple[int, list[Any]]]


class Grid(Protocol):
    """`has_whole_rows`: a row as short as its last cell that holds something is a row cut off."""

    name: str
    has_whole_rows: ClassVar[bool]

    def beginning(self) -> list[tuple[int, list[Any]]]:
        """Its first rows, among which the headings are."""

    def rows(self, width: int) -> Rows:
        """Each row with its number, at most `width` cells of it. Raises `FileRefused`, in the midst of it too."""


@dataclass(frozen=True)
class CsvGrid:
    path: Path
    name: str
    encoding: str
    separator: str
    has_whole_rows: ClassVar[bool] = True

    def beginning(self) -> list[tuple[int, list[Any]]]:
        return list(islice(self.rows(MAX_WIDTH), HEADINGS_WITHIN))

    def rows(self, width: int) -> Rows:
        with self.path.open(encoding=self.encoding, newline="") as file:
            lines = _Lines(file)
            reader = csv.reader(lines, delimiter=self.separator)
            line = 0
            try:
                for line, cells in enumerate(reader, 1):
                    lines.begin(line + 1)
                    yield line, cells[:width]
            except csv.Error as error:
                raise FileRefused(
                    f"Row {line + 1:,} cannot be read: a quotation mark opens a cell and does not close it. "
                    "Fetch the file again."
                ) from error


class _Lines:
    """The lines of a file for Python's csv reader, which itself would take a row of any length."""

    def __init__(self, file: io.TextIOBase) -> None:
        self.file = file
        self.begin(1)

    def begin(self, row: int) -> None:
        self.row, self.length = row, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.file.readline(MAX_RECORD + 1)
        self.length += len(line)
        if self.length > MAX_RECORD:
            raise FileRefused(f"Row {self.row:,} is longer than any row of an official file. Fetch the file again.")
        if not line:
            raise StopIteration
        return line.replace("\0", "")


@dataclass(frozen=True)
class XlsxGrid:
    """A sheet of an open workbook."""

    path: Path
    sheet: Any
    has_whole_rows: ClassVar[bool] = False

    @property
    def name(self) -> str:
        return self.sheet.title

    def beginning(self) -> list[tuple[int, list[Any]]]:
        return list(self._rows(HEADINGS_WITHIN, MAX_WIDTH))

    def rows(self, width: int) -> Rows:
        survey = xlsx.surveyed(self.path, self.sheet, most_cells=MAX_CELLS)
        if survey.uncalculated:
            raise FileRefused(
                f"The sheet “{self.name}” has formulas whose results are not in the file. "
                "Open it in Excel and save it, or fetch the file again."
            )
        return self._rows(survey.height, min(width, survey.width))

    def _rows(self, height: int, width: int) -> Rows:
        if not height:
            return
        with xlsx.cannot_be_read():
            rows = self.sheet.iter_rows(min_row=1, max_row=height, min_col=1, max_col=width, values_only=True)
        for line in range(1, height + 1):
            with xlsx.cannot_be_read():
                cells = next(rows, None)
            if cells is None:
                return
            yield line, list(cells)


def csv_grids(path: Path, name: str, encoding: str) -> list[CsvGrid]:
    """The file as it would be with each separator: its headings tell which it has."""
    return [CsvGrid(path, name, encoding, separator) for separator in SEPARATORS]
