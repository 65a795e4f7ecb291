"""A report as it was published: its page, its figures with their rows, every format, and what has changed since."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import Kind
from documents.html import rows_to_html
from documents.spreadsheets import to_csv
from documents.stored import figures_of
from documents.tables import Column
from reports.listing import ROWS_ON_A_PAGE
from reports.models import Edition, EditionFigure, EditionFile, Format
from reports.publishing import since as changed_since
from reports.publishing.formats import MEDIA, file_name
from reports.publishing.page import page_of
from reports.publishing.rows import typed
from schools.logo import picture
from thep.years import AcademicYear


def _edition(request: HttpRequest, report_year: AcademicYear, number: int, *, read: str = "") -> Edition:
    """In brief, with `read` beside: its document or its page."""
    editions = Edition.objects.visible_to(request.user).select_related("published_by")
    left = {"document", "page"} - {read}
    return get_object_or_404(editions.defer(*left), report_year=report_year, number=number)


@requires(Permission.REPORT_VIEW)
@require_safe
def edition(request: HttpRequest, report_year: AcademicYear, number: int) -> HttpResponse:
    """The report as it was published, each number leading to the rows that stood behind it."""
    found = _edition(request, report_year, number, read="page")
    others = Edition.objects.in_brief().filter(report_year=report_year)
    page = found.page or page_of(found.read(), set(found.figures.values_list("key", flat=True)))
    return render(
        request,
        "reports/edition.html",
        {
            "edition": found,
            "page": mark_safe(page),  # noqa: S308 - escaped piece by piece when it was made
            "others": others.exclude(pk=found.pk).order_by("-number"),
            "formats": Format,
        },
    )


@requires(Permission.REPORT_VIEW)
@require_safe
@cache_control(private=True, max_age=3600)
def edition_logo(request: HttpRequest, report_year: AcademicYear, number: int) -> HttpResponse:
    """The logo as it was published, whatever the partnership's is today."""
    logo = _edition(request, report_year, number, read="document").read().brand.logo
    if not logo:
        raise Http404("This edition has no logo.")
    return picture(logo)


@requires(Permission.REPORT_VIEW)
@require_safe
def edition_file(request: HttpRequest, report_year: AcademicYear, number: int, form: str) -> HttpResponse:
    """The bytes that were published."""
    found = _edition(request, report_year, number)
    file = get_object_or_404(EditionFile, edition=found, format=form)
    response = HttpResponse(bytes(file.content), content_type=MEDIA[Format(form)])
    response["Content-Disposition"] = f'attachment; filename="{file_name(found, f"edition-{number}", form)}"'
    return response


def _figure(request: HttpRequest, report_year: AcademicYear, number: int, key: str) -> EditionFigure:
    found = _edition(request, report_year, number, read="document")
    figure = get_object_or_404(EditionFigure, edition=found, key=key)
    figure.edition = found
    return figure


def _columns(figure: EditionFigure) -> list[Column]:
    return [_column(number, column["heading"], Kind(column["kind"])) for number, column in enumerate(figure.columns)]


def _column(number: int, heading: str, kind: Kind) -> Column:
    return Column(heading, lambda row: typed(row[number], kind), kind)


@requires(Permission.REPORT_VIEW)
@require_safe
def edition_figure(request: HttpRequest, report_year: AcademicYear, number: int, key: str) -> HttpResponse:
    """One figure as it was published: what it meant, and the rows behind it."""
    kept = _figure(request, report_year, number, key)
    columns, page = _columns(kept), Paginator(kept.rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/edition_figure.html",
        {
            "kept": kept,
            "edition": kept.edition,
            "figure": figures_of(kept.edition.read())[key],
            "columns": columns,
            "page": page,
            "body": rows_to_html(columns, page, start=page.start_index() - 1, is_marked=True),
        },
    )


@requires(Permission.REPORT_VIEW)
@require_safe
def edition_figure_csv(request: HttpRequest, report_year: AcademicYear, number: int, key: str) -> StreamingHttpResponse:
    kept = _figure(request, report_year, number, key)
    response = StreamingHttpResponse(
        to_csv(_columns(kept), kept.rows, licence=kept.licence), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{key}-edition-{number}.csv"'
    return response


@requires(Permission.REPORT_VIEW)
@require_safe
def since(request: HttpRequest, report_year: AcademicYear, number: int) -> HttpResponse:
    """As published and as it would be now, figure by figure, with the records that explain each difference."""
    found = _edition(request, report_year, number)
    return render(
        request, "reports/since.html", {"edition": found, "changes": changed_since.changes(found, request.user)}
    )
