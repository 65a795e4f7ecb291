"""A history that began after its records, as databases have that are older than it: each record is "on record"."""

from typing import Any

from django.db import models

from accounts.history.tracking import ON_RECORD

OWN = "pgh_"
"""What an event's columns begin with that are not its record's."""


def put_records(connection: Any, events: Any) -> None:
    """A version of each record that has none, for those of `events` that are event models; all in one go."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        for event in events:
            if "pgh_obj" not in {field.name for field in event._meta.local_fields}:
                continue
            record = event._meta.get_field("pgh_obj").remote_field.model
            key, table = quoted(record._meta.pk.column), quoted(event._meta.db_table)
            columns = ", ".join(map(quoted, _columns(event)))
            cursor.execute(
                f"""
                insert into {table} ({columns}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id)
                select {columns}, now(), %s, {key}, null from {quoted(record._meta.db_table)}
                where {key} not in (select pgh_obj_id from {table}) order by {key}
                """,  # noqa: S608 - the names are the models' own, and quoted
                [ON_RECORD],
            )


def _columns(event: type[models.Model]) -> list[str]:
    return [field.column for field in event._meta.local_fields if not field.name.startswith(OWN)]
