"""Visits and calls to schools and associates."""

from django.db import models
from django.db.models import Q

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission
from documents.display import Kind, display
from schools.models import Associate, School, SchoolRows


class VisitKind(models.TextChoices):
    VISIT = "visit", "Visit"
    CALL = "call", "Call"


class VisitStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


@confidential(internal_note=Permission.INTERNAL_NOTE_VIEW)
@tracked(school="school")
class Visit(models.Model):
    """A visit or call to exactly one school or associate. A call is no visit, and a planned one has not happened."""

    reference = models.CharField(max_length=100, unique=True, null=True, blank=True)
    visited_on = models.DateField("date")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="visits")
    associate = models.ForeignKey(Associate, models.PROTECT, null=True, blank=True, related_name="visits")
    visitor = models.CharField(max_length=200, blank=True, help_text="Who went, from the partnership.")
    kind = models.CharField(max_length=10, choices=VisitKind, default=VisitKind.VISIT)
    status = models.CharField(max_length=10, choices=VisitStatus, default=VisitStatus.DONE)
    purpose = models.CharField(max_length=200, blank=True)
    shared_note = models.TextField(blank=True, help_text="The school can read this.")
    internal_note = models.TextField(blank=True, help_text="For staff and admins only.")

    objects = SchoolRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, associate__isnull=True)
                | Q(school__isnull=True, associate__isnull=False),
                name="visit_to_one_place",
                violation_error_message="A visit is to a school or to an associate, not both and not neither.",
            ),
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="visit_kind_known"),
            models.CheckConstraint(condition=Q(status__in=VisitStatus.values), name="visit_status_known"),
            models.CheckConstraint(condition=~Q(reference=""), name="visit_reference_not_empty"),
        ]
        indexes = [
            models.Index(
                fields=["visited_on", "school"], condition=Q(kind="visit", status="done"), name="visit_made_by_date"
            ),
            models.Index(
                fields=["school", "-visited_on"], condition=Q(kind="visit", status="done"), name="visit_latest_made"
            ),
            models.Index(fields=["visited_on", "id"], condition=Q(status="planned"), name="visit_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.school or self.associate} on {display(self.visited_on, Kind.DATE)}"
