"""Which records have a history. Triggers keep it, so that no write escapes: one version of a record for each change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pghistory
import pghistory.models
import pghistory.trigger
import pgtrigger
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


class _ChangedRows(pghistory.trigger.Event):
    """Takes down the rows that an update changed: those that were not there before, column by column.

    The stock trigger joins the rows before to those after by key. PostgreSQL keeps the plan it made for the first such
    update of a session, of one row perhaps, and 59,000 rows joined by it took more than ten minutes.
    """

    def get_func(self, model: type[models.Model]) -> str:
        event = self.event_model._meta
        held = {field.column for field in event.local_fields} & {field.column for field in model._meta.local_fields}
        columns = ", ".join(f'"{column}"' for column in sorted(held))
        statement = f"""
            with changed as (select {columns} from new_values except select {columns} from old_values),
            attached as (select _pgh_attach_context() as value where exists (select from changed))
            insert into "{event.db_table}" ({columns}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id)
            select {columns}, now(), '{self.label}', "{model._meta.pk.column}", attached.value from changed, attached;
            return null;
        """  # noqa: S608 - the names are the models' own
        return " ".join(statement.split())


class _UpdateEvent(pghistory.UpdateEvent):
    def add_event_trigger(self, event_model: type[models.Model]) -> None:
        trigger = _ChangedRows(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            operation=self.operation,
            level=self.level,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


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
            _UpdateEvent(),
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
