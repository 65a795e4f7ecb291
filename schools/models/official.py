"""What the official registers say: the files that were read, and each establishment as GIAS has it.

Nothing here is the partnership's own record: a difference between the two becomes a proposal that a person accepts.
"""

from django.db import models
from django.db.models import Q

from accounts.history.tracking import tracked
from accounts.rows import SharedRows
from documents.display import Kind, display


class OfficialKind(models.TextChoices):
    GIAS = "gias", "Schools (GIAS)"
    GIAS_LINKS = "gias_links", "Links between schools (GIAS)"
    OFSTED = "ofsted", "Inspections (Ofsted)"


@tracked()
class OfficialFile(models.Model):
    """A file of the DfE's or Ofsted's that was taken in, and the day its facts are of.

    `counts` are what was counted in a national file as it went by: see `official/counting.py`. Of `problems` the first
    hundred are kept.
    """

    kind = models.CharField(max_length=20, choices=OfficialKind)
    name = models.CharField(max_length=200)
    as_at = models.DateField()
    layout = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, help_text="SHA-256 of its bytes.")
    rows = models.PositiveIntegerField()
    counts = models.JSONField(null=True, blank=True)
    problems = models.JSONField(default=list, blank=True)  # what could not be read of it: line, column, value, words
    taken_in_at = models.DateTimeField(auto_now_add=True)

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest", "as_at"], name="officialfile_once"),
            models.CheckConstraint(condition=Q(kind__in=OfficialKind.values), name="officialfile_kind_known"),
        ]

    def __str__(self) -> str:
        """`edubasealldata20250831.csv, as at 31 August 2025`."""
        return f"{self.name}, as at {display(self.as_at, Kind.DATE)}"


class EstablishmentStatus(models.IntegerChoices):
    """GIAS's own numbers."""

    OPEN = 1, "Open"
    CLOSED = 2, "Closed"
    PROPOSED_TO_CLOSE = 3, "Open, but proposed to close"
    PROPOSED_TO_OPEN = 4, "Proposed to open"


class Establishment(models.Model):
    """A URN as the newest GIAS file has it that was read. A school that became an academy has two.

    Only those of the partnership's area, and those that one of its schools has or had.
    """

    urn = models.PositiveIntegerField("URN", primary_key=True)
    laestab = models.CharField("LAESTAB", max_length=7, blank=True)
    name = models.CharField(max_length=200)
    la_code = models.CharField(max_length=3)
    type_code = models.CharField(max_length=2)
    type_name = models.CharField(max_length=100)
    status = models.PositiveSmallIntegerField(choices=EstablishmentStatus)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)
    phase_name = models.CharField(max_length=50, blank=True)
    lowest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    highest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    trust_name = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(OfficialFile, models.PROTECT, related_name="establishments")
    as_at = models.DateField()

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=EstablishmentStatus.values), name="establishment_status_known"
            ),
        ]
        indexes = [models.Index(fields=["laestab"], name="establishment_by_laestab")]

    def __str__(self) -> str:
        return f"{self.name} ({self.urn})"


class EstablishmentLink(models.Model):
    """`linked_urn` came before `urn`, after it, or was merged with it, in GIAS's words. Its dates are not of the event.

    A pair stands once each way, or in one direction only.
    """

    urn = models.PositiveIntegerField("URN")
    linked_urn = models.PositiveIntegerField("linked URN")
    linked_name = models.CharField(max_length=200)
    link_type = models.CharField(max_length=100)
    established_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(OfficialFile, models.PROTECT, related_name="links")

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["urn", "linked_urn", "link_type"], name="establishmentlink_once"),
        ]
        indexes = [models.Index(fields=["linked_urn"], name="establishmentlink_back")]

    def __str__(self) -> str:
        return f"{self.urn}: {self.link_type} {self.linked_urn}"
