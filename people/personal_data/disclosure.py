"""All that is held about one person, for them to have."""

import datetime
from typing import Any

from django.db.models import Field, Model

from accounts.models import User
from people.personal_data.holdings import HOLDINGS, Holding

NEVER_SHOWN = {"password": "kept as a hash", "token_hash": "kept as a hash"}


def all_about(person: User, on: datetime.date) -> dict[str, Any]:
    """Each holding with why and how long, and its rows about the person, field by field in words."""
    return {
        "about": {"name": person.name, "e-mail address": person.email},
        "as at": on.isoformat(),
        "held": [
            {
                "what": holding.title,
                "why": holding.why,
                "kept": holding.kept,
                "then": holding.then.value,
                "records": [_record(holding, row) for row in holding.about(person).order_by("pk")],
            }
            for holding in HOLDINGS
        ],
    }


def _record(holding: Holding, row: Model) -> dict[str, Any]:
    fields = [row._meta.get_field(name) for name in (*holding.beside, *holding.fields)]
    return {str(field.verbose_name): _value(field, row) for field in fields}


def _value(field: Field, row: Model) -> Any:
    if field.name in NEVER_SHOWN:
        return NEVER_SHOWN[field.name]
    value = getattr(row, field.name)
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Model) else value
