"""One list as one person asks for it: the same rows, columns and order for the page and for the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from lists.declared import List, ListColumn, Together

ROWS_READ_AT_A_TIME = 2_000


@dataclass(frozen=True)
class Head:
    """A column's heading; `href` sorts by it, the other way round where `direction` says it is sorted by already."""

    column: ListColumn
    href: str = ""
    direction: str = ""


class Asked:
    """`query` is what the address asks for: filters and `sort`. What cannot be sorted by is passed over."""

    def __init__(self, declared: List, request: HttpRequest, query: QueryDict | None = None) -> None:
        self.declared, self.user = declared, request.user
        self.query = request.GET if query is None else query
        self.filters = declared.filters(self.query, declared.rows(self.user), request=request)
        self.columns = [column for column in declared.columns if column.shown_to(self.user)]
        self._sorts = {column.sort: column for column in self.columns if column.sort}
        asked = self.query.get("sort", "")
        self.sort = asked if asked.removeprefix("-") in self._sorts else declared.sort

    @cached_property
    def found(self) -> QuerySet:
        """The rows without what only the columns need: to count them."""
        return self.filters.qs

    @property
    def rows(self) -> QuerySet:
        is_down = self.sort.startswith("-")
        order = self._sorts[self.sort.removeprefix("-")].ordering(downwards=is_down)
        return self.declared.read(self.found, self).order_by(*order, "-pk" if is_down else "pk")

    def stream(self) -> Iterator[Any]:
        """Every row, read from the database as it is needed."""
        return self.rows.iterator(chunk_size=ROWS_READ_AT_A_TIME)

    @cached_property
    def kept(self) -> str:
        """Filters and order as they stand in the address, without what is empty, unknown or about one page."""
        query = QueryDict(mutable=True)
        for name in (*self.filters.filters, "sort"):
            if said := self.query.get(name, "").replace("\0", "").strip():
                query[name] = said
        return query.urlencode()

    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    def _head(self, column: ListColumn) -> Head:
        if not column.sort:
            return Head(column)
        direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(self.sort, "")
        query = QueryDict(self.kept, mutable=True)
        query["sort"] = f"-{column.sort}" if direction == "ascending" else column.sort
        return Head(column, f"?{query.urlencode()}", direction)

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """The orders there are: as the address has it, in words, and whether it is this one."""
        each = [(f"{way}{name}", column) for name, column in self._sorts.items() for way in ("", "-")]
        return [
            (sort, f"{column.heading}{', downwards' if sort.startswith('-') else ''}", sort == self.sort)
            for sort, column in each
        ]

    @property
    def together(self) -> list[Together]:
        """What this person can do to several rows at once."""
        permission = self.declared.together_permission
        if permission is None or not self.user.may(permission):
            return []
        return list(self.declared.together)
