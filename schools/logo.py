"""The partnership's logo as a browser shows it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from schools.models import Partnership


def picture(png: bytes) -> HttpResponse:
    """To be shown and nothing else: a browser guesses at no other kind, and nothing in it runs."""
    response = HttpResponse(png, content_type="image/png")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Permission.SIGNED_IN)
@require_safe
@cache_control(private=True, max_age=3600)
def partnership_logo(request: HttpRequest, name: str) -> HttpResponse:
    """The logo of today, at the address that its file has; one that was replaced is no longer there.

    For everyone with a role, as the partnership's name is.
    """
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), logo=f"logos/{name}")
    if not (png := partnership.logo_read()):
        raise Http404("The logo’s file is gone.")
    return picture(png)
