"""The page of a run; making one, changing it and removing one made by mistake."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confidential import is_hidden
from accounts.permissions import Permission
from accounts.policy import requires
from programmes import actions
from programmes.forms.run import RunForm, SessionRows
from programmes.models import CoachingPair, Enrolment, Participant, Run, Session
from programmes.reading import people_by_role
from programmes.views.editing import done, edited, refused
from programmes.views.programme import programme_of


def run_of(request: HttpRequest, pk: int) -> Run:
    runs = Run.objects.visible_to(request.user)
    return get_object_or_404(runs.select_related("programme", "leader_school", "leader_associate"), pk=pk)


@requires(Permission.REPORT_VIEW)
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may see no contact sees how many people there are in each role, and no name."""
    run, user = run_of(request, pk), request.user
    enrolments = Enrolment.objects.visible_to(user).filter(run=run).select_related("school", "strand")
    enrolments = list(enrolments.order_by("school__sort_name", "strand__name", "pk"))
    roles = people_by_role(run)
    people_on = sum(number for _, number in roles)
    return render(
        request,
        "programmes/run.html",
        {
            "run": run,
            "sessions": _sessions(run, user),
            "enrolled": [one for one in enrolments if one.withdrawn_on is None],
            "withdrawn": [one for one in enrolments if one.withdrawn_on],
            "schools_on": len({one.school_id for one in enrolments if one.withdrawn_on is None}),
            "roles": roles,
            "people_on": people_on,
            "places_left": None if run.places is None else run.places - people_on,
            "sees_people": not is_hidden(Participant, user),
            "people": _people(run, user),
            "pairs": _pairs(run, user),
        },
    )


def _sessions(run: Run, user: Any) -> list[Session]:
    """Those that are coming first, the next before the others; then those held, the last before the others."""
    today = timezone.localdate()
    sessions = list(Session.objects.visible_to(user).filter(run=run).order_by("held_on", "starts", "pk"))
    for session in sessions:
        session.is_coming = session.held_on >= today
    coming = [session for session in sessions if session.is_coming]
    return coming + [session for session in reversed(sessions) if not session.is_coming]


def _people(run: Run, user: Any) -> list[tuple[str, list[Participant]]]:
    """Role by role, those who withdrew last."""
    people = Participant.objects.visible_to(user).filter(run=run).select_related("contact", "school", "strand")
    by_role: dict[str, list[Participant]] = {}
    for person in people.order_by("role", "contact__sort_name", "pk"):
        label = "Withdrew" if person.withdrawn_on else person.get_role_display()
        by_role.setdefault(label, []).append(person)
    return sorted(by_role.items(), key=lambda one: (one[0] == "Withdrew", one[0]))


def _pairs(run: Run, user: Any) -> list[CoachingPair]:
    pairs = CoachingPair.objects.visible_to(user).filter(run=run)
    pairs = pairs.select_related("coach__contact", "coachee__contact", "coach__school", "coachee__school")
    return list(
        pairs.prefetch_related("shadowings").order_by("coach__contact__sort_name", "coachee__contact__sort_name", "pk")
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def run_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A year of a programme, with its first sessions."""
    programme = programme_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RunForm(data, user=request.user, programme=programme)
    rows = SessionRows(data, year=form.cleaned_data.get("year") if data is not None and form.is_valid() else None)
    if data is not None and form.is_valid() & rows.are_valid():
        try:
            made, is_new = actions.make_run(
                programme=programme, columns=form.written(), sessions=rows.typed(), by=request.user
            )
        except actions.Different:
            form.add_error("year", "This year and group are on record already, and say something else.")
        else:
            messages.success(request, f"{made} is on record." if is_new else f"{made} was on record already.")
            return redirect(made)
    context = {
        "form": form,
        "rows": rows,
        "title": f"A year of {programme}",
        "button": "Save",
        "back": (programme.get_absolute_url(), str(programme)),
    }
    return render(request, "programmes/run_form.html", context, status=200 if data is None else 422)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def run_edit(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RunForm(data, user=request.user, programme=run.programme, record=run)
    address = run.get_absolute_url()
    context = {"title": f"Change {run}", "button": "Save", "back": (address, str(run)), "run": run}
    return edited(request, form, template="programmes/run_form.html", context=context, leads_to=address)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def run_remove(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    try:
        actions.remove_run(run=run, by=request.user)
    except actions.HasMore:
        words = "It stays: remove its sessions, schools and people first, if they are there by mistake too."
        return refused(request, words, run.get_absolute_url())
    return done(request, f"{run} is removed.", run.programme.get_absolute_url())
