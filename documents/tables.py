"""A table as columns and rows: heading, getter and kind of each column stand together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from documents.display import Kind, display


@dataclass(frozen=True)
class Column:
    """`get(row)` gives the raw value; `link(row)` the address its text leads to on the page, or nothing.

    `links(row)` are the texts that the value is made of, each with its address, where they lead to several.
    `order(row)` is what it sorts by, where that is not the value: the last of several days, say.
    """

    heading: str
    get: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    link: Callable[[Any], str | None] | None = None
    links: Callable[[Any], list[tuple[str, str]]] | None = None
    order: Callable[[Any], Any] | None = None

    def text(self, row: Any) -> str:
        return display(self.get(row), self.kind)


def sorted_by(column: Column, rows: Iterable[Any], *, downwards: bool) -> list[Any]:
    """The rows by what they have in a column, texts without regard to case; those that have nothing come last."""

    def place(row: Any) -> Any:
        value = (column.order or column.get)(row)
        return value.casefold() if isinstance(value, str) else value

    rows = list(rows)
    filled = [row for row in rows if column.get(row) not in (None, "")]
    empty = [row for row in rows if column.get(row) in (None, "")]
    return sorted(filled, key=place, reverse=downwards) + empty
