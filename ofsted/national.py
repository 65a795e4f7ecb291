"""Writing national figures that a person enters: all of a publication at once, or nothing of it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

NOT_SAID = ("id", "file")


@transaction.atomic
def save_figures(*, records: Iterable[Model], gone: Iterable[Model], by: Any) -> int:
    """How many records were written or taken away. One that says what it did is not touched, nor its history."""
    number = 0
    for record in gone:
        record.delete()
        number += 1
    for record in records:
        names = [field.name for field in record._meta.fields if field.name not in NOT_SAID]
        held = type(record).objects.filter(pk=record.pk).first() if record.pk else None
        changed = [name for name in names if held is None or getattr(held, name) != getattr(record, name)]
        if held is None:
            record.save()
        elif changed:
            record.save(update_fields=changed)
        number += bool(changed)
    return number


@transaction.atomic
def remove_figures(*, figures: QuerySet, by: Any) -> int:
    """Take a publication's figures away; their history stays."""
    number, _ = figures.delete()
    return number
