"""What staff do to several visits or actions at once. Each returns how often it did it: what no longer fits is left."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from schools.models import School
from visits.letters import tell_heads
from visits.models import Action, Focus, Visit, VisitKind, Visitor, VisitStatus


def planned(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.filter(status=VisitStatus.PLANNED)


def planned_until_today(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return planned(visits).filter(visited_on__lte=timezone.localdate())


def still_open(actions: QuerySet[Action]) -> QuerySet[Action]:
    return actions.filter(done_on=None)


def done(actions: QuerySet[Action]) -> QuerySet[Action]:
    return actions.filter(done_on__isnull=False)


def _held(rows: QuerySet) -> Iterable[Any]:
    """In one order, so that two people at once wait for one another and do not block."""
    return rows.select_for_update(of=("self",)).order_by("pk")


@transaction.atomic
def mark_done(visits: QuerySet[Visit], *, by: Any) -> int:
    """They took place as planned. Schools whose notes are shared by this are told."""
    held = list(_held(planned_until_today(visits)))
    for visit in held:
        visit.status = VisitStatus.DONE
        visit.save(update_fields=["status"])
        tell_heads(visit)
    return len(held)


@transaction.atomic
def cancel(visits: QuerySet[Visit], *, because: str, by: Any) -> int:
    held = list(_held(planned(visits)))
    for visit in held:
        visit.cancel(because=because)
    return len(held)


@transaction.atomic
def finish(actions: QuerySet[Action], *, on: datetime.date, outcome: str, by: Any) -> int:
    held = list(_held(still_open(actions)))
    for action in held:
        action.finish(on=on, by=by, outcome=outcome)
    return len(held)


@transaction.atomic
def reopen(actions: QuerySet[Action], *, by: Any) -> int:
    held = list(_held(done(actions)))
    for action in held:
        action.reopen()
    return len(held)


@transaction.atomic
def hand_over(actions: QuerySet[Action], *, owner: User, by: Any) -> int:
    """To somebody who signs in here. Those they own already are left."""
    held = list(_held(not_owned_by(actions, owner)))
    for action in held:
        action.owner, action.owner_name = owner, str(owner)
        action.save(update_fields=["owner", "owner_name"])
    return len(held)


def not_owned_by(actions: QuerySet[Action], owner: User) -> QuerySet[Action]:
    return still_open(actions).filter(~Q(owner=owner) | Q(owner=None))


@transaction.atomic
def move(actions: QuerySet[Action], *, due_on: datetime.date, by: Any) -> int:
    held = list(_held(still_open(actions).filter(~Q(due_on=due_on) | Q(due_on=None))))
    for action in held:
        action.due_on = due_on
        action.save(update_fields=["due_on"])
    return len(held)


@transaction.atomic
def plan(
    schools: QuerySet[School],
    *,
    key: uuid.UUID,
    on: datetime.date,
    kind: VisitKind,
    focus: Focus | None,
    visitors: Iterable[User],
    by: Any,
) -> int:
    """A planned visit to each. `key` is the form's own: sent twice, it makes no second one.

    They are visits of their own and not one meeting, so each gets a number of its own made from the key.
    """
    went = sorted(visitors, key=str)
    made = 0
    for school in schools.order_by("pk"):
        visit, is_new = Visit.objects.get_or_create(
            meeting=uuid.uuid5(key, str(school.pk)),
            school=school,
            defaults={
                "visited_on": on,
                "kind": kind,
                "status": VisitStatus.PLANNED,
                "focus": focus,
                "visitor": ", ".join(map(str, went)),
                "logged_by": by,
            },
        )
        if is_new:
            Visitor.objects.bulk_create(Visitor(visit=visit, user=person) for person in went)
            made += 1
    return made
