"""The people of a run: adding somebody, changing, withdrawing, taking back and removing them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from programmes import people
from programmes.actions import HasMarks, HasMore
from programmes.forms.people import LeaveForm, NewParticipantForm, ParticipantForm
from programmes.models import Participant
from programmes.views.editing import done, edited, refused
from programmes.views.run import run_of

LONGEST = 200


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def participant_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was found by `q` in the address can be chosen; somebody new is written below."""
    run = run_of(request, pk)
    q = request.GET.get("q", "").replace("\0", "")[:LONGEST]
    found = list(people.found_by(q, request.user)[: people.MOST_FOUND + 1])
    data = request.POST if request.method == "POST" else None
    form = NewParticipantForm(data, run=run, user=request.user, found=found[: people.MOST_FOUND])
    if data is not None and form.is_valid():
        said = form.cleaned_data
        try:
            participant, is_new = people.add(
                run=run,
                contact=said["contact"],
                new=form.new(),
                role=said["role"],
                strand=said["strand"],
                by=request.user,
            )
        except people.OnItAlready as already:
            form.add_error("contact", _how(already.participant))
        else:
            words = f"{participant.contact} is on it." if is_new else f"{participant.contact} was on it already."
            return done(request, words, f"{run.get_absolute_url()}#people")
    on_it = Participant.objects.visible_to(request.user).filter(run=run, contact__in=[one for one, _ in form.shown])
    context = {
        "run": run,
        "form": form,
        "q": q,
        "is_more": len(found) > people.MOST_FOUND,
        "on_it": set(on_it.values_list("contact", flat=True)),
        "chosen": form["contact"].value() or "",
    }
    return render(request, "programmes/participant_new.html", context, status=200 if data is None else 422)


def _how(participant: Participant) -> str:
    if participant.withdrawn_on:
        return f"{participant.contact} withdrew on {participant.withdrawn_on:%d/%m/%Y}. Take that back on their line."
    return f"{participant.contact} is on it already as {participant.get_role_display().lower()}. Change that there."


def participant_of(request: HttpRequest, pk: int) -> Participant:
    rows = Participant.objects.visible_to(request.user).select_related("run__programme", "contact", "school", "strand")
    return get_object_or_404(rows, pk=pk)


def _people_of(participant: Participant) -> str:
    return f"{participant.run.get_absolute_url()}#people"


def _about(participant: Participant, **more: Any) -> dict[str, Any]:
    run = participant.run
    return {
        "participant": participant,
        "leave_form": LeaveForm(initial={"on": timezone.localdate()}),
        "title": str(participant.contact),
        "line": str(run),
        "back": (run.get_absolute_url(), str(run)),
        **more,
    }


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def participant_edit(request: HttpRequest, pk: int) -> HttpResponse:
    participant = participant_of(request, pk)
    form = ParticipantForm(request.POST if request.method == "POST" else None, user=request.user, record=participant)
    return edited(
        request,
        form,
        template="programmes/participant.html",
        context=_about(participant),
        leads_to=_people_of(participant),
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def participant_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    participant, form = participant_of(request, pk), LeaveForm(request.POST)
    if not form.is_valid():
        shown = ParticipantForm(user=request.user, record=participant)
        about = _about(participant, form=shown, leave_form=form)
        return render(request, "programmes/participant.html", about, status=422)
    participant.withdraw(on=form.cleaned_data["on"])
    return done(request, f"{participant.contact} withdrew.", _people_of(participant))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def participant_return(request: HttpRequest, pk: int) -> HttpResponse:
    participant = participant_of(request, pk)
    participant.take_back()
    return done(request, f"{participant.contact} is on it again.", _people_of(participant))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def participant_remove(request: HttpRequest, pk: int) -> HttpResponse:
    participant = participant_of(request, pk)
    try:
        people.remove(participant=participant, by=request.user)
    except HasMarks:
        words = f"{participant.contact} stays: there are marks of theirs in a register. They can withdraw."
        return refused(request, words, _people_of(participant))
    except HasMore:
        words = f"{participant.contact} stays: they coach or are coached. Remove the pair first."
        return refused(request, words, _people_of(participant))
    return done(request, f"{participant.contact} is removed from it.", _people_of(participant))
