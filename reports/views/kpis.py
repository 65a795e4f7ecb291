"""The KPI page, and the page of every figure on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.figure import Unit
from documents.html import rows_to_html, to_html
from documents.spreadsheets import XLSX, to_csv, to_xlsx
from membership.kpis import movement
from reports.book import Book, Found
from reports.composing import Material
from reports.counted import Counted
from reports.dates import ReportDates, years_on_record
from reports.forms import DatesForm
from reports.headlines import Headlines
from reports.listing import ROWS_ON_A_PAGE, Head, Listing
from reports.models import Edition, Part, Report
from reports.sections import anchor_of, compose
from reports.sections.movement import movement as movement_of
from thep.years import AcademicYear


@requires(Permission.REPORT_VIEW)
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """A trustee's first page: the latest year's headlines beside those of the year before, and every year's report."""
    years = years_on_record()
    headlines = Headlines.of(ReportDates.usual(years[0])) if years else None
    return render(request, "reports/list.html", {"years": _years(request, years), "headlines": headlines})


@dataclass(frozen=True)
class _Year:
    """A year on the list, with what is published of it and whether somebody has begun to write its report."""

    year: AcademicYear
    editions: tuple[Edition, ...]
    is_begun: bool


def _years(request: HttpRequest, years: list[AcademicYear]) -> list[_Year]:
    editions = Edition.objects.visible_to(request.user).in_brief().order_by("-number")
    begun = set(Report.objects.visible_to(request.user).values_list("report_year", flat=True))
    published: dict[AcademicYear, list[Edition]] = {}
    for edition in editions:
        published.setdefault(edition.report_year, []).append(edition)
    return [_Year(year, tuple(published.get(year, ())), year in begun) for year in years]


