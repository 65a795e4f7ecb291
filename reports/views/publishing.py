"""Checks of a report before it is published, and publishing it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from reports.checks import standing
from reports.checks.standing import Standing
from reports.models import Acceptance, Edition, Report
from reports.publishing.editions import CannotPublish, publish
from reports.views.draft import dates_query, report_of, whole
from reports.writing.document import Writing
from thep.years import AcademicYear


@requires(Permission.REPORT_WRITE)
@require_safe
def draft_checks(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """What a reader would stumble over: mended, or accepted with a reason, before the report is published."""
    return _checks(request, report_of(request, report_year))


def _checks(
    request: HttpRequest, report: Report, *, wrong: str = "", digest: str = "", reason: str = ""
) -> HttpResponse:
    return render(
        request,
        "reports/draft_checks.html",
        {
            "report": report,
            "standing": Standing(Writing(report)),
            "query": dates_query(report),
            "wrong": wrong,
            "digest": digest,
            "reason": reason,
        },
        status=422 if wrong else 200,
    )


@requires(Permission.REPORT_WRITE)
@require_POST
def accept(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    report = report_of(request, report_year)
    digest, reason = request.POST.get("finding", ""), request.POST.get("reason", "")
    try:
        acceptance = standing.accept(report=report, digest=digest, reason=reason, by=request.user)
    except standing.CannotAccept as error:
        return _checks(request, report, wrong=str(error), digest=digest, reason=reason)
    messages.success(request, f"Accepted: {acceptance.title}. The reason is kept with the report.")
    return redirect("report-draft-checks", report_year)


@requires(Permission.REPORT_WRITE)
@require_POST
def take_back(request: HttpRequest, report_year: AcademicYear, pk: int) -> HttpResponse:
    report = report_of(request, report_year)
    acceptance = get_object_or_404(Acceptance.objects.filter(report=report), pk=pk)
    standing.take_back(acceptance=acceptance, by=request.user)
    messages.success(request, f"No longer accepted: {acceptance.title}.")
    return redirect("report-draft-checks", report_year)


@requires(Permission.REPORT_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_report(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """Look once more, then publish. Pressed twice publishes one edition."""
    report = report_of(request, report_year)
    latest = Edition.objects.in_brief().filter(report_year=report_year).order_by("-number").first()
    wrong, corrects = "", request.POST.get("corrects", "").strip()
    if request.method == "POST":
        try:
            with transaction.atomic():
                Report.objects.select_for_update().get(pk=report.pk)
                latest = Edition.objects.in_brief().filter(report_year=report_year).order_by("-number").first()
                if latest and latest.number >= whole(request.POST.get("number")):
                    messages.info(request, f"Edition {latest.number} is published already: here it is.")
                    return redirect("edition", report_year, latest.number)
                edition = publish(report=report, corrects=corrects, by=request.user)
        except CannotPublish as error:
            wrong = str(error)
        else:
            messages.success(request, f"Published: {edition}. It stays as it is, whatever happens to the records.")
            return redirect("edition", report_year, edition.number)
    writing = Writing(report)
    return render(
        request,
        "reports/publish.html",
        {
            "report": report,
            "standing": Standing(writing),
            "parts": [part for part in writing.parts if part.section.is_shown and not part.is_empty],
            "left_out": [part for part in writing.parts if not part.section.is_shown or part.is_empty],
            "latest": latest,
            "number": latest.number + 1 if latest else 1,
            "corrects": corrects,
            "wrong": wrong,
        },
        status=422 if wrong else 200,
    )
