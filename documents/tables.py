"""A table as columns and rows: heading, getter and kind of each column stand together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from documents.display import Kind, display


@dataclass(frozen=True)
class Column:
    """`get(row)` gives the raw value; `link(row)` the address its text leads to on the page, or nothing."""

    heading: str
    get: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    link: Callable[[Any], str | None] | None = None

    def text(self, row: Any) -> str:
        return display(self.get(row), self.kind)
