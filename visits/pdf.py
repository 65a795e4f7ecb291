"""A visit as a letter: the same words as on its page, and no more."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accounts.permissions import Permission
from documents.display import NOTHING, Kind, display
from documents.pdf import Grid, Letter, Part
from visits import agreed, notes
from visits.models import Action, Visit

INTERNAL = "Internal: not for the school"


def letter_of(visit: Visit, user: Any, *, sender: str, today: datetime.date, is_for_school: bool = False) -> Letter:
    """What `user` may see of a visit read by `visit_of`. `is_for_school` leaves out what is internal."""
    internal_note = "" if is_for_school else getattr(visit, "visible_internal_note", "")
    actions = [one for one in agreed.actions_on(visit, user) if not (is_for_school and one.is_internal)]
    is_internal = bool(internal_note) or any(one.is_internal for one in actions)
    return Letter(
        sender=sender,
        title=str(visit),
        notice=INTERNAL if is_internal else "",
        facts=tuple((what, which) for what, which in _facts(visit, user) if which),
        parts=tuple(_parts(visit, user, actions, internal_note, today)),
        footer=f"{visit}, as at {display(today, Kind.DATE)}",
    )


def _facts(visit: Visit, user: Any) -> Iterator[tuple[str, str]]:
    yield "School" if visit.school_id else "Associate", str(visit.place)
    yield "Date", display(visit.visited_on, Kind.DATE)
    yield "Kind", f"{visit.get_kind_display()}, {visit.get_status_display().lower()}"
    yield "Why cancelled", visit.cancelled_because
    yield "Focus", str(visit.focus or "")
    yield "Purpose", visit.purpose
    yield "Who went", visit.visitor
    if user.may(Permission.VISIT_PEOPLE_VIEW):
        yield "Who was met", visit.visible_met


def _parts(visit: Visit, user: Any, actions: list[Action], internal_note: str, today: datetime.date) -> Iterator[Part]:
    standing = notes.standing_of(visit, notes.versions_of(visit, user))
    if visit.shared_note:
        said = (visit.shared_note,) if standing is None else (_version(standing), visit.shared_note)
        yield Part("Shared note", said)
    else:
        yield Part("Shared note", ("No note is shared.",))
    if standing and standing.answers:
        yield Part("What the school answered", tuple(_answer(one) for one in standing.answers))
    if actions:
        yield Part("Actions", (_table(actions, today),))
    if internal_note:
        yield Part("Internal note", (internal_note,), is_marked=True)


def _version(version: notes.NoteVersion) -> str:
    day = _day(version.written_at)
    by = f" by {version.written_by}" if version.written_by else ""
    if version.number == 1:
        return f"Written {day}{by}"
    because = f". Corrected because: {version.because}" if version.because else ""
    return f"Version {version.number} of {day}{by}{because}"


def _day(at: datetime.datetime) -> str:
    return display(timezone.localtime(at).date(), Kind.DATE)


def _answer(answer: Any) -> str:
    word = "Accurate" if answer.is_accurate else "Not accurate"
    said = f"{word}, says {answer.answered_by}, {_day(answer.answered_at)}"
    return f"{said}\n{answer.comment}" if answer.comment else said


def _table(actions: list[Action], today: datetime.date) -> Grid:
    """Who does it is a column where the reader may see it of any."""
    rows = [(_what(one), one.doer, _due(one, today), display(one.done_on, Kind.DATE)) for one in actions]
    if any(who for _, who, *_ in rows):
        return Grid(("What", "Who", "Due", "Done"), tuple((what, who or NOTHING, *days) for what, who, *days in rows))
    return Grid(("What", "Due", "Done"), tuple((what, *days) for what, _, *days in rows))


def _what(action: Action) -> str:
    what = f"{action.what}\n{action.outcome}" if action.outcome else action.what
    return f"{INTERNAL}. {what}" if action.is_internal else what


def _due(action: Action, today: datetime.date) -> str:
    is_late = action.done_on is None and action.due_on is not None and action.due_on < today
    return f"{display(action.due_on, Kind.DATE)}{', overdue' if is_late else ''}"
