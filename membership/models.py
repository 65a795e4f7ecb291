"""A school's subscription for a year, the package it takes, and what else it is charged."""

from decimal import Decimal
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q

from accounts.history.tracking import tracked
from accounts.permissions import Permission
from accounts.rows import ReportRows, SharedRows
from schools.models import Associate, School, SchoolRows
from thep.ranges import days_of, only
from thep.years import AcademicYear, AcademicYearField


class MembershipStatus(models.TextChoices):
    INVITED = "invited", "Invited"
    RENEWING = "renewing", "Renewing"
    MEMBER = "member", "Member"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


@tracked(school="school")
class Membership(models.Model):
    """A school's subscription for one academic year. Renewing makes next year's row and leaves this one as it is."""

    school = models.ForeignKey(School, models.PROTECT, related_name="memberships")
    year = AcademicYearField()
    status = models.CharField(max_length=20, choices=MembershipStatus)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why they declined, withdrew or came back.")

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


class AssociateStatus(models.TextChoices):
    MEMBER = "member", "Member"
    RENEWING = "renewing", "Renewing"
    LAPSED = "lapsed", "Lapsed"


@tracked()
class AssociateMembership(models.Model):
    """An associate's standing for one academic year."""

    associate = models.ForeignKey(Associate, models.PROTECT, related_name="memberships")
    year = AcademicYearField()
    status = models.CharField(max_length=20, choices=AssociateStatus)

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
class Package(models.Model):
    """What a school can buy for a year: a service-level agreement, or the arrangement without one."""

    slug = models.SlugField(unique=True, help_text="As spreadsheets and figure keys write it.")
    name = models.CharField(max_length=100)
    is_sla = models.BooleanField("under a service-level agreement", default=True)
    position = models.PositiveSmallIntegerField(default=100, help_text="Its place in tables.")

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug="all"),
                name="package_slug_not_all",
                violation_error_message="Figure keys write “all” for the packages together. Choose another.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def whole(year: AcademicYear) -> DateRange:
    """1 September to 31 August as PostgreSQL holds it, the last bound excluded."""
    return DateRange(year.first_day, (year + 1).first_day)


class AgreementQuerySet(SchoolRows):
    def visible_to(self, user: Any) -> Self:
        if user.may(Permission.REPORT_VIEW):
            return self
        covered = AgreementSchool.objects.filter(school__in=School.objects.visible_to(user))
        return self.filter(pk__in=covered.values("agreement"))


@tracked()
class Agreement(models.Model):
    """A package taken for a year, or part of it, by one school or by several together, at the fee then agreed."""

    year = AcademicYearField()
    package = models.ForeignKey(Package, models.PROTECT, related_name="agreements")
    fee = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0), validators=[MinValueValidator(0)])
    agreed_on = models.DateField(null=True, blank=True)
    period = DateRangeField(blank=True, help_text="The days it covers, the last excluded; empty: the whole year.")
    schools = models.ManyToManyField(School, through="AgreementSchool", related_name="agreements")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "period"], name="agreement_id_period"
            ),  # AgreementSchool refers to both
            models.CheckConstraint(  # an empty one would overlap with nothing
                condition=Q(period__isempty=False),
                name="agreement_period_not_empty",
                violation_error_message="The first day comes before the last.",
            ),
            models.CheckConstraint(
                condition=Q(fee__gte=0),
                name="agreement_fee_not_negative",
                violation_error_message="A fee is not less than nothing.",
            ),
            models.CheckConstraint(
                condition=Q(period__contained_by=days_of("year")),
                name="agreement_within_its_year",
                violation_error_message="An agreement lies within its academic year, 1 September to 31 August.",
            ),
        ]
        indexes = [models.Index(fields=["year", "package"], name="agreement_by_year", include=["fee"])]

    def __str__(self) -> str:
        return f"{self.package}, {self.year}"

    def clean(self) -> None:
        if self.period is None and self.year is not None:
            self.period = whole(self.year)

    def save(self, **kwargs: Any) -> None:
        if self.period is None:
            self.period = whole(self.year)
        super().save(**kwargs)


@tracked(school="school")
class AgreementSchool(models.Model):
    """A school that an agreement covers. `period` is always its agreement's, so that overlaps can be refused."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="coverings")
    school = models.ForeignKey(School, models.PROTECT, related_name="coverings")
    period = DateRangeField(editable=False)

    objects = SchoolRows.as_manager()

    class Meta:
        verbose_name = "covered school"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "school"],
                name="agreementschool_once",
                violation_error_message="The agreement already covers this school.",
            ),
            ExclusionConstraint(
                name="agreementschool_no_overlap",
                expressions=[
                    (only(F("school")), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="This school already has an agreement for those days.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.school)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if hasattr(self, "agreement"):
            self.period = self.agreement.period  # before the constraints are checked
        super().full_clean(*args, **kwargs)

    def save(self, **kwargs: Any) -> None:
        self.period = self.agreement.period
        super().save(**kwargs)


@tracked(school="school")
class Charge(models.Model):
    """A charge beside the packages, to a school or to nobody in particular."""

    year = AcademicYearField()
    reference = models.CharField(max_length=100)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="charges")
    description = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=10, decimal_places=2, help_text="Negative for a refund.")
    charged_on = models.DateField(null=True, blank=True)

    objects = SchoolRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "reference"],
                name="charge_reference_once",
                violation_error_message="That year already has a charge with this reference.",
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="charge_referenced"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.description}"
