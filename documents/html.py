"""A section as HTML. Everything that comes from records is escaped here."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.display import Kind, counted
from documents.document import Cell, Heading, Line, Names, Paragraph, Piece, Printed, Section, Table
from documents.tables import Column

Address = Callable[[str], str]
"""From a figure's key to its page."""


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
    return _classes(plain=not column.link, linked=bool(column.link), number=column.kind.is_number, date=is_date)


def _plain_cell(column: Column, classes: str, heading: str, row: Any) -> str:
    if column.links and (links := column.links(row)):
        inside = ", ".join(_link(escape(text), url) for text, url in links)
    else:
        inside = _link(escape(column.text(row)), column.link(row) if column.link else None)
    return f'<td{classes} data-label="{heading}">{inside}</td>'


def _link(text: str, url: str | None) -> str:
    return f'<a href="{escape(url)}">{text}</a>' if url else text


def to_html(section: Section, address: Address) -> SafeString:
    """The section's blocks; its heading is the page's."""
    return mark_safe("".join(_block(block, address) for block in section.blocks))  # noqa: S308 - escaped piece by piece


def _block(block: Table | Paragraph, address: Address) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_pieces(block.pieces, address)}</p>"
    return _table(block, address)


def _table(table: Table, address: Address) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>"
    note = f'<p class="table-note">{escape(table.note)}</p>' if table.note else ""
    if not table.lines:
        return f'<p class="table-title">{escape(table.caption)}</p><p class="nothing">{escape(table.empty)}</p>{note}'
    lines = "".join(_line(line, table, address) for line in table.lines)
    body = f"<thead>{_head(table)}</thead><tbody>{lines}</tbody>"
    return f'<div class="figures-table"><table>{caption}{body}</table></div>{note}'


def _head(table: Table) -> str:
    if not any(heading.group for heading in table.headings):
        return f'<tr><th scope="col">{escape(table.corner)}</th>{"".join(map(_heading, table.headings))}</tr>'
    groups = [(group, len(list(same))) for group, same in groupby(table.headings, key=lambda heading: heading.group)]
    above = "".join(
        f'<th scope="colgroup" colspan="{width}" class="group">{escape(group)}</th>'
        if group
        else f'<td colspan="{width}"></td>'
        for group, width in groups
    )
    return (
        f'<tr><th scope="col" rowspan="2">{escape(table.corner)}</th>{above}</tr>'
        f"<tr>{''.join(map(_heading, table.headings))}</tr>"
    )


def _heading(heading: Heading) -> str:
    return f'<th scope="col"{_classes(number=heading.is_number, wide=heading.is_wide)}>{escape(heading.text)}</th>'


def _line(line: Line, table: Table, address: Address) -> str:
    cells = "".join(_cell(cell, heading, address) for cell, heading in zip(line.cells, table.headings, strict=True))
    classes = _classes(total=line.is_total, over=line.goes_on, under=line.is_under)
    return f'<tr{classes}><th scope="row">{escape(line.heading)}</th>{cells}</tr>'


def _cell(cell: Cell, heading: Heading, address: Address) -> str:
    """The heading goes along as `data-label`, for narrow screens on which each line becomes a block."""
    label = " ".join(filter(None, (heading.group, heading.text)))
    texts = [_pieces(pieces, address) for pieces in cell.lines]
    body = texts[0] if len(texts) == 1 else "".join(f"<p>{text}</p>" for text in texts)
    classes = _classes(number=heading.is_number, wide=heading.is_wide, blank=not body)
    return f'<td{classes} data-label="{escape(label)}">{body}</td>'


def _pieces(pieces: tuple[Piece, ...], address: Address) -> str:
    return "".join(_piece(piece, address) for piece in pieces)


def _piece(piece: Piece, address: Address) -> str:
    match piece:
        case str():
            return escape(piece)
        case Printed():
            return _printed(piece, address)
        case Names():
            return _names(piece, address)


def _printed(printed: Printed, address: Address) -> str:
    figure = printed.figure
    if figure.value is None:
        return f'<span class="nothing">{escape(figure.text)}</span>'
    number = (
        f'<a class="figure" data-figure="{escape(figure.key)}" data-value="{figure.raw}" '
        f'href="{escape(address(figure.key))}">{escape(figure.text)}</a>'
    )
    share = (
        f'<span class="of"> of {figure.of:,}</span><span class="share"> {printed.percentage}</span>'
        if printed.share
        else ""
    )
    return f"{number}{share}{escape(printed.after)}"


def _names(names: Names, address: Address) -> str:
    links = ", ".join(
        f'<a class="name" href="{escape(name.url)}">{escape(name.text)}</a>' if name.url else escape(name.text)
        for name in names.names
    )
    if not names.more:
        return links
    more = f'<a href="{escape(address(names.figure.key))}">{counted(names.more, "more", "more")}</a>'
    return f"{links} and {more}"


def _classes(**flags: bool) -> str:
    names = " ".join(name for name, flag in flags.items() if flag)
    return f' class="{names}"' if names else ""
