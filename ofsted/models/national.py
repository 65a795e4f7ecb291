"""Ofsted outcomes of the nation, as they were published or as they were counted from a national file."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.history.tracking import tracked
from accounts.rows import SharedRows
from documents.display import Kind, display
from ofsted.models.inspections import Regime
from ofsted.models.judgements import CARD_AREAS, CARD_GRADES, FOUR_GRADES, GRADED_AREAS, Area, AreaGrade
from schools.models import OfficialFile, Phase

PARTS = ("outstanding", "good", "requires_improvement", "inadequate", "good_or_outstanding")


class Basis(models.TextChoices):
    PUBLISHED = "published", "Published"
    COUNTED = "counted", "Counted from a national file"


def _percentage(label: str) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Per cent; empty where it was not published.",
    )


class _National(models.Model):
    """Of a date, a phase and a basis: published somewhere, or counted in a file that was read."""

    as_at = models.DateField()
    phase = models.CharField(max_length=20, choices=Phase)
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.PUBLISHED)
    schools = models.PositiveIntegerField(
        "number of schools", null=True, blank=True, help_text="How many had a grade; empty where it was not published."
    )
    source = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="What a reader should know of these figures.")
    file = models.ForeignKey(OfficialFile, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = SharedRows.as_manager()

    class Meta:
        abstract = True


@tracked()
class NationalOutcome(_National):
    """Overall effectiveness nationally, for a date. What was published stands as it was published.

    "Good or outstanding" too, even where its parts do not give it.
    """

    outstanding = _percentage("outstanding")
    good = _percentage("good")
    requires_improvement = _percentage("requires improvement")
    inadequate = _percentage("inadequate")
    good_or_outstanding = _percentage("good or outstanding")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["as_at", "phase", "basis"],
                name="nationaloutcome_once",
                violation_error_message="That date and phase already have a national figure.",
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="nationaloutcome_phase_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="nationaloutcome_basis_known"),
            models.CheckConstraint(
                condition=~Q(basis=Basis.COUNTED) | Q(schools__isnull=False),
                name="nationaloutcome_counted_of_schools",
                violation_error_message="What was counted says of how many schools.",
            ),
            *(
                models.CheckConstraint(condition=Q(**{f"{part}__range": (0, 100)}), name=f"nationaloutcome_{part}")
                for part in PARTS
            ),
        ]

    def __str__(self) -> str:
        return f"National, {self.get_phase_display()}, {display(self.as_at, Kind.DATE)}"


@tracked()
class NationalArea(_National):
    """The share of schools with one grade in one area, nationally, under key judgements or report cards."""

    regime = models.CharField(max_length=30, choices=Regime)
    area = models.CharField(max_length=30, choices=Area)
    grade = models.CharField(max_length=20, choices=AreaGrade)
    percent = models.DecimalField(
        "per cent", max_digits=4, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["as_at", "phase", "basis", "regime", "area", "grade"],
                name="nationalarea_once",
                violation_error_message="That date, phase, area and grade already have a national figure.",
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="nationalarea_phase_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="nationalarea_basis_known"),
            models.CheckConstraint(
                condition=~Q(basis=Basis.COUNTED) | Q(schools__isnull=False),
                name="nationalarea_counted_of_schools",
                violation_error_message="What was counted says of how many schools.",
            ),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="nationalarea_percent"),
            models.CheckConstraint(
                condition=Q(regime=Regime.REPORT_CARD, area__in=CARD_AREAS, grade__in=CARD_GRADES)
                | Q(
                    regime__in=[Regime.OVERALL_EFFECTIVENESS, Regime.KEY_JUDGEMENTS],
                    area__in=GRADED_AREAS,
                    grade__in=FOUR_GRADES,
                ),
                name="nationalarea_within_regime",
                violation_error_message="That area or grade belongs to another of Ofsted's regimes.",
            ),
        ]

    def __str__(self) -> str:
        place = f"{self.get_area_display()}: {self.get_grade_display()}"
        return f"National, {self.get_phase_display()}, {place}, {display(self.as_at, Kind.DATE)}"
