"""Publishing: the report kept whole, with its figures, the rows behind them, and what they meant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from documents.document import Document
from documents.figure import Figure
from documents.stored import figures_of, to_json
from figures.tally import Cell, Tally
from reports.book import Book, Found
from reports.checks.standing import Standing
from reports.models import Edition, EditionFigure, EditionFile, Format, Report
from reports.publishing.formats import made_in
from reports.publishing.rows import plain
from reports.writing.document import Writing


class CannotPublish(Exception):
    """Why the report cannot be published yet, in words."""


@transaction.atomic
def publish(*, report: Report, corrects: str = "", by: Any) -> Edition:
    """The report as a new edition: document, figures, rows and every format, all or nothing.

    `corrects` says what a second or later edition corrects in the one before. `CannotPublish` while a check stops it, a
    live figure is none, or nothing of the report would be printed.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    writing = Writing(report)
    latest = Edition.objects.filter(report_year=report.report_year).order_by("-number").first()
    standing = Standing(writing)
    _refuse(standing, latest, corrects)
    document = writing.document()
    edition = Edition.objects.create(
        report_year=report.report_year,
        membership_year=report.membership_year,
        as_at=report.as_at,
        number=latest.number + 1 if latest else 1,
        title=report.title,
        corrects=corrects,
        published_at=timezone.now(),
        published_by=by,
        document=to_json(document),
        accepted=standing.accepted,
        as_of_event=latest_event(),
    )
    figures = list(_with_rows(edition, writing.book, document))
    EditionFigure.objects.bulk_create(figures)
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, format=each, content=made_in(each, document, figures)) for each in Format
    )
    return edition


def _refuse(standing: Standing, latest: Edition | None, corrects: str) -> None:
    if latest and not corrects.strip():
        raise CannotPublish(f"Say what this edition corrects in edition {latest.number}.")
    if not latest and corrects:
        raise CannotPublish("A first edition corrects nothing.")
    if not any(part.section.is_shown and not part.is_empty for part in standing.writing.parts):
        raise CannotPublish("Nothing of the report would be printed.")
    if found := standing.in_the_way:
        raise CannotPublish(f"Checks stand in the way: {'; '.join(finding.title for finding in found)}.")


def latest_event() -> int:
    """The number of the latest change on record, of whichever record."""
    with connection.cursor() as cursor:
        cursor.execute("select last_value from accounts_event_id")
        return cursor.fetchone()[0]


def _with_rows(edition: Edition, book: Book, document: Document) -> Iterable[EditionFigure]:
    printed = {key: figure for key, figure in figures_of(document).items() if figure.value is not None}
    every = book.find_all(printed)
    rows = _rows_of(every.values())
    for key, found in every.items():
        figure = printed[key]
        if found.figure.value != figure.value:
            raise CannotPublish("Records were changed while the report was being published. Publish it again.")
        yield _kept(edition, figure, found, [row for cut in found.cuts for row in rows[cut.cell.key]])


@dataclass(frozen=True)
class _Kept:
    """A row as it is kept: its cells, and what it stands for."""

    cells: list[Any]
    subject: tuple[str, int]


def _rows_of(every: Iterable[Found]) -> dict[str, list[_Kept]]:
    """The rows of all figures by their cells' keys, one query for each tally."""
    cells: dict[int, tuple[Tally, dict[str, Cell]]] = {}
    for cut in (cut for found in every for cut in found.cuts):
        cells.setdefault(id(cut.tally), (cut.tally, {}))[1][cut.cell.key] = cut.cell
    rows: dict[str, list[_Kept]] = defaultdict(list)
    for tally, mine in cells.values():
        for cell, row in tally.rows_of(mine.values()):
            subject = (type(row.subject)._meta.label_lower, row.subject.pk)
            rows[cell.key].append(_Kept([plain(column, row) for column in tally.columns], subject))
    return rows


def _kept(edition: Edition, figure: Figure, found: Found, rows: list[_Kept]) -> EditionFigure:
    return EditionFigure(
        edition=edition,
        key=figure.key,
        title=figure.title,
        definition=found.cell.definition,
        columns=[{"heading": column.heading, "kind": column.kind.value} for column in found.columns],
        rows=[row.cells for row in rows],
        subjects=[row.subject for row in rows],
    )
