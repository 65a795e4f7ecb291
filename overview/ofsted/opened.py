"""A figure of these pages with the rows behind it: rows are read once, and a number is the length of its list.

Rows hold keys alone. What a list prints of a school and of its inspection is read for those rows that it prints.
"""

import datetime
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from documents.display import Kind, day
from documents.document import Cell, Printed, Section, Table
from documents.figure import Figure, Unit
from documents.html import to_html
from documents.tables import Column
from ofsted.kpis.standing import Standing
from ofsted.models import Inspection
from schools.models import School, current_urn

Address = Callable[[str], str]
BY_HAND = "By hand or workbook"
ROWS_READ_AT_A_TIME = 2_000
MOST_NAMED = 120
"""How many schools a page of figures names beside them; of more it leads to their list, which goes by pages."""


class Told(NamedTuple):
    """A row as a list prints it: how its school stands, the school's name and URN, and where the inspection is from."""

    row: Any
    standing: Standing
    name: str
    urn: int | None
    published_on: datetime.date | None
    source: str | None


class Telling:
    """What a list says of its rows: the school, the columns `about`, then the inspection that decides.

    `standing` finds the standing in a row; the row is one itself, unless told otherwise. Headings `in_files_only` are
    those of columns that would make a page too wide.
    """

    def __init__(
        self,
        *about: Column,
        standing: Callable[[Any], Standing] = lambda row: row,
        in_files_only: Container[str] = (),
    ) -> None:
        self._standing = standing
        self.columns = (
            Column("School", lambda told: told.name, link=_school),
            Column("URN", lambda told: told.urn),
            Column("Phase", lambda told: told.standing.line.label),
            *about,
            Column("Inspected on", lambda told: told.standing.inspected_on, Kind.DATE),
            Column("Published on", lambda told: told.published_on, Kind.DATE),
            Column("From", lambda told: told.source),
        )
        self.on_page = tuple(column for column in self.columns if column.heading not in in_files_only)

    def of(self, rows: Sequence[Any]) -> list[Told]:
        """By two queries, however many rows."""
        standings = [self._standing(row) for row in rows]
        schools = _by_key(School, {each.school for each in standings}, "display_name", urn=current_urn("pk"))
        inspections = _by_key(
            Inspection, {each.inspection for each in standings} - {None}, "published_on", "file__as_at"
        )
        return [
            _told(row, each, *schools[each.school], inspections.get(each.inspection))
            for row, each in zip(rows, standings, strict=True)
        ]


def _by_key(model: Any, keys: set[int], *fields: Any, **more: Any) -> dict[int, tuple]:
    found = model.objects.filter(pk__in=keys).values_list("pk", *fields, *more.values())
    return {pk: values for pk, *values in found}


def _told(row: Any, standing: Standing, name: str, urn: int | None, of_it: tuple | None) -> Told:
    published_on, as_at = of_it or (None, None)
    source = None if of_it is None else file_of(as_at) if as_at else BY_HAND
    return Told(row, standing, name, urn, published_on, source)


def _school(told: Told) -> str:
    return reverse("school-detail", args=[told.standing.school])


@dataclass(frozen=True)
class Opened:
    figure: Figure
    definition: str
    rows: Sequence[Any]
    telling: Telling

    def cell(self, *, share: bool = False) -> Cell:
        """The number as a table prints it."""
        return Cell.of(Printed(self.figure, share=share))

    def stream(self) -> Iterator[Told]:
        """All rows as the list prints them, some at a time."""
        for start in range(0, len(self.rows), ROWS_READ_AT_A_TIME):
            yield from self.telling.of(self.rows[start : start + ROWS_READ_AT_A_TIME])


def table_to_html(table: Table, address: Address) -> SafeString:
    """A table that stands under a heading of its page's own; `address` leads from a figure's key to its rows."""
    return to_html(Section("", "", (table,)), address)


def own_pages(query: str) -> Address:
    """The pages of figures that no report has, as the address in `query` asks."""
    return lambda key: reverse("ofsted-figure", args=[key]) + query


@dataclass(frozen=True)
class Found:
    """All figures of a page by their keys, the page's URL name and title, and the query that leads back to it."""

    figures: dict[str, Opened]
    page: str
    title: str
    query: str


def opened(
    key: str, title: str, definition: str, rows: Sequence[Any], telling: Telling, of: int | None = None
) -> Opened:
    """`of` is how many schools the rows are a share of."""
    return Opened(Figure(key, title, Unit.SCHOOLS, len(rows), of), definition, rows, telling)


def file_of(as_at: datetime.date) -> str:
    """Where an inspection came from, as a cell of a table has it; the school's ledger names the file itself."""
    return f"Ofsted’s file of {day(as_at)}"
