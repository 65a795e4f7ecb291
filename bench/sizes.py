"""How much there is of everything: in a partnership, and in England."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from thep.years import AcademicYear

LAST_YEAR = AcademicYear(2017)  # the newest in which inspections give an overall grade for years to come

EXECUTIVE_OF = range(1, 13)
"""The schools that the first headteacher acts for."""


@dataclass(frozen=True)
class Size:
    """`participation`, `visits` and `inspections` are rows over all the years, the last of which is full.

    `la_codes` are the partnership's local authorities, `neighbours` those of the schools out of its area, which are a
    share `out_of_area` of all.
    """

    name: str
    open_schools: int
    closed_schools: int
    la_codes: tuple[str, ...]
    neighbours: tuple[str, ...]
    out_of_area: float
    participation: int
    visits: int
    inspections: int
    trusts: int
    associates: int
    visitors: int
    years_on_record: int = 10

    @property
    def years(self) -> list[AcademicYear]:
        first = LAST_YEAR - self.years_on_record + 1
        return [first + n for n in range(self.years_on_record)]

    @property
    def membership_years(self) -> list[AcademicYear]:
        """The years, and the one after them: renewals come in before the report is made."""
        return [*self.years, LAST_YEAR + 1]

    def chance(self, subject: str) -> random.Random:
        """Chance that falls the same way in every run, whatever the other subjects draw."""
        return random.Random(f"{self.name} {subject}")


PARTNERSHIP = Size(
    name="partnership",
    open_schools=110,
    closed_schools=6,
    la_codes=("211",),
    neighbours=("201", "205"),
    out_of_area=0.05,
    participation=20_000,
    visits=1_300,
    inspections=600,
    trusts=8,
    associates=40,
    visitors=8,
)
CODES = tuple(str(201 + n) for n in range(152))
ENGLAND = Size(
    name="england",
    open_schools=24_000,
    closed_schools=26_000,
    la_codes=CODES[:-4],
    neighbours=CODES[-4:],
    out_of_area=4 / len(CODES),
    participation=1_000_000,
    visits=200_000,
    inspections=150_000,
    trusts=2_000,
    associates=400,
    visitors=300,
)
SIZES = {size.name: size for size in (PARTNERSHIP, ENGLAND)}


def shared_out(total: int, weights: Sequence[float], most: Sequence[int] | None = None) -> list[int]:
    """`total` in whole parts by weight, none above its `most`. What a full part cannot take goes to the others."""
    room = list(most) if most is not None else [total] * len(weights)
    if sum(room) < total:
        raise ValueError(f"{total} do not fit into {sum(room)} places.")
    parts = [0] * len(weights)
    left = total
    while left:
        free = [n for n, weight in enumerate(weights) if weight and parts[n] < room[n]]
        weight = sum(weights[n] for n in free)
        shares = {n: min(int(left * weights[n] / weight), room[n] - parts[n]) for n in free}
        if not any(shares.values()):
            shares = dict.fromkeys(sorted(free, key=lambda n: -weights[n])[:left], 1)
        for n, share in shares.items():
            parts[n] += share
        left = total - sum(parts)
    return parts
