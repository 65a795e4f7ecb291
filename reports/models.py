"""The report of a year: as it is written, and as it was published."""

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission
from accounts.rows import ReportRows, WritingRows
from documents.document import Document
from documents.stored import from_json
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
            ),
            models.UniqueConstraint(
                fields=["report", "figures"], condition=~Q(figures=""), name="reportsection_figures_once"
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
        constraints = [models.UniqueConstraint(fields=["section", "person"], name="sectionreader_once")]

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
        constraints = [models.UniqueConstraint(fields=["report", "line"], name="rownote_once")]

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
            models.CheckConstraint(condition=~Q(words=""), name="quote_has_words"),
            models.CheckConstraint(condition=Q(phase="") | Q(phase__in=Phase.values), name="quote_phase_known"),
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
            models.UniqueConstraint(fields=["report", "finding"], name="acceptance_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="acceptance_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.reason}"


KEPT = [pgtrigger.Protect(name="kept_as_published", operation=pgtrigger.Update | pgtrigger.Delete)]
"""Nothing changes or deletes what was published, whoever asks."""


class Edition(models.Model):
    """A report as it was published.

    `document` is what `documents.stored` wrote; `accepted` are the warnings taken, with their reasons. `as_of_event` is
    the last change on record before it: later ones are what has happened since.
    """

    report_year = AcademicYearField()
    membership_year = AcademicYearField()
    as_at = models.DateField()
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    title = models.CharField(max_length=200)
    corrects = models.TextField(blank=True, help_text="What this edition corrects in the one before.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    document = models.TextField()
    accepted = models.JSONField(default=list)
    as_of_event = models.BigIntegerField()

    objects = ReportRows.as_manager()

    class Meta:
        triggers = KEPT
        constraints = [
            models.UniqueConstraint(fields=["report_year", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_1"),
            models.CheckConstraint(
                condition=Q(number=1, corrects="") | (Q(number__gt=1) & ~Q(corrects="")),
                name="edition_says_what_it_corrects",
            ),
        ]

    @property
    def dates(self) -> ReportDates:
        return ReportDates(self.report_year, self.membership_year, self.as_at)

    def read(self) -> Document:
        return from_json(self.document)

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"
    JSON = "json", "JSON"


class EditionFile(models.Model):
    """The published report in one format, byte by byte."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=Format)
    content = models.BinaryField()

    objects = ReportRows.as_manager()

    class Meta:
        triggers = KEPT
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="editionfile_once"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="editionfile_format_known"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_format_display()}"


class EditionFigure(models.Model):
    """A figure of a published report with the rows behind it and what it meant then.

    `columns` are heading and kind of each; `rows` their raw values, dates as `2018-07-31`, money as `12.50`. `subjects`
    are what the rows stand for, as kind and number, so that today's rows can be laid beside them.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="figures")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    definition = models.TextField()
    columns = models.JSONField()
    rows = models.JSONField()
    subjects = models.JSONField()

    objects = ReportRows.as_manager()

    class Meta:
        triggers = KEPT
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="editionfigure_once")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.key}"
