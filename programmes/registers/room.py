"""Signing in by the room's code: what somebody types is kept, and marks who they are where that is sure."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from programmes.models import Attendance, Mark, MarkedFrom, RoomSignIn, Session
from programmes.registers import marking
from programmes.registers.finding import People, Said
from schools.names import folded


def is_open(session: Session) -> bool:
    """On its day, from midnight to midnight, unless it was cancelled."""
    return session.held_on == timezone.localdate() and not session.is_cancelled


@transaction.atomic
def sign_in(*, session: Session, said: Said) -> None:
    """Keep what was typed; the same name and address again is the same sign-in, with the school typed last.

    Who is surely somebody of the run is marked as attended. A mark that they have already stays: the register shows
    that the two differ. Whoever else it is waits for staff.
    """
    session = marking.held(session)
    known = People(session.run).on_run(said)
    same = RoomSignIn.objects.filter(session=session, sort_name=folded(said.name), email=said.email).first()
    row = same or RoomSignIn(session=session, name=said.name, email=said.email)
    if row.participant_id or row.is_set_aside:
        return
    row.school_name = said.school or row.school_name
    row.participant = known.participant if known else None
    row.save()
    if known and not Attendance.objects.filter(session=session, participant=known.participant).exists():
        marking.write(session=session, marks={known.participant: Mark.ATTENDED}, marked_from=MarkedFrom.ROOM)


@transaction.atomic
def renew_key(*, session: Session, instead_of: uuid.UUID | None, by: User) -> Session:
    """A new address for the room, and the end of the one it had. Nothing where that was renewed meanwhile."""
    session = marking.held(session)
    if session.sign_in_key == instead_of:
        session.sign_in_key = uuid.uuid4()
        session.save(update_fields=["sign_in_key"])
    return session
