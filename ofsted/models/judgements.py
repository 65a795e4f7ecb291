"""What an inspection judged, area by area, each regime with its own areas and its own scale."""

from typing import Any

from django.db import models
from django.db.models import Q

from accounts.history.tracking import tracked
from ofsted.models.inspections import Grade, Inspection, Regime
from schools.models import SchoolRows


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
