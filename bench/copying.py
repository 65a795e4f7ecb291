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
    """Add `rows`, the values of `fields` (names with spaces between). How many there were."""
    columns = [model._meta.get_field(name).column for name in fields.split()]
    names = ", ".join(map(connection.ops.quote_name, columns))
    command = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({names}) FROM STDIN"
    lines, count = map(_line, rows), 0
    with connection.cursor() as cursor:
        for batch in _batches(lines):
            cursor.copy_expert(command, io.StringIO("".join(batch)))
            count += len(batch)
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
    return count


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(lines, ROWS_AT_A_TIME)):
        yield batch


def _line(row: tuple[Any, ...]) -> str:
    """No value made here holds a tab, a line break or a backslash."""
    return "\t".join("\\N" if value is None else str(value) for value in row) + "\n"
