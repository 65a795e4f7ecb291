"""Which official file a table is, told by its headings: in any order, with columns missing or added, spelt as they may.

A row is the headings' if it has a URN and enough of one kind's columns; 0 to 3 lines of title stand before it in some
files, and more in a workbook's sheet.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from official.facts import Problem
from official.reading import values
from schools.models import OfficialKind
from spreadsheets.refusals import FileRefused

HEADINGS_WITHIN = 20  # rows from the top of a sheet
MAX_WIDTH = 1_000  # columns looked at; the widest official file has 140
Aliases = dict[str, tuple[str, ...]]


def normalised(heading: Any) -> str:
    """A heading without what varies between files: case, spaces, dashes, question marks, "(opens in new window)"."""
    return values.folded(values.folded(heading).replace("?", " ").replace("(opens in new window)", ""))


class ColumnMissing(FileRefused):
    """It is an official file, but one from which somebody has taken a column."""


@dataclass(frozen=True)
class Kind:
    """An official file's columns. `telling`: those of which a file must have some to be of this kind at all.

    `required` are fields without which it cannot be used, each given by its name for people; of fields joined by "|"
    one is enough.
    """

    kind: OfficialKind
    words: str
    aliases: Aliases
    telling: frozenset[str]
    enough: int
    required: dict[str, str]
    layout: Callable[[frozenset[str], int], str]
    fold: Callable[[str], str] = field(default=lambda heading: heading)
    key: tuple[str, ...] = ("urn",)
    gives_way: bool = False  # to a table of another kind in the same workbook


@dataclass(frozen=True)
class Table:
    """Where a sheet has its headings, and which column each field is in (from 0)."""

    kind: Kind
    layout: str
    line: int
    columns: dict[str, int]
    headings: dict[str, str]
    width: int
    problems: tuple[Problem, ...]

    @property
    def reach(self) -> int:
        """How many columns a row must have to hold every field."""
        return max(self.columns.values()) + 1


def recognised(rows: Iterable[tuple[int, Sequence[Any]]], kinds: Iterable[Kind]) -> Table | None:
    """The table whose headings stand in one of `rows`, of the first of `kinds` that they fit.

    Raises `ColumnMissing` where they lack one without which nothing can be read.
    """
    for line, cells in rows:
        names = [normalised(cell) for cell in cells[:MAX_WIDTH]]
        if "urn" not in names:
            continue
        if table := next(filter(None, (_table(kind, line, cells, names) for kind in kinds)), None):
            return table
    return None


def _table(kind: Kind, line: int, cells: Sequence[Any], names: list[str]) -> Table | None:
    folded = [kind.fold(name) for name in names]
    first: dict[str, int] = {}
    for n, name in enumerate(folded):
        first.setdefault(name, n)
    columns = {
        field: first[alias]
        for field, aliases in kind.aliases.items()
        if (alias := next((alias for alias in aliases if alias in first), None))
    }
    if len(kind.telling & columns.keys()) < kind.enough:
        return None
    missing = [name for fields, name in kind.required.items() if not set(fields.split("|")) & columns.keys()]
    if missing:
        raise ColumnMissing(
            f"This looks like {kind.words}, but has no column for {' or '.join(missing)}. "
            "Fetch the file again and leave its columns as they are."
        )
    headings = {field: values.text(cells[n]) for field, n in columns.items()}
    width = max(n for n, name in enumerate(names) if name) + 1
    twice = {n for n, name in enumerate(folded) if first[name] != n} & {*range(width)}
    read = set(columns.values())
    problems = tuple(
        Problem(line, values.text(cells[n]), "", "This heading stands twice. The first of the two columns was read.")
        for n in sorted(twice)
        if first[folded[n]] in read
    )
    layout = kind.layout(frozenset(names), width)
    return Table(kind, layout, line, columns, headings, width, problems)
