"""The files with a visit: taking one away, and removing it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from visits import agreed
from visits.models import Attachment, Visit
from visits.views.visit import visit_of


def _file_of(visit: Visit, user: Any, pk: int) -> Attachment:
    return get_object_or_404(visit.attachments.visible_to(user), pk=pk)


@requires(Permission.SCHOOL_VIEW)
@require_safe
@never_cache
def visit_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """To be saved, never shown in the portal's own name; should a browser show it all the same, nothing in it runs."""
    visit = visit_of(request, pk)
    file = _file_of(visit, request.user, file_pk)
    try:
        stored = file.file.open()
    except FileNotFoundError:
        return render(request, "visits/file_missing.html", {"visit": visit, "file": file}, status=404)
    name = "".join(letter if letter.isprintable() else " " for letter in file.name)
    response = FileResponse(stored, as_attachment=True, filename=name, content_type=file.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Permission.VISIT_LOG)
@require_POST
def visit_file_remove(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    visit = visit_of(request, pk)
    file = _file_of(visit, request.user, file_pk)
    agreed.remove_file(file=file, by=request.user)
    messages.success(request, f"{file.name} is removed.")
    return redirect(f"{visit.get_absolute_url()}#actions")
