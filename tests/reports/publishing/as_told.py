"""What an edition's JSON says, read without the portal's own classes: what every other format has to print.

Words, numbers and layout are worked out here a second time, so that a fault of the portal's is not repeated.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

DASH = "\u2013"
MONEY, INTEGER, PERCENT = "£#,##0.00;[Red]-£#,##0.00", "#,##0", 'General"%"'


def plain(text: str) -> str:
    """With single spaces, whichever kind they were."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Number:
    """A figure where it is printed. `exact` is its value as text."""

    key: str
    unit: str
    exact: str | None
    of: int | None
    percent: int | None
    after: str
    has_share: bool
    is_percentage: bool

    @property
    def percentage(self) -> str:
        return DASH if self.percent is None else f"{self.percent}%"

    @property
    def number(self) -> str:
        if self.exact is None:
            return DASH
        value = Decimal(self.exact)
        match self.unit:
            case "pound":
                return f"{'-' if value < 0 else ''}£{abs(value):,.2f}".removesuffix(".00")
            case "percent":
                return f"{self.exact}%"
            case _:
                return f"{value:,}"

    @property
    def text(self) -> str:
        if self.is_percentage:
            return f"{self.percentage}{self.after}"
        share = f" of {self.of:,} ({self.percentage})" if self.has_share and self.exact is not None else ""
        return f"{self.number}{share}{self.after}"

    @property
    def cells(self) -> list[tuple[Any, str | None]]:
        """Raw values and number formats in Excel, where a share over nothing is blank."""
        if self.is_percentage:
            return [(self.percent, PERCENT)]
        if self.exact is None:
            return [(DASH, "General")]
        shown = {"pound": MONEY, "percent": PERCENT}.get(self.unit, INTEGER)
        after = f'"{self.after}"' if self.after else ""
        first: tuple[Any, str | None] = (float(self.exact), ";".join(part + after for part in shown.split(";")))
        share = (None, None) if self.percent is None else (self.percent, PERCENT)
        return [first, (self.of, INTEGER), share] if self.has_share else [first]


