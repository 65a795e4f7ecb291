"""The first page after signing in, and the page of a school."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, Role
from accounts.policy import requires
from programmes.models import Participation
from schools.models import School, SchoolRows
from thep.years import AcademicYear


@requires(Permission.SIGNED_IN)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A headteacher's own school, or their schools where they act for several; for the others the latest report."""
    if request.user.role == Role.HEADTEACHER:
        mine = list(School.objects.visible_to(request.user)[:2])
        return redirect(mine[0]) if len(mine) == 1 else redirect("school-list")
    return redirect("report-latest")


RECENT_VISITS = 20


@requires(Permission.SCHOOL_VIEW)
@require_safe
def school_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One school: who it is, and what each subject has on record for it."""
    user = request.user
    school = get_object_or_404(School.objects.visible_to(user).select_related("trust"), pk=pk)
    visits = list(school.visits.visible_to(user).order_by("-visited_on", "-pk")[: RECENT_VISITS + 1])
    return render(
        request,
        "overview/school_detail.html",
        {
            "school": school,
            "urns": list(school.urns.order_by("-is_current", "-urn")),
            "phases": list(school.phases.order_by("-is_main", "phase", "pk")),
            "memberships": school.memberships.visible_to(user).order_by("-year"),
            "agreements": school.agreements.visible_to(user)
            .select_related("package")
            .order_by("-year", "period", "pk"),
            "charges": school.charges.visible_to(user).order_by("-year", "reference"),
            "participation": _by_year(school.participation.visible_to(user)),
            "visits": visits[:RECENT_VISITS],
            "has_more_visits": len(visits) > RECENT_VISITS,
            "inspections": school.inspections.visible_to(user).order_by("-inspected_on", "-number_order", "-pk"),
        },
    )


def _by_year(rows: SchoolRows) -> list[tuple[AcademicYear, list[Participation]]]:
    """The school's participation, the latest year first."""
    ordered = rows.select_related("programme", "strand").order_by("-year", "programme__name", "role", "pk")
    return [(year, list(same)) for year, same in groupby(ordered, key=lambda row: row.year)]
