"""Events of many kinds of record at once, newest first, each with the version before it: one query."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection, models

from accounts.history import tracking
from accounts.history.recording import PERSON
from accounts.history.versions import Row, fields

UPDATE, DELETE = "update", "delete"


@dataclass(frozen=True)
class Events:
    """Of the records of `model`, the events whose own version has in each column of `where` one of its values.

    With `is_own` the version before is shown only where it too has them: what was another's stays theirs.
    Changes of `hidden` fields alone are left out.
    """

    model: type[models.Model]
    where: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    is_own: bool = False
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Among:
    """Which of the events: by these people, from a day until a day, older or newer than the event with a number."""

    people: Sequence[int] | None = None
    since: datetime.datetime | None = None
    before: datetime.datetime | None = None
    older_than: int | None = None
    newer_than: int | None = None


@dataclass(frozen=True)
class Event:
    """`was` is the version before, if there was one that may be shown; `is_arrival`, that it was another's."""

    model: type[models.Model]
    pk: int
    record: Any
    label: str
    at: datetime.datetime
    context: Mapping[str, Any]
    row: Row
    was: Row | None
    is_arrival: bool


def newest(kinds: Sequence[Events], among: Among, limit: int) -> list[Event]:
    if not kinds:
        return []
    parts, values = [], []
    for number, kind in enumerate(kinds):
        sql, its = _part(number, kind, among, limit)
        parts.append(f"({sql})")
        values += its
    found = f"""
        select found.*, context.metadata from ({" union all ".join(parts)}) as found
        left join pghistory_context as context on context.id = found.pgh_context_id
        order by found.pgh_id desc limit %s
    """  # noqa: S608 - made of the names of models and columns, quoted
    with connection.cursor() as cursor:
        cursor.execute(found, [*values, limit])
        return [_event(kinds, line) for line in cursor.fetchall()]


def _part(number: int, kind: Events, among: Among, limit: int) -> tuple[str, list[Any]]:
    quoted = connection.ops.quote_name
    table = quoted(tracking.of(kind.model).event._meta.db_table)
    conditions, values = _conditions(kind.where, "e")
    own, own_values = _conditions(kind.where if kind.is_own else {}, "was")
    own = " and ".join(own) or "true"
    if among.people is not None:
        conditions.append("e.pgh_context_id in (select id from pghistory_context where metadata->>%s = any(%s))")
        values += [PERSON, [str(person) for person in among.people]]
    for bound, condition in (
        (among.since, "e.pgh_created_at >= %s"),
        (among.before, "e.pgh_created_at < %s"),
        (among.older_than, "e.pgh_id < %s"),
        (among.newer_than, "e.pgh_id > %s"),
    ):
        if bound is not None:
            conditions.append(condition)
            values.append(bound)
    if kind.hidden:
        shown = [quoted(one.column) for one in fields(kind.model) if one.name not in kind.hidden]
        now, then = (", ".join(f"{alias}.{column}" for column in shown) for alias in ("e", "was"))
        conditions.append(f"(e.pgh_label <> %s or row({now}) is distinct from row({then}))")
        values.append(UPDATE)
    sql = f"""
        select {number} as kind, e.pgh_id, e.pgh_obj_id, e.pgh_label, e.pgh_created_at, e.pgh_context_id,
            to_jsonb(e) as version, case when {own} then to_jsonb(was) end as was,
            was.pgh_id is not null and ({own}) is not true as is_arrival
        from {table} as e
        left join lateral (
            select * from {table} as earlier
            where earlier.pgh_obj_id = e.pgh_obj_id and earlier.pgh_id < e.pgh_id
            order by earlier.pgh_id desc limit 1
        ) as was on true
        where {" and ".join(conditions) or "true"}
        order by e.pgh_id desc limit %s
    """  # noqa: S608 - made of the names of models and columns, quoted
    return sql, [*own_values, *own_values, *values, limit]


def _conditions(where: Mapping[str, Sequence[Any]], alias: str) -> tuple[list[str], list[Any]]:
    """One value is compared by itself: then an index on the column and the number gives the newest without sorting."""
    conditions, its = [], []
    for column, values in where.items():
        name = f"{alias}.{connection.ops.quote_name(column)}"
        conditions.append(f"{name} = %s" if len(values) == 1 else f"{name} = any(%s)")
        its.append(values[0] if len(values) == 1 else list(values))
    return conditions, its


def _event(kinds: Sequence[Events], line: tuple) -> Event:
    kind, pk, record, label, at, _, version, was, is_arrival, metadata = line
    return Event(
        model=kinds[kind].model,
        pk=pk,
        record=record,
        label=label,
        at=at,
        context=_read(metadata) or {},
        row=_read(version),
        was=_read(was),
        is_arrival=is_arrival,
    )


def _read(text: str | None) -> Any:
    """Numbers as PostgreSQL wrote them: a fee is no float."""
    return None if text is None else json.loads(text, parse_float=Decimal)


@dataclass(frozen=True)
class Version:
    """One event's version of a record; `standing` is the number of the record's latest event."""

    row: Row
    label: str
    at: datetime.datetime
    standing: int


def version(model: type[models.Model], record: Any, number: int) -> Version | None:
    table = connection.ops.quote_name(tracking.of(model).event._meta.db_table)
    query = f"""
        select to_jsonb(e), e.pgh_label, e.pgh_created_at,
            (select max(pgh_id) from {table} as latest where latest.pgh_obj_id = e.pgh_obj_id)
        from {table} as e where e.pgh_id = %s and e.pgh_obj_id = %s
    """  # noqa: S608 - the name is the model's own, and quoted
    with connection.cursor() as cursor:
        cursor.execute(query, [number, record])
        line = cursor.fetchone()
    return line and Version(_read(line[0]), *line[1:])
