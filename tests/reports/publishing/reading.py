"""A published report in each format, read back as tables and paragraphs by a program that is not the portal's."""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree, html
from openpyxl import Workbook

from tests.documents.reading_pdf import Tag, alternatives_of, tree_of
from tests.reports.publishing.as_told import plain

Grid = list[list[str]]


class Page:
    """The page of an edition."""

    def __init__(self, text: str) -> None:
        self._body = html.fromstring(text).find_class("sections")[0]
        for share in self._body.find_class("share"):  # beside the number, and in brackets where there is no style
            share.text = f" ({share.text.strip()})"

    @property
    def tables(self) -> list[tuple[str, Grid]]:
        return [(plain(table.findtext("caption")), self._grid(table)) for table in self._body.iter("table")]

    @property
    def numbers(self) -> list[list[list[list[tuple[str, str]]]]]:
        """For each cell of each line of each table, which figures stand there, by key, and with which value."""
        return [
            [
                [[(link.get("data-figure"), link.get("data-value")) for link in _figures(cell)] for cell in row]
                for row in (line.findall("td") for line in table.find("tbody"))
            ]
            for table in self._body.iter("table")
        ]

    @property
    def notes(self) -> list[str]:
        return [plain(note.text_content()) for note in self._body.find_class("table-note")]

    @property
    def paragraphs(self) -> list[str]:
        """Everything outside tables and charts."""
        tags = ("p", "li", "h3", "h4")
        return [plain(each.text_content()) for each in self._body.iter(*tags) if not _is_within(each, "table", "tr")]

    def _grid(self, table: html.HtmlElement) -> Grid:
        above, *below = [self._spread(row) for row in table.find("thead")]
        names = (
            [plain(f"{group} {name}") for group, name in zip(above[1:], *below, strict=True)] if below else above[1:]
        )
        lines = [[self._text(cell) for cell in line] for line in table.find("tbody")]
        return [[above[0], *names], *lines]

    def _spread(self, row: html.HtmlElement) -> list[str]:
        return [plain(cell.text_content()) for cell in row for _ in range(int(cell.get("colspan", 1)))]

    def _text(self, cell: html.HtmlElement) -> str:
        return "\n".join(plain(line.text_content()) for line in cell.findall("p") or [cell])


def _figures(cell: html.HtmlElement) -> list[html.HtmlElement]:
    return [link for link in cell.iter("a") if link.get("data-figure")]


def _is_within(element: html.HtmlElement, *tags: str) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


class Letter:
    """The Word document."""

    def __init__(self, content: bytes) -> None:
        self._body = docx.Document(io.BytesIO(content)).element.body

    @property
    def tables(self) -> list[tuple[str, Grid]]:
        """Each with the caption above it."""
        return [(self._caption(table), self._grid(table)) for table in self._body.findall(qn("w:tbl"))]

    @property
    def captions(self) -> list[str]:
        return [words for style, words in self.styled if style == "Caption"]

    @property
    def paragraphs(self) -> list[str]:
        """Everything outside tables."""
        return [words for _, words in self.styled]

    @property
    def styled(self) -> list[tuple[str, str]]:
        return [(_style(each), plain(_words(each))) for each in self._body.iter(qn("w:p")) if not _is_in_table(each)]

    @property
    def alternatives(self) -> list[str]:
        """Of its pictures."""
        return [plain(each.get("descr")) for each in self._body.iter(qn("wp:docPr"))]

    def _caption(self, table: etree._Element) -> str:
        number, _, words = plain(_words(table.getprevious())).partition(": ")
        assert number.startswith("Table ")
        return words

    def _grid(self, table: etree._Element) -> Grid:
        rows = table.findall(qn("w:tr"))
        heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        above, *below = [list(_spread(row)) for row in heads]
        names = (
            [plain(f"{group} {name}") for group, name in zip(above[1:], *(each[1:] for each in below), strict=True)]
            if below
            else above[1:]
        )
        lines = [[_cell(cell) for cell in row.findall(qn("w:tc"))] for row in rows[len(heads) :]]
        return [[above[0], *names], *lines]


def _spread(row: etree._Element) -> Iterator[str]:
    for cell in row.findall(qn("w:tc")):
        across = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        yield from [_cell(cell)] * (1 if across is None else int(across.get(qn("w:val"))))


