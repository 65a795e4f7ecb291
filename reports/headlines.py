"""The few figures that stand above the list of reports, each with that of the year before."""

from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from documents.display import day
from documents.figure import Figure
from reports.book import Book
from reports.dates import ReportDates
from schools.models import LINES
from thep.years import AcademicYear


@dataclass(frozen=True)
class Shown:
    """A figure where it stands: `when` in words, and the address of its page in the report it belongs to."""

    figure: Figure
    when: str
    address: str


@dataclass(frozen=True)
class Compared:
    words: str
    now: Shown
    before: Shown


@dataclass(frozen=True)
class Headlines:
    """`numbers`, and `shares` of members graded good or outstanding in each phase where any has a grade."""

    dates: ReportDates
    numbers: tuple[Compared, ...]
    shares: tuple[Compared, ...]

    @classmethod
    def of(cls, dates: ReportDates) -> Self:
        figures = Book(dates).headline_figures()
        year, membership_year = dates.report_year, dates.membership_year

        def shown(key: str, when: str, report_year: AcademicYear = year) -> Shown:
            return Shown(figures[key], when, reverse("figure-page", args=[report_year, key]))

        def of_membership(words: str, key: str) -> Compared:
            """Both years stand in this report."""
            years = (membership_year, membership_year - 1)
            return Compared(words, *(shown(key.format(each.slug), str(each)) for each in years))

        def of_work(words: str, key: str) -> Compared:
            """Each year stands in its own report."""
            return Compared(words, *(shown(key.format(each.slug), str(each), each) for each in (year, year - 1)))

        def good_or_outstanding(words: str, line: str) -> Compared:
            days = (dates.as_at, dates.year_before)
            return Compared(words, *(shown(f"outcomes.{on}.{line}.good_or_outstanding", day(on)) for on in days))

        shares = [good_or_outstanding(line.label, line) for line in LINES]
        return cls(
            dates,
            numbers=(
                of_membership("members", "membership.{}.all.total"),
                of_membership("income", "income.{}.total"),
                of_work("schools visited", "visits.{}.all.schools"),
                of_work("schools inspected", "inspections.{}.all.schools"),
            ),
            shares=tuple(share for share in shares if share.now.figure.of or share.before.figure.of),
        )
