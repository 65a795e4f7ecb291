"""One figure of the report, as a value."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from documents.display import Kind, display, percent, plain_number


class Unit(StrEnum):
    """What is counted. Units are never added together: 70 delegates are not 70 schools."""

    SCHOOLS = "school"
    ASSOCIATES = "associate"
    AGREEMENTS = "agreement"
    PEOPLE = "person"
    POUNDS = "pound"
    PERCENT = "percent"

    @property
    def kind(self) -> Kind:
        return KINDS.get(self, Kind.INTEGER)


KINDS = {Unit.POUNDS: Kind.MONEY, Unit.PERCENT: Kind.PERCENT}


class Name(NamedTuple):
    """A name behind a figure: of a school, an associate, an agreement or a charge. A report has thousands."""

    order: str
    text: str
    pk: int
    aside: str = ""


@dataclass(frozen=True)
class Origin:
    """Of a figure that was taken over and not counted from rows here: the day it is of, and how it came about.

    `of` is how many it is a share of, where that is known, and `note` what a reader should know of it. One that
    `is_partial` leaves out schools that hold a grade.
    """

    on: datetime.date
    how: str
    of: int | None = None
    note: str = ""
    is_partial: bool = False


@dataclass(frozen=True)
class Figure:
    """`value` is `None` where nothing was published. `names` are those asked for, in name order, perhaps not all.

    `short` is what a line calls it where its title would repeat the line: the strand of a programme, say.
    """

    key: str
    title: str
    unit: Unit
    value: int | Decimal | None
    of: int | None = None
    names: tuple[Name, ...] = ()
    short: str = ""
    origin: Origin | None = None

    @property
    def percent(self) -> int | None:
        """The share, in whole per cent rounded half up; `None` over nothing, or where there is nothing to share."""
        return None if self.of is None else percent(self.value, self.of)

    @property
    def text(self) -> str:
        return display(self.value, self.unit.kind)

    @property
    def raw(self) -> str:
        """The value as other programs read it: `66`, `327600.00`, `11.1`."""
        return f"{self.value:.2f}" if self.unit == Unit.POUNDS else plain_number(self.value)

    def as_json(self) -> dict[str, Any]:
        """As `manage.py kpis` prints it: money as a string with two places, `percent` where there is an `of`."""
        value: Any = self.value
        if self.unit == Unit.POUNDS:
            value = self.raw
        elif isinstance(value, Decimal):
            value = int(value) if value == value.to_integral_value() else float(value)
        share = {} if self.of is None else {"of": self.of, "percent": self.percent}
        return {"value": value, **share, "rows": [name.text for name in self.names]}
