"""The sheets of an Excel workbook, as tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from spreadsheets import xlsx
from spreadsheets.refusals import SheetRefused
from workbook.cells import UNCALCULATED, folded_word
from workbook.declared import Table
from workbook.tables import MAX_WIDTH, NOT_TABLES

MAX_AREA = 20_000_000  # rows times columns that hold values


@contextmanager
def opened(path: Path) -> Iterator[list["XlsxSheet"]]:
    """Its sheets, to be read before it closes. Raises `FileRefused`."""
    with xlsx.opened(path) as sheets:
        yield [XlsxSheet(sheet, path) for sheet in sheets]


@dataclass(frozen=True)
class XlsxSheet:
    sheet: Any
    path: Path

    @property
    def name(self) -> str:
        return self.sheet.title

    @cached_property
    def survey(self) -> xlsx.Survey:
        return xlsx.surveyed(self.path, self.sheet)

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
            corner = f"{xl_col_to_name(survey.width - 1)}{survey.height}"
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
        with xlsx.cannot_be_read():
            if with_percent:
                return [[_hundredfold(cell) for cell in row] for row in self.sheet.iter_rows(**bounds)]
            return list(self.sheet.iter_rows(values_only=True, **bounds))


def _hundredfold(cell: Any) -> Any:
    """63% is 0.63 to Excel, and shown as 63% only by its format."""
    is_percent = isinstance(cell.value, (int, float)) and "%" in (cell.number_format or "")
    return cell.value * 100.0 if is_percent else cell.value
