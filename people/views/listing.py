"""The list of people, and inviting one more."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Download, User
from accounts.permissions import Permission
from accounts.policy import requires
from accounts.states import State, with_state
from documents.spreadsheets import to_csv
from mail.sending import NotSent
from people import invitations
from people.columns import COLUMNS
from people.filters import PersonFilter
from people.forms import InviteForm
from schools.models import SchoolRepresentative

PEOPLE_ON_A_PAGE = 50
SORTS = {
    "name": ("name", "pk"),
    "-name": ("-name", "-pk"),
    "email": ("email", "pk"),
    "-email": ("-email", "-pk"),
    "last_login": (F("last_login").asc(nulls_last=True), "name", "pk"),
    "-last_login": (F("last_login").desc(nulls_last=True), "name", "pk"),
}


def _asked(request: HttpRequest) -> tuple[PersonFilter, QuerySet[User], str]:
    """The filter, the people it finds in the order asked for, and that order."""
    everyone = with_state(User.objects.visible_to(request.user), timezone.now())
    found = PersonFilter(request.GET, queryset=everyone)
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else "name"
    acting = SchoolRepresentative.objects.on(timezone.localdate()).select_related("school")
    schools = Prefetch("acts_for", acting.order_by("school__sort_name", "pk"), to_attr="acts_for_today")
    return found, found.qs.order_by(*SORTS[sort]).prefetch_related(schools), sort


@requires(Permission.PEOPLE_MANAGE)
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everyone who can sign in, could, or is about to; filters, sorting and page are in the address."""
    found, people, sort = _asked(request)
    page = Paginator(people, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    for person in page:
        person.state_label = State(person.state).label
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(request, "people/list.html", {"filter": found, "page": page, "kept": kept.urlencode(), "sort": sort})


@requires(Permission.PEOPLE_MANAGE)
@require_safe
def person_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Exactly the people that the list shows with these filters. Names and addresses, so the download is logged."""
    _, people, _ = _asked(request)
    Download.objects.create(taken_by=request.user, what="List of people: names, e-mail addresses, roles, schools")
    rows = people.iterator(chunk_size=500)
    response = StreamingHttpResponse(to_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


def link_for(request: HttpRequest) -> invitations.Link:
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))


@requires(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            person = invitations.invite(**form.cleaned_for_action(), by=request.user, link=link_for(request))
        except ValidationError as error:  # taken by another request meanwhile
            form.add_error("email", error.messages)
        except NotSent:
            person = User.objects.get(email__iexact=form.cleaned_data["email"])
            messages.warning(request, f"{person} is saved, but {NOT_SENT}")
            return redirect("person", person.pk)
        else:
            messages.success(request, f"An invitation is on its way to {person.email}.")
            return redirect("person", person.pk)
    return render(request, "people/invite.html", {"form": form})


NOT_SENT = "the mail server did not take the message. Send the invitation again when mail works."
