"""The sessions of a run: adding one, changing, cancelling, restoring and removing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from programmes import actions
from programmes.forms.run import CancelForm, SessionForm
from programmes.models import Session
from programmes.views.editing import done, edited, refused
from programmes.views.run import run_of

THERE = "The run has this session already."


def session_of(request: HttpRequest, pk: int) -> Session:
    return get_object_or_404(Session.objects.visible_to(request.user).select_related("run__programme"), pk=pk)


def _sessions_of(session: Session) -> str:
    return f"{session.run.get_absolute_url()}#sessions"


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, year=run.year)
    if data is not None and form.is_valid():
        try:
            session, is_new = actions.make_session(run=run, columns=form.written(), by=request.user)
        except actions.Different:
            form.add_error("held_on", f"{THERE} Change it there, or give this one another title.")
        else:
            words = f"{session} is added." if is_new else f"{session} was there already."
            return done(request, words, f"{run.get_absolute_url()}#sessions")
    context = {
        "form": form,
        "title": "Add a session",
        "line": str(run),
        "button": "Add the session",
        "back": (run.get_absolute_url(), str(run)),
    }
    return render(request, "programmes/session_form.html", context, status=200 if data is None else 422)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    form = SessionForm(request.POST if request.method == "POST" else None, year=session.run.year, record=session)
    if form.is_bound and form.is_valid() and actions.same_session(session.run, form.cleaned_data, other_than=session):
        form.add_error("held_on", THERE)
    return edited(
        request,
        form,
        template="programmes/session_form.html",
        context=_about(session, cancel_form=CancelForm()),
        leads_to=_sessions_of(session),
    )


def _about(session: Session, **more: object) -> dict[str, object]:
    return {
        "session": session,
        "title": "Change a session",
        "line": f"{session}, {session.run}",
        "button": "Save",
        "back": (session.run.get_absolute_url(), str(session.run)),
        **more,
    }


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    session, form = session_of(request, pk), CancelForm(request.POST)
    if not form.is_valid():
        shown = SessionForm(year=session.run.year, record=session)
        return render(
            request, "programmes/session_form.html", _about(session, form=shown, cancel_form=form), status=422
        )
    session.cancel(because=form.cleaned_data["because"])
    return done(request, f"{session} is cancelled.", _sessions_of(session))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def session_restore(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    session.restore()
    return done(request, f"{session} is held after all.", _sessions_of(session))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    try:
        actions.remove_session(session=session, by=request.user)
    except actions.HasMarks:
        words = f"{session} stays: people are marked or have signed in. Cancel it, if it was not held."
        return refused(request, words, _sessions_of(session))
    return done(request, f"{session} is removed.", _sessions_of(session))
