"""A field's value in words, as a person would read it aloud."""

import datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.history.versions import Known
from documents.display import NOTHING, Kind, day, display, listed, plain_number

ONE_DAY = datetime.timedelta(days=1)
PENCE = 2
"""Money has pence; a percentage has one place."""


def in_words(field: models.Field, value: Any, known: Known) -> str:
    """Empty is a dash. `known` holds the records that references name."""
    if value is None or value == "":
        return NOTHING
    if field.many_to_one:
        return str(known.named(field.related_model, value))
    if isinstance(field, ArrayField):
        return listed([in_words(field.base_field, one, known) for one in value]) or NOTHING
    if isinstance(field, models.JSONField):
        return _said(value) or NOTHING
    labels = dict(field.flatchoices)
    return str(labels[value]) if value in labels else _plain(field, value)


def _plain(field: models.Field, value: Any) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case DateRange():
            return _days(value)
        case datetime.datetime():
            return moment(value)
        case datetime.date():
            return day(value)
        case Decimal():
            return display(value, Kind.MONEY) if field.decimal_places == PENCE else plain_number(value)
        case _:
            return str(value)


def _said(value: Any) -> str:
    """JSON without its marks: `name: Elm; phases: primary, secondary`."""
    match value:
        case dict():
            return "; ".join(f"{name}: {_said(one)}" for name, one in value.items())
        case list():
            return ", ".join(map(_said, value))
        case _:
            return NOTHING if value is None else str(value)


def _days(days: DateRange) -> str:
    """Both days included, as a person counts."""
    first = days.lower and day(days.lower)
    last = days.upper and day(days.upper - ONE_DAY)
    if first and last:
        return f"{first} to {last}"
    return (first and f"from {first}") or (last and f"until {last}") or NOTHING


def moment(at: datetime.datetime) -> str:
    """24 November 2026, 16:02."""
    local = timezone.localtime(at)
    return f"{day(local)}, {local:%H:%M}"