@dataclass(frozen=True)
class Cell:
    lines: tuple[tuple[str | Number, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join(plain("".join(map(_words, line))) for line in self.lines)

    @property
    def only(self) -> Number | None:
        return self.lines[0][0] if len(self.lines) == 1 and self._holds_a_number_alone else None

    @property
    def _holds_a_number_alone(self) -> bool:
        return len(self.lines[0]) == 1 and isinstance(self.lines[0][0], Number)

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Key and exact value of each figure in it that is known."""
        return [
            (one.key, one.exact)
            for line in self.lines
            for one in line
            if isinstance(one, Number) and (one.percentage if one.is_percentage else one.number) != DASH
        ]


@dataclass(frozen=True)
class Table:
    """`heads`: for each column its heading, and what stands above that. `lines`: a heading and the cells beside it.

    One without lines says `empty`.
    """

    caption: str
    corner: str
    heads: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]
    note: str
    empty: str = ""
    is_chart: bool = False
    summary: str = ""

    @property
    def grid(self) -> list[list[str]]:
        """Headings, each with what stands above it, then the lines."""
        return [
            [self.corner, *(plain(f"{group} {text}") for text, group in self.heads)],
            *([heading, *(cell.text for cell in cells)] for heading, cells in self.lines),
        ]


def _words(piece: str | Number) -> str:
    return piece if isinstance(piece, str) else piece.text


class Told:
    def __init__(self, text: str) -> None:
        said = json.loads(text)
        self.figures: dict[str, dict[str, Any]] = said["figures"]
        self.document: dict[str, Any] = said["document"]

    @property
    def blocks(self) -> Iterator[dict[str, Any]]:
        return (block for section in self.document["sections"] for block in section.get("blocks", ()))

    @property
    def tables(self) -> list[Table]:
        """Every table, and every chart as one, in order."""
        read = {"Chart": self._chart, "Table": self._table}
        return [read[block["is"]](block) for block in self.blocks if block["is"] in read]

    @property
    def paragraphs(self) -> list[Cell]:
        """Everything said in sentences, in order: prose, what the portal words, and quotes."""
        return [cell for block in self.blocks for cell in self._sentences(block)]

    def _sentences(self, block: dict[str, Any]) -> Iterator[Cell]:
        match block["is"]:
            case "Paragraph":
                yield Cell((self._pieces(block["pieces"]),))
            case "Prose" | "Indented":
                for inner in block["blocks"]:
                    yield from self._sentences(inner)
            case "Sentences":
                yield Cell((self._pieces(block["runs"]),))
            case "Bullets":
                for item in block["items"]:
                    for inner in item:
                        yield from self._sentences(inner)
            case "Quotation":
                yield from (Cell(((text,),)) for text in block["paragraphs"])

    def _table(self, block: dict[str, Any]) -> Table:
        return Table(
            plain(block["caption"]),
            plain(block["corner"]),
            tuple((plain(each["text"]), plain(each.get("group", ""))) for each in block["headings"]),
            tuple((plain(line["heading"]), tuple(map(self._cell, line["cells"]))) for line in block["lines"]),
            plain(block.get("note", "")),
            plain(block.get("empty", "Nothing on record.")),
        )

    def _chart(self, block: dict[str, Any]) -> Table:
        is_shared = block["kind"] == "shares"

        def cell(figure: dict[str, str] | None) -> Cell:
            if figure is None:
                return Cell(())
            has_of = self.figures[figure["key"]].get("of") is not None
            return Cell(((self._number({"figure": figure, "share": is_shared and has_of}),),))

        return Table(
            plain(block["title"]),
            "",
            tuple((plain(series["name"]), "") for series in block["series"]),
            tuple(
                (plain(category), tuple(cell(series["figures"][place]) for series in block["series"]))
                for place, category in enumerate(block["categories"])
            ),
            plain(block.get("note", "")),
            is_chart=True,
            summary=plain(block["summary"]),
        )

    def _cell(self, cell: dict[str, Any]) -> Cell:
        return Cell(tuple(self._pieces(line) for line in cell.get("lines", ())))

    def _pieces(self, pieces: list[Any]) -> tuple[str | Number, ...]:
        return tuple(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Any) -> str | Number:
        if isinstance(piece, str):
            return piece
        match piece["is"]:
            case "Words":
                return piece["text"]
            case "Names":
                listed = ", ".join(name["text"] for name in piece["names"])
                return f"{listed} and {piece['more']:,} more" if piece.get("more") else listed
            case _:
                return self._number(piece)

    def _number(self, printed: dict[str, Any]) -> Number:
        key = printed["figure"]["key"]
        figure = self.figures[key]
        return Number(
            key,
            figure["unit"],
            figure["exact"],
            figure.get("of"),
            figure.get("percent"),
            printed.get("after", ""),
            printed.get("share", False),
            printed.get("is_percentage", False),
        )


def in_excel(table: Table) -> list[list[tuple[Any, str | None]]]:
    """The table as raw values and number formats: a column with shares below it takes three."""
    if not table.lines:
        return [[(table.empty, None)]]
    widths = [
        3 if any((only := cells[place].only) and only.has_share for _, cells in table.lines) else 1
        for place in range(len(table.heads))
    ]

    def spread(texts: list[str]) -> list[tuple[Any, None]]:
        return [
            (text or None, None)
            for text, width in zip(texts, widths, strict=True)
            for text in (text, *[""] * (width - 1))
        ]

    rows: list[list[tuple[Any, str | None]]] = []
    if any(group for _, group in table.heads):
        starts: list[str] = []
        for group, same in groupby(table.heads, key=lambda head: head[1]):
            starts += [group, *[""] * (len(list(same)) - 1)]
        rows.append([("", None), *spread(starts)])
    rows.append([("", None), *spread([text for text, _ in table.heads])])
    if 3 in widths:
        parts = [part for width in widths for part in (("Number", "Of", "%") if width == 3 else (None,))]
        rows.append([("", None), *((part, None) for part in parts)])
    rows[0][0] = (table.corner, None)
    for heading, cells in table.lines:
        row: list[tuple[Any, str | None]] = [(heading, None)]
        for cell, width in zip(cells, widths, strict=True):
            filled = cell.only.cells if cell.only else [(cell.text or None, None)]
            row += [*filled, *[(None, None)] * (width - len(filled))]
        rows.append(row)
    return [[(None if value == "" else value, form) for value, form in row] for row in rows]
