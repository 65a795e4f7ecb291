"""What each role sees first."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.history.files import files_read
from accounts.history.reading import latest
from accounts.kpis import people_on_record
from membership.kpis.members import associates_to_renew, renewals_outstanding
from membership.models import MembershipStatus
from ofsted.kpis.grades import (
    areas_in_words,
    found_in_words,
    grade_in_words,
    latest_published,
    whose_in_words,
    with_areas,
)
from ofsted.models import Inspection
from overview.kpis import at_a_glance, not_yet_visited
from overview.year import year_in_hand
from programmes.sessions import at_hand
from schools.models import School
from thep.numbers import number_in
from thep.years import AcademicYear
from visits.agreed import open_of
from visits.kpis import planned

LINES_OF_A_BLOCK = 50
MOST_PAGES = 10_000
LATEST_INSPECTIONS = 10
NEXT_VISITS = 20
OWN_ACTIONS = 10
SESSIONS = 10
LATEST_FILES = 5
LATEST_CHANGES = 8


def staff(request: HttpRequest) -> HttpResponse:
    """What waits to be done: members to visit, renewals, what Ofsted published, visits and sessions, own actions."""
    today, user = timezone.localdate(), request.user
    year = year_in_hand(today)
    inspections = with_areas(latest_published(today).visible_to(user)).select_related("school")[:LATEST_INSPECTIONS]
    next_visits = list(planned(today).visible_to(user).select_related("school", "associate")[: NEXT_VISITS + 1])
    renewals = _block(request, "renewals", renewals_outstanding(year).visible_to(user).select_related("school"))
    actions = list(open_of(user).select_related("school")[: OWN_ACTIONS + 1])
    sessions = list(at_hand(today).visible_to(user)[: SESSIONS + 1])
    associates = list(associates_to_renew(year).visible_to(user).select_related("associate"))
    return render(
        request,
        "overview/staff.html",
        {
            "year": year,
            "this_year": AcademicYear.of(today),
            "not_visited": _block(request, "not_visited", not_yet_visited(year, today).visible_to(user)),
            "renewals": renewals,
            "renewals_by_year": [
                (each, max((today - each.first_day).days, 0), list(rows))
                for each, rows in groupby(renewals.page, key=lambda membership: membership.year)
            ],
            "associates": associates[:LINES_OF_A_BLOCK],
            "more_associates": len(associates) - LINES_OF_A_BLOCK,
            "inspections": [(inspection, _change(inspection)) for inspection in inspections],
            "next_visits": next_visits[:NEXT_VISITS],
            "has_more_visits": len(next_visits) > NEXT_VISITS,
            "sessions": sessions[:SESSIONS],
            "has_more_sessions": len(sessions) > SESSIONS,
            "actions": actions[:OWN_ACTIONS],
            "has_more_actions": len(actions) > OWN_ACTIONS,
            "today": today,
        },
    )


@dataclass(frozen=True)
class Block:
    """The lines of one block that its page shows; `count` are all of them, `left` those after these."""

    page: Page
    count: int
    left: int


def _block(request: HttpRequest, name: str, rows: QuerySet) -> Block:
    """Which page it is stands in the address, under the name of the block. The lines come with how many there are."""
    paginator = Paginator(rows, LINES_OF_A_BLOCK)
    number = number_in(request.GET.get(name)) or 1
    start = (min(number, MOST_PAGES) - 1) * LINES_OF_A_BLOCK
    found = list(rows.annotate(of_all=Window(Count("*")))[start : start + LINES_OF_A_BLOCK])
    if found:
        paginator.count = found[0].of_all
        page = Page(found, number, paginator)
    else:
        page = paginator.get_page(number)
    return Block(page, page.paginator.count, page.paginator.count - page.end_index())


def _change(inspection: Inspection) -> dict[str, object]:
    """The grade before and what this inspection found, each in the words of its own regime."""
    before = grade_in_words(inspection.grade_before, inspection.before_regime)
    return {"before": before, "now": found_in_words(inspection), "areas": areas_in_words(inspection)}


def headteacher(request: HttpRequest) -> HttpResponse:
    """The school they act for today; several in a line each; where there is none, whom to ask."""
    today = timezone.localdate()
    mine = School.objects.visible_to(request.user, on=today)
    match list(mine[:2]):
        case []:
            return render(request, "overview/no_school.html")
        case [school]:
            return redirect(school)
    year = year_in_hand(today)
    schools = list(at_a_glance(mine, year, today))
    inspections = Inspection.objects.visible_to(request.user).in_bulk([school.latest_inspection for school in schools])
    return render(
        request,
        "overview/your_schools.html",
        {
            "year": year,
            "lines": [
                {
                    "school": school,
                    "membership": school.membership and MembershipStatus(school.membership).label,
                    "inspection": (found := inspections.get(school.latest_inspection)),
                    "grade": found and found_in_words(found),
                    "whose": found and whose_in_words(found),
                }
                for school in schools
            ],
        },
    )


def trustee(request: HttpRequest) -> HttpResponse:
    return redirect("report-list")


def admin(request: HttpRequest) -> HttpResponse:
    """Who can sign in, what came in and what changed lately, and the ways to check and correct records."""
    return render(
        request,
        "overview/admin.html",
        {
            "people": people_on_record(timezone.now()),
            "files": files_read(request.user, LATEST_FILES),
            "changes": latest(request.user, on_a_page=LATEST_CHANGES).changes,
        },
    )