@requires(Permission.REPORT_VIEW)
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The KPI page of the latest year on record."""
    years = years_on_record()
    return redirect("kpi-page", years[0]) if years else redirect("report-list")


@requires(Permission.REPORT_VIEW)
@require_safe
def latest_checks(request: HttpRequest) -> HttpResponse:
    """The checks of the latest year on record."""
    years = years_on_record()
    return redirect("report-checks", years[0]) if years else redirect("report-list")


def _dates_form(request: HttpRequest, report_year: AcademicYear) -> DatesForm:
    try:
        usual = ReportDates.usual(report_year)
    except ValueError as error:
        raise Http404(str(error)) from error
    return DatesForm(request.GET, usual=usual)


@requires(Permission.REPORT_VIEW)
@require_safe
def kpi_page(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """Every table of the end-of-year report, each number leading to its rows."""
    form = _dates_form(request, report_year)
    counted = Counted(form.dates, at_once={Part.REPORT})
    material = Material(
        dates=form.dates,
        figures=counted.figures,
        programmes=counted.book.programmes,
        packages=counted.book.packages,
    )
    document = compose(material)
    query = form.query()

    def address(key: str) -> str:
        return f"figures/{key}/{query}"  # from this page on: three hundred of them stand on it

    return render(
        request,
        "reports/kpi_page.html",
        {
            "document": document,
            "sections": [(section, to_html(section, address)) for section in document.sections],
            "headlines": _headlines(material, address),
            "form": form,
            "dates": form.dates,
            "query": query,
            "counted_at": counted.at,
        },
    )


@dataclass(frozen=True)
class Headline:
    """A number that stands large at the top, with the words below it."""

    words: str
    figure: Any
    address: str
    beside: str


def _headlines(material: Material, address: Any) -> list[Headline]:
    dates = material.dates
    year, before, report_year = dates.membership_year, dates.membership_year - 1, dates.report_year

    def beside(key: str) -> str:
        return f"{material[key].text} in {before}"

    chosen = [
        (f"members, {year}", f"membership.{year.slug}.all.total", beside(f"membership.{before.slug}.all.total")),
        (f"income, {year}", f"income.{year.slug}.total", beside(f"income.{before.slug}.total")),
        (f"schools visited, {report_year}", f"visits.{report_year.slug}.all.schools", "members or not"),
        (f"schools inspected, {report_year}", f"inspections.{report_year.slug}.all.schools", "in area, members or not"),
    ]
    return [Headline(words, material[key], address(key), aside) for words, key, aside in chosen]


@requires(Permission.REPORT_VIEW)
@require_safe
def membership_movement(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """From last year's members and income to this year's, and what of it nothing explains."""
    form = _dates_form(request, report_year)
    dates, counted = form.dates, Counted(form.dates, at_once={Part.MOVEMENT})
    closing, book = counted.closing, counted.book
    material = Material(dates=dates, figures=closing.figures, programmes=book.programmes, packages=book.packages)
    query = form.query()
    section = movement_of(material, closing)
    return render(
        request,
        "reports/movement.html",
        {
            "table": to_html(section, lambda key: reverse("figure-page", args=[report_year, key]) + query),
            "closing": closing,
            "unplaced": movement.unplaced(dates.membership_year),
            "dates": dates,
            "before": dates.membership_year - 1,
            "query": query,
            "form": form,
        },
    )


@requires(Permission.REPORT_VIEW)
@require_safe
def checks(request: HttpRequest, report_year: AcademicYear) -> HttpResponse:
    """What in the records does not fit together."""
    form = _dates_form(request, report_year)
    found = Counted(form.dates, at_once={Part.FINDINGS}).findings
    return render(
        request, "reports/checks.html", {"found": found, "dates": form.dates, "query": form.query(), "form": form}
    )


def _found(book: Book, key: str) -> Found:
    found = book.find(key)
    if found is None or found.figure.value is None:
        raise Http404(f"There is no figure “{key}” in this report.")
    return found


@requires(Permission.REPORT_VIEW)
@require_safe
def figure_page(request: HttpRequest, report_year: AcademicYear, key: str) -> HttpResponse:
    """One figure: what it means, the rows behind it, and what is left out of its share."""
    form = _dates_form(request, report_year)
    book = Book(form.dates)
    found = _found(book, key)
    return render(
        request,
        "reports/figure_page.html",
        {
            "found": found,
            "figure": found.figure,
            "listing": Listing(found, request.GET, form.query()),
            "total": found.figure if _is_added_up(found) else None,
            "beside": list(_beside(found)),
            "anchor": anchor_of(key, book.programmes),
            "dates": form.dates,
            "query": form.query(),
        },
    )


def _is_added_up(found: Found) -> bool:
    """Whether the last column of the rows adds up to the figure."""
    return bool(found.cell.adds or len(found.cuts) > 1) and found.figure.unit != Unit.PERCENT


def _beside(found: Found) -> Iterator[dict[str, Any]]:
    """What is left out of the figure, each list with its words; nothing where it has no rows."""
    for words, cut in found.beside:
        if cut.length:
            rows = cut.tally.page(cut.cell, 0, ROWS_ON_A_PAGE)
            body = rows_to_html(found.columns, rows, is_marked=False)
            heads = [Head(column) for column in found.columns]
            yield {"words": words, "figure": cut.figure, "heads": heads, "body": body, "more": cut.length - len(rows)}


@requires(Permission.REPORT_VIEW)
@require_safe
def figure_csv(request: HttpRequest, report_year: AcademicYear, key: str) -> StreamingHttpResponse:
    found = _found(Book(_dates_form(request, report_year).dates), key)
    response = StreamingHttpResponse(
        to_csv(found.columns, found.stream(), licence=found.licence), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return response


@requires(Permission.REPORT_VIEW)
@require_safe
def figure_xlsx(request: HttpRequest, report_year: AcademicYear, key: str) -> HttpResponse:
    found = _found(Book(_dates_form(request, report_year).dates), key)
    response = HttpResponse(
        to_xlsx(found.figure.title, found.columns, found.stream(), licence=found.licence),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="{key}.xlsx"'
    return response
