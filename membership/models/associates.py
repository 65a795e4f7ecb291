"""Associates: their standing by year, and what they offered."""

from django.db import models
from django.db.models import Q

from accounts.history.tracking import tracked
from accounts.rows import ReportRows
from membership.models.membership import RenewalRound
from schools.models import Associate
from thep.years import AcademicYearField


class AssociateStatus(models.TextChoices):
    MEMBER = "member", "Member"
    RENEWING = "renewing", "Renewing"
    LAPSED = "lapsed", "Lapsed"


@tracked(exclude=["renewal_round"])
class AssociateMembership(models.Model):
    """An associate's standing for one academic year."""

    associate = models.ForeignKey(Associate, models.PROTECT, related_name="memberships")
    year = AcademicYearField()
    status = models.CharField(max_length=20, choices=AssociateStatus)
    renewal_round = models.ForeignKey(
        RenewalRound, models.SET_NULL, null=True, editable=False, related_name="associate_memberships"
    )

    objects = ReportRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "associate"],
                name="associatemembership_one_per_year",
                violation_error_message="This associate already has a row for that year.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=AssociateStatus.values), name="associatemembership_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.associate}, {self.year}: {self.get_status_display()}"


@tracked()
class AssociateOffer(models.Model):
    """What an associate offered the schools in a year, and what came of it."""

    associate = models.ForeignKey(Associate, models.PROTECT, related_name="offers")
    year = AcademicYearField()
    what = models.CharField("what they offered", max_length=300)
    offered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField("what came of it", max_length=500, blank=True)

    objects = ReportRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["associate", "year", "what"],
                name="associateoffer_once",
                violation_error_message="This offer is on record already.",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="associateoffer_says_what"),
        ]

    def __str__(self) -> str:
        return self.what
