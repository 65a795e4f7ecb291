"""One figure by its key, as a test wants to compare it: read both as the page prints it and from the rows it opens."""

import datetime

from documents.figure import Figure, Unit
from reports.book import Book
from reports.dates import ReportDates
from tests.factories import YEAR

DATES = ReportDates(report_year=YEAR, membership_year=YEAR, as_at=datetime.date(2018, 7, 31))
COUNTED = (Unit.SCHOOLS, Unit.ASSOCIATES, Unit.AGREEMENTS)


def figure(key: str, dates: ReportDates = DATES) -> Figure:
    """The figure with all its names, the same on the page as in the list it opens."""
    book = Book(dates)
    printed, found = book.figures(names=None)[key], book.find(key)
    assert (found.figure.value, found.figure.of) == (printed.value, printed.of)
    assert len(list(found.stream())) == found.length == len(printed.names)
    if printed.unit in COUNTED:
        assert printed.value == found.length
    return printed


def value(key: str, dates: ReportDates = DATES) -> int | str | None:
    """The number; money as it is exported, `327600.00`."""
    read = figure(key, dates)
    return read.raw if read.unit == Unit.POUNDS else read.value


def share(key: str, dates: ReportDates = DATES) -> tuple[int, int, int | None]:
    """n, of N, and the percentage."""
    read = figure(key, dates)
    return read.value, read.of, read.percent


def names(key: str, dates: ReportDates = DATES) -> list[str]:
    """The names behind the number, in name order."""
    return [name.text for name in figure(key, dates).names]
