"""The page of a visit, and its history."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.confidential import hidden_fields
from accounts.history.reading import changes_of
from accounts.permissions import Permission
from accounts.policy import requires
from documents.pdf import to_pdf
from schools.models import Partnership
from thep.numbers import number_in
from visits import agreed, notes
from visits.models import Visit
from visits.page_forms import AnswerForm, DoneForm
from visits.pdf import letter_of

CONFIDENTIAL = ("internal_note", "met")


def visit_of(request: HttpRequest, pk: int) -> Visit:
    """What a person may not see of it is not even read: `visible_met` and `visible_internal_note` are empty then."""
    hidden = hidden_fields(Visit, request.user)
    shown = {f"visible_{name}": F(name) for name in CONFIDENTIAL if name not in hidden}
    visits = Visit.objects.visible_to(request.user).defer(*CONFIDENTIAL).annotate(**shown)
    return get_object_or_404(visits.select_related("school", "associate", "focus"), pk=pk)


@requires(Permission.SCHOOL_VIEW)
@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, visit_of(request, pk))


def show(request: HttpRequest, visit: Visit, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page with its forms as they stand; one that was wrong comes back in `forms` with what was typed.

    A headteacher to whom the note is shown has read it; asking for the head of the page shows nothing.
    """
    user, today = request.user, timezone.localdate()
    if request.method != "HEAD":
        notes.keep_reading(visit, user)
    versions = notes.versions_of(visit, user)
    standing = notes.standing_of(visit, versions)
    may_answer = visit.is_shared and user.may(Permission.NOTE_ANSWER)
    mine = _answer_of(standing, user) if may_answer else None
    return render(
        request,
        "visits/visit.html",
        {
            "visit": visit,
            "standing": standing,
            "earlier": versions[1:] if standing else versions,
            "my_answer": mine,
            "answer_form": may_answer
            and (forms.get("answer_form") or AnswerForm(initial={"version": visit.note_version})),
            "readers": _who_can_read(visit, user, today) if standing and not standing.readings else (),
            "actions": [
                (action, forms.get(f"done_{action.pk}") or DoneForm(initial={"done_on": today}, prefix=f"a{action.pk}"))
                for action in agreed.actions_on(visit, user)
            ],
            "files": visit.attachments.visible_to(user).order_by("pk"),
            "others": _same_meeting(visit, user),
            "today": today,
        },
        status=status,
    )


def _answer_of(version: notes.NoteVersion | None, user: Any) -> Any:
    mine = [one for one in version.answers if one.answered_by_id == user.pk] if version else []
    return mine[-1] if mine else None


def _who_can_read(visit: Visit, user: Any, today: datetime.date) -> Iterable[str]:
    if not visit.is_shared or not user.may(Permission.CONTACT_VIEW):
        return ()
    acting = visit.school.representatives.who_may_act(today).order_by("user__name", "pk")
    return list(dict.fromkeys(acting.values_list("user__name", flat=True)))


def _same_meeting(visit: Visit, user: Any) -> Iterable[Visit]:
    """The other places that were at it: a headteacher is not told which."""
    if visit.meeting is None or not user.may(Permission.REPORT_VIEW):
        return ()
    others = Visit.objects.visible_to(user).filter(meeting=visit.meeting).exclude(pk=visit.pk)
    return sorted(others.defer(*CONFIDENTIAL).select_related("school", "associate"), key=lambda one: str(one.place))


@requires(Permission.SCHOOL_VIEW)
@require_safe
def visit_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed on the visit itself, the latest first."""
    visit = visit_of(request, pk)
    older_than = number_in(request.GET.get("older_than"))
    page = changes_of(visit, request.user, older_than=older_than)
    return render(request, "visits/history.html", {"visit": visit, "page": page, "older_than": older_than})


@requires(Permission.SCHOOL_VIEW)
@require_safe
@never_cache
def visit_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page says to this reader; with `for=school` what it says to the school, to hand over."""
    visit = visit_of(request, pk)
    partnership = Partnership.objects.first()
    letter = letter_of(
        visit,
        request.user,
        sender=partnership.name if partnership else "",
        today=timezone.localdate(),
        is_for_school=request.GET.get("for") == "school",
    )
    response = HttpResponse(to_pdf(letter), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="visit-{visit.visited_on:%Y-%m-%d}-{visit.pk}.pdf"'
    return response
