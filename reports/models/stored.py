"""What was counted for a report, while it is right."""

from django.db import models
from django.db.models import Q

from accounts.rows import ReportRows
from thep.years import AcademicYearField


class Part(models.TextChoices):
    """What is counted together, and stored together; the last two are made of the figures before them."""

    REPORT = "report", "Figures of the report"
    DRAWN = "drawn", "Figures of charts alone"
    MOVEMENT = "movement", "Movement of members and income"
    FINDINGS = "findings", "Findings of the checks"
    NUMBERS = "numbers", "Numbers that stand in figures"
    CHARTS = "charts", "Charts as they are drawn on pages"


class StoredFigures(models.Model):
    """What was counted for a report with these dates, as JSON, while `as_of_event` was the latest counted change.

    It can be counted again at any time, and is dropped by every migration: the rules may be others then.
    """

    report_year = AcademicYearField()
    membership_year = AcademicYearField()
    as_at = models.DateField()
    part = models.CharField(max_length=10, choices=Part)
    as_of_event = models.BigIntegerField()
    made_at = models.DateTimeField()
    content = models.TextField()

    objects = ReportRows.as_manager()

    class Meta:
        verbose_name_plural = "stored figures"
        constraints = [
            models.UniqueConstraint(
                fields=["report_year", "membership_year", "as_at", "part"],
                name="storedfigures_once",
                violation_error_message="Figures of this part are stored for these dates already.",
            ),
            models.CheckConstraint(
                condition=Q(part__in=Part.values),
                name="storedfigures_part_known",
                violation_error_message="The part is one of those that are counted together.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}, {self.report_year}, {self.membership_year}, {self.as_at}"
