"""A section as HTML, block by block; its heading is the page's."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from django.utils.safestring import SafeString, mark_safe

from documents.chart import Chart
from documents.charts import as_table, to_svg
from documents.document import Block, Brand, Paragraph, Prose, Quotation, Section, Table
from documents.html.pieces import Address, pieces_to_html
from documents.html.prose import prose_to_html
from documents.html.tables import table_to_html

Drawn = tuple[str, str]
"""A chart as SVG, for wide and for narrow pages."""
Draw = Callable[[Chart, str], Drawn]
"""From a chart and the partnership's colour to its drawings."""


def drawn(chart: Chart, colour: str) -> Drawn:
    return to_svg(chart, colour), to_svg(chart, colour, is_narrow=True)


def to_html(section: Section, address: Address, colour: str = Brand.colour, *, draw: Draw = drawn) -> SafeString:
    """`colour` is the partnership's, for charts; `draw` finds or makes their drawings."""
    blocks = (_block(block, address, lambda chart: draw(chart, colour)) for block in section.blocks)
    return mark_safe("".join(blocks))  # noqa: S308 - escaped piece by piece


def _block(block: Block, address: Address, draw: Callable[[Chart], Drawn]) -> str:
    match block:
        case Paragraph():
            return f"<p>{pieces_to_html(block.pieces, address)}</p>"
        case Table():
            return table_to_html(block, address)
        case Prose():
            return prose_to_html(block, address)
        case Quotation():
            return _quotation(block)
        case Chart():
            return _chart(block, address, draw(block))


def _quotation(quotation: Quotation) -> str:
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in quotation.paragraphs)
    who = ", ".join(escape(each) for each in (quotation.who, quotation.source) if each)
    caption = f"<figcaption>{who}</figcaption>" if who else ""
    return f'<figure class="quotation"><blockquote>{paragraphs}</blockquote>{caption}</figure>'


def _chart(chart: Chart, address: Address, svg: Drawn) -> str:
    """Both drawings, of which the page shows the one that fits; the figures are a click away, each with its rows."""
    note = f'<p class="table-note">{escape(chart.note)}</p>' if chart.note else ""
    wide, narrow = svg
    table = table_to_html(replace(as_table(chart), note=""), address)
    return (
        f'<figure class="chart"><figcaption>{escape(chart.title)}</figcaption>'
        f'<div class="drawing">{wide}</div>'
        f'<div class="drawing narrow">{narrow}</div>{note}'
        f"<details><summary>The numbers as a table</summary>{table}</details></figure>"
    )
