"""The page of a visit."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.confidential import hidden_fields
from accounts.permissions import Permission
from accounts.policy import requires
from visits.models import Visit

CONFIDENTIAL = ("internal_note", "met")


@requires(Permission.SCHOOL_VIEW)
@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person may not see of it is not even read: `visible_met` and `visible_internal_note` are empty then."""
    hidden = hidden_fields(Visit, request.user)
    shown = {f"visible_{name}": F(name) for name in CONFIDENTIAL if name not in hidden}
    visits = Visit.objects.visible_to(request.user).defer(*CONFIDENTIAL).annotate(**shown)
    found = get_object_or_404(visits.select_related("school", "associate", "focus"), pk=pk)
    return render(request, "visits/visit.html", {"visit": found})
