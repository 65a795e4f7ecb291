"""Which sessions staff are reminded of on their first page."""

import datetime

from programmes.sessions import at_hand
from tests.factories import AttendanceFactory, SessionFactory

TODAY = datetime.date(2018, 3, 15)
WEEK = datetime.timedelta(days=7)


def test_those_that_come_and_those_whose_register_is_not_marked_are_at_hand(db):
    waiting = SessionFactory(held_on=TODAY - 3 * WEEK)
    later, sooner = (SessionFactory(held_on=TODAY, starts=starts) for starts in ("13:00", "09:00"))
    coming = SessionFactory(held_on=TODAY + 4 * WEEK)
    AttendanceFactory(session=later)
    AttendanceFactory(session__held_on=TODAY - WEEK)
    SessionFactory(held_on=TODAY, is_cancelled=True)
    SessionFactory(held_on=TODAY - 5 * WEEK)
    SessionFactory(held_on=TODAY + 5 * WEEK)

    assert list(at_hand(TODAY)) == [waiting, sooner, later, coming]
