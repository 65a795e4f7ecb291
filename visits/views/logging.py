"""Logging a visit, and changing one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import requires
from schools import places
from visits import actions, drafts
from visits.forms.action_rows import ActionRows
from visits.forms.visit import VisitForm, as_typed, key_in, on_record, people_of_the_partnership
from visits.models import Draft, Visit, VisitKind, VisitStatus

TOO_MUCH = "This is more than a visit can hold. Shorten it, or attach it as a file."


@requires(Permission.VISIT_LOG)
@require_safe
def visit_places(request: HttpRequest) -> JsonResponse:
    """The places that match what is being typed."""
    found = places.matching(request.GET.get("q", "")[:200], request.user)[: places.MOST_TO_CHOOSE_FROM]
    rows = [{"value": places.value_of(one), "name": str(one), "about": places.about(one)} for one in found]
    return JsonResponse({"places": rows})


@requires(Permission.VISIT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def visit_new(request: HttpRequest) -> HttpResponse:
    """The key of the form, in its address, is that of its draft and of the meeting it makes."""
    key = key_in(request.POST.get("key")) or key_in(request.GET.get("draft")) or uuid.uuid4()
    before = [visit for visit in actions.logged_with(key) if visit.logged_by_id == request.user.pk]
    if request.method == "POST":
        return _log(request, key, before)
    if before:
        messages.info(request, "This visit is saved already.")
        return redirect(before[0])
    draft = Draft.objects.filter(pk=key, visit=None).first()
    if draft and draft.owner_id != request.user.pk:
        draft, key = None, uuid.uuid4()
    typed = draft and draft.typed
    initial = as_typed(typed) if draft else _beginning(request)
    form = VisitForm(initial=initial, user=request.user)
    rows = ActionRows(typed=typed, owners=_owners())
    return _show_new(request, key, form, rows)


def _beginning(request: HttpRequest) -> dict[str, Any]:
    """An empty form: today, oneself, and the places that the address names."""
    asked = [f"{kind}-{number}" for kind in ("school", "associate") for number in request.GET.getlist(kind)]
    is_planned = request.GET.get("planned") == "1"
    return {
        "places": list(places.chosen(asked, request.user)),
        "visited_on": None if is_planned else timezone.localdate(),
        "kind": VisitKind.VISIT,
        "status": VisitStatus.PLANNED if is_planned else VisitStatus.DONE,
        "visitors": [request.user.pk],
    }


def _log(request: HttpRequest, key: uuid.UUID, before: list[Visit]) -> HttpResponse:
    try:
        typed = drafts.typed_in(request.POST)
    except drafts.TooMuch:
        messages.error(request, TOO_MUCH)
        typed = None
    if typed is not None and "keep" in request.POST and not before:
        return _keep(request, key, typed)
    files = drafts.files_of(key, request.user)
    form = VisitForm(request.POST, request.FILES, user=request.user, drafted=len(files))
    rows = ActionRows(request.POST, owners=_owners())
    is_good = form.is_valid() & rows.are_valid(met_on=form.cleaned_data.get("visited_on")) and typed is not None
    if before and not is_good:
        return _to_change(request, before[0], typed or {}, form)
    if (
        form.uploads
        and typed is not None
        and not before
        and (draft := drafts.keep(key=key, typed=typed, by=request.user))
    ):
        drafts.add_files(draft=draft, uploads=form.uploads)
    if not is_good:
        return _show_new(request, key, form, rows, status=422)
    try:
        visits, is_new = actions.log(
            key=key,
            places=form.cleaned_data["places"],
            details=form.details(),
            agreed=rows.agreed(),
            is_files_internal=form.cleaned_data["is_files_internal"],
            by=request.user,
        )
    except actions.LoggedBefore as logged:
        return _to_change(request, logged.visits[0], typed, form)
    except actions.NotTheirs:
        form.add_error(None, "This form was used by somebody else. It has a new number now: save it again.")
        return _show_new(request, uuid.uuid4(), form, rows, status=422)
    messages.success(request, _saved(visits) if is_new else "This was saved already. Nothing was saved twice.")
    return redirect(visits[0])


def _saved(visits: list[Visit]) -> str:
    if len(visits) == 1:
        return "Saved."
    links = format_html_join(", ", '<a href="{}">{}</a>', ((visit.get_absolute_url(), visit.place) for visit in visits))
    return format_html("Saved: a visit to each of {} places: {}.", len(visits), links)


def _keep(request: HttpRequest, key: uuid.UUID, typed: dict[str, list[str]]) -> HttpResponse:
    """What the button “Save as draft” does, with which files are kept too."""
    draft = drafts.keep(key=key, typed=typed, by=request.user) or drafts.keep(
        key=uuid.uuid4(), typed=typed, by=request.user
    )
    form = VisitForm(request.POST, request.FILES, user=request.user, drafted=draft.files.count())
    form.full_clean()
    drafts.add_files(draft=draft, uploads=form.uploads)
    for words in form.errors.get("files", ()):
        messages.warning(request, words)
    messages.success(request, "Saved as a draft. Nobody else sees it.")
    return redirect(address_of(draft.pk))


def _to_change(request: HttpRequest, visit: Visit, typed: dict[str, list[str]], form: VisitForm) -> HttpResponse:
    """The form was saved before and says something else now: on to changing what it made, with what was typed."""
    typed = typed | {"places": [places.value_of(visit.place)], "place_name": [], "version": [actions.version_of(visit)]}
    draft = drafts.keep(key=uuid.uuid4(), typed=typed, visit=visit, by=request.user)
    drafts.add_files(draft=draft, uploads=form.uploads)
    messages.warning(
        request,
        "This visit is saved already. What you have typed since is below and not saved yet: look it over and save it.",
    )
    return redirect("visit-edit", visit.pk)


def address_of(key: uuid.UUID) -> str:
    return f"{reverse('visit-new')}?draft={key}"


def _show_new(
    request: HttpRequest, key: uuid.UUID, form: VisitForm, rows: ActionRows, *, status: int = 200
) -> HttpResponse:
    waiting = [draft for draft in drafts.waiting(request.user) if draft.pk != key]
    named = places.chosen([one for draft in waiting for one in draft.typed.get("places", [])], request.user)
    draft = Draft.objects.visible_to(request.user).filter(pk=key).first()
    return _show(
        request,
        key,
        form,
        rows,
        status=status,
        action=address_of(key),
        draft=draft,
        is_fresh=not draft and not form.is_bound,
        waiting=[(draft, _title(draft, named)) for draft in waiting],
    )


def _title(draft: Draft, named: dict[str, places.Place]) -> str:
    """Where the visit of a draft goes, as far as that was typed."""
    there = [str(named[value]) for value in draft.typed.get("places", []) if value in named]
    return ", ".join(there) or "".join(draft.typed.get("place_name", [])[:1]) or "No place chosen yet"


def _show(
    request: HttpRequest, key: uuid.UUID, form: VisitForm, rows: ActionRows, *, status: int, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "rows": rows,
        "key": key,
        "files": drafts.files_of(key, request.user),
        "went_names": ", ".join(str(person) for person in _ticked(form)),
        **more,
    }
    return render(request, "visits/log.html", context, status=status)


def _ticked(form: VisitForm) -> list[User]:
    ticked = {str(value) for value in form["visitors"].value() or ()}
    return [person for person in form.fields["visitors"].queryset if str(person.pk) in ticked]


@requires(Permission.VISIT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of changes, where there is one, is given back at once. With `?done=1` a planned visit took place."""
    visits = Visit.objects.visible_to(request.user).select_related("school", "associate", "focus")
    visit = get_object_or_404(visits, pk=pk)
    draft = drafts.of_visit(visit, request.user)
    key = draft.pk if draft else key_in(request.POST.get("key")) or uuid.uuid4()
    if request.method == "POST":
        return _change(request, visit, key)
    version = actions.version_of(visit)
    if draft:
        version = "".join(draft.typed.get("version", [])[:1]) or version
    initial = as_typed(draft.typed) if draft else on_record(visit) | _as_done(request, visit)
    form = VisitForm(initial=initial, user=request.user, visit=visit)
    rows = ActionRows(typed=draft and draft.typed, owners=_owners(), actions=actions.open_actions(visit))
    return _show_edit(request, visit, key, form, rows, version=version, draft=draft)


