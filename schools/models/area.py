"""The partnership and its area, its associates, trusts, and the words for kinds of school."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from accounts.history.tracking import tracked
from accounts.rows import ReportRows, SharedRows
from documents.png import can_be_printed, size_of
from schools import spelling
from schools.models.words import words_kept
from schools.names import Folded, folded

LA_CODE = RegexValidator(r"^\d{3}$", "A local authority code is three digits, such as 211.")


COLOUR, NO_COLOUR = r"^#[0-9a-fA-F]{6}$", "A colour is written as #14304f."
MOST_OF_A_LOGO = 500_000  # bytes
MOST_ACROSS_A_LOGO = 4_000  # dots, and down: unpacked, a small file can be more than a machine holds
NO_PNG = "The file is no PNG that can be read. Save the logo as PNG and choose it again."


def is_a_logo(file: File) -> None:
    """`ValidationError` for what is no PNG that every format of the report can print, or too large for a first page.

    One that is stored was looked at when it came, and may be gone since.
    """
    if getattr(file, "_committed", False):
        return
    if file.size > MOST_OF_A_LOGO:
        raise ValidationError("The file is larger than 500 KB. Make the picture smaller.", code="too_large")
    content = file.read()
    file.seek(0)
    try:
        across, down = size_of(content)
    except ValueError as error:
        raise ValidationError(NO_PNG, code="no_png") from error
    if max(across, down) > MOST_ACROSS_A_LOGO:
        words = f"The picture is {across:,} by {down:,} dots. Make it {MOST_ACROSS_A_LOGO:,} dots at most each way."
        raise ValidationError(words, code="too_many_dots")
    if not can_be_printed(content):
        raise ValidationError(NO_PNG, code="no_png")


class Phase(models.TextChoices):
    """The partnership's own phases, which are neither GIAS's nor Ofsted's."""

    NURSERY = "nursery", "Nursery"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    SPECIAL = "special", "Special"
    AP = "ap", "Alternative provision"


LINES = [Phase.NURSERY, Phase.PRIMARY, Phase.SECONDARY, Phase.SPECIAL]
"""The lines of the report's tables. Alternative provision is on the secondary line, except in the inspection count."""


class Governance(models.TextChoices):
    MAINTAINED = "maintained", "Maintained"
    ACADEMY = "academy", "Academy"
    FREE_SCHOOL = "free_school", "Free school"
    INDEPENDENT = "independent", "Independent"
    OTHER = "other", "Other"


@tracked()
class Partnership(models.Model):
    """The partnership whose portal this is: one row, always number 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    la_codes = ArrayField(
        models.CharField(max_length=3, validators=[LA_CODE]),
        verbose_name="local authority codes",
        help_text="The area: schools of these local authorities are in it. Separated by commas.",
    )
    colour = models.CharField(
        max_length=7,
        default="#14304f",
        validators=[RegexValidator(COLOUR, NO_COLOUR)],
        help_text="Of headings and charts in the end-of-year report, such as #14304f.",
    )
    logo = models.FileField(
        upload_to="logos/",
        blank=True,
        validators=[is_a_logo],
        help_text="A PNG of at most 500 KB: it stands on the report’s first page.",
    )
    has_heads_from_gias = models.BooleanField(
        "take headteachers’ names from GIAS",
        default=False,
        help_text="They are personal data: they become contacts of their schools, and are kept as long as contacts.",
    )

    objects = SharedRows.as_manager()

    class Meta:
        verbose_name_plural = "partnership"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="partnership_one_row"),
            models.CheckConstraint(
                condition=Q(colour__regex=COLOUR),
                name="partnership_colour_hexadecimal",
                violation_error_message=NO_COLOUR,
            ),
        ]

    def logo_read(self) -> bytes:
        """The logo's file; nothing where there is none, or its file is gone."""
        if not self.logo:
            return b""
        try:
            with self.logo.open() as file:
                return file.read()
        except OSError:
            return b""

    def __str__(self) -> str:
        return self.short_name or self.name


@tracked()
class Trust(models.Model):
    """A multi-academy trust."""

    name = models.CharField(max_length=200, unique=True)

    objects = SharedRows.as_manager()

    def __str__(self) -> str:
        return self.name


def in_area(school: str = "") -> Q:
    """Whether the school's local authority is one of the partnership's. `school` is the path to it, `"school__"`."""
    return Q(**{f"{school}la_code__in": Partnership.objects.values(code=Func(F("la_codes"), function="unnest"))})


def is_in_area(school: str = "") -> models.ExpressionWrapper:
    """The same as a column."""
    return models.ExpressionWrapper(in_area(school), output_field=models.BooleanField())


class AssociateQuerySet(ReportRows):
    def matching(self, text: str) -> Self:
        """Those whose name holds each word of `text`, folded, or a word nearest to it in spelling."""
        return self.meaning(spelling.meant(folded(text).split()))

    def meaning(self, words: spelling.Meant) -> Self:
        """The same, by words that were looked up already."""
        return self.filter(words.all_in("sort_name")) if words else self.none()


@tracked()
class Associate(models.Model):
    """An organisation that works with the partnership and is no school."""

    name = models.CharField(max_length=200, unique=True)
    sort_name = models.GeneratedField(
        expression=Folded(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True, editable=False
    )

    objects = AssociateQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="associate_named")]
        indexes = [models.Index(fields=["sort_name", "id"], name="associate_by_name")]
        triggers = words_kept("sort_name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("associate", args=[self.pk])
