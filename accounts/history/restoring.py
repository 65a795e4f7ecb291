"""An earlier version of a record, or one of a removed record, made the present one: a new change like any other."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models, transaction
from django.utils.text import capfirst

from accounts.history import events
from accounts.history.reading import FieldChange
from accounts.history.versions import Known, fields, known, value
from accounts.history.words import in_words


@dataclass(frozen=True)
class Restoration:
    """What restoring would do. `record` is as it would be, unsaved; with `reasons` it cannot be.

    `standing` is the record's latest change when this was planned.
    """

    record: models.Model
    is_removed: bool
    at: datetime.datetime
    changes: tuple[FieldChange, ...]
    reasons: tuple[str, ...]
    standing: int

    @property
    def is_possible(self) -> bool:
        return not self.reasons and bool(self.changes or self.is_removed)


class Moved(Exception):
    """The record was changed since the restoration was planned, or cannot be restored: nothing was written."""


def planned(model: type[models.Model], pk: Any, number: int) -> Restoration | None:
    """None where the record has no change with that number. Writes nothing."""
    version = events.version(model, pk, number)
    if version is None:
        return None
    present = model._base_manager.filter(pk=pk).first()
    record = model._base_manager.filter(pk=pk).first() or model(pk=pk)
    for field in fields(model):
        setattr(record, field.attname, value(field, version.row))
    names = known(_references(model, [one for one in (present, record) if one]))
    return Restoration(
        record=record,
        is_removed=present is None,
        at=version.at,
        changes=tuple(_changes(model, present, record, names)),
        reasons=tuple(_missing(model, present, record, names)) or tuple(_broken(model, record)),
        standing=version.standing,
    )


@transaction.atomic
def restore(model: type[models.Model], pk: Any, number: int, *, standing: int) -> Restoration:
    """Raises `Moved` unless this is still what was planned; IntegrityError where the database refuses."""
    list(model._base_manager.select_for_update().filter(pk=pk))
    now = planned(model, pk, number)
    if now is None or now.standing != standing or not now.is_possible:
        raise Moved
    now.record.save(force_insert=now.is_removed)
    connection.check_constraints()  # those that PostgreSQL would check at the end, while the page can still say so
    return now


def _references(model: type[models.Model], records: list[models.Model]) -> Iterator[tuple[type[models.Model], Any]]:
    for field in fields(model):
        if field.many_to_one:
            yield from (
                (field.related_model, key) for record in records if (key := getattr(record, field.attname)) is not None
            )


def _changes(
    model: type[models.Model], present: models.Model | None, record: models.Model, names: Known
) -> Iterator[FieldChange]:
    for field in fields(model):
        before, after = present and getattr(present, field.attname), getattr(record, field.attname)
        old, new = in_words(field, before, names), in_words(field, after, names)
        if (before != after) if present else (old != new):
            yield FieldChange(capfirst(field.verbose_name), old, new)


def _missing(
    model: type[models.Model], present: models.Model | None, record: models.Model, names: Known
) -> Iterator[str]:
    """What the version needs and is not there."""
    for field in fields(model):
        key = getattr(record, field.attname)
        if field.many_to_one and key is not None and not names.has(field.related_model, key):
            yield f"{capfirst(field.verbose_name)}: the record it refers to has been removed. Restore that first."
    if present is None:
        for field in _not_held(model):
            if not field.null and not field.has_default():
                yield f"The history does not keep the {field.verbose_name}, so the record has to be made anew."


def _not_held(model: type[models.Model]) -> list[models.Field]:
    held = {field.name for field in fields(model)}
    return [
        field
        for field in model._meta.local_fields
        if field.name not in held and not field.generated and not field.primary_key
    ]


def _broken(model: type[models.Model], record: models.Model) -> Iterator[str]:
    """The rules it would break as the records are now."""
    try:
        record.full_clean(exclude=[field.name for field in _not_held(model)])
    except ValidationError as error:
        for name, words in error.message_dict.items():
            label = "" if name == NON_FIELD_ERRORS else f"{capfirst(model._meta.get_field(name).verbose_name)}: "
            yield from (f"{label}{word}" for word in words)
