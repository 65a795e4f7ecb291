"""The page of a figure that no report has: what it means and the rows behind it, also as a file."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.html import rows_to_html
from documents.spreadsheets import XLSX, to_csv, to_xlsx
from overview.ofsted.card_figures import cards_as_asked
from overview.ofsted.held import held_as_asked
from overview.ofsted.movement_figures import movements_as_asked
from overview.ofsted.opened import Found, Opened
from schools.sources import LICENCE

ROWS_ON_A_PAGE = 200
SUBJECTS = {"held": held_as_asked, "card": cards_as_asked, "movement": movements_as_asked}
"""By the first word of a key, what makes its figures from an address's query."""


def _found(request: HttpRequest, key: str) -> tuple[Found, Opened]:
    make = SUBJECTS.get(key.partition(".")[0])
    found = make and make(request.GET)
    if not found or key not in found.figures:
        raise Http404(f"There is no figure “{key}” on these days.")
    return found, found.figures[key]


@requires(Permission.REPORT_VIEW)
@require_safe
def figure(request: HttpRequest, key: str) -> HttpResponse:
    found, shown = _found(request, key)
    page = Paginator(shown.rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "overview/ofsted/figure.html",
        {
            "found": found,
            "shown": shown,
            "figure": shown.figure,
            "page": page,
            "heads": [{"column": column} for column in shown.telling.on_page],
            "body": rows_to_html(
                shown.telling.on_page,
                shown.telling.of(page.object_list),
                start=max(page.start_index() - 1, 0),
                is_marked=True,
            ),
        },
    )


@requires(Permission.REPORT_VIEW)
@require_safe
def figure_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    _, shown = _found(request, key)
    response = StreamingHttpResponse(
        to_csv(shown.telling.columns, shown.stream(), licence=LICENCE), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return response


@requires(Permission.REPORT_VIEW)
@require_safe
def figure_xlsx(request: HttpRequest, key: str) -> HttpResponse:
    _, shown = _found(request, key)
    response = HttpResponse(
        to_xlsx(shown.figure.title, shown.telling.columns, shown.stream(), licence=LICENCE),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="{key}.xlsx"'
    return response
