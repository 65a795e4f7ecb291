"""A table of figures as HTML."""

from html import escape
from itertools import groupby

from documents.document import Cell, Heading, Line, Table
from documents.html.pieces import Address, classed, pieces_to_html


def table_to_html(table: Table, address: Address) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>"
    note = f'<p class="table-note">{escape(table.note)}</p>' if table.note else ""
    if not table.lines:
        return f'<p class="table-title">{escape(table.caption)}</p><p class="nothing">{escape(table.empty)}</p>{note}'
    columns = [_Column(heading) for heading in table.headings]
    lines = "".join(_line(line, columns, address) for line in table.lines)
    body = f"<thead>{_head(table)}</thead><tbody>{lines}</tbody>"
    return f'<div class="figures-table"><table>{caption}{body}</table></div>{note}'


def _head(table: Table) -> str:
    if not any(heading.group for heading in table.headings):
        return f"<tr>{_corner(table)}{''.join(map(_heading, table.headings))}</tr>"
    groups = [(group, len(list(same))) for group, same in groupby(table.headings, key=lambda heading: heading.group)]
    above = "".join(
        f'<th scope="colgroup" colspan="{width}" class="group">{escape(group)}</th>'
        if group
        else f'<td colspan="{width}"></td>'
        for group, width in groups
    )
    return f"<tr>{_corner(table, rows=2)}{above}</tr><tr>{''.join(map(_heading, table.headings))}</tr>"


def _corner(table: Table, rows: int = 1) -> str:
    """A heading that says nothing is none."""
    spans = f' rowspan="{rows}"' if rows > 1 else ""
    return f'<th scope="col"{spans}>{escape(table.corner)}</th>' if table.corner else f"<td{spans}></td>"


def _heading(heading: Heading) -> str:
    return f'<th scope="col"{classed(number=heading.is_number, wide=heading.is_wide)}>{escape(heading.text)}</th>'


class _Column:
    """What the cells below a heading begin with: made once for all of them.

    The heading goes along as `data-label`, for narrow screens on which each line becomes a block.
    """

    def __init__(self, heading: Heading) -> None:
        label = escape(" ".join(filter(None, (heading.group, heading.text))))
        self.filled, self.blank = (
            f'<td{classed(number=heading.is_number, wide=heading.is_wide, blank=is_blank)} data-label="{label}">'
            for is_blank in (False, True)
        )


def _line(line: Line, columns: list[_Column], address: Address) -> str:
    cells = "".join(_cell(cell, column, address) for cell, column in zip(line.cells, columns, strict=True))
    classes = classed(total=line.is_total, over=line.goes_on, under=line.is_under)
    return f'<tr{classes}><th scope="row">{escape(line.heading)}</th>{cells}</tr>'


def _cell(cell: Cell, column: _Column, address: Address) -> str:
    texts = [pieces_to_html(pieces, address) for pieces in cell.lines]
    body = texts[0] if len(texts) == 1 else "".join(f"<p>{text}</p>" for text in texts)
    return f"{column.filled if body else column.blank}{body}</td>"
