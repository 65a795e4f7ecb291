"""The first sheet of the workbook: what report it is, and where everything in it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from documents.document import Document
from documents.excel.book import SOFT, WARNING, Book, inside
from documents.spreadsheets import cell_text, write_cell


@dataclass(frozen=True)
class Entry:
    """`label` is what Word and the PDF call it too, such as `Table 3`."""

    label: str
    title: str
    section: str
    sheet: Worksheet


def write_contents(book: Book, sheet: Worksheet, report: Document, entries: Iterable[Entry]) -> None:
    for number, width in enumerate((22, 70, 40)):
        sheet.set_column(number, number, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 28)
    sheet.set_row(1, 20)
    write_cell(sheet, 0, 0, report.title, book.look(bold=True, font_size=18, font_color=book.colour))
    write_cell(sheet, 1, 0, report.sender, book.look(font_size=12))
    line = 2
    if report.notice:
        write_cell(sheet, line, 0, report.notice, book.look(bold=True, font_color=WARNING))
        line += 1
    for what, which in report.facts:
        line += 1
        write_cell(sheet, line, 0, what, book.look(bold=True))
        write_cell(sheet, line, 1, which, book.look())
    line += 2
    for number, text in enumerate(("Sheet", "What it holds", "Section")):
        write_cell(sheet, line, number, text, book.heading_look())
    for entry in entries:
        line += 1
        write_cell(sheet, line, 0, entry.label, book.look())
        look = book.look(font_color=book.colour, underline=1, text_wrap=True)
        sheet.write_url(line, 1, inside(entry.sheet), look, cell_text(entry.title) or entry.sheet.get_name())
        write_cell(sheet, line, 2, entry.section, book.look(text_wrap=True))
    line += 1
    for source in report.sources:
        line += 1
        write_cell(sheet, line, 0, source, book.look(font_color=SOFT))
