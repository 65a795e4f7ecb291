"""Lines of a table body as HTML, for lists of rows."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from documents.display import Kind
from documents.html.pieces import classed
from documents.tables import Column


def _counter(number: int, row: Any) -> str:
    return f'<td class="number counter">{number}</td>'


def rows_to_html(
    columns: Sequence[Column],
    rows: Iterable[Any],
    *,
    start: int = 0,
    is_marked: bool,
    before: Callable[[int, Any], str] = _counter,
) -> SafeString:
    """Lines of a table body, numbered from `start` + 1; one that `is_marked` says so to programs with `data-row`.

    A text is linked where its column leads somewhere. Narrow screens print the heading beside it. `before` makes the
    markup of a line's first cell: its number, unless told otherwise.
    """
    opening = "<tr data-row>" if is_marked else "<tr>"
    heads = [(column, _cell_class(column), escape(column.heading)) for column in columns]
    lines = (
        f"{opening}{before(number, row)}{''.join(_plain_cell(*head, row) for head in heads)}</tr>"
        for number, row in enumerate(rows, start + 1)
    )
    return mark_safe("".join(lines))  # noqa: S308 - escaped cell by cell


def _cell_class(column: Column) -> str:
    is_date = column.kind == Kind.DATE
    return classed(plain=not column.link, linked=bool(column.link), number=column.kind.is_number, date=is_date)


def _plain_cell(column: Column, classes: str, heading: str, row: Any) -> str:
    if column.links and (links := column.links(row)):
        inside = ", ".join(_link(escape(text), url) for text, url in links)
    else:
        inside = _link(escape(column.text(row)), column.link(row) if column.link else None)
    return f'<td{classes} data-label="{heading}">{inside}</td>'


def _link(text: str, url: str | None) -> str:
    return f'<a href="{escape(url)}">{text}</a>' if url else text
