"""A report as a Word document that its authors can go on editing: every look is a style, every count a field."""

from documents.chart import Chart
from documents.charts import to_png
from documents.document import Block, Document, Paragraph, Prose, Quotation, Section, Table
from documents.word.drawing import CHART
from documents.word.file import WordFile
from documents.word.front import contents, title_page
from documents.word.prose import heading, paragraph, plain, prose, quotation, run
from documents.word.tables import caption, table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of a Word document."""


def to_docx(report: Document) -> bytes:
    """The same bytes each time. `ValueError` where the logo is no picture."""
    file = WordFile(report)
    front = title_page(report, file)
    sections = "".join(_section(section, file, is_first=not place) for place, section in enumerate(report.sections))
    return file.closed(f"{front}{contents(file)}{sections}{_sources(report.sources)}")


def _section(section: Section, file: WordFile, *, is_first: bool) -> str:
    """The first begins a page: before it stand the contents."""
    opening = heading(1, section.title, run(section.title), file, "<w:pageBreakBefore/>" if is_first else "")
    return opening + "".join(_block(block, file) for block in section.blocks)


def _block(block: Block, file: WordFile) -> str:
    match block:
        case Table():
            return table(block, file)
        case Paragraph():
            return plain(block)
        case Prose():
            return prose(block, file)
        case Quotation():
            return quotation(block)
        case Chart():
            return _chart(block, file)


def _chart(chart: Chart, file: WordFile) -> str:
    drawn = file.picture(to_png(chart, colour=file.colour), CHART, title=chart.title, described=chart.summary)
    note = paragraph("TableNote", run(chart.note)) if chart.note else ""
    return f"{caption('Figure', chart.title, file)}{paragraph('Picture', drawn)}{note}"


def _sources(sources: tuple[str, ...]) -> str:
    if not sources:
        return ""
    return paragraph("SourcesHeading", run("Sources")) + "".join(paragraph("Sources", run(each)) for each in sources)
