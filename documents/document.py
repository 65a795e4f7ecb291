"""The parts of a report, as values. Every format is made from these, so that all say the same."""

from dataclasses import dataclass

from documents.display import NOTHING
from documents.figure import Figure


@dataclass(frozen=True)
class Printed:
    """A figure where it is printed. `share`: n of N and the percentage, instead of the value alone.

    `after` are words that belong to the number, such as `delegates`.
    """

    figure: Figure
    share: bool = False
    after: str = ""

    @property
    def percentage(self) -> str:
        return NOTHING if self.figure.percent is None else f"{self.figure.percent}%"


@dataclass(frozen=True)
class Listed:
    """A name in a running list, and where it leads."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Names:
    """Names in a running list: the first of them, and how many more stand behind the figure."""

    names: tuple[Listed, ...]
    figure: Figure
    more: int = 0


Piece = str | Printed | Names


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table: words, figures and names in reading order.

    `lines` stand one below another.
    """

    lines: tuple[tuple[Piece, ...], ...] = ()

    @classmethod
    def of(cls, *pieces: Piece) -> "Cell":
        return cls((pieces,) if pieces else ())


@dataclass(frozen=True)
class Heading:
    """A column's heading. `group` is what stands above it and its neighbours of the same group."""

    text: str
    group: str = ""
    is_number: bool = False
    is_wide: bool = False


@dataclass(frozen=True)
class Line:
    """A row of a table: its heading, then its cells.

    `is_total` sets it apart; one that `goes_on` is followed by one `is_under` it.
    """

    heading: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    is_under: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class Table:
    """`corner` heads the column of row headings; `note` stands below."""

    caption: str
    corner: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    note: str = ""
    empty: str = "Nothing on record."


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Section:
    anchor: str
    title: str
    blocks: tuple[Table | Paragraph, ...] = ()


@dataclass(frozen=True)
class Document:
    title: str
    sections: tuple[Section, ...]
