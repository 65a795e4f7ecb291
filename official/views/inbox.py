"""What official files propose, school by school, and a person's word on it."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from official.deciding import decisions
from official.deciding.refusals import NotDecided
from official.filters import InboxFilter
from official.forms import ChoicesForm
from official.impact import impact_of
from official.models import ONE_BY_ONE, Proposal, ProposalKind, State
from official.words import headline, said_by

ON_A_PAGE = 50


def proposals_for(request: HttpRequest) -> QuerySet[Proposal]:
    return Proposal.objects.visible_to(request.user).select_related("school", "file", "decided_by")


@requires(Permission.OFFICIAL_MANAGE)
@require_safe
def official_inbox(request: HttpRequest) -> HttpResponse:
    filters = InboxFilter(request.GET, queryset=proposals_for(request), request=request)
    ordered = filters.qs.order_by("school__sort_name", "school", "urn", "kind", "pk")
    page = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    groups = [
        (school, urn, [(each, headline(each), said_by(each)) for each in found])
        for (school, urn), found in groupby(page, key=lambda each: (each.school, None if each.school else each.urn))
    ]
    kinds = Proposal.objects.visible_to(request.user).filter(state=State.OPEN).values("kind").annotate(n=Count("pk"))
    counts = {row["kind"]: row["n"] for row in kinds}
    kinds_open = [(kind, counts[kind], kind not in ONE_BY_ONE) for kind in ProposalKind if kind in counts]
    return render(
        request,
        "official/inbox.html",
        {
            "filters": filters,
            "page": page,
            "groups": groups,
            "kinds": kinds_open,
            "has_whole": any(is_whole for _, _, is_whole in kinds_open),
            "is_refused": filters.asked("state") == State.REFUSED,
            "open": sum(counts.values()),
        },
    )


@requires(Permission.OFFICIAL_MANAGE)
@require_safe
def official_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(proposals_for(request), pk=pk)
    return _page(request, proposal, ChoicesForm(proposal=proposal))


def _page(request: HttpRequest, proposal: Proposal, form: ChoicesForm, *, status: int = 200) -> HttpResponse:
    context = {"proposal": proposal, "headline": headline(proposal), "said": said_by(proposal), "form": form}
    return render(request, "official/proposal.html", context, status=status)


@requires(Permission.OFFICIAL_MANAGE)
@require_POST
def official_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accepted with what the person adds, refused, or taken up again. A second press finds it decided, and says so."""
    proposal = get_object_or_404(proposals_for(request), pk=pk)
    choices: dict[str, Any] = {}
    if request.POST.get("what") == "accept" and "with_choices" in request.POST:
        form = ChoicesForm(request.POST, proposal=proposal)
        if not form.is_valid():
            return _page(request, proposal, form, status=422)
        choices = form.cleaned_data
    try:
        match request.POST.get("what"):
            case "accept":
                decisions.accept(proposal=proposal, by=request.user, choices=choices)
                words = "Accepted"
            case "refuse":
                decisions.refuse(proposal=proposal, by=request.user)
                words = "Refused"
            case "reopen":
                decisions.reopen(proposal=proposal, by=request.user)
                words = "To be decided again"
            case _:
                return redirect("official-proposal", pk)
    except NotDecided as error:
        messages.warning(request, str(error))
        return redirect("official-proposal", pk)
    messages.success(request, f"{words}: {headline(proposal)}, {proposal.school or proposal.urn}.")
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """Back to where the button was pressed, on this site alone."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("official-inbox")


@requires(Permission.OFFICIAL_MANAGE)
@require_safe
def official_changes(request: HttpRequest) -> HttpResponse:
    """Which Ofsted figures of which years would change, and by which inspection, if all that is open were accepted."""
    open_ = list(proposals_for(request).filter(state=State.OPEN).order_by("pk"))
    return render(request, "official/changes.html", {"impact": impact_of(open_), "open": len(open_)})
