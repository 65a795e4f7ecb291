"""A table in a .csv file, however the program that wrote it separates columns and encodes letters."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from spreadsheets.encodings import encoding_of
from spreadsheets.refusals import SheetRefused
from workbook.cells import folded_word
from workbook.declared import Table

SEPARATORS = ",;\t|"
BEGINNING = 10_000  # characters; enough for a row of headings


@dataclass(frozen=True)
class CsvSheet:
    """`read` gives the file's bytes when they are needed."""

    name: str
    read: Callable[[], bytes]
    merged = ()
    is_no_table = False  # a .csv is there to be read

    def rows(self, table: Table) -> Iterator[tuple[int, list[Any]]]:
        """Each row that holds anything, with the number that a spreadsheet program gives it. Raises `SheetRefused`."""
        data = self.read()
        text = io.TextIOWrapper(io.BytesIO(data), encoding_of([data]), newline="")
        beginning = text.read(BEGINNING)
        text.seek(0)
        marked = re.match(rf"sep=([{SEPARATORS}])\r?\n", beginning)  # Excel's own mark
        separator = marked[1] if marked else _separator(beginning, table)
        reader = csv.reader(text, delimiter=separator, strict=True)
        line = 0
        try:
            for line, cells in enumerate(reader, 1):
                if any(cells) and not (marked and line == 1):
                    yield line, [_without_guard(cell) for cell in cells]
        except csv.Error as error:
            advice = (
                "This row cannot be read: a quotation mark opens a cell and does not close it. "
                'Put the whole cell in quotation marks, and write "" for one inside it.'
            )
            raise SheetRefused(advice, line=line + 1) from error


def _separator(text: str, table: Table) -> str:
    """The one that finds most of the table's headings in the first line; a comma where none does."""
    first = next((line for line in text.splitlines() if line.strip(f"{SEPARATORS} ")), "")

    def found(separator: str) -> int:
        return sum(folded_word(word.strip(' "')) in table.by_heading for word in first.split(separator))

    return max(SEPARATORS, key=found)


def _without_guard(cell: str) -> str:
    """Exports put an apostrophe before a cell that Excel would take for a formula."""
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell
