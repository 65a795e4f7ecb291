"""Inspections under Ofsted's three regimes, what each judged, and the national figures.

The regimes (Ofsted: "School inspection: changes from September 2024" and "Ofsted's report card", from November 2025)
have different scales, and nothing converts one into another.
"""

import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.history.tracking import tracked
from accounts.rows import SharedRows
from documents.display import Kind, display
from schools.models import Phase, School, SchoolRows

KEY_JUDGEMENTS_FROM = datetime.date(2024, 9, 2)
REPORT_CARD_FROM = datetime.date(2025, 11, 10)


class Regime(models.TextChoices):
    OVERALL_EFFECTIVENESS = "overall_effectiveness", "Overall effectiveness"
    KEY_JUDGEMENTS = "key_judgements", "Key judgements only"
    REPORT_CARD = "report_card", "Report card"

    @classmethod
    def on(cls, day: datetime.date) -> "Regime":
        """The regime of an inspection that begins on `day`, as `Inspection.regime` has it once stored."""
        if day < KEY_JUDGEMENTS_FROM:
            return cls.OVERALL_EFFECTIVENESS
        return cls.KEY_JUDGEMENTS if day < REPORT_CARD_FROM else cls.REPORT_CARD


class InspectionKind(models.TextChoices):
    GRADED = "graded", "Graded"
    UNGRADED = "ungraded", "Ungraded"
    MONITORING = "monitoring", "Monitoring"
    THEMATIC = "thematic", "Thematic"


class Grade(models.IntegerChoices):
    OUTSTANDING = 1, "Outstanding"
    GOOD = 2, "Good"
    REQUIRES_IMPROVEMENT = 3, "Requires improvement"
    INADEQUATE = 4, "Inadequate"


class UngradedOutcome(models.TextChoices):
    """The first six confirm the school's grade; the last three (September 2024 to November 2025) give none."""

    REMAINS_OUTSTANDING = "remains_outstanding", "School remains Outstanding"
    REMAINS_OUTSTANDING_CONCERNS = "remains_outstanding_concerns", "School remains Outstanding (Concerns) – S5 Next"
    REMAINS_GOOD = "remains_good", "School remains Good"
    REMAINS_GOOD_IMPROVING = "remains_good_improving", "School remains Good (Improving) – S5 Next"
    REMAINS_GOOD_CONCERNS = "remains_good_concerns", "School remains Good (Concerns) – S5 Next"
    STANDARDS_MAINTAINED = "standards_maintained", "Standards maintained"
    IMPROVED_SIGNIFICANTLY = "improved_significantly", "Improved significantly"
    SOME_NOT_AS_STRONG = "some_not_as_strong", "Some aspects not as strong"


KEY_JUDGEMENT_OUTCOMES = [
    UngradedOutcome.STANDARDS_MAINTAINED,
    UngradedOutcome.IMPROVED_SIGNIFICANTLY,
    UngradedOutcome.SOME_NOT_AS_STRONG,
]


class Safeguarding(models.TextChoices):
    """Effective or not until the report card, met or not met since."""

    EFFECTIVE = "effective", "Effective"
    NOT_EFFECTIVE = "not_effective", "Not effective"
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"


class CategoryOfConcern(models.TextChoices):
    SPECIAL_MEASURES = "SM", "Special measures"
    SERIOUS_WEAKNESSES = "SWK", "Serious weaknesses"
    SIGNIFICANT_IMPROVEMENT = "RSI", "Requires significant improvement"
    NOTICE_TO_IMPROVE = "NTI", "Notice to improve"


@tracked(school="school")
class Inspection(models.Model):
    """One inspection of a school, under the URN it then had. Inspections are added, never taken back."""

    inspection_number = models.CharField(max_length=100)
    school = models.ForeignKey(School, models.PROTECT, related_name="inspections")
    urn = models.PositiveIntegerField("URN inspected", null=True, blank=True)
    kind = models.CharField(max_length=20, choices=InspectionKind)
    inspected_on = models.DateField("first day")
    ended_on = models.DateField("last day", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    overall = models.PositiveSmallIntegerField("overall effectiveness", choices=Grade, null=True, blank=True)
    ungraded_outcome = models.CharField(max_length=40, choices=UngradedOutcome, blank=True)
    safeguarding = models.CharField(max_length=20, choices=Safeguarding, blank=True)
    category_of_concern = models.CharField(max_length=3, choices=CategoryOfConcern, blank=True)

    regime = models.GeneratedField(
        expression=Case(
            When(inspected_on__lt=KEY_JUDGEMENTS_FROM, then=Value(Regime.OVERALL_EFFECTIVENESS)),
            When(inspected_on__lt=REPORT_CARD_FROM, then=Value(Regime.KEY_JUDGEMENTS)),
            default=Value(Regime.REPORT_CARD),
        ),
        output_field=models.CharField(max_length=30, choices=Regime),
        db_persist=True,
        editable=False,
    )
    known_on = models.GeneratedField(  # the day its grade begins to count
        expression=Coalesce("published_on", "inspected_on"),
        output_field=models.DateField(),
        db_persist=True,
        editable=False,
    )
    number_order = models.GeneratedField(  # ITS425578 comes before 10323215
        expression=Cast(
            NullIf(
                Func(F("inspection_number"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"), Value("")
            ),
            models.DecimalField(max_digits=200, decimal_places=0),
        ),
        output_field=models.DecimalField(max_digits=200, decimal_places=0),
        db_persist=True,
        editable=False,
    )

    objects = SchoolRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection_number", "school"],
                name="inspection_number_once",
                violation_error_message="The school already has an inspection with this number.",
            ),
            models.UniqueConstraint(fields=["id", "regime"], name="inspection_id_regime"),  # Judgement refers to both
            models.CheckConstraint(condition=Q(kind__in=InspectionKind.values), name="inspection_kind_known"),
            models.CheckConstraint(condition=~Q(inspection_number=""), name="inspection_numbered"),
            models.CheckConstraint(
                condition=Q(overall__isnull=True)
                | Q(overall__in=Grade.values, kind=InspectionKind.GRADED, inspected_on__lt=KEY_JUDGEMENTS_FROM),
                name="inspection_overall_within_regime",
                violation_error_message=(
                    "Only a graded inspection before 2 September 2024 gives an overall grade, from 1 to 4."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ungraded_outcome="")
                | Q(
                    kind=InspectionKind.UNGRADED,
                    ungraded_outcome__in=KEY_JUDGEMENT_OUTCOMES,
                    inspected_on__gte=KEY_JUDGEMENTS_FROM,
                    inspected_on__lt=REPORT_CARD_FROM,
                )
                | (
                    Q(kind=InspectionKind.UNGRADED, ungraded_outcome__in=UngradedOutcome.values)
                    & ~Q(ungraded_outcome__in=KEY_JUDGEMENT_OUTCOMES)
                    & Q(inspected_on__lt=REPORT_CARD_FROM)
                ),
                name="inspection_ungraded_outcome_within_regime",
                violation_error_message="That outcome belongs to ungraded inspections of another time.",
            ),
            models.CheckConstraint(
                condition=Q(safeguarding="")
                | Q(
                    safeguarding__in=[Safeguarding.EFFECTIVE, Safeguarding.NOT_EFFECTIVE],
                    inspected_on__lt=REPORT_CARD_FROM,
                )
                | Q(safeguarding__in=[Safeguarding.MET, Safeguarding.NOT_MET], inspected_on__gte=REPORT_CARD_FROM),
                name="inspection_safeguarding_within_regime",
                violation_error_message="Safeguarding is effective or not until 9 November 2025, met or not met since.",
            ),
            models.CheckConstraint(
                condition=Q(category_of_concern__in=["", *CategoryOfConcern.values]),
                name="inspection_category_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("inspected_on")),
                name="inspection_days_in_order",
                violation_error_message="An inspection cannot end before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(published_on__gte=F("inspected_on")),
                name="inspection_published_after_it_began",
                violation_error_message="A report cannot be published before its inspection.",
            ),
        ]
        indexes = [
            models.Index(
                F("school"),
                F("inspected_on").desc(),
                F("number_order").desc(nulls_last=True),
                F("inspection_number").desc(),
                name="inspection_latest_graded",
                include=["known_on", "overall"],
                condition=Q(kind="graded"),
            ),
            models.Index(fields=["inspected_on", "kind", "school"], name="inspection_by_date"),
            models.Index(
                fields=["-known_on", "-id"],
                condition=Q(kind__in=["graded", "ungraded"]),
                name="inspection_latest_known",
            ),
        ]

    @property
    def regime_label(self) -> str:
        return Regime(self.regime).label

    def __str__(self) -> str:
        return f"{self.get_kind_display()} inspection of {self.school} on {display(self.inspected_on, Kind.DATE)}"


class Area(models.TextChoices):
    """What an inspection judges beside, or instead of, the school as a whole."""

    # Until November 2025, graded 1 to 4. The first two and the fourth are of the years before September 2019.
    OUTCOMES = "outcomes", "Outcomes for pupils"
    TEACHING = "teaching", "Quality of teaching, learning and assessment"
    QUALITY_OF_EDUCATION = "quality_of_education", "Quality of education"
    DEVELOPMENT_AND_WELFARE = "development_and_welfare", "Personal development, behaviour and welfare"
    BEHAVIOUR = "behaviour", "Behaviour and attitudes"
    PERSONAL_DEVELOPMENT = "personal_development", "Personal development"
    LEADERSHIP = "leadership", "Leadership and management"
    EARLY_YEARS = "early_years", "Early years provision"
    SIXTH_FORM = "sixth_form", "Sixth form provision"
    # The report card's.
    CARD_INCLUSION = "card_inclusion", "Inclusion"
    CARD_TEACHING = "card_teaching", "Curriculum and teaching"
    CARD_ACHIEVEMENT = "card_achievement", "Achievement"
    CARD_ATTENDANCE = "card_attendance", "Attendance and behaviour"
    CARD_DEVELOPMENT = "card_development", "Personal development and wellbeing"
    CARD_LEADERSHIP = "card_leadership", "Leadership and governance"
    CARD_EARLY_YEARS = "card_early_years", "Early years"
    CARD_POST_16 = "card_post_16", "Post-16 provision"


CARD_AREAS = [area for area in Area if area.startswith("card_")]
GRADED_AREAS = [area for area in Area if area not in CARD_AREAS]


class AreaGrade(models.TextChoices):
    """The four grades, and the report card's five, which are another scale."""

    OUTSTANDING = "1", "Outstanding"
    GOOD = "2", "Good"
    REQUIRES_IMPROVEMENT = "3", "Requires improvement"
    INADEQUATE = "4", "Inadequate"
    EXCEPTIONAL = "exceptional", "Exceptional"
    STRONG = "strong", "Strong standard"
    EXPECTED = "expected", "Expected standard"
    NEEDS_ATTENTION = "needs_attention", "Needs attention"
    URGENT_IMPROVEMENT = "urgent_improvement", "Urgent improvement"


FOUR_GRADES = [AreaGrade(str(grade)) for grade in Grade.values]
CARD_GRADES = [grade for grade in AreaGrade if grade not in FOUR_GRADES]


class JudgementRows(SchoolRows):
    school = "inspection__school"


@tracked()
class Judgement(models.Model):
    """The grade of one area. On a report card a later monitoring visit can change one, so each has its own date.

    `regime` is always its inspection's, so that each area and grade can be held to its own scale.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="judgements")
    regime = models.CharField(max_length=30, choices=Regime, editable=False)
    area = models.CharField(max_length=30, choices=Area)
    grade = models.CharField(max_length=20, choices=AreaGrade)
    graded_on = models.DateField("date of grade")

    objects = JudgementRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "area", "graded_on"],
                name="judgement_once",
                violation_error_message="This area already has a grade of that date.",
            ),
            models.CheckConstraint(
                condition=Q(regime=Regime.REPORT_CARD, area__in=CARD_AREAS, grade__in=CARD_GRADES)
                | Q(
                    regime__in=[Regime.OVERALL_EFFECTIVENESS, Regime.KEY_JUDGEMENTS],
                    area__in=GRADED_AREAS,
                    grade__in=FOUR_GRADES,
                ),
                name="judgement_within_regime",
                violation_error_message="That area or grade belongs to another of Ofsted's regimes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_area_display()}: {self.get_grade_display()}"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if hasattr(self, "inspection") and self.inspection.inspected_on:
            self.regime = Regime.on(self.inspection.inspected_on)  # before the constraints are checked
        super().full_clean(*args, **kwargs)

    def save(self, **kwargs: Any) -> None:
        self.regime = Regime.on(self.inspection.inspected_on)
        super().save(**kwargs)


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


@tracked()
class NationalOutcome(models.Model):
    """Overall effectiveness nationally, as published for a date. Nothing in it is computed.

    "Good or outstanding" stands as published, even where its parts do not give it.
    """

    as_at = models.DateField()
    phase = models.CharField(max_length=20, choices=Phase)
    outstanding = _percentage("outstanding")
    good = _percentage("good")
    requires_improvement = _percentage("requires improvement")
    inadequate = _percentage("inadequate")
    good_or_outstanding = _percentage("good or outstanding")
    source = models.CharField(max_length=500, blank=True)

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["as_at", "phase"],
                name="nationaloutcome_once",
                violation_error_message="That date and phase already have a national figure.",
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="nationaloutcome_phase_known"),
            *(
                models.CheckConstraint(condition=Q(**{f"{part}__range": (0, 100)}), name=f"nationaloutcome_{part}")
                for part in ("outstanding", "good", "requires_improvement", "inadequate", "good_or_outstanding")
            ),
        ]

    def __str__(self) -> str:
        return f"National, {self.get_phase_display()}, {display(self.as_at, Kind.DATE)}"
