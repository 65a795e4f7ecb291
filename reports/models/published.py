"""The report of a year as it was published."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.rows import ReportRows
from documents.document import Document
from documents.stored import from_json
from reports.dates import ReportDates
from thep.years import AcademicYearField

KEPT = [pgtrigger.Protect(name="kept_as_published", operation=pgtrigger.Update | pgtrigger.Delete)]
"""Nothing changes or deletes what was published, whoever asks."""


class EditionRows(ReportRows):
    def in_brief(self) -> Self:
        """Without document and page, which may be megabytes; they are read when they are asked for."""
        return self.defer("document", "page")


class Edition(models.Model):
    """A report as it was published.

    `document` is what `documents.stored` wrote, and `page` its page as it was then, empty where it was published before
    pages were kept. `accepted` are the warnings taken, with their reasons. `as_of_event` is the last change on record
    before it: later ones are what has happened since.
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
    page = models.TextField(blank=True, editable=False)
    accepted = models.JSONField(default=list)
    as_of_event = models.BigIntegerField()

    objects = EditionRows.as_manager()

    class Meta:
        triggers = KEPT
        constraints = [
            models.UniqueConstraint(
                fields=["report_year", "number"],
                name="edition_number_once",
                violation_error_message="The year’s report has an edition of this number already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="edition_number_from_1",
                violation_error_message="Editions are numbered from 1.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, corrects="") | (Q(number__gt=1) & ~Q(corrects="")),
                name="edition_says_what_it_corrects",
                violation_error_message="A first edition corrects nothing; a later one says what it corrects.",
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
            models.UniqueConstraint(
                fields=["edition", "format"],
                name="editionfile_once",
                violation_error_message="The edition has a file of this format already.",
            ),
            models.CheckConstraint(
                condition=Q(format__in=Format.values),
                name="editionfile_format_known",
                violation_error_message="The format is one of those the report is made in.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_format_display()}"


class EditionFigure(models.Model):
    """A figure of a published report with the rows behind it and what it meant then.

    `licence` is the line that an export of the rows carries, where somebody's licence asks for one.
    `columns` are heading and kind of each; `rows` their raw values, dates as `2018-07-31`, money as `12.50`. `subjects`
    are what the rows stand for, as kind and number, so that today's rows can be laid beside them.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="figures")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    definition = models.TextField()
    licence = models.TextField(blank=True)
    columns = models.JSONField()
    rows = models.JSONField()
    subjects = models.JSONField()

    objects = ReportRows.as_manager()

    class Meta:
        triggers = KEPT
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"],
                name="editionfigure_once",
                violation_error_message="The edition has this figure already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.key}"
