"""The days and the membership years that the pages show until others are chosen."""

import datetime

from django.db.models import Max, Min
from django.utils import timezone

from lists.filters import years_between
from membership.models import Membership
from overview.year import year_in_hand
from thep.years import AcademicYear


def usual_day(today: datetime.date, year: AcademicYear) -> datetime.date:
    """Today, if the year in hand is today's; of one that is over, the day of its report."""
    return today if AcademicYear.of(today) == year else year.report_day


def last_report_day(today: datetime.date, year: AcademicYear) -> datetime.date:
    """The last 31 July that has come, and of a year in hand that is over, its own."""
    return year.report_day if year.report_day <= today else (year - 1).report_day


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
