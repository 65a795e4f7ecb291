"""What draws on several subjects: members not yet visited, and several schools in a line each."""

import datetime

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from membership.kpis.members import members, status_in
from membership.kpis.packages import packages_in
from ofsted.kpis.grades import latest_of
from schools.models import School
from thep.years import AcademicYear
from visits.kpis import latest_made, next_planned, visits_made


def not_yet_visited(year: AcademicYear, on: datetime.date) -> QuerySet[School]:
    """Members of `year`, in area or out of it, without a visit made in it: first those never visited, then longest ago.

    Each has `last_visited_on`, its latest visit ever up to the day `on`. Calls are not visits, and planned and
    cancelled visits did not happen.
    """
    visited = visits_made(year).filter(school=OuterRef("pk"))
    return (
        members(year)
        .filter(~Exists(visited))
        .annotate(last_visited_on=Subquery(latest_made("pk", on).values("visited_on")))
        .order_by(F("last_visited_on").asc(nulls_first=True), "sort_name", "pk")
    )


def at_a_glance(schools: QuerySet[School], year: AcademicYear, on: datetime.date) -> QuerySet[School]:
    """Schools by name, each with what stands in its line: by one query, however many there are.

    `membership` (its status in `year`), `packages`, `last_visited_on`, `next_planned_on` and `latest_inspection` (its
    key) as on the day `on`.
    """
    return schools.annotate(
        membership=status_in(year, "pk"),
        packages=packages_in(year, "pk"),
        last_visited_on=Subquery(latest_made("pk", on).values("visited_on")),
        next_planned_on=Subquery(next_planned("pk", on).values("visited_on")),
        latest_inspection=Subquery(latest_of("pk", on).values("pk")),
    ).order_by("sort_name", "pk")
