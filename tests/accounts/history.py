"""What the tests of the history share."""

from typing import Any

from django.db import connection

from accounts.history.reading import Change, changes_of_removed
from accounts.permissions import Role
from tests.factories import UserFactory


def sql(statement: str, *values: Any) -> None:
    """As somebody at the server would type it: past Django, and in no request."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def all_changes(model: type, pk: Any) -> list[Change]:
    """As an admin sees them, the latest first."""
    return list(changes_of_removed(model, pk, UserFactory.build(role=Role.ADMIN)).changes)


def told(change: Change) -> tuple:
    """What a change says: its kind, and each field with what it was and became."""
    return str(change.kind), {one.label: (one.before, one.after) for one in change.fields}
