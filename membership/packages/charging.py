"""Charges beside the packages: made, changed, and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction

from membership.models import Charge
from membership.packages.agreeing import Settled
from membership.packages.charge_form import SAID
from thep import versions


class Twice(Exception):
    """That year has a charge with this reference by now."""


def version_of(charge: Charge) -> str:
    return versions.version_of(charge, SAID)


def charge(*, said: dict[str, Any], by: Any) -> Charge:
    with _once_a_year():
        return Charge.objects.create(**said)


@transaction.atomic
def change(*, charge: Charge, said: dict[str, Any], version: str, by: Any) -> None:
    """`versions.ChangedMeanwhile` where it is no longer as the form showed it; `Twice`."""
    with _once_a_year():
        versions.change(record=charge, version=version, columns=said, by=by)


@contextmanager
def _once_a_year() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Twice from error


@transaction.atomic
def remove(*, charge: Charge, by: Any) -> None:
    """Take back one that was made by mistake; the history keeps it. `Settled` once it was paid."""
    held = Charge.objects.select_for_update().get(pk=charge.pk)
    if held.paid_on:
        raise Settled
    held.delete()
