"""Changing a record that somebody else may have changed after the form was opened."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from accounts.models import User


class ChangedMeanwhile(Exception):
    """Somebody changed the record after the form was opened. `names` are the fields that changed, `record` as it is."""

    def __init__(self, record: models.Model, names: list[str]) -> None:
        super().__init__()
        self.record, self.names = record, names


def version_of(record: models.Model, names: Iterable[str]) -> str:
    """What a form carries to tell later whether, and in what, the record was changed after it was opened."""
    return " ".join(f"{name}:{_short(record, name)}" for name in sorted(names))


def _short(record: models.Model, name: str) -> str:
    value = record._meta.get_field(name).value_from_object(record)
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


@transaction.atomic
def change(*, record: models.Model, version: str, columns: dict[str, Any], by: User) -> models.Model:
    """Write these columns; `ChangedMeanwhile` where one of them is no longer what the form was opened with.

    Pressed twice changes it once: what the record says already is no conflict.
    """
    held = type(record).objects.select_for_update().get(pk=record.pk)
    wanted = {name: value for name, value in columns.items() if getattr(held, name) != value}
    if not wanted:
        return held
    read = dict(part.partition(":")[::2] for part in version.split())
    if names := [name for name in columns if read.get(name) != _short(held, name)]:
        raise ChangedMeanwhile(held, names)
    for name, value in wanted.items():
        setattr(held, name, value)
    held.save(update_fields=list(wanted))
    return held
