"""The report as PDF: title page, contents, running heads, and every section with its tables and charts.

Tagged and titled as a letter is, and its words travel the same way: see `documents/pdf.py`.
"""

import string
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from documents.chart import Chart
from documents.charts import to_svg
from documents.colours import legible
from documents.display import NOTHING
from documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Indented,
    Names,
    Paragraph,
    Piece,
    Printed,
    Prose,
    ProseBlock,
    Quotation,
    Run,
    Section,
    Sentences,
    Table,
    Words,
)
from documents.pdf import set_in
from documents.png import SIGNATURE

TEMPLATE = Path(__file__).with_name("report.typ")
HOLD_EVERYWHERE = ("http://", "https://", "mailto:")
LONGEST_ADDRESS = 2_000
FITS_A_PAGE = 1_200
"""Characters: a table's line is kept on one page unless a cell of it has more; a short table, if all of it has not."""
SHORT = 10
"""Lines of a table."""
INDENT = "\u2003"  # as wide as the template sets in what stands under another line
CANDIDATES = 3
"""How many of the longest texts of a column are measured: the one with most letters is not always the widest."""


def to_pdf(report: Document) -> bytes:
    """Raises `ValueError` where the logo is no PNG. An address that holds within the portal alone is no link here."""
    import typst  # here: 7 MB of every process that sets no page

    logo = report.brand.logo
    if logo and not logo.startswith(SIGNATURE):
        raise ValueError("The logo is no PNG.")
    said = _Said(legible(report.brand.colour))
    words = said.document(report)
    try:
        return set_in(TEMPLATE, "report", words, addresses=said.addresses, charts=said.charts, logo=list(logo))
    except typst.TypstError as error:
        if logo and "decode image" in error.message:
            raise ValueError(f"The logo is no PNG that can be read: {error.message}.") from error
        raise


class _Said:
    """A document as the template takes it, and aside from its words the addresses and charts that they lead to."""

    def __init__(self, colour: str) -> None:
        self.colour = colour
        self.addresses: list[str] = []
        self.charts: list[str] = []
        self._level = 1

    def document(self, report: Document) -> dict[str, Any]:
        return {
            "title": _or(report.title, NOTHING),
            "logo": f"Logo of {report.sender}" if report.sender else "Logo",
            "sender": report.sender,
            "facts": report.facts,
            "sources": report.sources,
            "notice": report.notice,
            "colour": self.colour,
            "sections": [self._section(section) for section in report.sections],
        }

    def _section(self, section: Section) -> dict[str, Any]:
        self._level = 1
        return {"title": _or(section.title, NOTHING), "blocks": [self._block(block) for block in section.blocks]}

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Table():
                return _table(block)
            case Paragraph():
                return {"kind": "paragraph", "text": _text(block.pieces)}
            case Prose():
                return {"kind": "prose", "blocks": self._prose(block.blocks)}
            case Quotation():
                by = ", ".join(filter(None, (block.who, block.source)))
                return {"kind": "quotation", "paragraphs": block.paragraphs, "by": by}
            case Chart():
                return self._chart(block)

    def _chart(self, chart: Chart) -> dict[str, Any]:
        self.charts.append(to_svg(chart, self.colour))
        return {
            "kind": "chart",
            "number": len(self.charts) - 1,
            "title": chart.title,
            "summary": _or(chart.summary, chart.title or NOTHING),
            "note": chart.note,
        }

    def _prose(self, blocks: Iterable[ProseBlock]) -> list[dict[str, Any]]:
        return [self._prose_block(block) for block in blocks if not _is_empty_heading(block)]

    def _prose_block(self, block: ProseBlock) -> dict[str, Any]:
        match block:
            case Sentences(level=0):
                return {"kind": "sentences", "runs": self._runs(block.runs)}
            case Sentences():
                return {"kind": "heading", "level": self._below(block.level), "runs": self._runs(block.runs)}
            case Bullets():
                items = [self._prose(item) for item in block.items]
                return {"kind": "bullets", "items": items, "is_numbered": block.is_numbered, "start": block.start}
            case Indented():
                return {"kind": "indented", "blocks": self._prose(block.blocks)}

    def _below(self, level: int) -> int:
        """The level in the PDF, in which sections have 1; PDF/UA-1 allows none to be skipped on the way down."""
        self._level = min(level - 1, self._level + 1)
        return self._level

    def _runs(self, runs: Iterable[Run]) -> list[dict[str, Any]]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> dict[str, Any]:
        plain = {"text": run.text, "strong": False, "emphasis": False, "address": None}
        if isinstance(run, Words):
            plain |= {"strong": run.is_strong, "emphasis": run.is_emphasised, "address": self._address(run.url)}
        return plain

    def _address(self, url: str) -> int | None:
        """Its place among the addresses; none for one that is no address outside the portal."""
        written = quote(url, safe=string.punctuation, errors="ignore")
        if not written.lower().startswith(HOLD_EVERYWHERE) or len(written) > LONGEST_ADDRESS:
            return None
        self.addresses.append(written)
        return len(self.addresses) - 1


