"""What is owed in a year, and the file for the accounts system."""

import tempfile
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.spreadsheets import XLSX, to_csv, write_xlsx
from membership.packages.accounts_export import COLUMNS, RULE, ExportForm, lines
from membership.packages.owed import owed_in
from membership.packages.years import year_asked, years_offered

BYTES_AT_A_TIME = 64 * 1024


@requires(Permission.MEMBERSHIP_MANAGE)
@require_safe
def accounts_export(request: HttpRequest) -> HttpResponseBase:
    """The page; with `file` the file itself, as CSV or Excel, for what the address asks."""
    year = year_asked(request.GET.get("year"), years_offered())
    if "file" not in request.GET:
        form = ExportForm(initial={"year": year.slug})
        return _page(request, form, year)
    form = ExportForm(request.GET)
    if not form.is_valid():
        return _page(request, form, year, status=422)
    name = f"accounts-{form.cleaned_data['year'].slug}-{form.cleaned_data['what']}"
    return _file(form.cleaned_data, name, is_excel=request.GET["file"] == "xlsx")


def _page(request: HttpRequest, form: ExportForm, year: Any, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "year": year, "years": years_offered(), "owed": owed_in(year), "rule": RULE}
    return render(request, "membership/accounts_export.html", context, status=status)


def _file(asked: dict[str, Any], name: str, *, is_excel: bool) -> StreamingHttpResponse:
    found = lines(**asked)
    if is_excel:
        response = StreamingHttpResponse(_workbook(found), content_type=XLSX)
    else:
        response = StreamingHttpResponse(to_csv(COLUMNS, found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{"xlsx" if is_excel else "csv"}"'
    return response


def _workbook(found: Any) -> Iterator[bytes]:
    """A workbook can be sent once it is whole, so it is written to a file that nobody else sees."""
    with tempfile.TemporaryFile() as file:
        write_xlsx(file, "Accounts", COLUMNS, found)
        file.seek(0)
        while piece := file.read(BYTES_AT_A_TIME):
            yield piece
