"""Official files opened: which one it is, of what day, and its facts one after another.

A zip or a workbook may hold other things beside; the one table whose headings are recognised is read.
"""

import datetime
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from official.facts import Establishment, InspectedSchool, Link
from official.reading import containers, gias, links, names, ofsted, rows
from official.reading.gias_headings import ESTABLISHMENTS, LINKS
from official.reading.grids import Grid
from official.reading.headings import ColumnMissing, Table, recognised
from official.reading.ofsted_headings import INSPECTIONS_IN_YEAR, LATEST_INSPECTIONS
from official.reading.problems import Problems
from schools.models import OfficialKind
from spreadsheets import archives
from spreadsheets.refusals import FileRefused

T = TypeVar("T")

KINDS = (ESTABLISHMENTS, LINKS, INSPECTIONS_IN_YEAR, LATEST_INSPECTIONS)
NOT_RECOGNISED = (
    "No official file is recognised in it. The portal looks for a row of headings among the first 20, with URN and the "
    "columns of GIAS’s extract (EstablishmentName, TypeOfEstablishment …), of GIAS’s links (LinkURN, LinkType) "
    "or of Ofsted’s inspections (School name, Inspection start date …)."
)


@dataclass
class Source:
    """An official file that is open. `as_at` is what its name says, if it does.

    `digest` is of the table's own file, so that one has the same inside a zip. `problems` (the first thousand; in all
    `problem_count`), and `rows_read` are known once the facts have been read to the end; reading them may
    raise `FileRefused` too, before the first of them.
    """

    name: str
    kind: OfficialKind
    layout: str
    as_at: datetime.date | None
    digest: str
    rows_read: int = 0
    problems: Problems = field(default_factory=Problems)
    _grid: Any = field(repr=False, default=None)
    _table: Any = field(repr=False, default=None)

    @property
    def problem_count(self) -> int:
        return self.problems.count

    def establishments(self) -> Iterator[Establishment]:
        return self._facts(OfficialKind.GIAS, gias.establishment)

    def links(self) -> Iterator[Link]:
        return self._facts(OfficialKind.GIAS_LINKS, links.link)

    def schools(self) -> Iterator[InspectedSchool]:
        """A school once, or in a file of the inspections in a year once for each of them."""
        is_of_one = self._table.kind is INSPECTIONS_IN_YEAR
        return self._facts(OfficialKind.OFSTED, lambda row: ofsted.school(row, is_of_one_inspection=is_of_one))

    def _facts(self, kind: OfficialKind, read: Callable[[rows.Row], T]) -> Iterator[T]:
        if kind != self.kind:
            raise TypeError(f"{self.layout} has none of these facts.")
        self.rows_read, self.problems = 0, Problems(self._table.problems)
        for row in rows.each(self._grid, self._table, self.problems):
            try:
                fact = read(row)
            except rows.LeftOut:
                continue
            self.rows_read += 1
            yield fact


@contextmanager
def opened(path: Path, name: str) -> Iterator[Source]:
    """The official file at `path`, of which `name` is the name that it came with. Raises `FileRefused`."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = _chosen(_found(containers.held(path, name, folder), stack))
        with archives.refusing_damage(), found.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        as_at = names.as_at(found.name) or names.as_at(name)
        kind, layout = found.table.kind.kind, found.table.layout
        yield Source(found.name, kind, layout, as_at, digest, _grid=found.grid, _table=found.table)


@dataclass(frozen=True)
class Found:
    """A table with the headings of an official file, in the file at `path`."""

    path: Path
    name: str
    grid: Grid
    table: Table


def _found(files: list[tuple[Path, str]], stack: ExitStack) -> list[Found]:
    """The tables recognised in any of `files`. Beside one of them, nothing that cannot be read matters."""
    found: list[Found] = []
    refused: list[FileRefused] = []
    for path, name in files:
        try:
            for grid in stack.enter_context(containers.grids(path, name)):
                if table := _recognised(grid, refused):
                    found.append(Found(path, name, grid, table))
        except FileRefused as error:
            refused.append(error)
    if found:
        return found
    lacking = [error for error in refused if isinstance(error, ColumnMissing)]
    raise next(iter(lacking or refused)) if lacking or len(files) == len(refused) == 1 else FileRefused(NOT_RECOGNISED)


def _recognised(grid: Grid, refused: list[FileRefused]) -> Table | None:
    try:
        return recognised(grid.beginning(), KINDS)
    except ColumnMissing as error:
        refused.append(error)
        return None


def _chosen(found: list[Found]) -> Found:
    """The one table to read. A workbook's sheet of the inspections in a year gives way to that of the latest."""
    firm = [one for one in found if not one.table.kind.gives_way]
    if len(firm) == 1 and all(one.path == firm[0].path for one in found):
        if len(found) == 1:
            return firm[0]
        layout = f"{firm[0].table.layout}; in-year sheet not read"
        return replace(firm[0], table=replace(firm[0].table, layout=layout))
    if len(found) > 1:
        several = ", ".join(dict.fromkeys(one.grid.name for one in found))
        raise FileRefused(f"Several official files are in it: {several}. Choose one of them, and then the others.")
    return found[0]
