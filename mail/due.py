"""What is told because a day has come. The rooms above say what that is: each adds a function of its own."""

import datetime
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

FROM_HOUR = 7
"""Nobody's telephone rings at midnight because a day has begun."""
_LOCK = 7_310_001
"""The number by which two runs know of each other, in PostgreSQL's advisory locks."""

Falls = Callable[[datetime.date], int]
_due: list[Falls] = []


def falls_due(tell: Falls) -> Falls:
    """Have `tell` called on each run: it posts what falls due on a day and was not told yet. How many messages."""
    _due.append(tell)
    return tell


@transaction.atomic
def post_due(now: datetime.datetime, *, is_trial: bool = False) -> int:
    """Post what falls due at the moment `now`: how many messages. Of a trial nothing is kept.

    Two runs at a time follow each other, so that the second finds what the first has told.
    """
    local = timezone.localtime(now)
    if local.hour < FROM_HOUR:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    posted = sum(tell(local.date()) for tell in _due)
    if is_trial:
        transaction.set_rollback(True)
    return posted
