"""The year whose work a page shows."""

import datetime
from typing import Any

from django.db.models import DateField, Exists, F, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Upper

from membership.models import Membership
from thep.ranges import days_of
from thep.years import AcademicYear
from visits.kpis import made
from visits.models import Visit


def year_in_hand(today: datetime.date) -> AcademicYear:
    """The year that `today` falls in, once any membership row of it is on record.

    Until then the year of the latest visit made in the years of which memberships are on record, if there is one:
    records that end some years ago are shown as of then, and a first visit logged since does not make them empty.
    """
    latest = _latest_visit(today).values_list("visited_on", _is_begun(today)).first()
    return _in_hand(today, *latest) if latest else AcademicYear.of(today)


def columns_of_year_in_hand(today: datetime.date) -> dict[str, Any]:
    """What `year_in_hand_with` tells it from: a page that reads a record has it by the same query."""
    return {"latest_visit_on": Subquery(_latest_visit(today).values("visited_on")[:1]), "is_begun": _is_begun(today)}


def year_in_hand_with(row: Any, today: datetime.date) -> AcademicYear:
    return _in_hand(today, row.latest_visit_on, row.is_begun)


def _in_hand(today: datetime.date, latest_visit_on: datetime.date | None, is_begun: bool) -> AcademicYear:
    return AcademicYear.of(today if is_begun or latest_visit_on is None else latest_visit_on)


def _is_begun(today: datetime.date) -> Exists:
    return Exists(Membership.objects.filter(year=AcademicYear.of(today)))


def _latest_visit(today: datetime.date) -> QuerySet[Visit]:
    this_year = AcademicYear.of(today)
    latest_year = Membership.objects.filter(year__lte=this_year).order_by("-year")[:1]
    end = Coalesce(
        Subquery(latest_year.values(end=Upper(days_of("year")))), Value(datetime.date.max), output_field=DateField()
    )
    visits = made().filter(visited_on__lte=today).alias(end=end).filter(visited_on__lt=F("end"))
    return visits.order_by("-visited_on")
