"""Making programmes, their runs and the sessions of those."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from programmes.models import Attendance, Programme, Run, Session


class Different(Exception):
    """What was to be made is there already, and says something else. `record` is it."""

    def __init__(self, record: Any) -> None:
        super().__init__()
        self.record = record


class HasMarks(Exception):
    """It stays on record, for marks of a register would go with it."""


class HasMore(Exception):
    """It stays on record, for there is something on it."""


def make_programme(*, slug: str, columns: Mapping[str, Any], by: User) -> tuple[Programme, bool]:
    """The programme, and whether it is new: the same form a second time makes none."""
    programme, is_new = Programme.objects.get_or_create(slug=slug, defaults=columns)
    return _the_same(programme, columns), is_new


def _the_same(record: Any, columns: Mapping[str, Any]) -> Any:
    if any(getattr(record, name) != value for name, value in columns.items()):
        raise Different(record)
    return record


@transaction.atomic
def make_run(
    *, programme: Programme, columns: Mapping[str, Any], sessions: Iterable[Mapping[str, Any]] = (), by: User
) -> tuple[Run, bool]:
    """A run with its sessions, and whether it is new: the same form a second time makes none, and adds no session."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    there = Run.objects.filter(programme=programme, year=columns["year"], cohort=columns["cohort"]).first()
    if there:
        return _the_same(there, columns), False
    run = Run.objects.create(programme=programme, **columns)
    for session in sessions:
        Session.objects.create(run=run, **session)
    return run, True


@transaction.atomic
def remove_run(*, run: Run, by: User) -> None:
    """One that was made by mistake: `HasMore` where it has a session, a school or a person."""
    held = hold(run)
    if held.sessions.exists() or held.enrolments.exists() or held.participants.exists():
        raise HasMore
    held.delete()


def hold(run: Run) -> Run:
    """The run as it is now; whoever else writes what is on it waits."""
    return Run.objects.select_for_update().get(pk=run.pk)


@transaction.atomic
def make_session(*, run: Run, columns: Mapping[str, Any], by: User) -> tuple[Session, bool]:
    hold(run)
    if there := same_session(run, columns):
        return _the_same(there, columns), False
    return Session.objects.create(run=run, **columns), True


def same_session(run: Run, columns: Mapping[str, Any], *, other_than: Session | None = None) -> Session | None:
    """The run’s session of that day, beginning and title."""
    rows = run.sessions.filter(**{name: columns[name] for name in ("held_on", "title")})
    rows = rows.filter(starts=columns["starts"]) if columns["starts"] else rows.filter(starts=None)
    return rows.exclude(pk=other_than and other_than.pk).first()


@transaction.atomic
def remove_session(*, session: Session, by: User) -> None:
    """One that was entered by mistake: `HasMarks` where somebody is marked or has signed in."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if Attendance.objects.filter(session=held).exists() or held.room_sign_ins.exists():
        raise HasMarks
    held.delete()
