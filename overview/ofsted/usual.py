"""The days and the membership years that the pages show until others are chosen."""

import datetime

from django.db.models import Max, Min
from django.utils import timezone

from lists.filters import years_between
from membership.models import Membership
from overview.year import year_in_hand
from thep.years import AcademicYear

JULY_31 = (7, 31)
"""The day on which the end-of-year report reads grades."""


def usual_day(today: datetime.date, year: AcademicYear) -> datetime.date:
    """Today, if the year in hand is today's; of one that is over, the day of its report."""
    return today if AcademicYear.of(today) == year else datetime.date(year.start + 1, *JULY_31)


def last_report_day(today: datetime.date, year: AcademicYear) -> datetime.date:
    """The last 31 July that has come, and of a year in hand that is over, its own."""
    this_july = datetime.date(year.start + 1, *JULY_31)
    return this_july if this_july <= today else datetime.date(year.start, *JULY_31)


def years_earlier(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years earlier; of 29 February, in other years the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class OnRecord:
    """The membership years there are, the latest first, and the year whose work is in hand."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.in_hand = year_in_hand(self.today)
        found = Membership.objects.aggregate(first=Min("year"), last=Max("year"))
        self.years = years_between(found["first"], found["last"]) or [self.in_hand]

    def nearest(self, year: AcademicYear) -> AcademicYear:
        """The year itself if it is on record, else the one on record nearest to it."""
        return min(max(year, self.years[-1]), self.years[0])
