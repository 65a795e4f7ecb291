"""Print every figure of a report."""

import datetime
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.display import Kind, display
from reports.book import Book
from reports.dates import ReportDates
from thep.years import AcademicYear


class Command(BaseCommand):
    help = "Prints every figure of the end-of-year report, with the names behind each, from what is in the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report_year", help="the academic year whose work is reported, such as 2017-18")
        parser.add_argument(
            "--membership-year", help="the subscription year shown first; the year before stands beside it"
        )
        parser.add_argument("--as-at", help="the day on which Ofsted grades are read, such as 2018-07-31")
        parser.add_argument("--format", choices=["json", "text"], default="text")

    def handle(self, *, report_year: str, membership_year: str, as_at: str, format: str, **options: Any) -> None:
        try:
            usual = ReportDates.usual(AcademicYear.parse(report_year))
            dates = ReportDates(
                usual.report_year,
                AcademicYear.parse(membership_year) if membership_year else usual.membership_year,
                datetime.date.fromisoformat(as_at) if as_at else usual.as_at,
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        figures = Book(dates).figures(names=None if format == "json" else 0)
        published = {key: figure for key, figure in figures.items() if figure.value is not None}
        if format == "text":
            for key, figure in published.items():
                share = "" if figure.of is None else f" of {figure.of} ({display(figure.percent, Kind.PERCENT)})"
                self.stdout.write(f"{key}  {figure.text}{share}")
            return
        answer = {
            "report_year": dates.report_year.slug,
            "membership_year": dates.membership_year.slug,
            "as_at": dates.as_at.isoformat(),
            "figures": {key: figure.as_json() for key, figure in published.items()},
        }
        self.stdout.write(json.dumps(answer, indent=1, ensure_ascii=False))
