"""Scratch databases beside the portal's own, on the same server: made, filled, and dropped or kept.

A kept database carries what it was made from as its comment, and is used again only while that is still the same.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg2
from psycopg2.sql import SQL, Identifier, Literal

ROOT = Path(__file__).resolve().parent.parent
MADE_FROM = ("*/migrations/*.py", "bench/rows/*.py", "bench/copying.py", "bench/filling.py", "bench/sizes.py")
PARTS = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}


class Server:
    """The server in Django's `DATABASES` entry. Its user must be allowed to create databases."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self._where = {ours: entry[theirs] for theirs, ours in PARTS.items() if entry.get(theirs)}
        self._options = entry.get("OPTIONS", {})

    def url(self, database: str) -> str:
        """As `DATABASE_URL` has it."""
        part = {name: quote(str(value), safe="") for name, value in self._where.items()}
        who = f"{part.get('user', '')}:{part['password']}" if "password" in part else part.get("user", "")
        place = f"{part.get('host', '')}:{part.get('port', 5432)}"
        options = f"?{urlencode(self._options)}" if self._options else ""
        return f"postgresql://{who}@{place}/{database}{options}"

    def create(self, database: str, *, like: str = "template1") -> None:
        """A new one with what `like` holds, in place of any that had its name."""
        self.drop(database)
        self._execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(database), Identifier(like)))

    def drop(self, database: str) -> None:
        self._execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(database)))

    def mark(self, database: str, origin: str) -> None:
        self._execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(database), Literal(origin)))

    def is_from(self, database: str, origin: str) -> bool:
        query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        return self._execute(query, [database]) == [(origin,)]

    def _execute(self, statement: Any, values: Any = None) -> list[tuple]:
        with closing(psycopg2.connect(**self._where, **self._options, dbname="postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []


@contextmanager
def scratch(server: Server, database: str, *, like: str = "template1") -> Iterator[str]:
    """The address of a database that is gone afterwards."""
    server.create(database, like=like)
    try:
        yield server.url(database)
    finally:
        server.drop(database)


def origin(size: object) -> str:
    """What a filled database is made from: the schema, the filling and the size."""
    digest = hashlib.sha256(repr(size).encode())
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
