"""What has changed since a report was published: each figure as it was and as it would be now, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.history.reading import Change
from documents.display import Kind
from documents.figure import Figure
from documents.stored import figures_of
from reports.book import Book, Found
from reports.composing import names_told
from reports.counted import Counted
from reports.models import Edition, EditionFigure
from reports.publishing.reasons import Reasons
from reports.publishing.rows import KeptRow, rows_of, worded

MOST_ROWS_TOLD = 50


@dataclass(frozen=True)
class RowChange:
    """A row behind a figure that came, went or says something else now. `before` and `now` are its cells in words."""

    name: str
    before: tuple[str, ...]
    now: tuple[str, ...]
    subject: tuple[str, int]

    @property
    def words(self) -> str:
        """What became of it: `came`, `went`, or each of its cells that says something else."""
        if not self.before:
            return "was not counted and is now"
        if not self.now:
            return "was counted and is not any more"
        pairs = zip(self.before, self.now, strict=True)
        return "; ".join(f"{was} before, {now} now" for was, now in pairs if was != now)


@dataclass(frozen=True)
class Changed:
    """A figure that would be printed otherwise today. `now` is `None` where there is no such figure any more.

    `because` are the changes on record since, of the rows that differ.
    """

    published: Figure
    now: Figure | None
    rows: tuple[RowChange, ...]
    more: int = 0
    because: tuple[Change, ...] = ()

    @property
    def is_as_many(self) -> bool:
        """Whether the number is the same, of others."""
        return self.now is not None and (self.now.value, self.now.of) == (self.published.value, self.published.of)

    @property
    def now_text(self) -> str:
        return "no longer a figure" if self.now is None else self.now.text


def changes(edition: Edition, user: Any) -> list[Changed]:
    """In the order of the document, every figure that differs in its value, its share or the names printed of it."""
    printed = figures_of(edition.read())
    counted = Counted(edition.dates)
    today = counted.every
    changed = {key: figure for key, figure in printed.items() if _differs(figure, today.get(key))}
    asked = {*changed, *(key for figure in changed.values() for key in _beside(figure, today.get(figure.key), today))}
    rows = _rows_of(edition, counted.book, asked)
    explaining = {key: _explaining(figure, today.get(key), rows, printed) for key, figure in changed.items()}
    reasons = Reasons(edition, user, explaining)
    return [_changed(figure, today.get(key), rows[key], reasons.of(key)) for key, figure in changed.items()]


def _differs(published: Figure, now: Figure | None) -> bool:
    """Of names it is the same if they stand for the same: one for another is a change, another spelling is none."""
    if now is None or (now.value, now.of) != (published.value, published.of):
        return True
    before, after = ({name.pk for name in names_told(figure)} for figure in (published, now))
    return before != after


def _beside(published: Figure, now: Figure | None, figures: Iterable[str]) -> list[str]:
    """Where it is a share of something else today: the figures counted among the same, such as those of each grade."""
    if now is None or now.of == published.of:
        return []
    stem = published.key.rpartition(".")[0]
    return [key for key in figures if key != published.key and key.rpartition(".")[0] == stem]


def _explaining(
    published: Figure, now: Figure | None, rows: Mapping[str, list[RowChange]], printed: Mapping[str, Figure]
) -> set[tuple[str, int]]:
    """What stands behind its own rows that differ, as many as are told.

    What it is a share of is explained by the rows beside it: those that were printed or, if none differs, others.
    """
    beside = _beside(published, now, rows)
    others = [row for key in beside if key in printed for row in rows[key]]
    others = others or [row for key in beside for row in rows[key]]
    return {row.subject for row in rows[published.key][:MOST_ROWS_TOLD] + others[:MOST_ROWS_TOLD]}


def _changed(published: Figure, now: Figure | None, rows: list[RowChange], because: tuple[Change, ...]) -> Changed:
    return Changed(published, now, tuple(rows[:MOST_ROWS_TOLD]), max(0, len(rows) - MOST_ROWS_TOLD), because)


def _rows_of(edition: Edition, book: Book, keys: Iterable[str]) -> dict[str, list[RowChange]]:
    """The rows of each that differ. One that was not printed has none that were kept: all that it has now are told."""
    keys = list(keys)
    kept = {one.key: one for one in edition.figures.filter(key__in=keys)}
    found = book.find_all(keys)
    rows = rows_of(found.values())
    return {key: list(_differing(kept.get(key), found.get(key), rows)) for key in keys}


def _differing(
    kept: EditionFigure | None, found: Found | None, rows: Mapping[str, list[KeptRow]]
) -> Iterator[RowChange]:
    """Rows by what they stand for: those that are in one alone, and those that say something else."""
    before = {tuple(subject): row for subject, row in zip(kept.subjects, kept.rows, strict=True)} if kept else {}
    now = {row.subject: row.cells for cut in found.cuts for row in rows[cut.cell.key]} if found else {}
    kinds = _kinds(kept, found)
    for subject, row in before.items():
        if subject not in now:
            yield RowChange(_name(row), _words(row, kinds), (), subject)
        elif now[subject] != row:
            yield RowChange(_name(row), _words(row, kinds), _words(now[subject], kinds), subject)
    for subject, row in now.items():
        if subject not in before:
            yield RowChange(_name(row), (), _words(row, kinds), subject)


def _kinds(kept: EditionFigure | None, found: Found | None) -> list[Kind]:
    if kept:
        return [Kind(column["kind"]) for column in kept.columns]
    return [column.kind for column in found.columns] if found else []


def _name(row: list[Any]) -> str:
    return str(row[0] or "")


def _words(row: list[Any], kinds: list[Kind]) -> tuple[str, ...]:
    return tuple(worded(value, kind) for value, kind in zip(row, kinds, strict=False))
