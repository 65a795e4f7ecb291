"""Saving visits: what was logged, and what was changed later."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from documents.display import Kind, display
from schools.models import School
from schools.places import Place, value_of
from visits import drafts, letters
from visits.attachments import remove_when_unused
from visits.models import Action, Attachment, Focus, Visit, Visitor


@dataclass(frozen=True, kw_only=True)
class Details:
    """What is common to the visits of one meeting. `visitors` sign in here; `others` are the names of who else went."""

    visited_on: datetime.date
    kind: str
    status: str
    cancelled_because: str = ""
    visitors: tuple[User, ...] = ()
    others: str = ""
    met: str = ""
    focus: Focus | None = None
    purpose: str = ""
    shared_note: str = ""
    internal_note: str = ""

    def columns(self) -> dict[str, Any]:
        names = ("visited_on", "kind", "status", "cancelled_because", "met", "focus", "purpose")
        return {name: getattr(self, name) for name in (*names, "shared_note", "internal_note")} | {
            "visitor": visitor_names(self.visitors, self.others)
        }


def visitor_names(visitors: Iterable[User], others: str) -> str:
    return ", ".join([*sorted(str(person) for person in visitors), *([others] if others else [])])


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An action as typed: for a person, for the school’s headteacher, or for a name. `action` is the one on record."""

    what: str
    owner: User | None = None
    is_head: bool = False
    owner_name: str = ""
    due_on: datetime.date | None = None
    is_internal: bool = False
    action: Action | None = None
    is_removed: bool = False

    def columns(self, visit: Visit) -> dict[str, Any]:
        """Of several headteachers, or none who signs in, the action is nobody’s in particular: it says which post."""
        owner, name = self.owner, self.owner_name
        if self.is_head:
            heads = _heads_of(visit.school) if visit.school else []
            owner, name = (heads[0], "") if len(heads) == 1 else (None, "Headteacher")
        return {"what": self.what, "owner": owner, "owner_name": name, "due_on": self.due_on}


def _heads_of(school: School) -> list[User]:
    acting = school.representatives.who_may_act(timezone.localdate()).select_related("user").order_by("user__name")
    return list(dict.fromkeys(row.user for row in acting))


class LoggedBefore(Exception):
    """The form with this key was saved before, and said something else then. `visits` are what it made."""

    def __init__(self, visits: list[Visit]) -> None:
        super().__init__()
        self.visits = visits


class NotTheirs(Exception):
    """The key is that of another person’s form."""


