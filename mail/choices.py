"""Which messages a person gets, and switching off those that are not sent by duty."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from mail.kinds import CAN_BE_SWITCHED_OFF, MessageKind
from mail.models import SwitchedOff


@dataclass(frozen=True)
class Offer:
    """A kind of message that may be addressed to a person, and whether they get it."""

    kind: MessageKind
    is_on: bool


def offered_to(person: Any) -> list[Offer]:
    """Every kind that concerns somebody of this role."""
    off = set(SwitchedOff.objects.filter(person=person).values_list("kind", flat=True))
    return [Offer(kind, kind not in off) for kind in MessageKind if kind.concerns(person)]


@transaction.atomic
def choose(*, wanted: Collection[str], by: Any) -> None:
    """Have `by` get, of what they may switch off, the kinds that are `wanted` and no other."""
    offered = [kind for kind in CAN_BE_SWITCHED_OFF if kind.concerns(by)]
    off = [SwitchedOff(person=by, kind=kind) for kind in offered if kind not in wanted]
    SwitchedOff.objects.filter(person=by, kind__in=[kind for kind in offered if kind in wanted]).delete()
    SwitchedOff.objects.bulk_create(off, ignore_conflicts=True)
