"""The year whose work a page shows."""

import datetime

from django.db.models import DateField, Exists, F, Subquery, Value
from django.db.models.functions import Coalesce, Upper

from membership.models import Membership
from thep.ranges import days_of
from thep.years import AcademicYear
from visits.kpis import made


def year_in_hand(today: datetime.date) -> AcademicYear:
    """The year that `today` falls in, once any membership row of it is on record.

    Until then the year of the latest visit made in the years of which memberships are on record, if there is one:
    records that end some years ago are shown as of then, and a first visit logged since does not make them empty.
    """
    this_year = AcademicYear.of(today)
    is_begun = Exists(Membership.objects.filter(year=this_year))
    latest_year = Membership.objects.filter(year__lte=this_year).order_by("-year")[:1]
    end = Coalesce(
        Subquery(latest_year.values(end=Upper(days_of("year")))), Value(datetime.date.max), output_field=DateField()
    )
    visits = made().filter(visited_on__lte=today).alias(end=end).filter(visited_on__lt=F("end"))
    latest = visits.order_by("-visited_on").values_list("visited_on", is_begun).first()
    if latest is None or latest[1]:
        return this_year
    return AcademicYear.of(latest[0])
