"""How a value is worded for a person: the same words on the page, in the PDF and in Word."""

import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum, auto
from typing import Any

NOTHING = "\u2013"  # what stands where there is nothing to say; never 0


class Kind(StrEnum):
    """What a cell holds; decides its words, its alignment and its number format in Excel."""

    TEXT = auto()
    INTEGER = auto()
    PERCENT = auto()
    MONEY = auto()
    DATE = auto()
    YEAR = auto()

    @property
    def is_number(self) -> bool:
        return self in (Kind.INTEGER, Kind.PERCENT, Kind.MONEY)


def percent(value: int, of: int) -> int | None:
    """`value` in every hundred of `of`, rounded half up; `None` where there is nothing to share."""
    if not of:
        return None
    return int((Decimal(100 * value) / of).quantize(Decimal(1), ROUND_HALF_UP))


def display(value: Any, kind: Kind = Kind.TEXT) -> str:
    """The words for one cell. `None` and empty text are a dash; money has pence only where there are any."""
    if value is None or value == "":
        return NOTHING
    match kind:
        case Kind.INTEGER:
            return f"{value:,}"
        case Kind.PERCENT:
            return f"{plain_number(value)}%"
        case Kind.MONEY:
            sign = "-" if value < 0 else ""
            return f"{sign}\u00a3{abs(value):,.2f}".removesuffix(".00")
        case Kind.DATE:
            return day(value)
        case _:
            return str(value)


def day(value: datetime.date) -> str:
    """31 July 2018."""
    return f"{value.day} {value:%B %Y}"


def plain_number(value: Any) -> str:
    """A number without trailing zeros: 63, 11.1."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def listed(names: list[str]) -> str:
    """`A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 school`, `3 schools`, `2,140 schools`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
