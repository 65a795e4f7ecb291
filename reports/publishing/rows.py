"""The rows behind figures, as values that JSON can hold, and back in words."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from documents.display import Kind, display
from documents.tables import Column
from figures.tally import Cell, Tally
from reports.book import Found


@dataclass(frozen=True)
class KeptRow:
    """A row as it is kept: its cells, and what it stands for, as kind and number."""

    cells: list[Any]
    subject: tuple[str, int]


def rows_of(every: Iterable[Found]) -> dict[str, list[KeptRow]]:
    """The rows of all figures by their cells' keys, one query for each tally."""
    cells: dict[int, tuple[Tally, dict[str, Cell]]] = {}
    for cut in (cut for found in every for cut in found.cuts):
        cells.setdefault(id(cut.tally), (cut.tally, {}))[1][cut.cell.key] = cut.cell
    rows: dict[str, list[KeptRow]] = defaultdict(list)
    for tally, mine in cells.values():
        for cell, row in tally.rows_of(mine.values()):
            subject = (type(row.subject)._meta.label_lower, row.subject.pk)
            rows[cell.key].append(KeptRow([plain(column, row) for column in tally.columns], subject))
    return rows


def plain(column: Column, row: Any) -> Any:
    """The raw value as JSON holds it: dates as `2018-07-31`, money and other decimals as they are written."""
    value = column.get(row)
    match value:
        case datetime.date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case None | str() | bool() | int():
            return value
        case _:
            return str(value)


def typed(value: Any, kind: Kind) -> Any:
    """The value that `plain` was made from, by the kind of its column."""
    if value is None or value == "":
        return value
    match kind:
        case Kind.DATE:
            return datetime.date.fromisoformat(value)
        case Kind.MONEY | Kind.PERCENT:
            return Decimal(str(value))
        case _:
            return value


def worded(value: Any, kind: Kind) -> str:
    """In the words that the page of the live figure has for it."""
    return display(typed(value, kind), kind)
