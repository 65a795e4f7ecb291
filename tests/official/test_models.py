import datetime

import pytest
from django.db import connection
from django.utils import timezone

from official.models import Proposal, State
from tests.factories import ProposalFactory, UserFactory
from tests.rules import holds, refused_by


def test_a_file_proposes_a_thing_once_at_a_time(db):
    decided = ProposalFactory(urn=100_001, subject="x", state=State.REFUSED, decided_at=timezone.now())
    ProposalFactory(urn=100_001, subject="x", school=decided.school)
    ProposalFactory(urn=100_001, subject="y", school=decided.school)

    with refused_by("proposal_open_once"):
        ProposalFactory(urn=100_001, subject="x", school=decided.school)


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        ("proposal_kind_known", {"kind": "trust"}, {"kind": "colour"}),
        ("proposal_state_known", {"state": "overtaken"}, {"state": "forgotten"}),
    ],
)
def test_words_of_a_proposal_are_the_known_ones(db, rule, allowed, refused):
    holds(rule, ProposalFactory, allowed, refused)


def test_what_is_decided_says_when(db):
    now = datetime.datetime(2026, 9, 1, 9, 0, tzinfo=datetime.UTC)
    proposal = ProposalFactory()
    stored = Proposal.objects.filter(pk=proposal.pk)
    stored.update(state=State.ACCEPTED, decided_at=now, decided_by=UserFactory())
    connection.check_constraints()

    with refused_by("proposal_decided_when_decided"):
        stored.update(state=State.OPEN)
    with refused_by("proposal_decided_when_decided"):
        stored.update(decided_at=None)
