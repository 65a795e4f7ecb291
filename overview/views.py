"""The first page after signing in, and the page of a school."""

import datetime
from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.confidential import hidden_fields
from accounts.permissions import Permission, Role
from accounts.policy import requires
from ofsted.kpis import areas_in_words, found_in_words, with_areas
from overview import first_pages
from overview.year import year_in_hand
from schools.models import School
from thep.years import AcademicYear
from visits.kpis import is_coming
from visits.models import Visit

FIRST_PAGES = {
    Role.STAFF: first_pages.staff,
    Role.HEADTEACHER: first_pages.headteacher,
    Role.TRUSTEE: first_pages.trustee,
    Role.ADMIN: first_pages.admin,
}


@requires(Permission.SIGNED_IN)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where each role begins."""
    return FIRST_PAGES[request.user.role](request)


RECENT_VISITS = COMING_VISITS = 20


@requires(Permission.SCHOOL_VIEW)
@require_safe
def school_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One school: first what is of the year in hand, then what each subject has on record for it."""
    user, today = request.user, timezone.localdate()
    school = get_object_or_404(School.objects.visible_to(user).with_urns_and_phases().select_related("trust"), pk=pk)
    year = year_in_hand(today)
    coming, recent = _visits(school, user, today)
    took_part = _by_year(
        school.participation.visible_to(user)
        .select_related("programme", "strand")
        .order_by("-year", "programme__name", "role", "pk")
    )
    agreements = _by_year(
        school.agreements.visible_to(user).select_related("package").order_by("-year", "period", "pk")
    )
    charges = _by_year(school.charges.visible_to(user).order_by("-year", "reference"))
    inspections = with_areas(school.inspections.visible_to(user)).order_by("-inspected_on", "-number_order", "-pk")
    contacts = school.representatives.visible_to(user).who_may_act(today)
    return render(
        request,
        "overview/school_detail.html",
        {
            "school": school,
            "year": year,
            "took_part": took_part.pop(year, []),
            "took_part_before": took_part.items(),
            "coming": coming,
            "visits": recent[:RECENT_VISITS],
            "has_more_visits": len(recent) > RECENT_VISITS,
            "agreements": agreements.pop(year, []),
            "charges": charges.pop(year, []),
            "paid_otherwise": [
                (each, agreements.get(each, []), charges.get(each, []))
                for each in sorted(agreements.keys() | charges.keys(), reverse=True)
            ],
            "memberships": school.memberships.visible_to(user).order_by("-year"),
            "inspections": [(each, found_in_words(each), areas_in_words(each)) for each in inspections],
            "contacts": contacts.select_related("user").order_by("user__name", "pk"),
        },
    )


def _by_year(rows: QuerySet) -> dict[AcademicYear, list]:
    """Rows that come in order of their year."""
    return {year: list(same) for year, same in groupby(rows, key=lambda row: row.year)}


def _visits(school: School, user: Any, today: datetime.date) -> tuple[list[Visit], list[Visit]]:
    """Those coming up, the next one first, and the others, the latest first; by one query.

    Only who may see internal notes gets them, as `internal`: for the others they are not even read.
    """
    visits = school.visits.visible_to(user).defer("internal_note")
    if "internal_note" not in hidden_fields(Visit, user):
        visits = visits.annotate(internal=F("internal_note"))
    coming = visits.filter(is_coming(today)).annotate(ahead=Value(True)).order_by("visited_on", "pk")
    others = visits.exclude(is_coming(today)).annotate(ahead=Value(False)).order_by("-visited_on", "-pk")
    both = coming[:COMING_VISITS].union(others[: RECENT_VISITS + 1], all=True)
    found = sorted(both, key=lambda visit: (visit.visited_on, visit.pk))
    return [visit for visit in found if visit.ahead], [visit for visit in reversed(found) if not visit.ahead]
