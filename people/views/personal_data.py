"""What is held about one person: to take away, and to erase."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Download
from accounts.permissions import Permission
from accounts.policy import requires
from people.personal_data import retention
from people.personal_data.disclosure import as_json, held_about
from people.views.person import at_a_button, person_of

DOWNLOADS_ON_A_PAGE = 50


@requires(Permission.PEOPLE_MANAGE)
@require_safe
def person_data(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is held about somebody, and why; what erasing would leave; and who took it away before."""
    person = person_of(request, pk)
    return render(
        request,
        "people/personal_data.html",
        {
            "person": person,
            "held": [held for held in held_about(person) if held.count],
            "remaining": list(retention.remaining(person)),
            "downloads": person.downloads_about.select_related("taken_by").order_by("-taken_at")[:20],
        },
    )


@requires(Permission.PEOPLE_MANAGE)
@require_safe
def person_data_file(request: HttpRequest, pk: int) -> JsonResponse:
    person = person_of(request, pk)
    told = as_json(person, timezone.localdate())
    Download.objects.create(taken_by=request.user, what="All that is held about one person", about=person)
    response = JsonResponse(told, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="person-{person.pk}.json"'
    return response


@requires(Permission.PEOPLE_MANAGE)
@require_safe
def person_downloads(request: HttpRequest) -> HttpResponse:
    """Every file with personal data that somebody took away, the latest first."""
    taken = Download.objects.visible_to(request.user).select_related("taken_by", "about").order_by("-taken_at", "-pk")
    page = Paginator(taken, DOWNLOADS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/downloads.html", {"page": page})


person_erase = at_a_button(retention.erase, "Their personal data is erased.")
