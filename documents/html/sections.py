"""A section as HTML, block by block; its heading is the page's."""

from dataclasses import replace

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.chart import Chart
from documents.charts import as_table, to_svg
from documents.document import Block, Brand, Paragraph, Prose, Quotation, Section, Table
from documents.html.pieces import Address, pieces_to_html
from documents.html.prose import prose_to_html
from documents.html.tables import table_to_html


def to_html(section: Section, address: Address, colour: str = Brand.colour) -> SafeString:
    """`colour` is the partnership's, for charts."""
    return mark_safe("".join(_block(block, address, colour) for block in section.blocks))  # noqa: S308 - escaped piece by piece


def _block(block: Block, address: Address, colour: str) -> str:
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
            return _chart(block, address, colour)


def _quotation(quotation: Quotation) -> str:
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in quotation.paragraphs)
    who = ", ".join(escape(each) for each in (quotation.who, quotation.source) if each)
    caption = f"<figcaption>{who}</figcaption>" if who else ""
    return f'<figure class="quotation"><blockquote>{paragraphs}</blockquote>{caption}</figure>'


def _chart(chart: Chart, address: Address, colour: str) -> str:
    """Drawn twice, and the page shows the one that fits; the figures are a click away: there each leads to its rows."""
    note = f'<p class="table-note">{escape(chart.note)}</p>' if chart.note else ""
    table = table_to_html(replace(as_table(chart), note=""), address)
    return (
        f'<figure class="chart"><figcaption>{escape(chart.title)}</figcaption>'
        f'<div class="drawing">{to_svg(chart, colour)}</div>'
        f'<div class="drawing narrow">{to_svg(chart, colour, is_narrow=True)}</div>{note}'
        f"<details><summary>The numbers as a table</summary>{table}</details></figure>"
    )
