"""A record as it was: the columns of an event, as PostgreSQL writes them in JSON, turned back into values."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.history import tracking

Row = Mapping[str, Any]
"""Columns and their values as JSON has them."""

REMOVED, NOT_SHOWN = "(removed)", "(not shown)"


class Gone:
    """Stands in a version for a record that it refers to and that is not there, or not for this reader."""

    def __init__(self, word: str) -> None:
        self._word = word

    def __str__(self) -> str:
        return self._word


@dataclass(frozen=True)
class Known:
    """The records referred to, by kind and key. `missing` is the word for one that is not among them."""

    records: Mapping[type[models.Model], Mapping[Any, models.Model]]
    missing: str = REMOVED

    def named(self, model: type[models.Model], key: Any) -> models.Model | Gone:
        return self.records.get(model, {}).get(key) or Gone(self.missing)

    def has(self, model: type[models.Model], key: Any) -> bool:
        return key in self.records.get(model, {})


def fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of a record that its history holds, its key aside."""
    event = tracking.of(model).event
    held = {field.name for field in event._meta.local_fields}
    return [field for field in model._meta.local_fields if field.name in held and not field.primary_key]


def value(field: models.Field, row: Row) -> Any:
    """What the field then held. Of a reference, the key."""
    raw = row[field.column]
    if field.many_to_one:
        return raw
    return _range(raw) if isinstance(field, DateRangeField) else field.to_python(raw)


def _range(text: str | None) -> DateRange | None:
    """`[2017-09-01,2018-09-01)`, either end open."""
    if text is None:
        return None
    if text == "empty":
        return DateRange(empty=True)
    first, last = re.fullmatch(r"[\[(]([^,]*),([^,]*)[\])]", text).groups()
    return DateRange(_day(first), _day(last), f"{text[0]}{text[-1]}")


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def record_as_of(model: type[models.Model], row: Row, known: Known) -> models.Model:
    """The record with that version's values, unsaved; what it refers to is as it is today, or `Gone`."""
    record = model(pk=row[model._meta.pk.column])
    for field in fields(model):
        setattr(record, field.attname, value(field, row))
        if field.many_to_one and row[field.column] is not None:
            field.set_cached_value(record, known.named(field.related_model, row[field.column]))
    return record


def references(model: type[models.Model], rows: Iterable[Row | None]) -> Iterator[tuple[type[models.Model], Any]]:
    """Each record that the rows refer to, by kind and key."""
    keys = [field for field in fields(model) if field.many_to_one]
    for row in rows:
        if row is not None:
            yield from ((field.related_model, row[field.column]) for field in keys if row[field.column] is not None)


def known(references: Iterable[tuple[type[models.Model], Any]], *, by: Any = None) -> Known:
    """Those of the records that there still are, with what their names mention: one query for each kind.

    Of kinds that are not everybody's, only those that `by` may see today, if it is given: a name is today's too.
    """
    wanted: dict[type[models.Model], set[Any]] = {}
    for model, key in references:
        wanted.setdefault(model, set()).add(key)
    return Known({model: _read(model, keys, by) for model, keys in wanted.items()}, NOT_SHOWN if by else REMOVED)


def _read(model: type[models.Model], keys: set[Any], by: Any) -> dict[Any, models.Model]:
    mentioned = [field.name for field in model._meta.local_fields if field.many_to_one]
    rows = model._default_manager.filter(pk__in=keys)
    if by and hasattr(rows, "visible_to"):
        rows = rows.visible_to(by)
    return {record.pk: record for record in (rows.select_related(*mentioned) if mentioned else rows)}
