"""What a reader of the report would stumble over, each with where to look."""

from reports.book import Book
from reports.checks.figures import of_figures
from reports.checks.finding import Finding
from reports.checks.records import of_records
from reports.checks.words import of_words
from reports.writing.document import Writing

__all__ = ["Finding", "of_report", "run"]


def run(book: Book) -> list[Finding]:
    """Every finding in the records for the report with the book's dates."""
    figures = book.figures()
    return [*of_records(book, figures), *of_figures(book, figures)]


def of_report(writing: Writing) -> list[Finding]:
    """Those and what is wrong in what people wrote."""
    return [*run(writing.book), *of_words(writing)]
