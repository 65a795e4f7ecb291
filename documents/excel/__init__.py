"""A report as a workbook: its tables and charts with their numbers as numbers, every figure, and the rows behind it."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator

from xlsxwriter.worksheet import Worksheet

from documents.chart import Chart
from documents.document import Document, Section, Table
from documents.excel.book import Book
from documents.excel.charts import write_chart
from documents.excel.contents import Entry, write_contents
from documents.excel.figures import FigureRows, RowSheets, write_figures
from documents.excel.tables import write_table
from documents.stored import figures_of

__all__ = ["FigureRows", "to_xlsx"]


def to_xlsx(report: Document, rows: Iterable[FigureRows] = ()) -> bytes:
    """The same bytes each time. Text is never a formula; prose and quotations are left to the other formats."""
    out = io.BytesIO()
    book = Book(out, report)
    contents = book.sheet("Contents")
    entries = list(_blocks(book, report, contents))
    figures = book.sheet("Figures")
    behind = RowSheets(book)
    places = {each.key: behind.write(each) for each in rows}
    write_figures(book, figures, figures_of(report).values(), places)
    entries.append(Entry("Figures", "Every figure of the report", "", figures))
    entries += [Entry(sheet.get_name(), f"What figures count: {what}", "", sheet) for sheet, what in behind.close()]
    write_contents(book, contents, report, entries)
    book.close()
    return out.getvalue()


def _blocks(book: Book, report: Document, contents: Worksheet) -> Iterator[Entry]:
    """Each table and chart, written on a sheet of its own and numbered as in the other formats."""
    counts: Counter[str] = Counter()
    for section in report.sections:
        for block in _drawn_or_set(section):
            label, title = ("Figure", block.title) if isinstance(block, Chart) else ("Table", block.caption)
            counts[label] += 1
            sheet = book.sheet(title or section.title)
            line = book.open_with(sheet, title, contents)
            if isinstance(block, Chart):
                write_chart(book, sheet, block, line)
            else:
                write_table(book, sheet, block, line)
            yield Entry(f"{label} {counts[label]}", title, section.title, sheet)


def _drawn_or_set(section: Section) -> Iterator[Table | Chart]:
    return (block for block in section.blocks if isinstance(block, Table | Chart))
