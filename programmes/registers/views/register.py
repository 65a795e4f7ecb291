"""The register: marking, adding who walked in, and saying who signed in by the room's code."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted
from programmes.models import Mark, MarkedFrom, Participant, RoomSignIn, Session
from programmes.registers import marking
from programmes.registers.finding import Offer, People, Said
from programmes.registers.forms import SettleForm, WalkInForm, typed_in, with_the_rest

MOST_ON_A_PAGE = 400
CANCELLED = "This session was cancelled, so nobody is marked. Nothing was saved."
NOT_YET = "This session is still to come: only excused can be marked ahead. Nothing was saved."
CHOICES = [*Mark.choices, (marking.NOT_MARKED, "Not marked")]


@dataclass(frozen=True)
class Row:
    """A person on the page: `mark` as typed, `is_now` as on record; `signed_in` where that says otherwise."""

    person: Participant
    mark: str
    is_now: str
    problem: str = ""
    signed_in: RoomSignIn | None = None
    closed: frozenset[str] = frozenset()

    @property
    def number(self) -> str:
        return str(self.person.pk)

    @property
    def radios(self) -> SafeString:
        """The choices of marks, those `closed` shut. Made here: for many people a template takes four times longer."""
        choices = (
            f'<label><input type="radio" name="mark-{self.number}" value="{value}"{self._state(value)}>'
            f"<span>{label}</span></label>"
            for value, label in CHOICES
        )
        return mark_safe("".join(choices))  # noqa: S308 - numbers and words of the portal's own

    def _state(self, value: str) -> str:
        if value == self.mark:
            return " checked"
        return " disabled" if value in self.closed and value != self.is_now else ""

    @property
    def about(self) -> str:
        """Their school and role; and where the mark is from, unless somebody made it on this page."""
        parts = [str(self.person.school or "No school"), self.person.get_role_display()]
        if self.is_now and self.person.marked_from != MarkedFrom.REGISTER:
            parts.append(f"from {MarkedFrom(self.person.marked_from).label.lower()}")
        return " · ".join(parts)


@dataclass(frozen=True)
class Waiting:
    """Somebody who signed in by the room's code and is not known yet."""

    sign_in: RoomSignIn
    offers: list[Offer]
    school: str = ""
    problem: str = ""


def session_of(request: HttpRequest, pk: int) -> Session:
    return get_object_or_404(Session.objects.visible_to(request.user).select_related("run__programme"), pk=pk)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    if request.method != "POST":
        return show(request, session)
    numbers = Participant.objects.filter(run=session.run_id).values_list("pk", flat=True)
    typed, wrong = typed_in(request.POST, numbers)
    if (rest := request.POST.get("rest", "")) in Mark:
        typed = with_the_rest(typed, rest)
    if wrong:
        return show(request, session, typed=typed, wrong=wrong, status=422)
    try:
        saved = marking.save(session=session, typed=typed, by=request.user)
    except (marking.SessionCancelled, marking.NotYet) as refused:
        messages.error(request, CANCELLED if isinstance(refused, marking.SessionCancelled) else NOT_YET)
        return show(request, session, typed=typed, status=409)
    said = f"Saved: {counted(saved.written, 'mark')}."
    if saved.crossed:
        messages.warning(
            request,
            f"{f'{said} ' if saved.written else ''}Somebody else has marked "
            f"{counted(len(saved.crossed), 'person', 'people')} otherwise meanwhile. "
            "Theirs stands and yours is chosen below, not saved: look, and save again.",
        )
        wrong = {pk: f"Meanwhile marked as {_in_words(mark)}" for pk, mark in saved.crossed.items()}
        return show(request, session, typed={pk: typed[pk] for pk in wrong}, wrong=wrong, status=409)
    messages.success(request, said if saved.written else "Nothing was left to save: the register says this already.")
    page = request.GET.get("page", "")
    return redirect(f"{session.get_absolute_url()}{f'?page={page}' if page.isascii() and page.isdigit() else ''}")


def _in_words(mark: str) -> str:
    return Mark(mark).label.lower() if mark else "not marked"


