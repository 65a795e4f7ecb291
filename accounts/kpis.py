"""How many people there are, by what they can do."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from accounts.permissions import Role
from accounts.states import State, with_state


@dataclass(frozen=True)
class People:
    """Everyone once: those who can sign in by role, `without_role` if they see nothing, the others by their state."""

    can_sign_in: dict[Role, int]
    without_role: int
    others: dict[State, int]


def people_on_record(at: datetime.datetime) -> People:
    """At the moment `at`. Who has been erased is no longer counted."""
    people = with_state(User.objects.filter(anonymised_at=None), at)
    found: Counter[tuple[str, str]] = Counter()
    for state, role, number in people.values("state", "role").annotate(n=Count("pk")).values_list("state", "role", "n"):
        found[state, role if state == State.ACTIVE else ""] += number
    return People(
        can_sign_in={role: found[State.ACTIVE, role] for role in Role},
        without_role=found[State.ACTIVE, ""],
        others={state: found[state, ""] for state in State if state != State.ACTIVE},
    )
