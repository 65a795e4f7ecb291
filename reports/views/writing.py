"""The report of a year while it is written: begun, its dates, its sections in their order, and how it would look."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import day
from documents.html import to_html
from reports.checks.standing import Standing
from reports.counted import forget
from reports.dates import ReportDates
from reports.models import Edition, Format, Report
from reports.publishing.formats import MEDIA, draft_in, file_name
from reports.views.draft import figure_address, report_of, section_address, section_of, whole
from reports.writing import actions
from reports.writing.document import Writing
from reports.writing.forms import NewSectionForm, ReportForm
from reports.writing.reading import readers_of
from thep.years import AcademicYear


@requires(Permission.REPORT_WRITE)
@require_safe
def draft(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """The report's sections in their order, and what stands in the way of publishing it."""
    report = Report.objects.visible_to(request.user).filter(report_year=report_year).first()
    if report is None:
        return _not_begun(request, report_year)
    return _draft(request, report)


def _not_begun(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    before = Report.objects.filter(report_year__lt=report_year).order_by("-report_year").first()
    return render(
        request,
        "reports/begin.html",
        {"report_year": report_year, "before": before, "dates": _usual(report_year)},
    )


def _usual(report_year: AcademicYear) -> ReportDates:
    try:
        return ReportDates.usual(report_year)
    except ValueError as error:
        raise Http404(str(error)) from error


def _draft(
    request: HttpRequest,
    report: Report,
    *,
    form: ReportForm | None = None,
    new: NewSectionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    writing, address = Writing(report), section_address(report)
    standing = Standing(writing)
    return render(
        request,
        "reports/draft.html",
        {
            "report": report,
            "parts": [(part, address(part.section.pk)) for part in writing.parts],
            "last": len(writing.parts),
            "in_the_way": standing.in_the_way,
            "counted_at": writing.counted.at,
            "readers": readers_of(report, but=request.user),
            "form": form or ReportForm(instance=report),
            "is_open": form is not None,
            "new": new or NewSectionForm(),
            "editions": Edition.objects.in_brief().filter(report_year=report.report_year).order_by("-number"),
            "formats": Format,
        },
        status=status,
    )


@requires(Permission.REPORT_WRITE)
@require_POST
def begin(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """Begin the report; pressed twice, or by two, it is begun once."""
    try:
        actions.begin(dates=_usual(report_year), by=request.user)
    except actions.AlreadyBegun:
        messages.info(request, "Somebody has begun this report already: here it is.")
    return redirect("report-draft", report_year)


@requires(Permission.REPORT_WRITE)
@require_http_methods(["POST"])
@transaction.atomic
def dates(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """Its title and the dates that its figures are of."""
    report = report_of(request, report_year, locked=True)
    form = ReportForm(request.POST, instance=report)
    if form.is_valid():
        form.save()
        messages.success(request, "The title and the dates are saved. Every figure is of these dates now.")
        return redirect("report-draft", report_year)
    return _draft(request, report_of(request, report_year), form=form, status=422)


@requires(Permission.REPORT_WRITE)
@require_POST
def add_section(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    report = report_of(request, report_year)
    new = NewSectionForm(request.POST)
    if not new.is_valid():
        return _draft(request, report, new=new, status=422)
    section = actions.add_section(report=report, title=new.cleaned_data["title"], by=request.user)
    return redirect("report-section", report_year, section.pk)


@requires(Permission.REPORT_WRITE)
@require_POST
def move_section(request: HttpRequest, report_year: AcademicYear, pk: int) -> HttpResponse:
    """To the place asked for, from 1."""
    section = section_of(report_of(request, report_year), pk)
    actions.move(section=section, to=whole(request.POST.get("to")), by=request.user)
    return redirect(f"{reverse('report-draft', args=[report_year])}#section-{pk}")


@requires(Permission.REPORT_WRITE)
@require_POST
@transaction.atomic
def print_section(request: HttpRequest, report_year: AcademicYear, pk: int) -> HttpResponse:
    """Print the section, or keep it without printing it."""
    section = section_of(report_of(request, report_year), pk, locked=True)
    section.is_shown = request.POST.get("printed") == "yes"
    section.save(update_fields=["is_shown"])
    return redirect(f"{reverse('report-draft', args=[report_year])}#section-{pk}")


@requires(Permission.REPORT_WRITE)
@require_POST
def remove_section(request: HttpRequest, report_year: AcademicYear, pk: int) -> HttpResponse:
    section = section_of(report_of(request, report_year), pk)
    actions.remove(section=section, by=request.user)
    messages.success(request, f"“{section.title}” is no longer in the report. The history keeps its words.")
    return redirect("report-draft", report_year)


@requires(Permission.REPORT_WRITE)
@require_POST
def count_again(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """Count every figure of the report anew, whether a record has changed or not."""
    forget(report_of(request, report_year).dates)
    messages.success(request, "Every figure is counted again.")
    return redirect("report-draft", report_year)


@requires(Permission.REPORT_WRITE)
@require_safe
def preview(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """How the report would look if it were published now."""
    report = report_of(request, report_year)
    writing, address = Writing(report, has_charts=True), figure_address(report)
    document = writing.document()
    return render(
        request,
        "reports/preview.html",
        {
            "report": report,
            "document": document,
            "sections": [
                (section, to_html(section, address, document.brand.colour, draw=writing.drawn))
                for section in document.sections
            ],
            "logo": writing.partnership.logo.url if document.brand.logo else "",
            "partnership": writing.partnership,
            "counted_at": writing.counted.at,
        },
    )


@requires(Permission.REPORT_WRITE)
@require_safe
def draft_file(request: HttpRequest, report_year: AcademicYear, form: str) -> HttpResponse:
    """The draft in a format. It says on every page that it is one."""
    if form not in Format:
        raise Http404("There is no such format.")
    report = report_of(request, report_year)
    response = HttpResponse(
        draft_in(Format(form), report, notice=f"Draft of {day(timezone.localdate())}"), content_type=MEDIA[form]
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name(report, "draft", form)}"'
    return response


@requires(Permission.REPORT_WRITE)
@require_safe
def offered(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """Every figure that prose can hold: as a page to look through, or as JSON for the editor."""
    report = report_of(request, report_year)
    figures = [figure for figure in Writing(report).figures.values() if figure.value is not None]
    if request.accepts("text/html") and "json" not in request.GET:
        asked = request.GET.get("q", "").strip()
        words = asked.lower().split()
        found = [one for one in figures if all(word in f"{one.key} {one.title}".lower() for word in words)]
        return render(request, "reports/offered.html", {"report": report, "figures": found, "asked": asked})
    told = [
        {"key": one.key, "title": one.title, "text": one.text, "percent": one.percent, "named": bool(one.names)}
        for one in figures
    ]
    return JsonResponse({"figures": told})
