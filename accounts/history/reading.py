"""The history in words, for a person: what they may not see on the records they do not see here."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.text import capfirst

from accounts.confidential import hidden_fields, hidden_marks, is_hidden
from accounts.history import events, tracking
from accounts.history.events import Among, Event, Events
from accounts.history.recording import ADDRESS, COMMAND, FILE, PERSON
from accounts.history.versions import Known, Row, fields, known, record_as_of, references, value
from accounts.history.words import in_words
from accounts.models import User
from accounts.permissions import Permission, Role
from documents.display import NOTHING

ON_A_PAGE = 50


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    ON_RECORD = "on record"


OF_LABEL = {
    "insert": Kind.ADDED,
    events.UPDATE: Kind.CHANGED,
    events.DELETE: Kind.REMOVED,
    tracking.ON_RECORD: Kind.ON_RECORD,
}


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One change of one record. `number` orders all changes; `model` and `pk` say which record, `record` its name."""

    number: int
    at: datetime.datetime
    who: str
    how: str
    kind: Kind
    model: type[models.Model]
    pk: Any
    record: str
    fields: tuple[FieldChange, ...]

    @property
    def subject(self) -> str:
        """The kind of record: `Visit`."""
        return capfirst(self.model._meta.verbose_name)

    @property
    def name(self) -> str:
        """The record with its kind, unless it begins with that: `Charge: INV-1`, `Visit to Elm`."""
        return self.record if self.record.startswith(self.subject) else f"{self.subject}: {self.record}"


@dataclass(frozen=True)
class Page:
    """Newest first. `older_than` is what the page of older changes asks for, if there are any."""

    changes: tuple[Change, ...]
    older_than: int | None


def changes_of(record: models.Model, user: Any, *, older_than: int | None = None) -> Page:
    """One record's, which `user` may see: its `visible_to` is asked before.

    Who sees only their own school's records sees those versions that were the school's as this record is.
    """
    kind = Events(type(record), {"pgh_obj_id": [record.pk]})
    if _sees_own_alone(user):
        column = tracking.of(type(record)).school
        if column is None:
            return Page((), None)
        field = record._meta.get_field(column)
        kind = Events(type(record), {"pgh_obj_id": [record.pk], field.column: [field.value_from_object(record)]})
    return changes_among([kind], user, Among(older_than=older_than))


def changes_of_removed(model: type[models.Model], pk: Any, user: Any, *, older_than: int | None = None) -> Page:
    """Those of a record that may be gone: for people who see every record."""
    if _sees_own_alone(user):
        return Page((), None)
    return changes_among([Events(model, {"pgh_obj_id": [pk]})], user, Among(older_than=older_than))


def latest(
    user: Any,
    *,
    models: Iterable[type[models.Model]] | None = None,
    among: Among | None = None,
    on_a_page: int = ON_A_PAGE,
) -> Page:
    """The changes of all records, or of some kinds: for people who see every record."""
    if _sees_own_alone(user):
        return Page((), None)
    kinds = [Events(model) for model in (tracking.models_tracked() if models is None else models)]
    return changes_among(kinds, user, among or Among(), on_a_page)


def changes_among(kinds: Sequence[Events], user: Any, among: Among, on_a_page: int = ON_A_PAGE) -> Page:
    """The changes of several kinds of record in one list, each of which says by which columns it is the reader's.

    To those who see only their own school's records a version is shown by its own columns, and the version before it
    only where that too had them: where a visit was moved, neither school is told the other's.
    """
    is_own = _sees_own_alone(user)
    seen = [
        replace(kind, where=_open(kind, user), is_own=is_own, hidden=hidden_fields(kind.model, user))
        for kind in kinds
        if not is_hidden(kind.model, user, is_own=is_own) and (kind.where or not is_own)
    ]
    found = events.newest(seen, among, on_a_page + 1)
    shown = found[:on_a_page]
    names = known(_all_references(shown), by=user if is_own else None)
    people = {person.pk: person for person in User.objects.filter(pk__in={_person(event) for event in shown} - {None})}
    return Page(
        tuple(_change(event, user, names, people) for event in shown),
        shown[-1].pk if len(found) > on_a_page else None,
    )


def _open(kind: Events, user: Any) -> Mapping[str, Sequence[Any]]:
    return {**kind.where, **{mark: [False] for mark in hidden_marks(kind.model, user)}}


def _sees_own_alone(user: Any) -> bool:
    return not user.may(Permission.REPORT_VIEW)


def _all_references(shown: Sequence[Event]) -> Iterator[tuple[type[models.Model], Any]]:
    for event in shown:
        yield from references(event.model, (event.row, event.was))


def _change(event: Event, user: Any, names: Known, people: Mapping[int, User]) -> Change:
    kind = Kind.ADDED if event.is_arrival else OF_LABEL[event.label]
    return Change(
        number=event.pk,
        at=event.at,
        who=_who(event, user, people),
        how=_how(event, user),
        kind=kind,
        model=event.model,
        pk=event.record,
        record=str(record_as_of(event.model, event.row, names)),
        fields=tuple(field_changes(event.model, *_sides(event, kind), names, hidden_fields(event.model, user))),
    )


def _sides(event: Event, kind: Kind) -> tuple[Row | None, Row | None]:
    """The version before and after; of a record that came or went, one of them."""
    match kind:
        case Kind.CHANGED:
            return event.was, event.row
        case Kind.REMOVED:
            return event.row, None
        case _:
            return None, event.row


def field_changes(
    model: type[models.Model], before: Row | None, after: Row | None, names: Known, hidden: frozenset[str] = frozenset()
) -> Iterator[FieldChange]:
    """What differs, in words. Where one side is missing, all that the other holds."""
    for field in fields(model):
        if field.name in hidden or (before and after and before[field.column] == after[field.column]):
            continue
        old, new = (in_words(field, value(field, row), names) if row else NOTHING for row in (before, after))
        if old != new or (before and after):
            yield FieldChange(capfirst(field.verbose_name), old, new)


def _person(event: Event) -> int | None:
    number = event.context.get(PERSON)
    return int(number) if number else None


def _who(event: Event, user: Any, people: Mapping[int, User]) -> str:
    """A name; of a headteacher, to those who may not see the people of schools, the role."""
    number = _person(event)
    if number is None:
        return ""
    person = people.get(number)
    if person is None:
        return "Somebody since removed"
    is_theirs = person.pk == user.pk or person.role != Role.HEADTEACHER or user.may(Permission.CONTACT_VIEW)
    return str(person) if is_theirs else "A headteacher"


def _how(event: Event, user: Any) -> str:
    """A file's name may say whatever its author wrote into it, so those who may read files in are told it alone."""
    if event.label == tracking.ON_RECORD:
        return "when the history began"
    context = event.context
    if context.get(FILE):
        return f"from {context[FILE]}" if user.may(Permission.WORKBOOK_IMPORT) else "from a spreadsheet"
    if context.get(COMMAND):
        return f"by the command {context[COMMAND]}"
    if context.get(ADDRESS):
        return "under Records" if context[ADDRESS].startswith("admin/") else "on a page of the portal"
    return "outside the portal"
