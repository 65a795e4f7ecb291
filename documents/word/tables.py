"""A table as Word's own: its heads repeat on each page and its rows stay whole."""

from html import escape
from itertools import groupby

from documents.document import Cell, Heading, Line, Table
from documents.letters import fit_for_xml
from documents.word.file import TEXT_WIDTH, WordFile
from documents.word.prose import field, paragraph, pieces, run
from documents.word.widths import column_widths

STAYS_WHOLE = 12
"""Lines up to which a table is not divided between pages."""


def caption(label: str, text: str, file: WordFile) -> str:
    """`Table 1: …`, with a number that Word counts on when somebody adds a table."""
    number = field(f"SEQ {label} \\* ARABIC", str(file.count(label)))
    return paragraph("Caption", f"{run(f'{label} ')}{number}{run(f': {text}')}")


def table(block: Table, file: WordFile) -> str:
    note = paragraph("TableNote", run(block.note)) if block.note else ""
    if not block.lines:
        return f"{caption('Table', block.caption, file)}{paragraph('Normal', run(block.empty))}{note}"
    widths = column_widths(block, TEXT_WIDTH)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    last = len(block.lines) - 1
    lines = "".join(
        _line(line, block, widths, stays=bool(note) if number == last else last < STAYS_WHOLE or line.goes_on)
        for number, line in enumerate(block.lines)
    )
    return (
        f"{caption('Table', block.caption, file)}<w:tbl><w:tblPr>"
        f'<w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val="{escape(fit_for_xml(block.caption))}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_head(block, widths, file.tint)}{lines}</w:tbl>"
        f"{note or paragraph('TableNote', '')}"
    )


def _head(block: Table, widths: list[int], tint: str) -> str:
    """The line of headings, and above it that of their groups, each across its own."""
    look = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/><w:vAlign w:val="bottom"/>'
    corner = paragraph("TableHeading", run(block.corner))
    names = "".join(
        _cell(paragraph("TableHeadingNumber" if each.is_number else "TableHeading", run(each.text)), width, look)
        for each, width in zip(block.headings, widths[1:], strict=True)
    )
    if not any(heading.group for heading in block.headings):
        return _row(_cell(corner, widths[0], look) + names, is_head=True)
    above, place = "", 1
    for group, same in groupby(block.headings, key=lambda heading: heading.group):
        across = len(list(same))
        span = f'<w:gridSpan w:val="{across}"/>{look}'
        above += _cell(paragraph("TableGroup", run(group)), sum(widths[place : place + across]), span)
        place += across
    first = _cell(corner, widths[0], f'<w:vMerge w:val="restart"/>{look}')
    below = _cell(paragraph("TableHeading", ""), widths[0], f"<w:vMerge/>{look}")
    return _row(first + above, is_head=True) + _row(below + names, is_head=True)


def _line(line: Line, block: Table, widths: list[int], *, stays: bool) -> str:
    """A row; one that `stays` is kept on the page of the next."""
    edge = _edge(line)
    keep = "<w:keepNext/>" if stays else ""
    name = "TableTotal" if line.is_total else "TableRowUnder" if line.is_under else "TableRowHeading"
    heading = _cell(paragraph(name, run(line.heading), keep), widths[0], edge)
    cells = (
        _cell(_words(cell, f"Table{'Total' if line.is_total else ''}{_kind(column, line)}", keep), width, edge)
        for cell, column, width in zip(line.cells, block.headings, widths[1:], strict=True)
    )
    return _row(heading + "".join(cells))


def _kind(column: Heading, line: Line) -> str:
    return "Number" if column.is_number else "" if line.is_total else "Text"


def _edge(line: Line) -> str:
    """A total has a rule above it; there is none between a line that goes on and the one under it."""
    sides = (("top", line.is_total, 'w:val="single" w:sz="8" w:space="0" w:color="5A6674"'),)
    sides += (("top", line.is_under and not line.is_total, 'w:val="nil"'), ("bottom", line.goes_on, 'w:val="nil"'))
    borders = "".join(f"<w:{side} {rule}/>" for side, has_it, rule in sides if has_it)
    return f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""


def _words(cell: Cell, style: str, keep: str) -> str:
    return "".join(paragraph(style, pieces(line), keep) for line in cell.lines) or paragraph(style, "", keep)


def _cell(inside: str, width: int, more: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{inside}</w:tc>'


def _row(cells: str, *, is_head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{cells}</w:tr>"