def _cell(cell: etree._Element) -> str:
    return "\n".join(plain(_words(each)) for each in cell.findall(qn("w:p")))


def _words(element: etree._Element) -> str:
    """With line breaks as spaces, and without what fields are made from."""
    return "".join(
        each.text or "" if each.tag == qn("w:t") else " " for each in element.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    )


def _style(paragraph: etree._Element) -> str:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))


def _is_in_table(element: etree._Element) -> bool:
    return next(element.iterancestors(qn("w:tbl")), None) is not None


class Sheets:
    """The workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    @property
    def tables(self) -> list[tuple[str, list[list[tuple[Any, str | None]]]]]:
        """Each sheet of a table or chart: what stands at its top, and its cells below with their number formats."""
        found = []
        for row in self._book["Contents"].iter_rows():
            if str(row[0].value).startswith(("Table ", "Figure ")):
                name = row[1].hyperlink.location.rpartition("!")[0].strip("'").replace("''", "'")
                found.append((plain(row[1].value), self.cells(name)))
        return found

    def cells(self, name: str) -> list[list[tuple[Any, str | None]]]:
        """From the line below the notice's: values, and the formats of numbers."""
        return [[_value(cell) for cell in row] for row in self._book[name].iter_rows(min_row=5)]

    @property
    def contents(self) -> list[str]:
        return [plain(str(row[0].value)) for row in self._book["Contents"].iter_rows() if row[0].value]

    @property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Each line of the sheet of figures by its key."""
        heads, *lines = self._book["Figures"].iter_rows(values_only=True)
        return {line[0]: dict(zip(heads, line, strict=True)) for line in lines}

    @property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows behind each figure, by heading."""
        found: dict[str, list[dict[str, Any]]] = {}
        for name in self._book.sheetnames:
            heads, *lines = self._book[name].iter_rows(values_only=True)
            if name.startswith("Rows"):
                for key, same in groupby(lines, key=lambda line: line[0]):
                    found.setdefault(key, []).extend(dict(zip(heads, line, strict=True)) for line in same)
        return found


def _value(cell: Any) -> tuple[Any, str | None]:
    if isinstance(cell.value, str):
        return "\n".join(plain(line) for line in cell.value.split("\n")), None
    return cell.value, None if cell.value is None else cell.number_format


class Paper:
    """The PDF, by its tags."""

    def __init__(self, content: bytes) -> None:
        self.root = tree_of(content)
        self.alternatives = [plain(each) for each in alternatives_of(content)]

    @property
    def tables(self) -> list[tuple[str, Grid]]:
        """Each with its caption, which stands within it, or before it where the table goes on over pages."""
        found, before = [], ""
        for tag in self.root.every("Caption", "Table"):
            if tag.name == "Caption":
                before = plain(tag.words)
            else:
                own = [plain(each.words) for each in tag.tags if each.name == "Caption"]
                found.append((own[0] if own else before, _grid(tag)))
        return found

    @property
    def paragraphs(self) -> list[str]:
        """Everything outside tables, lists by their items."""
        return [plain(each.words) for each in _outside_tables(self.root) if each.name in ("P", "LBody", "H2", "H3")]


def _outside_tables(tag: Tag) -> Iterator[Tag]:
    for each in tag.tags:
        if each.name != "Table":
            yield each
            yield from _outside_tables(each)


def _grid(table: Tag) -> Grid:
    """Headings that take several columns or lines stand in each of them."""
    taken: dict[tuple[int, int], str] = {}
    for down, row in enumerate(table.only("THead").tags):
        across = 0
        for cell in row.tags:
            while (down, across) in taken:
                across += 1
            for n in range(int(cell.attributes.get("ColSpan", 1))):
                taken[down, across + n] = plain(cell.words)
                for below in range(1, int(cell.attributes.get("RowSpan", 1))):
                    taken[down + below, across + n] = ""
    width = 1 + max(place for _, place in taken)
    heads = [plain(" ".join(taken[down, place] for down in sorted({d for d, _ in taken}))) for place in range(width)]
    body = table.only("TBody").tags
    return [heads, *([_lines(cell.words) for cell in row.tags] for row in body)]


def _lines(words: str) -> str:
    return "\n".join(plain(line) for line in words.split("\n"))
