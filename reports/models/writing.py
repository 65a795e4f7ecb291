"""The report of a year while it is written."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission
from accounts.rows import WritingRows
from reports.dates import ReportDates
from schools.models import Phase
from thep.years import AcademicYearField


@confidential(Permission.REPORT_WRITE)
@tracked()
class Report(models.Model):
    """The end-of-year report of a year while it is written, with the three dates that its figures are of."""

    report_year = AcademicYearField(unique=True)
    membership_year = AcademicYearField()
    as_at = models.DateField("Ofsted grades as at")
    title = models.CharField(max_length=200)
    begun_at = models.DateTimeField(auto_now_add=True)

    objects = WritingRows.as_manager()

    @property
    def dates(self) -> ReportDates:
        return ReportDates(self.report_year, self.membership_year, self.as_at)

    def __str__(self) -> str:
        return self.title


@confidential(Permission.REPORT_WRITE)
@tracked()
class ReportSection(models.Model):
    """A part of the report, in the order of `position`: what somebody wrote, then figures, then quotes.

    `text` is Markdown with live figures. `figures` is the anchor of the section of figures that stands here, if any.
    One that is not `is_shown` is kept and not printed.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    figures = models.CharField(max_length=40, blank=True, editable=False)
    is_shown = models.BooleanField("printed", default=True)

    objects = WritingRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="reportsection_place_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another section stands in this place already. Choose another place.",
            ),
            models.UniqueConstraint(
                fields=["report", "figures"],
                condition=~Q(figures=""),
                name="reportsection_figures_once",
                violation_error_message="The report has a section with these figures already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SectionReader(models.Model):
    """Who has a section open to write in it, and when their browser last said so."""

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="readers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    objects = WritingRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "person"],
                name="sectionreader_once",
                violation_error_message="This person has the section open already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.section}"


@confidential(Permission.REPORT_WRITE)
@tracked()
class RowNote(models.Model):
    """What somebody wrote beside a line of a table, in place of what the portal would say there."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="notes")
    line = models.CharField(max_length=120, help_text="Which line: section, table and heading.")
    text = models.TextField()

    objects = WritingRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "line"],
                name="rownote_once",
                violation_error_message="This line has a note already. Change that one.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.text}"


@confidential(Permission.REPORT_WRITE)
@tracked()
class Quote(models.Model):
    """What somebody said, for a section of the report. Only with consent is it printed."""

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="quotes")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    words = models.TextField()
    role = models.CharField(max_length=100, blank=True, help_text="As it is printed, such as “Headteacher”. No name.")
    phase = models.CharField(max_length=20, choices=Phase, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="Where it was said, such as “survey of May 2018”.")
    has_consent = models.BooleanField("consent to print it", default=False)
    consent_note = models.CharField(
        "how consent was given", max_length=200, blank=True, help_text="Not printed: by whom and when."
    )

    objects = WritingRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="quote_has_words",
                violation_error_message="A quote has words. Write what was said.",
            ),
            models.CheckConstraint(
                condition=Q(phase="") | Q(phase__in=Phase.values),
                name="quote_phase_known",
                violation_error_message="The phase is one of those listed, or none.",
            ),
        ]

    @property
    def who(self) -> str:
        """`Primary headteacher`."""
        if not (self.phase and self.role):
            return self.role or self.get_phase_display()
        return f"{self.get_phase_display()} {self.role[:1].lower()}{self.role[1:]}"

    def __str__(self) -> str:
        return f"{self.who}: {self.words[:60]}" if self.who else self.words[:60]


@confidential(Permission.REPORT_WRITE)
@tracked()
class Acceptance(models.Model):
    """A warning of the checks that somebody has taken as it is, and why. `finding` names it by what it says."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="acceptances")
    finding = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)

    objects = WritingRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "finding"],
                name="acceptance_once",
                violation_error_message="This finding is accepted already.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="acceptance_has_reason",
                violation_error_message="Say why it can stay as it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.reason}"
