"""The page of a list, its files, and the filters a person saves for it."""

import tempfile
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import escape

from accounts.models import Download
from documents.display import counted
from documents.html import rows_to_html
from documents.spreadsheets import XLSX, to_csv, write_xlsx
from lists.asking import Asked
from lists.declared import List
from lists.forms import SaveFilterForm
from lists.models import SavedFilter

ROWS_ON_A_PAGE = 50
BYTES_AT_A_TIME = 64 * 1024


def page(declared: List, request: HttpRequest, form: SaveFilterForm | None = None) -> HttpResponse:
    """Filters, order and page are in the address."""
    asked = Asked(declared, request)
    paginator = Paginator(asked.rows, ROWS_ON_A_PAGE)
    paginator.count = asked.found.count()  # without the columns that only the page needs
    shown = paginator.get_page(request.GET.get("page"))
    actions = asked.together
    saved = SavedFilter.objects.visible_to(request.user).filter(list_name=declared.name).order_by("name", "pk")
    return render(
        request,
        "lists/list.html",
        {
            "list": declared,
            "asked": asked,
            "page": shown,
            "body": rows_to_html(
                asked.columns, shown, is_marked=True, before=_box if actions and shown.object_list else _nothing
            ),
            "links": [(link.label, reverse(link.to)) for link in declared.links if request.user.may(link.permission)],
            "actions": [(action, reverse(f"{declared.name}-together", args=[action.slug])) for action in actions],
            "saved": saved,
            "save_form": form or SaveFilterForm(),
            "heads": asked.heads(),
            "count": counted(paginator.count, declared.one, declared.many),
            "everything": f"{reverse(declared.name)}{declared.everything}",
            "addresses": {"page": reverse(declared.name)}
            | {name: reverse(f"{declared.name}-{name}") for name in ("csv", "xlsx", "filters")},
        },
        status=400 if form else 200,
    )


def _box(number: int, row: Any) -> str:
    return (
        f'<td class="tick"><input class="form-check-input" type="checkbox" name="row" value="{row.pk}" '
        f'aria-label="Tick {escape(row)}"></td>'
    )


def _nothing(number: int, row: Any) -> str:
    return ""


def csv_file(declared: List, request: HttpRequest) -> StreamingHttpResponse:
    """Exactly the rows that the page shows with these filters, as they come from the database."""
    asked = _taken_away(declared, request)
    response = StreamingHttpResponse(
        to_csv(asked.columns, asked.stream(), licence=declared.licence), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{declared.file_name}.csv"'
    return response


def xlsx_file(declared: List, request: HttpRequest) -> StreamingHttpResponse:
    """The same with types."""
    asked = _taken_away(declared, request)
    response = StreamingHttpResponse(_workbook(asked), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{declared.file_name}.xlsx"'
    return response


def _workbook(asked: Asked) -> Iterator[bytes]:
    """A workbook can be sent once it is whole, so it is written to a file that nobody else sees."""
    with tempfile.TemporaryFile() as file:
        write_xlsx(file, asked.declared.title, asked.columns, asked.stream(), licence=asked.declared.licence)
        file.seek(0)
        while piece := file.read(BYTES_AT_A_TIME):
            yield piece


def _taken_away(declared: List, request: HttpRequest) -> Asked:
    asked = Asked(declared, request)
    if declared.personal:
        Download.objects.create(taken_by=request.user, what=f"{declared.title}: {declared.personal}")
    return asked


def save_filter(declared: List, request: HttpRequest) -> HttpResponse:
    """Save the filters of the address under a name, or take away one saved before."""
    asked = Asked(declared, request)
    mine = SavedFilter.objects.visible_to(request.user).filter(list_name=declared.name)
    address = f"{reverse(declared.name)}{'?' if asked.kept else ''}{asked.kept}"
    if gone := request.POST.get("remove"):
        saved = get_object_or_404(mine, pk=gone) if gone.isdigit() else None
        if saved:
            saved.delete()
            messages.success(request, f"“{saved}” is no longer saved.")
        return redirect(address)
    form = SaveFilterForm(request.POST, query=asked.kept)
    if not form.is_valid():
        return page(declared, request, form)
    name = form.cleaned_data["name"]
    _, is_new = mine.update_or_create(
        owner=request.user, list_name=declared.name, name=name, defaults={"query": asked.kept}
    )
    messages.success(request, f"Saved as “{name}”." if is_new else f"“{name}” now holds these filters.")
    return redirect(address)
