"""The history of a school and of all that is its own."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.history.events import Among, Events
from accounts.history.reading import changes_among
from accounts.permissions import Permission
from accounts.policy import requires
from membership.coverage import agreement_events_of
from membership.models import Agreement, AgreementSchool, Charge, Membership
from ofsted.models import Inspection, Judgement
from programmes.models import Participation
from schools.models import (
    FormerGovernance,
    FormerName,
    FormerTrust,
    School,
    SchoolPhase,
    SchoolRepresentative,
    SchoolUrn,
)
from thep.numbers import number_in
from visits.models import Action, Attachment, Visit

BY_SCHOOL = (
    *(SchoolUrn, FormerName, FormerTrust, FormerGovernance, SchoolPhase, SchoolRepresentative),
    *(Membership, AgreementSchool, Charge, Participation, Visit, Action, Attachment, Inspection),
)


@requires(Permission.SCHOOL_VIEW)
@require_safe
def school_history(request: HttpRequest, pk: int) -> HttpResponse:
    """One list, the latest first, of what the school's own records say: each version is its own school's."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    older_than = number_in(request.GET.get("older_than"))
    page = changes_among(list(_events_of(school)), request.user, Among(older_than=older_than))
    return render(request, "overview/school_history.html", {"school": school, "page": page, "older_than": older_than})


def _events_of(school: School) -> Iterator[Events]:
    yield Events(School, {"pgh_obj_id": [school.pk]})
    yield from (Events(model, {"school_id": [school.pk]}) for model in BY_SCHOOL)
    yield Events(Agreement, {"pgh_id": agreement_events_of(school)})
    yield Events(Judgement, {"inspection_id": _inspections_of_no_other(school)})


def _inspections_of_no_other(school: School) -> list[int]:
    """A judgement does not say whose it is, so those of an inspection that was ever another school's are left out."""
    events = Inspection.pgh_event_model.objects
    ours = events.filter(school=school).values("pgh_obj")
    others = events.filter(pgh_obj__in=ours).exclude(school=school).values("pgh_obj")
    return list(ours.exclude(pgh_obj__in=others).distinct().values_list("pgh_obj", flat=True))
