"""Sessions that staff have to do with now."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.models import Attendance, Session

AHEAD, BEHIND = datetime.timedelta(days=28), datetime.timedelta(days=28)


def at_hand(today: datetime.date) -> QuerySet[Session]:
    """Those of the four weeks from `today` on, and those of the four weeks before of whose register nobody is marked;
    the earliest first. A cancelled one has no register.
    """
    is_marked = Exists(Attendance.objects.filter(session=OuterRef("pk")))
    coming = Q(held_on__range=(today, today + AHEAD))
    waiting = Q(held_on__range=(today - BEHIND, today - datetime.timedelta(days=1))) & ~is_marked
    rows = Session.objects.filter(coming | waiting, is_cancelled=False)
    return rows.select_related("run__programme").order_by("held_on", "starts", "pk")
