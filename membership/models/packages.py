"""Packages: what they cost and include, who takes them, and what else schools are charged."""

from decimal import Decimal
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q
from django.urls import reverse

from accounts.history.tracking import tracked
from accounts.permissions import Permission
from accounts.rows import SharedRows
from schools.models import Phase, School, SchoolRows
from thep.ranges import days_of, only
from thep.years import AcademicYear, AcademicYearField


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


@tracked()
class PackagePrice(models.Model):
    """The list price of a package for a year, for a school of a phase."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="prices")
    year = AcademicYearField()
    phase = models.CharField(max_length=20, choices=Phase)
    price = models.DecimalField(max_digits=10, decimal_places=2, validators=[MinValueValidator(0)])

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "package", "phase"],
                name="packageprice_once",
                violation_error_message="The package has a price for that year and phase already.",
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="packageprice_phase_known"),
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="packageprice_not_negative",
                violation_error_message="A price is not less than nothing.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package}, {self.get_phase_display()}, {self.year}"


class Includes(models.TextChoices):
    """What a package gives a right to, and in what it is measured."""

    CONSULTANCY = "consultancy", "Consultancy days"
    PLACES = "places", "Places at conferences and leadership programmes"
    NETWORKS = "networks", "Networks"


@tracked()
class PackageInclusion(models.Model):
    """What a package includes in a year, for each school it covers; without an amount, as much as a school likes."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="inclusions")
    year = AcademicYearField()
    what = models.CharField(max_length=20, choices=Includes)
    amount = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "package", "what"],
                name="packageinclusion_once",
                violation_error_message="The package says so for that year already.",
            ),
            models.CheckConstraint(condition=Q(what__in=Includes.values), name="packageinclusion_what_known"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="packageinclusion_not_negative",
                violation_error_message="An amount is not less than nothing.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package}, {self.year}: {self.get_what_display().lower()}"


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
    fee_because = models.CharField(
        "why the fee is not the list price", max_length=500, blank=True, help_text="Where it differs."
    )
    agreed_on = models.DateField(null=True, blank=True)
    invoice_reference = models.CharField(max_length=100, blank=True)
    invoiced_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
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

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.pk])

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
    paid_on = models.DateField(null=True, blank=True)

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
