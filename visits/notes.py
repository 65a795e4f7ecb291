"""The shared note of a visit: its versions, who read each, and what its school answered."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import MD5, Cast, JSONObject, NullIf

from accounts.history import tracking
from accounts.history.recording import PERSON
from accounts.models import User
from accounts.permissions import Permission, Role
from schools.models import SchoolRepresentative
from visits import letters
from visits.models import NoteAnswer, NoteReading, Visit

NAMED_FOR_CONTACTS_ALONE = "A headteacher"


class NotShared(Exception):
    """The visit has no note that its school could answer."""


class Corrected(Exception):
    """The note was corrected since the version that was read."""


@dataclass(frozen=True)
class NoteVersion:
    """A version of a shared note: from when, by whom and why; `text` is empty once it has been erased.

    `readings` and `answers` are those about this version, the earliest first.
    """

    number: int
    text: str
    written_at: datetime.datetime
    written_by: str
    because: str
    readings: tuple[NoteReading, ...] = ()
    answers: tuple[NoteAnswer, ...] = ()

    @property
    def anchor(self) -> str:
        return f"version-{self.number}-{self.written_at:%Y%m%d%H%M%S}"


def versions_of(visit: Visit, user: Any) -> list[NoteVersion]:
    """Newest first: those that the visit had while it was its school's, with what `user` may see was said of each."""
    rows = _rows(visit)
    written = {row["note_version"] for row in rows if row["shared_note"]}
    kept = [
        row
        for row in rows
        if row["shared_note"] or (row["note_version"] < visit.note_version and row["note_version"] not in written)
    ]
    readings = _by_version(_said(visit.readings, "reader", user, visit))
    answers = _by_version(_said(visit.answers, "answered_by", user, visit))
    return [
        NoteVersion(
            number=row["note_version"],
            text=row["shared_note"],
            written_at=row["pgh_created_at"],
            written_by=_named(row["author"], user),
            because=row["corrected_because"],
            readings=tuple(readings[row["note_version"]]),
            answers=tuple(answers[row["note_version"]]),
        )
        for row in reversed(kept)
    ]


def standing_of(visit: Visit, versions: list[NoteVersion]) -> NoteVersion | None:
    """The one that the note as it stands is."""
    return versions[0] if versions and versions[0].text and versions[0].text == visit.shared_note else None


def _rows(visit: Visit) -> list[dict[str, Any]]:
    """The first event of each text of each version, the oldest first."""
    author = Cast(NullIf(KeyTextTransform(PERSON, "pgh_context__metadata"), Value("")), models.BigIntegerField())
    people = User.objects.filter(pk=OuterRef("person")).values(row=JSONObject(name="name", role="role"))
    events = tracking.of(Visit).event.objects.filter(pgh_obj=visit.pk, school=visit.school_id)
    found = events.annotate(text=MD5("shared_note"), person=author, author=Subquery(people))
    ordered = found.order_by("note_version", "text", "pgh_id").distinct("note_version", "text")
    columns = ("pgh_id", "pgh_created_at", "note_version", "shared_note", "corrected_because", "text", "author")
    return sorted(ordered.values(*columns), key=lambda row: row["pgh_id"])


def _named(author: dict[str, str] | None, user: Any) -> str:
    if author is None:
        return ""
    is_open = author["role"] != Role.HEADTEACHER or user.may(Permission.CONTACT_VIEW)
    return author["name"] if is_open else NAMED_FOR_CONTACTS_ALONE


def _said(rows: models.Manager, person: str, user: Any, visit: Visit) -> QuerySet:
    """What people said or did about the visit's note, oldest first.

    To a headteacher, only by people of the school as the visit has it: a visit that was moved brings along no names.
    """
    seen = rows.visible_to(user).select_related(person).order_by("pk")
    if user.may(Permission.CONTACT_VIEW):
        return seen
    ours = SchoolRepresentative.objects.filter(school=visit.school_id).values("user")
    return seen.filter(Q(**{f"{person}__in": ours}))


def _by_version(said: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for one in said:
        found[one.note_version].append(one)
    return found


def keep_reading(visit: Visit, by: User) -> None:
    """That a headteacher has opened the version of the note that stands; kept once, the first time."""
    if visit.is_shared and by.may(Permission.NOTE_ANSWER):
        NoteReading.objects.get_or_create(visit=visit, note_version=visit.note_version, reader=by)


@transaction.atomic
def answer(*, visit: Visit, version: int | None, is_accurate: bool, comment: str, by: User) -> NoteAnswer:
    """Keep what a headteacher says of the note, and tell who made the visit. The same answer twice is one.

    `NotShared` where there is nothing to answer; `Corrected` unless `version` still stands.
    """
    visit = Visit.objects.select_for_update(no_key=True).defer("internal_note", "met").get(pk=visit.pk)
    if not visit.is_shared:
        raise NotShared
    if visit.note_version != version:
        raise Corrected
    latest = visit.answers.filter(answered_by=by, note_version=version).order_by("pk").last()
    if latest and (latest.is_accurate, latest.comment) == (is_accurate, comment):
        return latest
    made = visit.answers.create(note_version=version, answered_by=by, is_accurate=is_accurate, comment=comment)
    letters.tell_visitors(made)
    return made
