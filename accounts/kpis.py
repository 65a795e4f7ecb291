"""How many people there are, by what they can do."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import Invitation, User
from accounts.permissions import Role


@dataclass(frozen=True)
class People:
    """Everyone once: `can_sign_in` by role, `invited` who have not yet come, `deactivated`.

    `expired` are those of the invited whose link no longer works. `without_role` can sign in and see nothing.
    """

    can_sign_in: dict[Role, int]
    without_role: int
    invited: int
    expired: int
    deactivated: int


def people_on_record(at: datetime.datetime) -> People:
    """At the moment `at`. Who cannot sign in and has no open invitation was deactivated."""
    waiting = Invitation.objects.filter(user=OuterRef("pk"), accepted_at=None, withdrawn_at=None)
    everyone = User.objects.annotate(is_waiting=Exists(waiting), is_late=Exists(waiting.filter(expires_at__lte=at)))
    active, is_invited = Q(is_active=True), Q(is_active=False, is_waiting=True)
    found = everyone.aggregate(
        **{role.value: Count("pk", filter=active & Q(role=role)) for role in Role},
        without_role=Count("pk", filter=active & Q(role="")),
        invited=Count("pk", filter=is_invited),
        expired=Count("pk", filter=is_invited & Q(is_late=True)),
        deactivated=Count("pk", filter=Q(is_active=False, is_waiting=False)),
    )
    return People({role: found.pop(role.value) for role in Role}, **found)
