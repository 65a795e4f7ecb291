"""Where a person stands: on their way in, in, or out."""

import datetime

from django.db.models import Case, Exists, OuterRef, QuerySet, TextChoices, Value, When

from accounts.models import Invitation, User


class State(TextChoices):
    ACTIVE = "active", "Can sign in"
    INVITED = "invited", "Invited"
    EXPIRED = "expired", "Invitation expired"
    WITHDRAWN = "withdrawn", "Invitation withdrawn"
    DEACTIVATED = "deactivated", "Deactivated"


def with_state(people: QuerySet[User], now: datetime.datetime) -> QuerySet[User]:
    """Each person with their `state` at the moment `now`."""
    invitations = Invitation.objects.filter(user=OuterRef("pk"), accepted_at=None)
    waiting = invitations.filter(withdrawn_at=None)
    return people.annotate(
        state=Case(
            When(is_active=True, then=Value(State.ACTIVE)),
            When(deactivated_at__isnull=False, then=Value(State.DEACTIVATED)),
            When(Exists(waiting.filter(expires_at__gt=now)), then=Value(State.INVITED)),
            When(Exists(waiting), then=Value(State.EXPIRED)),
            When(Exists(invitations), then=Value(State.WITHDRAWN)),
            default=Value(State.DEACTIVATED),
        )
    )
