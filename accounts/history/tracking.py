"""Which records have a history. Triggers keep it, so that no write escapes: one version of a record for each change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pghistory
import pghistory.models
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

ON_RECORD = "on_record"
"""The label of a version that stood there when the history began; the others are insert, update and delete."""

NEXT = "accounts_event_id"


class Event(pghistory.models.Event):
    """A version of a record, with what was done and in which context.

    Numbered from one sequence for all kinds of record: `pgh_id` orders the changes of all of them.
    """

    pgh_id = models.BigIntegerField(
        primary_key=True, db_default=models.Func(models.Value(NEXT), function="nextval"), editable=False
    )

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Tracked:
    """`school` is the column that says whose a version is: a foreign key, or `id` where the record is the school."""

    event: type[Event]
    school: str | None


_tracked: dict[type[models.Model], Tracked] = {}


def tracked(*, school: str | None = None, exclude: Iterable[str] = ()) -> Callable[[type], type]:
    """Declare above a model that its records have a history, of all columns but those excluded or generated."""

    def declare(model: type[models.Model]) -> type[models.Model]:
        generated = [field.name for field in model._meta.local_fields if field.generated]
        left_out = {*exclude, *generated}
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            level=pghistory.Statement,
            base_model=Event,
            exclude=[*left_out],
            obj_field=pghistory.ObjForeignKey(related_name="+", db_index=False),
            context_field=pghistory.ContextForeignKey(related_name="+"),
            attrs={field.name: _reference(field) for field in _references(model) if field.name not in left_out},
            meta={"indexes": _indexes(school), "default_permissions": ()},
        )(model)
        _tracked[model] = Tracked(model.pgh_event_model, school)
        return model

    return declare


def of(model: type[models.Model]) -> Tracked | None:
    return _tracked.get(model)


def models_tracked() -> list[type[models.Model]]:
    return list(_tracked)


def _references(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.local_fields if field.many_to_one]


def _reference(field: models.ForeignKey) -> models.ForeignKey:
    """To a record that may be gone by the time a version is read; indexed only where `_indexes` says so."""
    return models.ForeignKey(
        field.remote_field.model,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
        verbose_name=field.verbose_name,
    )


def _indexes(school: str | None) -> list[models.Index]:
    """A record's history, a school's and the changes of some days are read by index; the latest of all by the key."""
    by_school = [models.Index(fields=[school, "pgh_id"])] if school and school != "id" else []
    return [
        models.Index(fields=["pgh_obj", "pgh_id"]),
        BrinIndex(fields=["pgh_created_at"], autosummarize=True),
        *by_school,
    ]
