"""Publishing: the report kept whole, with its figures, the rows behind them, and what they meant."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.history.latest import latest_event
from documents.document import Document
from documents.figure import Figure
from documents.stored import figures_of, to_json
from reports.book import Book, Found
from reports.checks.standing import Standing
from reports.models import Edition, EditionFigure, EditionFile, Format, Report
from reports.publishing.formats import made_in
from reports.publishing.page import page_of
from reports.publishing.rows import KeptRow, rows_of
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
    writing = Writing(report, live=True)
    latest = Edition.objects.in_brief().filter(report_year=report.report_year).order_by("-number").first()
    standing = Standing(writing)
    _refuse(standing, latest, corrects)
    document = writing.document()
    figures = rows_behind(writing.counted.book, document)
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
        page=page_of(document, {figure.key for figure in figures}),
        as_of_event=latest_event(),
    )
    for figure in figures:
        figure.edition = edition
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


def rows_behind(book: Book, document: Document) -> list[EditionFigure]:
    """Every figure that the document prints with its rows as they are now, not saved and of no edition yet.

    `CannotPublish` where one is not what the document prints.
    """
    printed = {key: figure for key, figure in figures_of(document).items() if figure.value is not None}
    every = book.find_all(printed)
    rows = rows_of(every.values())
    if any(found.figure.value != printed[key].value for key, found in every.items()):
        raise CannotPublish("Records were changed while the report was being published. Publish it again.")
    return [
        _kept(printed[key], found, [row for cut in found.cuts for row in rows[cut.cell.key]])
        for key, found in every.items()
    ]


def _kept(figure: Figure, found: Found, rows: list[KeptRow]) -> EditionFigure:
    return EditionFigure(
        key=figure.key,
        title=figure.title,
        definition=found.cell.definition,
        licence=found.licence,
        columns=[{"heading": column.heading, "kind": column.kind.value} for column in found.columns],
        rows=[row.cells for row in rows],
        subjects=[row.subject for row in rows],
    )
