"""The rows of a table, each of them once, with the cells of the columns that are read.

They go through a temporary file, so that the whole table has been found sound, and of rows that say the same thing
twice the last one is known, before the first fact is given out. The memory holds one row, and a line's number for each.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from official.reading import values
from official.reading.grids import Grid
from official.reading.headings import Table
from official.reading.problems import Problems

T = TypeVar("T")


class LeftOut(Exception):
    """The row gives no fact; why has been said."""


@dataclass(slots=True)
class Row:
    """A row's cells by field. What cannot be read is said, and taken for nothing."""

    line: int
    cells: dict[str, Any]
    headings: dict[str, str]
    problems: Problems

    def read(self, field: str, reading: Callable[[Any], T], none: Any = None) -> T | Any:
        """The field's value; `none` where the file has no such column, or the cell cannot be read."""
        if field not in self.cells:
            return none
        try:
            return reading(self.cells[field])
        except values.NotRight as error:
            self.say(field, f"{error} The rest of the row was read.")
            return none

    def require(self, field: str, reading: Callable[[Any], T]) -> T:
        """The field's value, without which the row is left out."""
        try:
            found = reading(self.cells.get(field))
        except values.NotRight as error:
            self.say(field, f"{error} The row was left out.")
            raise LeftOut from error
        if found in (None, ""):
            self.say(field, "This cell is empty. The row was left out.")
            raise LeftOut
        return found

    def has(self, field: str) -> bool:
        return field in self.cells

    def say(self, field: str, words: str) -> None:
        cell = values.text(self.cells.get(field))
        self.problems.add(self.line, self.headings.get(field, ""), cell, words)


def each(grid: Grid, table: Table, problems: Problems) -> Iterator[Row]:
    fields = list(table.columns)
    with tempfile.TemporaryFile("w+", encoding="ascii") as kept:
        last = _keep(grid, table, problems, kept)
        kept.seek(0)
        for text in kept:
            line, key, cells = json.loads(text)
            if key is None or last[key] == line:
                yield Row(line, dict(zip(fields, cells, strict=True)), table.headings, problems)


def _keep(grid: Grid, table: Table, problems: Problems, kept: Any) -> dict[str, int]:
    """Writes the rows down; gives the last line of each key. Of the same row twice the first is kept."""
    columns, key_columns = list(table.columns.values()), [table.columns.get(name) for name in table.kind.key]
    last: dict[str, int] = {}
    content: dict[str, int] = {}
    for line, cells in grid.rows(table.width + 1):
        if line <= table.line or not _is_row(line, cells, grid, table, problems):
            continue
        cells = [*cells, *[None] * (table.reach - len(cells))]
        picked = [cells[n] for n in columns]
        key = _key(cells, key_columns)
        if key is not None:
            said = hash(tuple(picked))
            if key in last and content[key] == said:
                continue
            if key in last:
                words = f"Row {last[key]:,} says something else of the same. This row, the later one, was taken."
                problems.add(line, table.headings["urn"], values.text(cells[table.columns["urn"]]), words)
            last[key], content[key] = line, said
        kept.write(f"{json.dumps([line, key, picked], default=str)}\n")
    return last


def _is_row(line: int, cells: Sequence[Any], grid: Grid, table: Table, problems: Problems) -> bool:
    """Whether it is one of the table's: not a blank line, a note below the table, or a row out of step with it."""
    urn = table.columns["urn"]
    if not _is_filled(cells[urn : urn + 1]) and sum(_is_filled([cell]) for cell in cells) <= 2:
        return False
    if _is_filled(cells[table.width :]):
        problems.add(line, "", "", "This row has more cells than there are headings. It was left out.")
        return False
    if grid.has_whole_rows and len(cells) < table.reach:
        problems.add(line, "", "", "This row ends before the columns that are read. It was left out.")
        return False
    return True


def _is_filled(cells: Sequence[Any]) -> bool:
    return any(cell is not None and cell != "" and not str(cell).isspace() for cell in cells)


def _key(cells: Sequence[Any], columns: list[int | None]) -> str | None:
    """What a row is of; `None` if a part of that is not said, so that no other row can be known to be of the same."""
    parts = [values.folded(cells[n]).removesuffix(".0") if n is not None else "" for n in columns]
    return None if set(parts) & values.NO_TEXT else "|".join(parts)
