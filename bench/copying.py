"""Rows into a table by COPY, past the models' Python and not past the database's constraints and history."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

ROWS_AT_A_TIME = 20_000


def copy(model: type[Model], fields: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Add `rows`, the values of `fields` (names with spaces between). How many there were.

    A field left out that may not be null has what the model gives a new record.
    """
    named = fields.split()
    usual = dict(_usual(model, named))
    columns = [*(model._meta.get_field(name).column for name in named), *usual]
    given = tuple(usual.values())
    names = ", ".join(map(connection.ops.quote_name, columns))
    command = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({names}) FROM STDIN"
    lines, count = (_line((*row, *given)) for row in rows), 0
    with connection.cursor() as cursor:
        for batch in _batches(lines):
            cursor.copy_expert(command, io.StringIO("".join(batch)))
            count += len(batch)
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
    return count


def _usual(model: type[Model], named: list[str]) -> Iterator[tuple[str, Any]]:
    """Each such field's column and value; an empty list or object is written the same."""
    for field in model._meta.concrete_fields:
        is_given = field.name in named or field.primary_key or field.generated or field.null or field.has_db_default()
        if not is_given and (value := field.get_default()) is not None:
            yield field.column, "{}" if value in ([], {}) else value


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(lines, ROWS_AT_A_TIME)):
        yield batch


def _line(row: tuple[Any, ...]) -> str:
    """No value made here holds a tab, a line break or a backslash."""
    return "\t".join("\\N" if value is None else str(value) for value in row) + "\n"
