"""National figures that do not add up. Nothing is refused for it: what was published stands as it was published."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from documents.display import plain_number
from ofsted.kpis.grades import GRADES

Parts = Mapping[str, Decimal | int | None]
"""By their names in `NationalOutcome`; `None` where a part was not published."""


def contradictions(parts: Parts) -> list[str]:
    """What a reader would stumble over, each in a sentence.

    Parts more than one point away from their total are more than rounding. Of four grades, each rounded on its own, the
    sum is less than two roundings away from 100: 98 is possible of none, 99 and 101 are.
    """
    return [*_of_the_total(parts), *_of_the_four(parts)]


def _of_the_total(parts: Parts) -> Iterator[str]:
    total, outstanding, good = (parts.get(name) for name in ("good_or_outstanding", "outstanding", "good"))
    if None not in (total, outstanding, good) and abs(total - outstanding - good) > 1:
        yield (
            f"Outstanding {plain_number(outstanding)} and good {plain_number(good)} do not make the published “good or "
            f"outstanding” of {plain_number(total)}."
        )


def _of_the_four(parts: Parts) -> Iterator[str]:
    four = [parts.get(name) for name in GRADES]
    if None not in four and not makes_a_hundred(four):
        yield f"The four grades make {plain_number(sum(four))} and not 100."


def makes_a_hundred(shares: list[Decimal | int]) -> bool:
    """Within what rounding each on its own can do: half a unit for each, where the unit is 1, or 0.1 with a decimal."""
    unit = 1 if all(share == int(share) for share in shares) else Decimal("0.1")
    return abs(sum(shares) - 100) < unit * Decimal(len(shares)) / 2
