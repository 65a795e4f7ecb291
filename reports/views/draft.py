"""What the pages of a report being written have in common: which report, and its sections."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from reports.models import Quote, Report, ReportSection
from thep.addresses import numbered
from thep.numbers import number_in
from thep.years import AcademicYear


def report_of(request: HttpRequest, report_year: AcademicYear, *, locked: bool = False) -> Report:
    """The year's report; `Http404` where nobody has begun it, or the person may not write it."""
    reports = Report.objects.visible_to(request.user)
    return get_object_or_404(reports.select_for_update() if locked else reports, report_year=report_year)


def section_of(report: Report, pk: int, *, locked: bool = False) -> ReportSection:
    sections = ReportSection.objects.filter(report=report)
    return get_object_or_404(sections.select_for_update() if locked else sections, pk=pk)


def quote_of(report: Report, pk: int, *, locked: bool = False) -> Quote:
    quotes = Quote.objects.filter(section__report=report)
    return get_object_or_404(quotes.select_for_update(of=("self",)) if locked else quotes, pk=pk)


def dates_query(report: Report) -> str:
    """What stands after the address of a page of figures, so that they are of the report's dates."""
    return f"?membership_year={report.membership_year.slug}&as_at={report.as_at.isoformat()}"


def figure_address(report: Report) -> Callable[[str], str]:
    """From a figure's key to its page, with the figure as the report has it."""
    stem, query = reverse("kpi-page", args=[report.report_year]), dates_query(report)
    return lambda key: f"{stem}figures/{key}/{query}"


def section_address(report: Report) -> Callable[[int], str]:
    """From a section's number to its page; what is done to it has its address one step below."""
    return numbered("report-section", report.report_year)


def whole(text: str | None) -> int:
    """A number that came with a form; `Http404` for what is none."""
    number = number_in(text)
    if number is None:
        raise Http404("That is no number.")
    return number
