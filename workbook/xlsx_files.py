"""The sheets of an Excel workbook.

openpyxl reads the cells. A survey goes before it and finds what openpyxl does not tell when it reads row by row: merged
cells, formulas without a stored result, how far the values reach, and whether a row or a sheet is larger than Excel
allows, which would otherwise fill the memory.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import range_boundaries

from workbook import archives
from workbook.cells import UNCALCULATED, folded_word
from workbook.refusals import FileRefused, SheetRefused
from workbook.tables import MAX_ROWS, MAX_WIDTH, NOT_TABLES, Table

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHUNK = 1 << 20
MAX_SHEETS = 100
MAX_COLUMNS = 16_384  # Excel's own
MAX_CELLS = 4_000_000  # in a sheet, blank ones included
MAX_AREA = 20_000_000  # rows times columns that hold values
MAX_TAGS = 8_000_000  # in a part that is no sheet; 24,000 schools' texts make one
MAX_REMARKED = 1_000  # merged ranges, and formulas without a result: more need not be listed
DAMAGED = "The workbook cannot be read. Open it in Excel and save it as “Excel Workbook (.xlsx)”."


@contextmanager
def opened(path: Path) -> Iterator[list["XlsxSheet"]]:
    """Its sheets, to be read before it closes. Raises `FileRefused`."""
    with archives.opened(path) as archive:
        for entry in archive.infolist():
            if not entry.filename.startswith("xl/worksheets/") and _tags(archive, entry) > MAX_TAGS:
                raise FileRefused("The workbook is larger than the portal can read. Save only the tables in it.")
    with path.open("rb") as file:
        with _cannot_be_read():
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(book.sheetnames) > MAX_SHEETS:
            raise FileRefused(f"The workbook has {len(book.sheetnames):,} sheets, and may have {MAX_SHEETS}.")
        yield [XlsxSheet(sheet, path) for sheet in book.worksheets]


def _tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    with archive.open(entry) as part:
        return sum(chunk.count(b"<") for chunk in iter(lambda: part.read(CHUNK), b""))


@contextmanager
def _cannot_be_read() -> Iterator[None]:
    """openpyxl's own errors for a damaged workbook are of any kind; each means that it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that do not matter here
            yield
    except Exception as error:
        raise FileRefused(DAMAGED) from error


@dataclass(frozen=True)
class XlsxSheet:
    sheet: Any
    path: Path

    @property
    def name(self) -> str:
        return self.sheet.title

    @cached_property
    def survey(self) -> "Survey":
        # openpyxl has no public name for the part of the archive that a sheet is in
        with archives.opened(self.path) as archive, archive.open(self.sheet._worksheet_path) as source:
            return Survey.of(source)

    @property
    def merged(self) -> tuple[str, ...]:
        """Ranges such as A1:C1 that touch the part of the sheet with values in it."""
        return tuple(self.survey.merged)

    @property
    def is_no_table(self) -> bool:
        """A sheet that holds nothing, or notes."""
        return folded_word(self.name) in NOT_TABLES or not self.survey.height

    def rows(self, table: Table) -> Iterator[tuple[int, list[Any]]]:
        """Each row that holds anything, with its number. Raises `SheetRefused`, or `FileRefused` for a damaged file."""
        survey = self.survey
        if survey.width > MAX_WIDTH or survey.height * survey.width > MAX_AREA:
            corner = f"{get_column_letter(survey.width)}{survey.height}"
            raise SheetRefused(f"Values stand as far as cell {corner}. Delete what is below and beside the table.")
        for line, cells in enumerate(self._cells(with_percent=table.has_percentages), 1):
            uncalculated = survey.uncalculated.get(line)
            if uncalculated:
                cells = [UNCALCULATED if n in uncalculated else cell for n, cell in enumerate(cells, 1)]
            if any(cell is not None for cell in cells):
                yield line, cells

    def _cells(self, *, with_percent: bool) -> list[Any]:
        if not self.survey.height:
            return []
        bounds = {"min_row": 1, "max_row": self.survey.height, "min_col": 1, "max_col": self.survey.width}
        with _cannot_be_read():
            if with_percent:
                return [[_hundredfold(cell) for cell in row] for row in self.sheet.iter_rows(**bounds)]
            return list(self.sheet.iter_rows(values_only=True, **bounds))


def _hundredfold(cell: Any) -> Any:
    """63% is 0.63 to Excel, and shown as 63% only by its format."""
    is_percent = isinstance(cell.value, (int, float)) and "%" in (cell.number_format or "")
    return cell.value * 100.0 if is_percent else cell.value


@dataclass
class Survey:
    """What one pass over a sheet's XML finds. `height` and `width` reach to the last row and column with a value."""

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
    def of(cls, source: Any) -> "Survey":
        """Raises `FileRefused` where the sheet is damaged, or larger than Excel makes one."""
        survey = cls()
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
            if self._others > MAX_CELLS:
                raise FileRefused("A sheet is larger than the portal can read. Save only the tables in it.")

    def _start_row(self, attributes: dict[str, str]) -> None:
        before, self._column = self._line, 0
        self._line = int(float(attributes["r"])) if "r" in attributes else before + 1
        if not before < self._line <= MAX_ROWS:
            raise FileRefused(DAMAGED)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        letters = re.match(r"[A-Z]+", attributes.get("r", ""))
        self._column = column_index_from_string(letters[0]) if letters else self._column + 1
        if self._column > MAX_COLUMNS or self._cells > MAX_CELLS:
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
        def touches(reference: str) -> bool:
            try:
                left, top, _, _ = range_boundaries(reference)
            except (ValueError, TypeError):
                return False
            return (left or 1) <= self.width and (top or 1) <= self.height

        self.merged = [reference for reference in self.merged if touches(reference)]