def _is_empty_heading(block: ProseBlock) -> bool:
    return isinstance(block, Sentences) and block.level > 0 and not _or("".join(run.text for run in block.runs), "")


def _or(text: str, instead: str) -> str:
    """PDF/UA-1 takes no heading and no text alternative in which nothing can be read."""
    return text if any(letter.isprintable() and not letter.isspace() for letter in text) else instead


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text if isinstance(piece, Printed | Names) else piece for piece in pieces)


def _table(table: Table) -> dict[str, Any]:
    lines = [
        {
            "heading": line.heading,
            "cells": [_cell(cell) for cell in line.cells],
            "is_total": line.is_total,
            "is_under": line.is_under,
            "goes_on": line.goes_on,
        }
        for line in table.lines
    ]
    lengths = [[len("".join(cell)) for cell in line["cells"]] for line in lines]
    for line, of_cells in zip(lines, lengths, strict=True):
        line["is_whole"] = max(of_cells, default=0) <= FITS_A_PAGE
    return {
        "kind": "table",
        "caption": table.caption,
        "note": table.note,
        "empty": table.empty,
        "corner": table.corner,
        "groups": _groups(table),
        "columns": _columns(table, lines),
        "lines": lines,
        "is_short": len(lines) <= SHORT and sum(map(sum, lengths)) <= FITS_A_PAGE,
    }


def _cell(cell: Cell) -> list[str]:
    return [_text(pieces) for pieces in cell.lines]


def _groups(table: Table) -> list[dict[str, Any]]:
    """What stands above the headings: neighbours of one group together; none at all where no heading has one."""
    if not any(heading.group for heading in table.headings):
        return []
    together = groupby(table.headings, key=lambda heading: heading.group)
    return [{"text": group, "headings": [heading.text for heading in headings]} for group, headings in together]


def _columns(table: Table, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The row headings', then the others: each with the longest of what stands in it, for its width."""
    first = [table.corner, *(INDENT * line["is_under"] + line["heading"] for line in lines)]
    others = [
        [heading.text, *(text for line in lines for text in line["cells"][place])]
        for place, heading in enumerate(table.headings)
    ]
    return [
        {"text": table.corner, "is_number": False, "is_wide": False, **_longest(first, table.corner)},
        *(
            {"text": heading.text, "is_number": heading.is_number, "is_wide": heading.is_wide}
            | _longest(texts, heading.text)
            for heading, texts in zip(table.headings, others, strict=True)
        ),
    ]


def _longest(texts: list[str], heading: str) -> dict[str, list[str]]:
    """`words` are not to be broken, `whole` is what would best stand on one line. A heading may take two."""
    words = {word for text in texts for word in text.split()} | {_longer_half(heading)}
    return {
        "words": sorted(words, key=_length, reverse=True)[:CANDIDATES],
        "whole": sorted(set(texts) - {heading}, key=_length, reverse=True)[:CANDIDATES],
    }


def _longer_half(heading: str) -> str:
    """The longer of the two lines on which it stands best."""
    words = heading.split()
    halves = ((" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words) + 1))
    return min((max(each, key=len) for each in halves), key=len, default="")


def _length(text: str) -> tuple[int, str]:
    return len(text), text
