"""The professional-learning programme by career stage, as a page and as a PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import Kind, display
from documents.programme_pdf import Entry, Programme, Section, to_pdf
from programmes.by_stage import Offered, stages_of, years_with_runs
from schools.models import Partnership
from thep.years import AcademicYear

TITLE = "Professional learning"


def _year(request: HttpRequest, years: list[AcademicYear]) -> AcademicYear | None:
    """The one asked for, where something runs in it, else the latest."""
    asked = request.GET.get("year", "")
    return next((year for year in years if year.slug == asked), years[0] if years else None)


@requires(Permission.REPORT_VIEW)
@require_safe
def programmes_by_stage(request: HttpRequest) -> HttpResponse:
    years = years_with_runs(request.user)
    year = _year(request, years)
    stages = stages_of(year, request.user) if year else []
    return render(request, "programmes/by_stage.html", {"title": TITLE, "year": year, "years": years, "stages": stages})


@requires(Permission.REPORT_VIEW)
@require_safe
@never_cache
def programmes_by_stage_pdf(request: HttpRequest) -> HttpResponse:
    year = _year(request, years_with_runs(request.user))
    if year is None:
        raise Http404
    partnership, today = Partnership.objects.first(), timezone.localdate()
    printed = Programme(
        sender=partnership.name if partnership else "",
        title=f"{TITLE}, {year}",
        sections=tuple(
            Section(stage.label, tuple(_entry(one) for one in stage.offered)) for stage in stages_of(year, request.user)
        ),
        footer=f"{TITLE}, {year}, as at {display(today, Kind.DATE)}",
    )
    response = HttpResponse(to_pdf(printed), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="professional-learning-{year.slug}.pdf"'
    return response


def _entry(offered: Offered) -> Entry:
    return Entry(
        title=str(offered.programme),
        about=f"{offered.kind}. Led by {offered.leaders}.",
        text=offered.programme.summary,
        lines=tuple(offered.sessions()),
    )
