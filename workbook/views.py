"""Uploading a workbook: choose, see what would change, confirm."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.history.recording import recording
from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted
from documents.spreadsheets import XLSX
from spreadsheets.refusals import FileRefused
from workbook import files, imports, previews, uploads
from workbook.forms import WorkbookForm
from workbook.plans import Plan
from workbook.tables import TABLES
from workbook.uploads import Upload

GONE = "That file is no longer kept: it has been applied, or came more than a day ago. To look again, choose it again."


@requires(Permission.WORKBOOK_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def workbook_upload(request: HttpRequest) -> HttpResponse:
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_bound and form.is_valid():
        upload = uploads.keep(form.cleaned_data["files"], by=request.user)
        try:
            with files.opened(upload.path):
                return redirect("workbook-preview", upload.token)
        except FileRefused as refused:
            upload.remove()
            form.add_error("files", str(refused))
    return render(request, "workbook/upload.html", {"form": form, "tables": TABLES})


@requires(Permission.WORKBOOK_IMPORT)
@require_safe
def workbook_preview(request: HttpRequest, token: str) -> HttpResponse:
    upload = uploads.find(token, by=request.user)
    if upload is None:
        return _gone(request)
    try:
        plan = imports.plan(imports.read(upload.path))
    except FileRefused as refused:
        return _refused(request, upload, refused)
    return _preview(request, upload, plan)


@requires(Permission.WORKBOOK_IMPORT)
@require_POST
def workbook_apply(request: HttpRequest, token: str) -> HttpResponse:
    """Apply what the preview showed. If the records have changed since, show the preview of now and apply nothing."""
    upload = uploads.find(token, by=request.user)
    if upload is None:
        return _gone(request)
    fingerprint = request.POST.get("fingerprint", "")
    try:
        parsed = imports.read(upload.path)
        with recording(file=upload.name):
            plan, is_applied = imports.apply_if_same(parsed, fingerprint=fingerprint, by=request.user)
    except FileRefused as refused:
        return _refused(request, upload, refused)
    except imports.NotApplied as error:
        messages.warning(request, str(error))
        return redirect("workbook-preview", token)
    if is_applied:
        upload.remove()
        messages.success(request, f"Applied: {counted(plan.created, 'new record')}, {plan.changed:,} changed.")
        return redirect("workbook-upload")
    if plan.is_empty and not plan.problems:
        upload.remove()
        messages.info(request, "The records hold every row of the file already. Nothing was left to apply.")
        return redirect("workbook-upload")
    messages.warning(
        request, "The records changed since you saw the preview. Nothing was applied; this is how it is now."
    )
    return _preview(request, upload, plan, status=409)


@requires(Permission.WORKBOOK_IMPORT)
@require_safe
def workbook_template(request: HttpRequest) -> FileResponse:
    from workbook import template  # here, for openpyxl: 20 MB of every process that hands out none

    book = BytesIO()
    template.write(book)
    book.seek(0)
    return FileResponse(book, as_attachment=True, filename="workbook.xlsx", content_type=XLSX)


def _preview(request: HttpRequest, upload: Upload, plan: Plan, *, status: int = 200) -> HttpResponse:
    context = previews.context(plan) | {"upload": upload}
    return render(request, "workbook/preview.html", context, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, GONE)
    return redirect("workbook-upload")


def _refused(request: HttpRequest, upload: Upload, refused: FileRefused) -> HttpResponse:
    upload.remove()
    messages.warning(request, str(refused))
    return redirect("workbook-upload")
