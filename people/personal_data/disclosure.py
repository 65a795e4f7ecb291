"""All that is held about one person, for them to have."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Field, Model, QuerySet

from accounts.history.versions import Known
from accounts.history.words import in_words
from accounts.models import User
from people.personal_data.holdings import HOLDINGS, Holding

NEVER_SHOWN = {
    "password": "kept as a hash",
    "token_hash": "kept as a hash",
    "data": "a secret, which only the portal reads",
}


@dataclass(frozen=True)
class Held:
    """One holding and its rows about a person."""

    holding: Holding
    rows: QuerySet

    @cached_property
    def count(self) -> int:
        return self.rows.count()

    @property
    def records(self) -> list[dict[str, str]]:
        """Each row, field by field in words."""
        return [_record(self.holding, row) for row in self.rows]

    @property
    def first_records(self) -> list[dict[str, str]]:
        """As many as a page shows."""
        return [_record(self.holding, row) for row in self.rows[:5]]


def held_about(person: User) -> list[Held]:
    """Every holding, also those with nothing about the person."""
    return [Held(holding, _with_names(holding, holding.about(person)).order_by("pk")) for holding in HOLDINGS]


def _with_names(holding: Holding, rows: QuerySet) -> QuerySet:
    """With the records that its fields name, so that a thousand rows ask no more than one."""
    named = [name for name in (*holding.beside, *holding.fields) if holding.model._meta.get_field(name).many_to_one]
    return rows.select_related(*named) if named else rows


def as_json(person: User, on: datetime.date) -> dict[str, Any]:
    """The file to hand over: each holding with why and how long, and all of its rows."""
    return {
        "about": {"name": person.name, "e-mail address": person.email},
        "as at": on.isoformat(),
        "held": [
            {
                "what": held.holding.title,
                "why": held.holding.why,
                "kept": held.holding.kept,
                "then": held.holding.then.value,
                "records": held.records,
            }
            for held in held_about(person)
        ],
    }


def _record(holding: Holding, row: Model) -> dict[str, str]:
    fields = [row._meta.get_field(name) for name in (*holding.beside, *holding.fields)]
    return {str(field.verbose_name): _words(field, row) for field in fields}


def _words(field: Field, row: Model) -> str:
    if field.name in NEVER_SHOWN:
        return NEVER_SHOWN[field.name]
    value = field.value_from_object(row)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {one}" for name, one in value.items() if one)
    known = {field.related_model: {value: getattr(row, field.name)}} if field.many_to_one else {}
    return in_words(field, value, Known(known))
