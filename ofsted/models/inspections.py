"""An inspection of a school, under the regime of its first day."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.history.tracking import tracked
from documents.display import Kind, display
from schools.models import OfficialFile, School, SchoolRows

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
    inspection_type = models.CharField(max_length=200, blank=True, help_text="In Ofsted's words.")
    is_predecessors = models.BooleanField(
        "of a predecessor",
        default=False,
        help_text="Of another school that this one followed: it counts while this one has no grade of its own.",
    )
    inspected_name = models.CharField(
        "name when inspected", max_length=200, blank=True, help_text="Where it was another than today's."
    )
    other_numbers = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Under which it was known before, such as one made up for a spreadsheet.",
    )
    file = models.ForeignKey(
        OfficialFile, models.PROTECT, null=True, blank=True, editable=False, related_name="inspections"
    )
    facts_from = models.JSONField(default=dict, blank=True, editable=False)  # of which day each of its facts is

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
                F("is_predecessors"),
                F("inspected_on").desc(),
                F("number_order").desc(nulls_last=True),
                F("inspection_number").desc(),
                name="inspection_latest_graded",
                include=["known_on", "overall", "urn"],
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
