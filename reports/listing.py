"""A figure's rows on its page: which of them, in what order, and where the headings lead."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from documents.html import rows_to_html
from documents.tables import Column, sorted_by
from reports.book import Found
from thep.numbers import number_in

ROWS_ON_A_PAGE = 200


@dataclass(frozen=True)
class Head:
    """A column's heading; `href` sorts by it, the other way round where `direction` says it is sorted by already."""

    column: Column
    href: str = ""
    direction: str = ""


class Listing:
    """`asked` is the address's query: `page`, and `sort`, the number of a column, with a minus before it for downwards.

    Rows stand in name order. Those on one page can be sorted by any column; of more than a page, nobody would know
    whether the page or the figure is sorted, so they cannot. What is asked and cannot be is passed over.
    """

    def __init__(self, found: Found, asked: Any, query: str) -> None:
        self.found, self.query = found, query
        self.pages = -(-found.length // ROWS_ON_A_PAGE) or 1
        self.number = min(number_in(asked.get("page")) or 1, self.pages)
        sort = asked.get("sort", "")
        self.sort = (number_in(sort.removeprefix("-")) or 0) * (-1 if sort.startswith("-") else 1)
        if self.pages > 1 or abs(self.sort) > len(found.columns):
            self.sort = 0

    @property
    def heads(self) -> list[Head]:
        if self.pages > 1:
            return [Head(column) for column in self.found.columns]
        return [self._head(number, column) for number, column in enumerate(self.found.columns, 1)]

    def _head(self, number: int, column: Column) -> Head:
        direction = {number: "ascending", -number: "descending"}.get(self.sort, "")
        return Head(column, self._address(sort=-number if self.sort == number else number), direction)

    @cached_property
    def body(self) -> SafeString:
        start = (self.number - 1) * ROWS_ON_A_PAGE
        rows = self.found.page(start, start + ROWS_ON_A_PAGE)
        if self.sort:
            rows = sorted_by(self.found.columns[abs(self.sort) - 1], rows, downwards=self.sort < 0)
        return rows_to_html(self.found.columns, rows, start=start, is_marked=True)

    @property
    def earlier(self) -> str:
        return self._address(page=self.number - 1) if self.number > 1 else ""

    @property
    def later(self) -> str:
        return self._address(page=self.number + 1) if self.number < self.pages else ""

    def _address(self, **asked: int) -> str:
        parts = [self.query.removeprefix("?"), *(f"{name}={value}" for name, value in asked.items())]
        return "?" + "&".join(filter(None, parts))
