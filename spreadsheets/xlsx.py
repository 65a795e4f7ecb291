"""Excel workbooks, which openpyxl reads.

A survey goes before it and finds what openpyxl does not tell when it reads row by row: merged cells, formulas without a
stored result, how far the values reach, and whether a row or a sheet is larger than Excel allows, which would otherwise
fill the memory.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

from spreadsheets import archives
from spreadsheets.refusals import FileRefused

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHUNK = 1 << 20
MAX_SHEETS = 100
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # Excel's own
MAX_CELLS = 4_000_000  # in a sheet, blank ones included
MAX_TAGS = 8_000_000  # in a part that is no sheet; 24,000 schools' texts make one
MAX_REMARKED = 1_000  # merged ranges, and formulas without a result: more need not be listed
DAMAGED = "The workbook cannot be read. Open it in Excel and save it as “Excel Workbook (.xlsx)”."


@contextmanager
def opened(path: Path) -> Iterator[list[Any]]:
    """Its sheets as openpyxl's read-only ones, to be read before it closes. Raises `FileRefused`."""
    import openpyxl  # here and below: 20 MB of every process that reads no workbook

    with archives.opened(path) as archive:
        for entry in archive.infolist():
            if not entry.filename.startswith("xl/worksheets/") and _tags(archive, entry) > MAX_TAGS:
                raise FileRefused("The workbook is larger than the portal can read. Save only the tables in it.")
    with path.open("rb") as file:
        with cannot_be_read():
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(book.sheetnames) > MAX_SHEETS:
            raise FileRefused(f"The workbook has {len(book.sheetnames):,} sheets, and may have {MAX_SHEETS}.")
        yield book.worksheets


def _tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    with archive.open(entry) as part:
        return sum(chunk.count(b"<") for chunk in iter(lambda: part.read(CHUNK), b""))


@contextmanager
def cannot_be_read() -> Iterator[None]:
    """openpyxl's own errors for a damaged workbook are of any kind; each means that it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that do not matter here
            yield
    except Exception as error:
        raise FileRefused(DAMAGED) from error


def surveyed(path: Path, sheet: Any, *, most_cells: int = MAX_CELLS) -> "Survey":
    """What is to be known of a sheet before openpyxl reads its rows. Raises `FileRefused`."""
    # openpyxl has no public name for the part of the archive that a sheet is in
    with archives.opened(path) as archive, archive.open(sheet._worksheet_path) as source:
        return Survey.of(source, most_cells=most_cells)


@dataclass
class Survey:
    """What one pass over a sheet's XML finds. `height` and `width` reach to the last row and column with a value."""

    most_cells: int = MAX_CELLS
    height: int = 0
    width: int = 0
    merged: list[str] = field(default_factory=list)
    uncalculated: dict[int, set[int]] = field(default_factory=dict)
    _line: int = 0
    _column: int = 0
    _cells: int = 0
    _others: int = 0
    _type: str = ""
    _is_formula: bool = False
    _has_value: bool = False
    _in_value: bool = False
    _remarked: int = 0

    @classmethod
    def of(cls, source: Any, *, most_cells: int = MAX_CELLS) -> "Survey":
        """Raises `FileRefused` where the sheet is damaged, or larger than Excel makes one or than `most_cells`."""
        survey = cls(most_cells=most_cells)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = survey._start, survey._end
        parser.CharacterDataHandler = survey._text
        parser.EntityDeclHandler = survey._entity
        try:
            while chunk := source.read(CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except FileRefused:
            raise
        except (expat.ExpatError, ValueError, OverflowError) as error:
            raise FileRefused(DAMAGED) from error
        survey._keep_merged_within_values()
        return survey

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "t"):
            self._in_value = True
        elif tag == "f":
            self._is_formula = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "mergeCell":
            if len(self.merged) < MAX_REMARKED:
                self.merged.append(attributes.get("ref", ""))
        elif tag == "worksheet" and namespace != NAMESPACE:
            raise FileRefused(f"The workbook is saved as “Strict Open XML”. {DAMAGED.partition('. ')[2]}")
        else:
            self._others += 1
            if self._others > self.most_cells:
                raise FileRefused("A sheet is larger than the portal can read. Save only the tables in it.")

    def _start_row(self, attributes: dict[str, str]) -> None:
        before, self._column = self._line, 0
        self._line = int(float(attributes["r"])) if "r" in attributes else before + 1
        if not before < self._line <= MAX_ROWS:
            raise FileRefused(DAMAGED)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        letters = re.match(r"[A-Z]+", attributes.get("r", ""))
        self._column = _number_of(letters[0]) if letters else self._column + 1
        if self._column > MAX_COLUMNS or self._cells > self.most_cells:
            raise FileRefused("A sheet is larger than Excel itself makes one. Save only the tables in it.")
        self._type = attributes.get("t", "")
        self._is_formula = self._has_value = False

    def _text(self, text: str) -> None:
        if self._in_value:
            self._has_value = True

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "t"):
            self._in_value = False
        elif tag == "c":
            # Excel marks a formula whose result is no text at all as "str"
            uncalculated = self._is_formula and not self._has_value and self._type != "str"
            if uncalculated and self._remarked < MAX_REMARKED:
                self._remarked += 1
                self.uncalculated.setdefault(self._line, set()).add(self._column)
            if self._has_value or uncalculated:
                self.height = max(self.height, self._line)
                self.width = max(self.width, self._column)

    def _entity(self, *declaration: Any) -> None:
        raise FileRefused(DAMAGED)

    def _keep_merged_within_values(self) -> None:
        from openpyxl.utils.cell import range_boundaries

        def touches(reference: str) -> bool:
            try:
                left, top, _, _ = range_boundaries(reference)
            except (ValueError, TypeError):
                return False
            return (left or 1) <= self.width and (top or 1) <= self.height

        self.merged = [reference for reference in self.merged if touches(reference)]


@lru_cache(MAX_COLUMNS)
def _number_of(letters: str) -> int:
    """1 for A. `ValueError` for what is no column."""
    from openpyxl.utils import column_index_from_string

    return column_index_from_string(letters)
