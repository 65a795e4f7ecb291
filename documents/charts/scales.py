"""Axes: from nothing, in steps that people count in."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from documents.chart import Chart
from documents.display import Kind, display

FINEST = {Kind.INTEGER: Decimal(1), Kind.MONEY: Decimal("0.01")}


@dataclass(frozen=True)
class Axis:
    """`ticks` from the least to the greatest; one of them is 0."""

    ticks: tuple[Decimal, ...]
    kind: Kind

    def at(self, value: Decimal | int) -> float:
        """How far along it the value stands, from 0 to 1."""
        low, high = self.ticks[0], self.ticks[-1]
        return float((Decimal(value) - low) / (high - low)) if high > low else 0.0

    def words(self, tick: Decimal) -> str:
        return display(int(tick) if self.kind == Kind.INTEGER else tick, self.kind)


def axis_over(values: Iterable[Decimal | int], kind: Kind, most: int = 5) -> Axis:
    """At most `most` steps of 1, 2 or 5 and noughts, and one more where it goes below 0 as well.

    It holds every value and 0; of zeros alone it is a single tick.
    """
    held = [Decimal(0), *map(Decimal, values)]
    low, high = min(held), max(held)
    if low == high:
        return Axis((Decimal(0),), kind)
    step = _step((high - low) / most, kind)
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return Axis(tuple(step * number for number in range(first, last + 1)), kind)


def _step(least: Decimal, kind: Kind) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= least)
    return max(step, FINEST.get(kind, step))


def kind_of(chart: Chart) -> Kind:
    """What its figures count: the axis is worded as they are."""
    return next(
        (figure.unit.kind for each in chart.series for figure in each.figures if figure is not None), Kind.INTEGER
    )
