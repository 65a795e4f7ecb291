"""Keeping what is being typed, and the files chosen with it, before a visit is saved."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from visits import actions, attachments, drafts
from visits.models import Draft, DraftFile, Visit


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)


def _draft_of(request: HttpRequest, key: uuid.UUID) -> Draft | JsonResponse:
    """The draft with what was typed kept in it, or why not."""
    if request.POST.get("user", str(request.user.pk)) != str(request.user.pk):
        return _refused("Somebody else signed in on this device.", 403)
    if any(visit.logged_by_id == request.user.pk for visit in actions.logged_with(key)):
        return _refused("This visit is saved already.", 409)
    visit = None
    if (number := request.POST.get("visit", "")).isdecimal() and len(number) < 10:
        visit = get_object_or_404(Visit.objects.visible_to(request.user), pk=int(number))
    try:
        typed = drafts.typed_in(request.POST)
    except drafts.TooMuch:
        return _refused("This is more than a visit can hold.", 413)
    kept = drafts.keep(key=key, typed=typed, visit=visit, by=request.user)
    return kept or _refused("This draft is not yours.", 404)


@requires(Permission.VISIT_LOG)
@require_POST
def visit_draft(request: HttpRequest, key: uuid.UUID) -> JsonResponse:
    """Keep what is typed. The answer says when, by the clock on the wall and in milliseconds."""
    draft = _draft_of(request, key)
    return draft if isinstance(draft, JsonResponse) else JsonResponse(_told(draft))


def _told(draft: Draft) -> dict[str, object]:
    clock = timezone.localtime(draft.typed_at)
    return {"at": f"{clock:%H:%M}", "typed_at": round(draft.typed_at.timestamp() * 1000)}


@requires(Permission.VISIT_LOG)
@require_POST
def visit_draft_file(request: HttpRequest, key: uuid.UUID) -> JsonResponse:
    """Keep one file with the draft, together with what is typed."""
    draft = _draft_of(request, key)
    if isinstance(draft, JsonResponse):
        return draft
    sent = request.FILES.get("file")
    if sent is None:
        return _refused("No file came.", 422)
    there = draft.visit.attachments.count() if draft.visit else 0
    if there + draft.files.count() >= attachments.MOST_FILES:
        return _refused(f"At most {attachments.MOST_FILES} files with a visit. Remove some first.", 422)
    try:
        upload = attachments.check(sent)
    except ValidationError as error:
        return _refused(error.messages[0], 422)
    [file] = drafts.add_files(draft=draft, uploads=[upload])
    return JsonResponse(
        _told(draft) | {"name": file.name, "remove": reverse("visit-draft-file-remove", args=[file.pk])}
    )


@requires(Permission.VISIT_LOG)
@require_POST
def visit_draft_file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(DraftFile.objects.visible_to(request.user).select_related("draft"), pk=pk)
    drafts.remove_file(file)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({})
    return _back_to(file.draft)


@requires(Permission.VISIT_LOG)
@require_POST
def visit_draft_discard(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=key)
    drafts.discard(draft)
    messages.success(request, "The draft is thrown away.")
    return redirect(draft.visit) if draft.visit else redirect("visit-new")


def _back_to(draft: Draft) -> HttpResponse:
    return (
        redirect("visit-edit", draft.visit_id)
        if draft.visit_id
        else redirect(f"{reverse('visit-new')}?draft={draft.pk}")
    )
