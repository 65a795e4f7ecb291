"""What has changed since a report was published: each figure as it was and as it would be now, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from accounts.history import tracking
from accounts.history.events import Among, Events
from accounts.history.reading import Change, changes_among
from documents.display import Kind
from documents.figure import Figure
from documents.stored import figures_of
from membership.kpis import movement
from reports.book import Book, Found
from reports.models import Edition, EditionFigure
from reports.publishing.rows import plain, worded
from schools.models import School

MOST_ROWS_TOLD = 50
MOST_CHANGES_TOLD = 50
ROOMS = {
    "membership": ("membership", "schools"),
    "packages": ("membership", "schools"),
    "income": ("membership", "schools"),
    "participation": ("programmes", "schools"),
    "inspections": ("ofsted", "schools"),
    "outcomes": ("ofsted", "membership", "schools"),
    "movements": ("ofsted", "membership", "schools"),
    "visits": ("visits", "schools"),
}
"""By what a figure's key begins with: the rooms whose records make it."""


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
    def now_text(self) -> str:
        return "no longer a figure" if self.now is None else self.now.text


def changes(edition: Edition, user: Any) -> list[Changed]:
    """In the order of the document, every figure whose value or share differs, with the rows that differ."""
    printed = figures_of(edition.read())
    book = Book(edition.dates)
    dates = edition.dates
    today = book.figures() | book.drawn() | movement.closing(dates.membership_year, dates.as_at).figures
    changed = [
        (figure, now)
        for key, figure in printed.items()
        if (now := today.get(key)) is None or (now.value, now.of) != (figure.value, figure.of)
    ]
    kept = {one.key: one for one in edition.figures.filter(key__in=[figure.key for figure, _ in changed])}
    found = book.find_all([figure.key for figure, _ in changed])
    return [
        _changed(edition, user, figure, now, kept.get(figure.key), found.get(figure.key)) for figure, now in changed
    ]


def _changed(
    edition: Edition,
    user: Any,
    published: Figure,
    now: Figure | None,
    kept: EditionFigure | None,
    found: Found | None,
) -> Changed:
    rows = list(_rows(kept, found)) if kept else []
    told = tuple(rows[:MOST_ROWS_TOLD])
    return Changed(published, now, told, len(rows) - len(told), explaining(edition, user, published.key, told))


def explaining(edition: Edition, user: Any, key: str, rows: Iterable[RowChange]) -> tuple[Change, ...]:
    """What was changed on record, since the edition, of the schools or other records that the rows stand for."""
    subjects: dict[type[Model], list[int]] = {}
    for row in rows:
        subjects.setdefault(apps.get_model(row.subject[0]), []).append(row.subject[1])
    kinds = [kind for model, pks in subjects.items() for kind in _events(model, pks, key.split(".")[0])]
    page = changes_among(kinds, user, Among(newer_than=edition.as_of_event), MOST_CHANGES_TOLD)
    return page.changes


def _events(model: type[Model], pks: list[int], subject: str) -> Iterator[Events]:
    """Those of the records themselves, and of what belongs to the schools in the room that the figure is of."""
    if tracking.of(model):
        yield Events(model, {"pgh_obj_id": pks})
    if model is School:
        for other in tracking.models_tracked():
            if other._meta.app_label in ROOMS.get(subject, ()) and (column := tracking.of(other).school) not in (
                None,
                "id",
            ):
                yield Events(other, {other._meta.get_field(column).column: pks})


def _rows(kept: EditionFigure, found: Found | None) -> Iterator[RowChange]:
    """Rows by what they stand for: those that are in one alone, and those that say something else."""
    kinds = [Kind(column["kind"]) for column in kept.columns]
    before = {tuple(subject): row for subject, row in zip(kept.subjects, kept.rows, strict=True)}
    now = _by_subject(found) if found else {}
    for subject, row in before.items():
        if subject not in now:
            yield RowChange(_name(row), _words(row, kinds), (), subject)
        elif now[subject] != row:
            yield RowChange(_name(row), _words(row, kinds), _words(now[subject], kinds), subject)
    for subject, row in now.items():
        if subject not in before:
            yield RowChange(_name(row), (), _words(row, kinds), subject)


def _by_subject(found: Found) -> dict[tuple[str, int], list[Any]]:
    return {
        (type(row.subject)._meta.label_lower, row.subject.pk): [plain(column, row) for column in found.columns]
        for row in found.stream()
    }


def _name(row: list[Any]) -> str:
    return str(row[0] or "")


def _words(row: list[Any], kinds: list[Kind]) -> tuple[str, ...]:
    return tuple(worded(value, kind) for value, kind in zip(row, kinds, strict=False))
