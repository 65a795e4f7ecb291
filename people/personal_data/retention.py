"""Personal data whose time is over: what it is, and making an end of it. Figures stay as they are."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import second_step
from accounts.history import tracking
from accounts.history.forgetting import forget, forget_whole
from accounts.models import User
from people.personal_data.holdings import HOLDINGS, Holding, Then
from people.refusals import Refused
from visits.attachments import remove_when_unused
from visits.models import StoredFile


@dataclass(frozen=True)
class Past:
    """How many rows of a holding are past their time."""

    holding: Holding
    rows: int


def past(now: datetime.datetime) -> list[Past]:
    """What is past its time at the moment `now`; holdings that end with another are counted with that."""
    return [Past(holding, holding.past(now).count()) for holding in HOLDINGS if holding.past]


@transaction.atomic
def apply(now: datetime.datetime) -> list[Past]:
    """Make an end of it, all or nothing. What was done."""
    return [Past(holding, _end(holding, now)) for holding in HOLDINGS if holding.past]


def _end(holding: Holding, now: datetime.datetime) -> int:
    rows = holding.past(now)
    match holding.then:
        case Then.ANONYMISED:
            people = list(rows.select_for_update())
            for person in people:
                anonymise(person)
            return len(people)
        case Then.EMPTIED:
            empty, keys = dict.fromkeys(holding.fields, ""), list(rows.values_list("pk", flat=True))
            holding.model.objects.filter(pk__in=keys).update(**empty)
            forget(holding.model, keys, **empty)
            return len(keys)
        case _:
            return _delete_whole(rows)


@transaction.atomic
def erase(*, person: User, by: User) -> None:
    """Make an end before its time of what is held about somebody who asks for it. `Refused` while they can sign in."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active:
        raise Refused(f"{person} can still sign in. Deactivate them first, then erase.")
    if not person.anonymised_at:
        anonymise(person)


def anonymise(person: User) -> None:
    """Leave of a sign-in a number and its role, so that what it did stays somebody's; and all that goes along, go."""
    for holding in HOLDINGS:
        if holding.then == Then.GONE_ALONG:
            _delete_whole(holding.about(person))
    second_step.reset(person)
    person.name = f"Former user {person.pk}"
    person.email = f"former-{person.pk}@erased.invalid"
    person.last_login, person.anonymised_at = None, timezone.now()
    person.deactivated_at = person.deactivated_at or person.anonymised_at
    person.set_unusable_password()
    person.save()
    forget(User, [person.pk], name=person.name, email=person.email)


def _delete_whole(rows: QuerySet) -> int:
    """With their history and their stored files, where they have any. How many rows of theirs there were."""
    keys = list(rows.values_list("pk", flat=True))
    if issubclass(rows.model, StoredFile):
        remove_when_unused(list(rows.values_list("file", flat=True)))
    rows.delete()
    if tracking.of(rows.model):
        forget_whole(rows.model, keys)
    return len(keys)


def remaining(person: User) -> Iterator[tuple[Holding, int]]:
    """What erasing somebody would leave, with how many rows: what the partnership keeps in its own right."""
    for holding in HOLDINGS:
        if holding.then in (Then.EMPTIED, Then.DELETED) and (rows := holding.about(person).count()):
            yield holding, rows
