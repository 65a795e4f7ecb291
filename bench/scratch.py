"""Scratch databases beside the portal's own, on the same server: made, migrated, filled, and dropped or kept.

A database carries what it was made from as its comment, so that a kept one is used again only while the schema and the
filling are still the same.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2.sql import SQL, Identifier, Literal

ROOT = Path(__file__).resolve().parent.parent
MADE_FROM = ("*/migrations/*.py", "bench/rows/*.py", "bench/sizes.py", "bench/filling.py")


class Server:
    """The server of the portal's settings; importing those starts the private one."""

    def __init__(self, settings: dict) -> None:
        self._settings = settings

    def url(self, database: str) -> str:
        """As `DATABASE_URL` has it."""
        user, password, host = (
            quote(str(self._settings.get(part, "")), safe="") for part in ("USER", "PASSWORD", "HOST")
        )
        return f"postgresql://{user}:{password}@{host}:{self._settings['PORT']}/{database}"

    def create(self, database: str) -> None:
        """An empty one, whatever was there before."""
        self.drop(database)
        self._execute(SQL("CREATE DATABASE {}").format(Identifier(database)))

    def drop(self, database: str) -> None:
        self._execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(database)))

    def mark(self, database: str, origin: str) -> None:
        self._execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(database), Literal(origin)))

    def is_from(self, database: str, origin: str) -> bool:
        found = self._execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
        )
        return found == [(origin,)]

    def _execute(self, statement, values=None) -> list[tuple]:
        names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
        where = {name: self._settings[part] for part, name in names.items() if self._settings.get(part)}
        with closing(psycopg2.connect(**where, dbname="postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []


@contextmanager
def scratch(server: Server, database: str) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    server.create(database)
    try:
        yield server.url(database)
    finally:
        server.drop(database)


def origin(size: object) -> str:
    """What a filled database was made from: the schema, the filling and the size."""
    digest = hashlib.sha256(repr(size).encode())
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
