"""What an official file would change in the records, until a person accepts or refuses it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.history.tracking import tracked
from accounts.rows import OfficialRows
from schools.models import OfficialFile, School


class ProposalKind(models.TextChoices):
    """In the order in which the inbox shows them and in which they are best decided."""

    CONVERSION = "conversion", "Conversion: a new URN"
    MERGER = "merger", "Merger"
    NEW_SCHOOL = "new_school", "School in area that is not in the portal"
    CLOSURE = "closure", "Closure"
    STATUS = "status", "Status"
    NAME = "name", "Name"
    GOVERNANCE = "governance", "Governance"
    TRUST = "trust", "Trust"
    PHASE = "phase", "Phase"
    HEAD = "head", "Headteacher"
    NOT_IN_FILE = "not_in_file", "Not in the file"
    INSPECTION = "inspection", "New inspection"
    SAME_INSPECTION = "same_inspection", "Same inspection under another number"
    CORRECTION = "correction", "Inspection: more, or other, facts"


class State(models.TextChoices):
    OPEN = "open", "To decide"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    OVERTAKEN = "overtaken", "Overtaken by a newer file"


ONE_BY_ONE = (ProposalKind.MERGER, ProposalKind.NOT_IN_FILE)
"""Kinds of which the file does not say enough: a person decides each by itself, and says a day or a successor."""
DECIDED = [State.ACCEPTED, State.REFUSED]


@tracked()
class Proposal(models.Model):
    """One change that a file proposes. `before` and `after` are what the portal has and what the file says.

    `subject` is what it is about within its kind, such as an inspection's number. `digest` stands for what the file
    says: what was refused stays refused until a file says something else.
    """

    file = models.ForeignKey(OfficialFile, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind)
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="proposals")
    urn = models.PositiveIntegerField("URN in the file")
    subject = models.CharField(max_length=120, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = OfficialRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "urn", "subject"], condition=Q(state=State.OPEN), name="proposal_open_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="proposal_decided_when_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "kind", "id"], name="proposal_by_state"),
            models.Index(fields=["digest"], name="proposal_by_digest"),
        ]

    @property
    def needs_a_word(self) -> bool:
        """Whether the file leaves open what a person has to add."""
        return self.kind in ONE_BY_ONE

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.school or self.urn}"
