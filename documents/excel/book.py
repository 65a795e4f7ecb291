"""The workbook that a report is written into: its sheets by name, and how cells look."""

import datetime
from collections.abc import Iterable
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.colours import legible, tint
from documents.display import Kind
from documents.document import Document
from documents.letters import fit_for_xml
from documents.spreadsheets import FORMATS, cell_text, sheet_title, write_cell

EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""When the workbook says that it was made: no clock is in it, and the same report makes the same bytes."""
NOT_A_SHEET = "history"  # Excel keeps it to itself
SOFT = "#5A6674"
RULE = "#D9DDD8"
WARNING = "#9B1C1C"
MOST_IN_A_FOOTER = 100
MOST_AFTER = 60
MOST_FORMATS = 50
LINE_HEIGHT = 15
HIGHEST = 409  # Excel makes no row higher


class Book:
    def __init__(self, out: BinaryIO, report: Document) -> None:
        texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._workbook = Workbook(out, {"in_memory": True, **texts})
        self._workbook.set_properties(
            {"title": cell_text(report.title), "author": cell_text(report.sender), "created": EARLIEST}
        )
        self._names = {NOT_A_SHEET}
        self._looks: dict[frozenset[tuple[str, Any]], Format] = {}
        self._words_after: set[str] = set()
        self._report = report
        self.colour = legible(report.brand.colour)

    def close(self) -> None:
        self._workbook.close()

    def sheet(self, title: str) -> Worksheet:
        """A new one, named after its title and unlike every other."""
        sheet = self._workbook.add_worksheet(self._name(title))
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        title, notice = _in_a_margin(self._report.title), _in_a_margin(self._report.notice)
        sheet.set_footer(f"{title and f'&L{title}'}&RPage &P of &N")
        if notice:
            sheet.set_header(f"&C{notice}")
        return sheet

    def _name(self, title: str) -> str:
        name, number = sheet_title(title), 1
        while name.lower() in self._names:
            number += 1
            end = f" ({number})"
            name = f"{_shortened(sheet_title(title), len(end))}{end}"
        self._names.add(name.lower())
        return name

    def look(self, **properties: Any) -> Format:
        """The same object for the same properties: Excel takes only so many."""
        key = frozenset(properties.items())
        if key not in self._looks:
            self._looks[key] = self._workbook.add_format({"valign": "top", **properties})
        return self._looks[key]

    def heading_look(self, **properties: Any) -> Format:
        head = {"bold": True, "font_color": self.colour, "bg_color": tint(self.colour, 0.1), "valign": "bottom"}
        return self.look(**head, bottom=1, bottom_color=self.colour, text_wrap=True, **properties)

    def number_look(self, kind: Kind, after: str = "", **properties: Any) -> Format:
        """`after` are words that a number has behind it, and stays a number with."""
        words = '"{}"'.format(fit_for_xml(after).replace('"', '"\\""')) if after else ""
        self._words_after.add(after)
        sections = FORMATS[kind].split(";")
        return self.look(num_format=";".join(section + words for section in sections), align="right", **properties)

    def takes_after(self, words: str) -> bool:
        """Whether a number can have them behind it: Excel has bounds to a format, and to how many there are."""
        return len(words) <= MOST_AFTER and (words in self._words_after or len(self._words_after) < MOST_FORMATS)

    def chart(self, kind: dict[str, str]) -> Any:
        return self._workbook.add_chart(kind)

    def open_with(self, sheet: Worksheet, title: str, contents: Worksheet) -> int:
        """What a sheet of the report begins with. The line where the rest begins."""
        sheet.hide_gridlines(2)
        sheet.set_row(0, 22)
        write_cell(sheet, 0, 0, title, self.look(bold=True, font_size=14, font_color=self.colour))
        sheet.write_url(1, 0, inside(contents), self.look(font_color=self.colour, underline=1), "Contents")
        if self._report.notice:
            write_cell(sheet, 2, 0, self._report.notice, self.look(bold=True, font_color=WARNING))
        return 4

    def note(self, sheet: Worksheet, line: int, across: int, text: str, letters: int) -> None:
        """Below a table, over so many columns that `letters` fit in a line."""
        look = self.look(font_color=SOFT, text_wrap=True)
        if across > 1:
            sheet.merge_range(line, 0, line, across - 1, "", look)
        make_room(sheet, line, [(text, letters)])
        write_cell(sheet, line, 0, text, look)


def make_room(sheet: Worksheet, line: int, texts: Iterable[tuple[str, int]]) -> None:
    """So high that each text stands in a column of so many letters: neither program does it for every file."""
    lines = (sum(max(1, -(-len(part) // letters)) for part in text.split("\n")) for text, letters in texts)
    if (most := max(lines, default=1)) > 1:
        sheet.set_row(line, min(LINE_HEIGHT * most, HIGHEST))


def inside(sheet: Worksheet, line: int = 0) -> str:
    """The address of a place in the workbook."""
    name = sheet.get_name().replace("'", "''")
    return f"internal:'{name}'!A{line + 1}"


def _in_a_margin(text: str) -> str:
    """On one line, and short; a single ampersand stands for something there."""
    return " ".join(fit_for_xml(text).split())[:MOST_IN_A_FOOTER].replace("&", "&&")


def _shortened(name: str, room: int) -> str:
    while len(name.encode("utf-16-le")) // 2 > 31 - room:
        name = name[:-1]
    return name.rstrip(" '")