class ChangedMeanwhile(Exception):
    """Somebody changed the visit after the form was opened. `names` are the parts that changed."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


def logged_with(key: uuid.UUID) -> list[Visit]:
    visits = Visit.objects.filter(meeting=key).select_related("school", "associate", "focus")
    return list(visits.order_by("school__sort_name", "associate__sort_name", "pk"))


@transaction.atomic
def log(
    *,
    key: uuid.UUID,
    places: list[Place],
    details: Details,
    agreed: list[Agreed],
    is_files_internal: bool = False,
    by: User,
) -> tuple[list[Visit], bool]:
    """One visit to each place, and whether any is new: the same form a second time makes none.

    A place that was added since makes one more visit of the meeting. What else differs is `LoggedBefore`. The files
    are those of the draft, which goes. A person’s saves follow each other, so that pressed twice is saved once.
    """
    drafts.hold(by)
    before = logged_with(key)
    if any(visit.logged_by_id != by.pk for visit in before):
        raise NotTheirs
    if before and not says_the_same(before[0], details, agreed):
        raise LoggedBefore(before)
    there = {value_of(visit.place) for visit in before}
    new = [_make(key, place, details, agreed, by) for place in places if value_of(place) not in there]
    if new or not before:
        _attach(drafts.files_of(key, by), new, is_internal=is_files_internal, by=by)
    drafts.end(key, by)
    for visit in new:
        letters.tell_heads(visit)
    return (logged_with(key), bool(new))


def _make(key: uuid.UUID, place: Place, details: Details, agreed: list[Agreed], by: User) -> Visit:
    where = {"school": place} if isinstance(place, School) else {"associate": place}
    visit = Visit.objects.create(meeting=key, logged_by=by, **where, **details.columns())
    Visitor.objects.bulk_create(Visitor(visit=visit, user=person) for person in details.visitors)
    for one in agreed:
        Action.objects.create(visit=visit, is_internal=one.is_internal, **one.columns(visit))
    return visit


def _attach(files: Iterable[Any], visits: Iterable[Visit], *, is_internal: bool, by: User) -> None:
    files = list(files)
    for visit in visits:
        for file in files:
            Attachment.objects.create(
                visit=visit,
                is_internal=is_internal,
                attached_by=by,
                file=file.file.name,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
            )


def says_the_same(visit: Visit, details: Details, agreed: list[Agreed]) -> bool:
    """Whether saving this would change nothing of the visit but its place and files."""
    parts = ("what", "owner", "owner_name", "due_on")
    typed = [one.columns(visit) for one in agreed if not one.is_removed]
    there = [{name: getattr(action, name) for name in parts} for action in open_actions(visit)]
    is_agreed = len(there) == len(typed) and all(one in there for one in typed)
    return is_agreed and all(getattr(visit, name) == value for name, value in details.columns().items())


LABELS = {
    "place": "Where",
    "visited_on": "Date",
    "kind": "Visit or call",
    "status": "Planned, done or cancelled",
    "cancelled_because": "Why it was cancelled",
    "visitor": "Who went",
    "met": "Who was met",
    "focus": "Focus",
    "purpose": "What for",
    "shared_note": "Note for the school",
    "internal_note": "Internal note",
    "actions": "Actions",
    "files": "Files",
}


def state_of(visit: Visit) -> dict[str, str]:
    """What the visit says, part by part, in words."""
    actions = [
        ", ".join(part for part in (action.what, action.whose, display(action.due_on, Kind.DATE)) if part)
        for action in open_actions(visit)
    ]
    return {
        "place": str(visit.place),
        "visited_on": display(visit.visited_on, Kind.DATE),
        "kind": visit.get_kind_display(),
        "status": visit.get_status_display(),
        "focus": str(visit.focus or ""),
        "actions": "\n".join(actions),
        "files": "\n".join(visit.attachments.order_by("pk").values_list("name", flat=True)),
    } | {
        name: getattr(visit, name)
        for name in ("cancelled_because", "visitor", "met", "purpose", "shared_note", "internal_note")
    }


def open_actions(visit: Visit) -> list[Action]:
    return list(visit.actions.filter(done_on=None).select_related("owner").order_by("pk"))


def version_of(visit: Visit) -> str:
    """What a form carries to tell later whether, and in what, the visit was changed after it was opened."""
    return " ".join(f"{name}:{_short(value)}" for name, value in sorted(state_of(visit).items()))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def changed_since(version: str, visit: Visit) -> list[str]:
    """The parts that the visit says otherwise than it did at `version`; all where that is no version of it."""
    read = dict(part.partition(":")[::2] for part in version.split())
    return [name for name, value in state_of(visit).items() if read.get(name) != _short(value)]


@transaction.atomic
def change(
    *,
    visit: Visit,
    version: str,
    place: Place,
    details: Details,
    agreed: list[Agreed],
    corrected_because: str = "",
    removed_files: Iterable[Attachment] = (),
    is_files_internal: bool = False,
    draft_key: uuid.UUID,
    is_for_all: bool = False,
    by: User,
) -> Visit:
    """Save what was typed over the visit; `ChangedMeanwhile` where it is no longer what the form was opened with.

    `is_for_all`: what changed of the common details, and nothing else, is changed in the meeting’s other visits too.
    A headteacher is told where the note is shared only now, or says something else than before.
    """
    drafts.hold(by)
    visit = _locked(visit.pk)
    if names := changed_since(version, visit):
        raise ChangedMeanwhile(names)
    before = {name: getattr(visit, name) for name in details.columns()}
    went = set(visit.visitors.all())
    columns = {name: value for name, value in details.columns().items() if value != before[name]}
    visitors = None if went == set(details.visitors) else details.visitors
    _settle(visit, columns | _where(place), visitors, corrected_because)
    _agree(visit, agreed)
    files = list(removed_files)
    Attachment.objects.filter(pk__in=[file.pk for file in files]).delete()
    remove_when_unused(file.file.name for file in files)
    _attach(drafts.files_of(draft_key, by), [visit], is_internal=is_files_internal, by=by)
    drafts.end_of(visit, by)
    if is_for_all and visit.meeting:
        others = Visit.objects.filter(meeting=visit.meeting).exclude(pk=visit.pk).order_by("pk")
        for pk in others.values_list("pk", flat=True):
            _settle(_locked(pk), dict(columns), visitors, corrected_because)
    return visit


def _locked(pk: int) -> Visit:
    return Visit.objects.select_for_update(of=("self",)).select_related("school", "associate", "focus").get(pk=pk)


def _where(place: Place) -> dict[str, Any]:
    is_school = isinstance(place, School)
    return {"school": place if is_school else None, "associate": None if is_school else place}


def _settle(visit: Visit, columns: dict[str, Any], visitors: tuple[User, ...] | None, because: str) -> None:
    """Write these columns, and who went where that changed; tell the headteachers what is news to them."""
    was = (visit.is_shared, visit.school_id, visit.note_version)
    if visit.is_shared and columns.get("shared_note", visit.shared_note) != visit.shared_note:
        columns["corrected_because"] = because
    for name, value in columns.items():
        setattr(visit, name, value)
    if columns:
        visit.save(update_fields=list(columns))
    if visitors is not None:
        visit.visitor_rows.exclude(user__in=visitors).delete()
        there = set(visit.visitor_rows.values_list("user", flat=True))
        Visitor.objects.bulk_create(Visitor(visit=visit, user=person) for person in visitors if person.pk not in there)
    visit.refresh_from_db(fields=["note_version"])
    if (visit.is_shared, visit.school_id, visit.note_version) != was:
        letters.tell_heads(visit)


def _agree(visit: Visit, agreed: list[Agreed]) -> None:
    for one in agreed:
        columns = one.columns(visit)
        if one.action is None:
            Action.objects.create(visit=visit, is_internal=one.is_internal, **columns)
        elif one.is_removed:
            visit.actions.filter(pk=one.action.pk, done_on=None).delete()
        elif changed := {name: value for name, value in columns.items() if getattr(one.action, name) != value}:
            for name, value in changed.items():
                setattr(one.action, name, value)
            one.action.save(update_fields=list(changed))
