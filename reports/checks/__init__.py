"""What a reader of the report would stumble over, each with where to look."""

from collections.abc import Mapping

from documents.figure import Figure
from membership.kpis.movement import Closing
from reports.book import Book
from reports.checks.figures import of_figures
from reports.checks.finding import Finding
from reports.checks.records import of_records

__all__ = ["Finding", "run"]


def run(book: Book, figures: Mapping[str, Figure], closing: Closing) -> list[Finding]:
    """Every finding in the records and in what was counted of the book; words are looked at apart."""
    return [*of_records(book, figures, closing), *of_figures(book, figures)]