def show(
    request: HttpRequest,
    session: Session,
    *,
    typed: Mapping[int, marking.Typed] | None = None,
    wrong: Mapping[int, str] | None = None,
    walk_in: WalkInForm | None = None,
    settle: SettleForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; marks typed on it and not saved stand as they were typed."""
    people = list(marking.people_of(session))
    page = Paginator(people, MOST_ON_A_PAGE).get_page(request.GET.get("page"))
    known, waiting = marking.sign_ins_of(session)
    closed = _closed(session)
    rows = [_row(person, typed or {}, wrong or {}, known, closed) for person in page]
    marks = [person.mark or marking.NOT_MARKED for person in people]
    context = {
        "session": session,
        "is_ahead": marking.is_ahead(session),
        "page": page,
        "rows": rows,
        "was": " ".join(f"{row.person.pk}:{row.is_now}" for row in rows),
        "counts": [(value, label, marks.count(value)) for value, label in CHOICES],
        "waiting": _waiting(request, session, waiting, settle, problem),
        "is_settling": settle is not None or "settling" in request.GET,
        "walk_in": walk_in or WalkInForm(),
    }
    return render(request, "programmes/register.html", context, status=status)


def _row(
    person: Participant,
    typed: Mapping[int, marking.Typed],
    wrong: Mapping[int, str],
    known: Mapping[int, RoomSignIn],
    closed: frozenset[str],
) -> Row:
    is_now = person.mark or marking.NOT_MARKED
    mark = typed[person.pk].now if person.pk in typed else is_now
    signed_in = known.get(person.pk) if is_now != Mark.ATTENDED else None
    return Row(person, mark, is_now, wrong.get(person.pk, ""), signed_in, closed)


def _closed(session: Session) -> frozenset[str]:
    """The marks that cannot be chosen: all of a cancelled session, attended and absent before its day."""
    if session.is_cancelled:
        return frozenset({*Mark, marking.NOT_MARKED})
    return frozenset({Mark.ATTENDED, Mark.ABSENT}) if marking.is_ahead(session) else frozenset()


def _waiting(
    request: HttpRequest, session: Session, sign_ins: list[RoomSignIn], settle: SettleForm | None, problem: str
) -> list[Waiting]:
    if not sign_ins:
        return []
    asked = settle.data.get("sign_in") if settle else None
    typed = str(settle.data.get("school", ""))[:200].replace("\0", "") if settle else ""
    said = {row.pk: Said(row.name, row.email, (str(row.pk) == asked and typed) or row.school_name) for row in sign_ins}
    people = People(session.run, said.values(), user=request.user)
    return [
        Waiting(
            row,
            [offer for offer in people.offers(said[row.pk]) if offer.means],
            *((typed, problem) if str(row.pk) == asked else ()),
        )
        for row in sign_ins
    ]


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def register_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who walked in: put on the run and marked as attended in one step."""
    session, form = session_of(request, pk), WalkInForm(request.POST)
    if not form.is_valid():
        return show(request, session, walk_in=form, status=422)
    try:
        person = marking.add(
            session=session,
            said=form.said,
            role=form.cleaned_data["role"],
            chosen=form.cleaned_data["who"],
            by=request.user,
        )
    except marking.Unsure as unsure:
        form.ask(unsure.offers)
        return show(request, session, walk_in=form, status=422)
    except (marking.SessionCancelled, marking.NotYet) as refused:
        messages.error(request, CANCELLED if isinstance(refused, marking.SessionCancelled) else NOT_YET)
        return show(request, session, walk_in=form, status=409)
    messages.success(request, f"{person.contact} is on the register, marked as attended.")
    return redirect(session)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def register_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it was that signed in by the room's code, or that it does not matter."""
    session, form = session_of(request, pk), SettleForm(request.POST)
    if not form.is_valid():
        return show(request, session, settle=form, problem="Choose again, in fewer words.", status=422)
    said = form.cleaned_data
    try:
        if "aside" in request.POST:
            sign_in = marking.set_aside(session=session, number=said["sign_in"], by=request.user)
            messages.success(request, f"The sign-in of {sign_in.name} is set aside.")
        else:
            person = marking.settle(
                session=session, number=said["sign_in"], chosen=said["who"], school=said["school"], by=request.user
            )
            messages.success(request, f"{person.contact} is marked as attended.")
    except marking.AlreadySettled:
        messages.info(request, "This sign-in was settled already. Nothing was done twice.")
    except marking.Unsure:
        words = "Say who this is: choose below." if not said["who"] else "Choose again: this may be somebody else now."
        return show(request, session, settle=form, problem=words, status=422)
    except (marking.SessionCancelled, marking.NotYet) as refused:
        messages.error(request, CANCELLED if isinstance(refused, marking.SessionCancelled) else NOT_YET)
    return redirect(f"{session.get_absolute_url()}?settling#waiting")
