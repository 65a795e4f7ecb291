"""All that is to decide decided at once, or all that was refused taken up again."""

from django.contrib import messages
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted
from official.deciding import decisions
from official.models import ONE_BY_ONE, Proposal, ProposalKind, State
from official.views.inbox import proposals_for
from thep.numbers import number_in

NAMED = 50
"""Proposals that the page asks about by their names."""
LEFT_NAMED = 5
WORDS = {
    "accept": (State.OPEN, decisions.accept_all, "accepted"),
    "refuse": (State.OPEN, decisions.refuse_all, "refused. Under “Refused” they can be taken up again"),
    "reopen": (State.REFUSED, decisions.reopen_all, "to be decided again"),
}
"""What a button says: of proposals in which state, what is done to them, and how that is told."""


@requires(Permission.OFFICIAL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def official_all(request: HttpRequest) -> HttpResponse:
    """All of one kind, or of every kind that needs no further word; only of what was there when the page was shown."""
    asked = request.POST if request.method == "POST" else request.GET
    kind, state = asked.get("kind", ""), State.REFUSED if asked.get("state") == State.REFUSED else State.OPEN
    found = _found(request, kind, state)
    if request.method == "POST":
        until = number_in(request.POST.get("until")) or 0
        return _decide(request, found.filter(pk__lte=until), state)
    every = "Everything that was refused" if state == State.REFUSED else "Everything that needs no further word"
    context = {
        "kind": kind,
        "state": state,
        "is_refused": state == State.REFUSED,
        "label": ProposalKind(kind).label if kind in ProposalKind.values else every,
        **found.aggregate(number=Count("pk"), until=Max("pk")),
        "some": found.order_by("pk")[:NAMED],
    }
    return render(request, "official/all.html", context)


def _found(request: HttpRequest, kind: str, state: State) -> QuerySet[Proposal]:
    """What needs a person's word is accepted one by one; to be taken up again it needs none."""
    found = proposals_for(request).filter(state=state)
    if state == State.OPEN:
        found = found.exclude(kind__in=ONE_BY_ONE)
    return found.filter(kind=kind) if kind in ProposalKind.values else found


def _decide(request: HttpRequest, proposals: QuerySet[Proposal], state: State) -> HttpResponse:
    of_state, decide, told = WORDS.get(request.POST.get("what", ""), (None, None, ""))
    if decide is None or of_state != state:
        return redirect("official-all")
    done, left = decide(proposals=proposals, by=request.user)
    if done:
        messages.success(request, f"{counted(done, 'proposal')} {told}.")
    elif not left:
        messages.warning(request, "Nothing was left to decide: somebody has done it already.")
    for each in left[:LEFT_NAMED]:
        messages.warning(request, f"Left as it was: {each.proposal}. {each.why}")
    if len(left) > LEFT_NAMED:
        messages.warning(request, f"{len(left) - LEFT_NAMED} more were left as they were.")
    return redirect(f"{reverse('official-inbox')}{'?state=refused' if state == State.REFUSED and left else ''}")
