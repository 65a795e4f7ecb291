"""The list of schools, with what several subjects know of each."""

from django.db.models import QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from documents.display import Kind, counted
from lists.asking import Asked
from lists.declared import List, ListColumn, Together
from membership.kpis.members import status_in
from membership.models import MembershipStatus
from overview.school_filters import SchoolFilter
from schools.models import Governance, School
from schools.sources import LICENCE, SOURCES
from visits import together
from visits.kpis import latest_made, next_planned
from visits.together_forms import PlanForm

COLUMNS = (
    ListColumn("School", str, link=School.get_absolute_url, sort="name", by=("sort_name",)),
    ListColumn("URN", lambda school: school.urn, sort="urn", has_gaps=True),
    ListColumn("Phase", lambda school: school.phase_label if school.phase else None, sort="phase", has_gaps=True),
    ListColumn("Governance", lambda school: Governance(school.governance).label, sort="governance"),
    ListColumn(
        "Trust", lambda school: school.trust and school.trust.name, sort="trust", by=("trust__name",), has_gaps=True
    ),
    ListColumn("Local authority", lambda school: school.la_code, sort="la", by=("la_code",)),
    ListColumn("Membership", lambda school: school.membership and MembershipStatus(school.membership).label),
    ListColumn("Last visit", lambda school: school.last_visited_on, Kind.DATE, sort="last_visited_on", has_gaps=True),
    ListColumn("Next planned", lambda school: school.next_planned_on, Kind.DATE, sort="next_planned_on", has_gaps=True),
    ListColumn("Closed on", lambda school: school.closed_on, Kind.DATE, sort="closed_on", has_gaps=True),
)


def with_columns(schools: QuerySet[School], asked: Asked) -> QuerySet[School]:
    """The membership is that of the year chosen, and visits are those made up to today."""
    today = timezone.localdate()
    return (
        schools.with_urn()
        .select_related("trust")
        .annotate(
            membership=status_in(asked.filters.chosen_year, "pk"),
            last_visited_on=Subquery(latest_made("pk", today).values("visited_on")),
            next_planned_on=Subquery(next_planned("pk", today).values("visited_on")),
        )
    )


def log_with(schools: list[int]) -> str:
    """The form for one meeting with these schools."""
    return f"{reverse('visit-new')}?{'&'.join(f'school={pk}' for pk in schools)}"


SCHOOLS = List(
    name="school-list",
    title="Schools",
    one="school",
    many="schools",
    empty="No school is on record yet.",
    columns=COLUMNS,
    filters=SchoolFilter,
    rows=School.objects.visible_to,
    read=with_columns,
    sort="name",
    permission=Permission.SCHOOL_VIEW,
    licence=LICENCE,
    foot=SOURCES,
    together_permission=Permission.VISIT_LOG,
    together=(
        Together("log", "Log one meeting with these", leads_to=log_with),
        Together(
            "plan",
            "Plan a visit to each",
            title="Plan a visit to each of {}",
            misfits="in the plan already",
            form=PlanForm,
            do=together.plan,
            done=lambda number: f"{counted(number, 'visit')} planned.",
        ),
    ),
)
