"""A figure of these pages with the rows behind it: rows are read once, and a number is the length of its list."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from documents.display import Kind, day
from documents.document import Cell, Printed, Section, Table
from documents.figure import Figure, Unit
from documents.html import to_html
from documents.tables import Column
from ofsted.kpis.standing import Standing
from ofsted.models import Inspection

Address = Callable[[str], str]
BY_HAND = "By hand or workbook"


@dataclass(frozen=True)
class Opened:
    figure: Figure
    definition: str
    rows: Sequence[Any]
    columns: tuple[Column, ...]

    def cell(self, *, share: bool = False) -> Cell:
        """The number as a table prints it."""
        return Cell.of(Printed(self.figure, share=share))


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
    key: str, title: str, definition: str, rows: Sequence[Any], columns: tuple[Column, ...], of: int | None = None
) -> Opened:
    """`of` is how many schools the rows are a share of."""
    return Opened(Figure(key, title, Unit.SCHOOLS, len(rows), of), definition, rows, columns)


def source_of(inspection: Inspection) -> str:
    """Where an inspection came from, as a cell of a table has it; the school's ledger names the file itself."""
    return file_of(inspection.file.as_at) if inspection.file else BY_HAND


def file_of(as_at: datetime.date) -> str:
    return f"Ofsted’s file of {day(as_at)}"


def _ledger(standing: Standing) -> str:
    return reverse("school-inspections", args=[standing.school.pk])


def standing_columns(of: Callable[[Any], Standing | None], *, about: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    """Of the standing in each row: the school, then the columns `about`, then the inspection that decides."""

    def school(get: Callable[[Standing], Any]) -> Callable[[Any], Any]:
        return lambda row: get(of(row))

    def inspection(get: Callable[[Inspection], Any]) -> Callable[[Any], Any]:
        return lambda row: get(found) if (found := of(row).inspection) else None

    return (
        Column(
            "School", school(lambda each: str(each.school)), link=school(lambda each: each.school.get_absolute_url())
        ),
        Column("URN", school(lambda each: each.urn)),
        Column("Phase", school(lambda each: each.line.label)),
        *about,
        Column("Inspected on", inspection(lambda each: each.inspected_on), Kind.DATE),
        Column("Published on", inspection(lambda each: each.published_on), Kind.DATE),
        Column("From", inspection(source_of)),
    )
