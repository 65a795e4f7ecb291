"""The year whose work a page shows."""

import datetime

from django.db.models import Exists

from membership.models import Membership
from thep.years import AcademicYear
from visits.kpis import made


def year_in_hand(today: datetime.date) -> AcademicYear:
    """The year that `today` falls in, once any membership row of it is on record.

    Until then the year of the latest visit made, if there is one: records that end some years ago are shown as of then,
    not as an empty year.
    """
    this_year = AcademicYear.of(today)
    is_begun = Exists(Membership.objects.filter(year=this_year))
    latest = made().filter(visited_on__lte=today).order_by("-visited_on").values_list("visited_on", is_begun).first()
    if latest is None or latest[1]:
        return this_year
    return AcademicYear.of(latest[0])