def _owners() -> list[User]:
    return list(people_of_the_partnership())


def _as_done(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    if request.GET.get("done") != "1" or visit.status != VisitStatus.PLANNED:
        return {}
    return {"status": VisitStatus.DONE, "visited_on": min(visit.visited_on, timezone.localdate())}


def _change(request: HttpRequest, visit: Visit, key: uuid.UUID) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        typed = drafts.typed_in(request.POST)
    except drafts.TooMuch:
        messages.error(request, TOO_MUCH)
        typed = None
    files = drafts.files_of(key, request.user)
    form = VisitForm(request.POST, request.FILES, user=request.user, visit=visit, drafted=len(files))
    rows = ActionRows(request.POST, owners=_owners(), actions=actions.open_actions(visit))
    is_good = form.is_valid() & rows.are_valid(met_on=None) and typed is not None
    is_kept = typed is not None and (form.uploads or "keep" in request.POST)
    if is_kept and (draft := drafts.keep(key=key, typed=typed, visit=visit, by=request.user)):
        key = draft.pk
        drafts.add_files(draft=draft, uploads=form.uploads)
    if typed is not None and "keep" in request.POST:
        messages.success(request, "Saved as a draft. The visit is as it was, and nobody else sees the draft.")
        return redirect("visit-edit", visit.pk)
    changed = actions.changed_since(version, visit)
    if is_good and not changed:
        try:
            return _changed(request, visit, key, version, form, rows)
        except actions.ChangedMeanwhile as meanwhile:
            changed = meanwhile.names
            visit.refresh_from_db()
    if changed and is_good and actions.says_the_same(visit, form.details(), rows.agreed()):
        drafts.end_of(visit, request.user)
        messages.success(request, "This was saved already. Nothing was saved twice.")
        return redirect(visit)
    if changed:
        version = actions.version_of(visit)
    return _show_edit(request, visit, key, form, rows, version=version, changed=changed, status=409 if changed else 422)


def _changed(
    request: HttpRequest, visit: Visit, key: uuid.UUID, version: str, form: VisitForm, rows: ActionRows
) -> HttpResponse:
    cleaned = form.cleaned_data
    actions.change(
        visit=visit,
        version=version,
        place=cleaned["places"][0],
        details=form.details(),
        agreed=rows.agreed(),
        corrected_because=cleaned["corrected_because"],
        removed_files=cleaned["removed_files"],
        is_files_internal=cleaned["is_files_internal"],
        draft_key=key,
        is_for_all=cleaned["is_for_all"],
        by=request.user,
    )
    messages.success(request, "Saved.")
    return redirect(visit)


def _show_edit(
    request: HttpRequest,
    visit: Visit,
    key: uuid.UUID,
    form: VisitForm,
    rows: ActionRows,
    *,
    version: str,
    draft: Draft | None = None,
    changed: list[str] = (),
    status: int = 200,
) -> HttpResponse:
    others = Visit.objects.filter(meeting=visit.meeting).exclude(pk=visit.pk) if visit.meeting else Visit.objects.none()
    state = actions.state_of(visit) if changed else {}
    return _show(
        request,
        key,
        form,
        rows,
        status=status,
        action=reverse("visit-edit", args=[visit.pk]),
        visit=visit,
        version=version,
        draft=draft,
        theirs=[(actions.LABELS[name], state[name]) for name in actions.LABELS if name in changed],
        others_of_meeting=others.count(),
        attached=list(visit.attachments.order_by("pk")),
        removed={str(value) for value in form["removed_files"].value() or ()},
    )
