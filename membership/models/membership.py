"""A school's subscription for a year, and how its renewal goes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.history.tracking import tracked
from accounts.rows import MembershipRows, ReportRows
from schools.models import ContactRows, School, SchoolRows
from thep.years import AcademicYearField


class MembershipStatus(models.TextChoices):
    INVITED = "invited", "Invited"
    RENEWING = "renewing", "Renewing"
    MEMBER = "member", "Member"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


@tracked()
class RenewalRound(models.Model):
    """That the renewals of a year were opened: once, whoever presses again."""

    year = AcademicYearField(unique=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    answer_by_on = models.DateField("answers wanted by", null=True, blank=True)

    objects = ReportRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by_on__gte=F("opened_on")),
                name="renewalround_answered_after_opened",
                violation_error_message="The day for answers cannot be before the renewals are opened.",
            )
        ]

    def __str__(self) -> str:
        return f"Renewals for {self.year}"


@tracked(school="school", exclude=["renewal_round"])
class Membership(models.Model):
    """A school's subscription for one academic year. Renewing makes next year's row and leaves this one as it is."""

    school = models.ForeignKey(School, models.PROTECT, related_name="memberships")
    year = AcademicYearField()
    status = models.CharField(max_length=20, choices=MembershipStatus)
    invited_on = models.DateField(null=True, blank=True, help_text="When it was asked to renew or to join.")
    joined_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why they declined, withdrew or came back.")
    renewal_round = models.ForeignKey(
        RenewalRound, models.SET_NULL, null=True, editable=False, related_name="memberships"
    )
    """Which opening of renewals made the row, if one did: it can be taken back while nobody has answered."""

    objects = SchoolRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "school"],
                name="membership_one_per_year",
                violation_error_message="This school already has a membership row for that year.",
            ),
            models.CheckConstraint(condition=Q(status__in=MembershipStatus.values), name="membership_status_known"),
            models.CheckConstraint(
                condition=Q(left_on__gte=F("joined_on")),
                name="membership_left_after_joined",
                violation_error_message="A school cannot leave before it joins.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["year", "school"], name="membership_members", condition=Q(status="member"), include=["id"]
            ),
            models.Index(
                fields=["year", "school"],
                name="membership_outstanding",
                condition=Q(status__in=["invited", "renewing"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.year}: {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("membership", args=[self.pk])


class LetterKind(models.TextChoices):
    INVITATION = "invitation", "Invitation to renew"
    REMINDER = "reminder", "Reminder"


@tracked()
class LetterWording(models.Model):
    """How the partnership words a letter about renewing. Names in double braces stand for what each school is told."""

    kind = models.CharField(max_length=20, choices=LetterKind, unique=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(max_length=5000)

    objects = MembershipRows.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letterwording_kind_known")]

    def __str__(self) -> str:
        return self.get_kind_display()


class ContactsOfMemberships(ContactRows):
    school = "membership__school"


class RenewalLetter(models.Model):
    """A letter to a school about its renewal, as it was sent: the log. Sent with one form, a school gets one."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind)
    form_key = models.UUIDField(editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    to = models.CharField("to whom", max_length=1000)
    subject = models.CharField(max_length=300)
    text = models.TextField()

    objects = ContactsOfMemberships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "form_key"],
                name="renewalletter_once",
                violation_error_message="This letter has been sent already.",
            ),
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="renewalletter_kind_known"),
        ]
        indexes = [models.Index(fields=["membership", "-sent_at"], name="renewalletter_latest")]

    def __str__(self) -> str:
        return self.subject
