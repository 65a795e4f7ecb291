"""Price lists: what each package costs and includes in a year, and the list price of an agreement."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction

from membership.models import Includes, Package, PackageInclusion, PackagePrice
from schools.models import Phase, School, SchoolPhase
from thep.years import AcademicYear

Prices = dict[tuple[int, str], Decimal]
"""By package and phase; a package without one for a phase is not offered to its schools."""
Included = dict[tuple[int, str], Decimal | None]
"""By package and what it includes; `None` is as much as a school likes."""


@dataclass
class PriceList:
    year: AcademicYear
    prices: Prices = field(default_factory=dict)
    included: Included = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Changes whenever anything on the list does: a form that was begun before says so."""
        said = repr((sorted(self.prices.items()), sorted(self.included.items(), key=lambda one: one[0])))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def raised(self, percent: Decimal) -> "PriceList":
        """The next year's list as it would be with `percent` added to each price, to whole pounds, halves up."""
        prices = {
            key: (price * (100 + percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
            for key, price in self.prices.items()
        }
        return PriceList(self.year + 1, prices, dict(self.included))


def price_lists(*years: AcademicYear) -> dict[AcademicYear, PriceList]:
    """By two queries, whatever the years."""
    lists = {year: PriceList(year) for year in years}
    for price in PackagePrice.objects.filter(year__in=years):
        lists[price.year].prices[price.package_id, price.phase] = price.price
    for inclusion in PackageInclusion.objects.filter(year__in=years):
        lists[inclusion.year].included[inclusion.package_id, inclusion.what] = inclusion.amount
    return lists


class ChangedMeanwhile(Exception):
    """Somebody else saved another version since the form was opened."""


@transaction.atomic
def set_prices(*, year: AcademicYear, prices: Prices, included: Included, version: str, by: Any) -> bool:
    """Make the list of `year` say exactly this; `False` where it did already. Fees agreed stay as they were agreed.

    `ChangedMeanwhile` where the list is no longer the `version` that the form showed.
    """
    list(Package.objects.select_for_update(no_key=True).order_by("pk"))  # one at a time
    now = price_lists(year)[year]
    if (now.prices, now.included) == (prices, included):
        return False
    if now.version != version:
        raise ChangedMeanwhile
    _save(PackagePrice.objects.filter(year=year), ("package_id", "phase"), "price", year, now.prices, prices)
    _save(PackageInclusion.objects.filter(year=year), ("package_id", "what"), "amount", year, now.included, included)
    return True


def _save(rows: Any, key: tuple[str, str], value: str, year: AcademicYear, before: Mapping, after: Mapping) -> None:
    """Only the rows that differ are touched, so that the history says what was changed and nothing else."""
    for names in before.keys() | after.keys():
        where = dict(zip(key, names, strict=True))
        if names not in after:
            rows.filter(**where).delete()
        elif names not in before:
            rows.create(year=year, **where, **{value: after[names]})
        elif before[names] != after[names]:
            rows.filter(**where).update(**{value: after[names]})


@dataclass(frozen=True)
class SchoolPrice:
    school: School
    phase: Phase | None
    price: Decimal | None


@dataclass(frozen=True)
class ListPrice:
    """The list price of an agreement, school by school."""

    schools: tuple[SchoolPrice, ...]

    @property
    def total(self) -> Decimal | None:
        """Nothing, not nought, where a school's phase has no price on the list."""
        prices = [one.price for one in self.schools]
        return None if None in prices or not prices else sum(prices)

    @property
    def without_phase(self) -> list[School]:
        return [one.school for one in self.schools if one.phase is None]


def list_price(year: AcademicYear, package: Package | None, schools: Iterable[School]) -> ListPrice:
    """The year's price of the package for the main phase of each school, added up.

    It is that of the whole year, also for an agreement over a part of it.
    """
    schools = list(schools)
    main = SchoolPhase.objects.in_year(year).filter(is_main=True, school__in=schools)
    phases = dict(main.values_list("school", "phase"))
    prices = dict(PackagePrice.objects.filter(year=year, package=package).values_list("phase", "price"))
    return ListPrice(
        tuple(
            SchoolPrice(school, phase and Phase(phase), prices.get(phase))
            for school in schools
            for phase in [phases.get(school.pk)]
        )
    )


INCLUDES = tuple(Includes)
PHASES = tuple(Phase)
