"""The database's rules, met by writing past the models."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model


@contextmanager
def refused_by(rule: str) -> Iterator[None]:
    """PostgreSQL refuses what happens inside, by this constraint and no other."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()
    assert refused.value.__cause__.diag.constraint_name == rule


def holds(rule: str, make: Callable[[], Model], allowed: dict[str, Any], refused: dict[str, Any]) -> None:
    """A stored record takes the near miss, and not what breaks the rule."""
    record = make()
    stored = type(record)._base_manager.filter(pk=record.pk)

    assert stored.update(**allowed) == 1
    connection.check_constraints()
    with refused_by(rule):
        stored.update(**refused)
