"""What stands behind a table whose rows are each one record: its model, and the rules that a row must keep."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

Values = dict[str, Any]
Rule = Callable[[Values, Values | None], tuple[str, str] | None]
"""Of a record as it would be and as it is: the column that cannot stand, and what would be right."""


@dataclass(frozen=True)
class Subject:
    """`details` are stored fields that rules look at and the spreadsheet does not have. `only`: the records that a
    spreadsheet speaks of, where it does not of all. `follows` gives a new record what its row implies.
    `once_known_by` is a field with other values of the key, under which a spreadsheet may still know the record."""

    model: type[Model]
    rules: tuple[Rule, ...] = ()
    details: tuple[str, ...] = ()
    annotations: dict[str, Any] = field(default_factory=dict)
    only: dict[str, Any] = field(default_factory=dict)
    once_known_by: str = ""
    follows: Callable[[Values], Values] = lambda values: {}
