"""Notes beside the lines of the report's tables: the portal's, from the records, or a person's in their place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.text import slugify

from documents.document import Block, Cell, Heading, Line, Piece, Section, Table

NOTES = "Notes"
Worded = Callable[[str], tuple[Piece, ...]]
"""From one line of what a person wrote to its pieces, live figures among them."""


@dataclass(frozen=True)
class Place:
    """A line of a table that a note can stand beside. `note` is what the portal itself says there, if anything."""

    key: str
    table: str
    line: str
    note: Cell

    @property
    def words(self) -> str:
        """What the portal itself says there, in words."""
        lines = ("".join(piece if isinstance(piece, str) else piece.text for piece in line) for line in self.note.lines)
        return " ".join(lines)


def places(section: Section) -> Iterator[Place]:
    """Every line of the section's tables, in their order."""
    for stem, table in _tables(section.anchor, section.blocks):
        column = _column(table)
        for key, line in _lines(stem, table):
            yield Place(key, table.caption, line.heading, Cell() if column is None else line.cells[column])


def with_notes(section: Section, notes: Mapping[str, str], worded: Worded) -> Section:
    """The section with `notes` in their places. A table without a column of notes is given one where it has any."""
    blocks = []
    stems = {id(table): stem for stem, table in _tables(section.anchor, section.blocks)}
    for block in section.blocks:
        blocks.append(_noted(stems[id(block)], block, notes, worded) if isinstance(block, Table) else block)
    return replace(section, blocks=tuple(blocks))


def _noted(stem: str, table: Table, notes: Mapping[str, str], worded: Worded) -> Table:
    keys = [key for key, _ in _lines(stem, table)]
    if not any(key in notes for key in keys):
        return table
    column = _column(table)
    lines = []
    for key, line in zip(keys, table.lines, strict=True):
        own = Cell(tuple(worded(part) for part in notes[key].splitlines() if part.strip())) if key in notes else None
        lines.append(replace(line, cells=_cells(line.cells, column, own)))
    headings = table.headings if column is not None else (*table.headings, Heading(NOTES, is_wide=True))
    return replace(table, headings=headings, lines=tuple(lines))


def _cells(cells: tuple[Cell, ...], column: int | None, own: Cell | None) -> tuple[Cell, ...]:
    if column is None:
        return (*cells, own or Cell())
    return cells if own is None else (*cells[:column], own, *cells[column + 1 :])


def _column(table: Table) -> int | None:
    return next((n for n, heading in enumerate(table.headings) if heading.text == NOTES), None)


def _tables(anchor: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, Table]]:
    tables = [block for block in blocks if isinstance(block, Table)]
    return ((f"{anchor}.{number}", table) for number, table in enumerate(tables, 1))


def _lines(stem: str, table: Table) -> Iterator[tuple[str, Line]]:
    """Each line with its key: by its words and not its number, so that a new line takes no other's note."""
    met: dict[str, int] = {}
    for line in table.lines:
        words = slugify(line.heading) or "line"
        met[words] = met.get(words, 0) + 1
        yield f"{stem}.{words}" + (f".{met[words]}" if met[words] > 1 else ""), line
