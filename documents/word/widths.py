"""How wide the columns of a table are: a page is narrow, and Word leaves it to who writes the file."""

from collections.abc import Iterator

from documents.document import Cell, Table

LETTER = 100
"""The width of one, on average, in twentieths of a point; the edges of a cell are 160."""
EDGES = 170
INDENT = 200
"""Row headings are bold, or set in."""
SHORTEST, SHORT = 4, 24
LONGEST, LONGEST_WIDE = 60, 160
"""Letters that a column asks room for, of its longest text: the more, the less is left to its neighbours."""


def column_widths(table: Table, room: int) -> list[int]:
    """That of the row headings first. Each holds its longest word, and as much of its longest text as there is room;
    a share, such as `67 of 71 (94%)`, takes two lines at most.

    Where room is left, wide columns take it, or else all, the row headings twice as much. Where there is none for all
    words, each column gives up its part.
    """
    texts = [list(column) for column in _columns(table)]
    least = [_width(max(map(_least, column), default=0)) for column in texts]
    wanted = [_width(max(map(len, column), default=0), most) for column, most in zip(texts, _most(table), strict=True)]
    least[0], wanted[0] = least[0] + INDENT, wanted[0] + INDENT
    if sum(least) > room:
        return [width * room // sum(least) for width in least]
    more = [most - width for most, width in zip(wanted, least, strict=True)]
    spare = room - sum(least)
    if sum(more) > spare:
        return [width + spare * each // sum(more) for width, each in zip(least, more, strict=True)]
    parts = [0, *(int(heading.is_wide) for heading in table.headings)]
    if not any(parts):
        parts = [2, *(1 for _ in table.headings)]
    left = (room - sum(wanted)) // sum(parts)
    return [width + left * part for width, part in zip(wanted, parts, strict=True)]


def _columns(table: Table) -> Iterator[Iterator[str]]:
    """The texts of each column, each a line of its own."""
    yield iter([table.corner, *(line.heading for line in table.lines)])
    for number, heading in enumerate(table.headings):
        yield iter([heading.text, *(text for line in table.lines for text in _texts(line.cells[number]))])


def _texts(cell: Cell) -> Iterator[str]:
    for pieces in cell.lines:
        yield "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def _least(text: str) -> int:
    words = text.split()
    halves = (len(text) + 2) // 2 if len(text) <= SHORT else 0
    return max([halves, *map(len, words)])


def _most(table: Table) -> list[int]:
    return [LONGEST, *(LONGEST_WIDE if heading.is_wide else LONGEST for heading in table.headings)]


def _width(letters: int, most: int = LONGEST) -> int:
    return LETTER * min(max(letters, SHORTEST), most) + EDGES
