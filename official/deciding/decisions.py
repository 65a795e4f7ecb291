"""A person's word on proposals: accepted and written, refused, or taken up again."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from official.deciding import inspections, schools
from official.deciding.refusals import NotDecided
from official.models import Proposal, ProposalKind, State
from thep import broken_rules

K = ProposalKind
WRITES: dict[ProposalKind, Callable[[Proposal, dict[str, Any]], None]] = {
    K.CONVERSION: schools.convert,
    K.MERGER: schools.merge,
    K.NEW_SCHOOL: schools.add,
    K.CLOSURE: schools.close,
    K.STATUS: schools.set_status,
    K.NAME: schools.rename,
    K.GOVERNANCE: schools.change_governance,
    K.TRUST: schools.change_trust,
    K.PHASE: schools.change_phase,
    K.HEAD: schools.take_head,
    K.NOT_IN_FILE: schools.close,
    K.INSPECTION: inspections.add,
    K.SAME_INSPECTION: inspections.confirm_same,
    K.CORRECTION: inspections.correct,
}


@dataclass(frozen=True)
class Left:
    """A proposal that could not be decided with the others, and why."""

    proposal: Proposal
    why: str


def accept(*, proposal: Proposal, by: User | None, choices: dict[str, Any] | None = None) -> None:
    """Write what it proposes. Raises `NotDecided`, and writes nothing, where that cannot be."""
    try:
        with transaction.atomic():
            held = _open(proposal)
            WRITES[ProposalKind(held.kind)](held, choices or {})
            _decide(held, State.ACCEPTED, by)
    except IntegrityError as error:
        words = broken_rules.words_of(error) or "It breaks a rule of the portal’s."
        raise NotDecided(f"It cannot be written so. {words} Look at what is on record of it.") from error


def accept_all(*, proposals: Iterable[Proposal], by: User | None) -> tuple[int, list[Left]]:
    """Each by itself, schools before their inspections: what cannot be accepted is left open, and said."""
    order = list(ProposalKind)
    return _each(sorted(proposals, key=lambda each: (order.index(each.kind), each.pk)), accept, by)


def refuse_all(*, proposals: Iterable[Proposal], by: User | None) -> tuple[int, list[Left]]:
    return _each(list(proposals), refuse, by)


def reopen_all(*, proposals: Iterable[Proposal], by: User | None) -> tuple[int, list[Left]]:
    return _each(list(proposals), reopen, by)


def _each(proposals: Collection[Proposal], decide: Callable[..., None], by: User | None) -> tuple[int, list[Left]]:
    """How many were decided so, and those that could not be."""
    left = []
    for proposal in proposals:
        try:
            decide(proposal=proposal, by=by)
        except NotDecided as error:
            left.append(Left(proposal, str(error)))
    return len(proposals) - len(left), left


def refuse(*, proposal: Proposal, by: User | None) -> None:
    """It stays refused until a file says something else of the same thing."""
    with transaction.atomic():
        _decide(_open(proposal), State.REFUSED, by)


def reopen(*, proposal: Proposal, by: User | None) -> None:
    """What was refused is to be decided once more. What was accepted has been written, and is corrected there."""
    with transaction.atomic():
        held = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if held.state != State.REFUSED:
            raise NotDecided("Only what was refused can be taken up again.")
        same = Proposal.objects.filter(kind=held.kind, urn=held.urn, subject=held.subject, state=State.OPEN)
        if same.exists():
            raise NotDecided("A newer file says something else of this: decide that instead.")
        held.state, held.decided_at, held.decided_by = State.OPEN, None, None
        held.save()


def _open(proposal: Proposal) -> Proposal:
    held = Proposal.objects.select_for_update(of=["self"]).select_related("file").get(pk=proposal.pk)
    if held.state != State.OPEN:
        raise NotDecided(f"This has been decided already: {held.get_state_display().lower()}.")
    return held


def _decide(held: Proposal, state: State, by: User | None) -> None:
    held.state, held.decided_at, held.decided_by = state, timezone.now(), by
    held.save()
