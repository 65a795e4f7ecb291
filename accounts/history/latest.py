"""How far the history has come: whether anything was changed since, without looking at what."""

from collections.abc import Collection

from django.db import connection, models

from accounts.history import tracking


def latest_event() -> int:
    """The number of the latest change on record, of whichever record."""
    with connection.cursor() as cursor:
        cursor.execute(f"select last_value from {tracking.NEXT}")  # noqa: S608 - a name of ours
        return cursor.fetchone()[0]


def sql_of_latest(kinds: Collection[type[models.Model]]) -> str:
    """Gives the number of the latest change of these records that this transaction sees: an index look-up for each."""
    latest = (f"(select max(pgh_id) from {table})" for table in _tables(kinds))  # noqa: S608 - names of ours
    return f"coalesce(greatest({', '.join(latest)}), 0)"


def sql_of_being_written(kinds: Collection[type[models.Model]]) -> str:
    """Gives whether another transaction has changed some of these records and is not over yet.

    Its changes have their numbers already, and become visible later than higher ones.
    """
    tables = ", ".join(f"'{table}'::regclass" for table in _tables(kinds))
    return f"""exists(
        select from pg_locks where relation in ({tables}) and mode = 'RowExclusiveLock'
        and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()
    )"""  # noqa: S608 - names of ours


def _tables(kinds: Collection[type[models.Model]]) -> list[str]:
    return [connection.ops.quote_name(tracking.of(kind).event._meta.db_table) for kind in kinds]
