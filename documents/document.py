"""The parts of a report, as values. Every format is made from these, so that all say the same."""

from dataclasses import dataclass

from documents.chart import Chart
from documents.display import NOTHING, counted
from documents.figure import Figure


@dataclass(frozen=True)
class Printed:
    """A figure where it is printed. `share`: n of N and the percentage, instead of the value alone.

    `after` are words that belong to the number, such as `delegates`. One that `is_percentage` is the percentage alone.
    """

    figure: Figure
    share: bool = False
    after: str = ""
    is_percentage: bool = False

    @property
    def text(self) -> str:
        """As words alone say it: `66`, `66 of 71 (93%)`, `93%`."""
        if self.is_percentage:
            return f"{self.percentage}{self.after}"
        share = f" of {self.figure.of:,} ({self.percentage})" if self.share and self.figure.value is not None else ""
        return f"{self.figure.text}{share}{self.after}"

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

    @property
    def text(self) -> str:
        listed = ", ".join(name.text for name in self.names)
        return f"{listed} and {counted(self.more, 'more', 'more')}" if self.more else listed


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
class Words:
    """Words within prose. A line break is `"\n"`; `url` is where they lead."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    url: str = ""


Run = Words | Printed | Names


@dataclass(frozen=True)
class Sentences:
    """A paragraph of prose. With a `level` it is a heading within its section: 3 below the section's, or 4."""

    runs: tuple[Run, ...]
    level: int = 0


@dataclass(frozen=True)
class Bullets:
    """A list of prose; what each item holds can be lists again. Numbered from `start` where `is_numbered`."""

    items: tuple[tuple["ProseBlock", ...], ...]
    is_numbered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Indented:
    """What prose quotes: set in from the margin."""

    blocks: tuple["ProseBlock", ...]


ProseBlock = Sentences | Bullets | Indented


@dataclass(frozen=True)
class Prose:
    """What a person wrote, with live figures among its words."""

    blocks: tuple[ProseBlock, ...]


@dataclass(frozen=True)
class Quotation:
    """What somebody said, in paragraphs; `who` in the words that they agreed to, such as `Primary headteacher`."""

    paragraphs: tuple[str, ...]
    who: str = ""
    source: str = ""


Block = Table | Paragraph | Prose | Quotation | Chart


@dataclass(frozen=True)
class Section:
    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Brand:
    """How a partnership's papers look: its colour as `#14304f`, and its logo, a PNG."""

    colour: str = "#14304f"
    logo: bytes = b""


@dataclass(frozen=True)
class Document:
    """`sender` is the partnership, `facts` (what, which) stand below the title, `sources` at the very end.

    `notice` stands on every page: that it is a draft, say.
    """

    title: str
    sections: tuple[Section, ...]
    sender: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    notice: str = ""
    brand: Brand = Brand()
