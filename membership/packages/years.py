"""The years that pages about packages offer."""

from django.db.models import Max
from django.utils import timezone

from lists.filters import years_between
from membership.models import Agreement, Charge, PackagePrice
from thep.years import AcademicYear

YEARS_BACK = 5


def years_offered() -> list[AcademicYear]:
    """From some years ago to the next, and as far as a price, an agreement or a charge is on record, latest first.

    One query, of two steps into an index of each.
    """
    ends = [
        model.objects.order_by(order).values_list("year", flat=True)[:1]
        for model in (PackagePrice, Agreement, Charge)
        for order in ("year", "-year")
    ]
    this_year = AcademicYear.of(timezone.localdate())
    found = [this_year, *ends[0].union(*ends[1:], all=True)]
    return years_between(min(*found, this_year - YEARS_BACK), max(found) + 1)


def _year_in_use() -> AcademicYear:
    """The one shown until another is chosen: the latest for which an agreement is on record, else this year."""
    latest = Agreement.objects.aggregate(last=Max("year"))["last"]
    return latest or AcademicYear.of(timezone.localdate())


def year_asked(text: str | None, years: list[AcademicYear]) -> AcademicYear:
    """The year an address names, where it is one of those offered."""
    return next((year for year in years if year.slug == text), None) or _year_in_use()
