"""What the pages of a report being written have in common: which report, and its sections."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from reports.models import Quote, Report, ReportSection
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


def whole(text: Any) -> int:
    """A number that came with a form; `Http404` for what is none."""
    try:
        return int(text)
    except (TypeError, ValueError) as error:
        raise Http404("That is no number.") from error
