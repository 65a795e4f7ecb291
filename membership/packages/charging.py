"""Charges beside the packages: made, changed, and taken back."""

import hashlib
from typing import Any

from django.db import IntegrityError, transaction

from membership.models import Charge
from membership.packages.agreeing import ChangedMeanwhile, Settled
from membership.packages.charge_form import said_by


class Twice(Exception):
    """That year has a charge with this reference by now."""


def version_of(charge: Charge) -> str:
    said = repr([str(value) for value in (said_by(charge) | {"school": charge.school_id}).values()])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def charge(*, said: dict[str, Any], by: Any) -> Charge:
    return _saved(Charge(), said)


@transaction.atomic
def change(*, charge: Charge, said: dict[str, Any], version: str, by: Any) -> None:
    """`ChangedMeanwhile` where it is no longer as the form showed it; `Twice`."""
    held = Charge.objects.select_for_update().get(pk=charge.pk)
    if said_by(held) == said:
        return
    if version != version_of(held):
        raise ChangedMeanwhile
    _saved(held, said)


def _saved(charge: Charge, said: dict[str, Any]) -> Charge:
    for name, value in said.items():
        setattr(charge, name, value)
    try:
        with transaction.atomic():
            charge.save()
    except IntegrityError as error:
        raise Twice from error
    return charge


@transaction.atomic
def remove(*, charge: Charge, by: Any) -> None:
    """Take back one that was made by mistake; the history keeps it. `Settled` once it was paid."""
    held = Charge.objects.select_for_update().get(pk=charge.pk)
    if held.paid_on:
        raise Settled
    held.delete()
