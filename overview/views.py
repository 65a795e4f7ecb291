"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, Role
from accounts.policy import requires
from overview import first_pages

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
