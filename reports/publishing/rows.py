"""The rows behind a figure, as values that JSON can hold, and back in words."""

import datetime
from decimal import Decimal
from typing import Any

from documents.display import Kind, display
from documents.tables import Column


def plain(column: Column, row: Any) -> Any:
    """The raw value as JSON holds it: dates as `2018-07-31`, money and other decimals as they are written."""
    value = column.get(row)
    match value:
        case datetime.date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case None | str() | bool() | int():
            return value
        case _:
            return str(value)


def typed(value: Any, kind: Kind) -> Any:
    """The value that `plain` was made from, by the kind of its column."""
    if value is None or value == "":
        return value
    match kind:
        case Kind.DATE:
            return datetime.date.fromisoformat(value)
        case Kind.MONEY | Kind.PERCENT:
            return Decimal(str(value))
        case _:
            return value


def worded(value: Any, kind: Kind) -> str:
    """In the words that the page of the live figure has for it."""
    return display(typed(value, kind), kind)
