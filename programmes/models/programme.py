"""Networks, projects, conferences and leadership programmes, and the schools that take part in them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.history.tracking import tracked
from accounts.rows import SharedRows
from programmes.counting import DELETE, UPDATE, counted_again, gives_way_to_what_is_recorded
from schools.models import Phase, School, SchoolRows
from thep.years import AcademicYearField


class ProgrammeKind(models.TextChoices):
    NETWORK = "network", "Network"
    PROJECT = "project", "Project"
    CONFERENCE = "conference", "Conference"
    LEADERSHIP = "leadership", "Leadership programme"


CROSS_PHASE = "cross_phase"
PROGRAMME_PHASES = [*Phase.choices, (CROSS_PHASE, "Cross-phase")]


class ReportedAs(models.TextChoices):
    """What a programme's line in the report counts. Units are never added together."""

    SCHOOLS = "schools", "Schools"
    PEOPLE = "people", "People by role"
    STRANDS = "strands", "Schools by strand"


class CountedBy(models.TextChoices):
    """The one rule by which a programme's participation figures are counted.

    Whichever it is, rows recorded by hand or read from a workbook count as they stand, and where one says something of
    the same school, role and strand in the year, it counts instead of what is counted.
    """

    RECORDED = "recorded", "What is recorded by hand or in a workbook"
    ENROLLED = "enrolled", "Enrolled: the schools and people enrolled who have not withdrawn"
    ATTENDED = "attended", "Attended: the people marked as attended at one session or more, and their schools"


class CareerStage(models.TextChoices):
    TRAINEE = "trainee", "Trainee teachers"
    EARLY = "early", "Early career teachers"
    TEACHER = "teacher", "Teachers"
    MIDDLE = "middle", "Middle leaders"
    SENIOR = "senior", "Senior leaders"
    HEADTEACHER = "headteacher", "Headteachers"
    SYSTEM = "system", "System leaders"
    GOVERNOR = "governor", "Governors"
    SUPPORT = "support", "Support staff"


EVERY_STAGE = "Every stage"
"""What a programme is for that is for no stage in particular."""


@tracked()
class Programme(models.Model):
    slug = models.SlugField(max_length=100, unique=True, help_text="As spreadsheets and figure keys write it.")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ProgrammeKind)
    phase = models.CharField(max_length=20, choices=PROGRAMME_PHASES, blank=True)
    subject = models.CharField(max_length=100, blank=True)
    reported_as = ArrayField(
        models.CharField(max_length=10, choices=ReportedAs),
        default=list,
        blank=True,
        help_text="schools, people, strands: what its line prints, in that order, separated by commas.",
    )

    counted_by = models.CharField(
        max_length=10,
        choices=CountedBy,
        default=CountedBy.RECORDED,
        help_text="What its participation figures are counted from.",
    )
    career_stage = models.CharField(
        max_length=20, choices=CareerStage, blank=True, help_text="Whom it is for; empty: people at every stage."
    )
    summary = models.TextField(
        blank=True, max_length=2000, help_text="What it is, in a few sentences: printed in the programme by stage."
    )

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ProgrammeKind.values), name="programme_kind_known"),
            models.CheckConstraint(condition=Q(counted_by__in=CountedBy.values), name="programme_counted_by_known"),
            models.CheckConstraint(
                condition=Q(career_stage__in=["", *CareerStage.values]), name="programme_career_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["", *(value for value, _ in PROGRAMME_PHASES)]), name="programme_phase_known"
            ),
            models.CheckConstraint(
                condition=Q(reported_as__contained_by=ReportedAs.values), name="programme_reported_as_known"
            ),
        ]

        triggers = counted_again(
            "select programme_id, year from {rows} as changed join programmes_run on programme_id = changed.id", UPDATE
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.pk])


@tracked()
class Strand(models.Model):
    """A provider that a programme runs with: peer review by SSAT, EDT or Challenge Partners."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True, help_text="As figure keys write it.")

    objects = SharedRows.as_manager()

    def __str__(self) -> str:
        return self.name


class ParticipationRole(models.TextChoices):
    """What a school's people were there as. Coaches, hosts and leads give; delegates, headteachers, governors take."""

    MEMBER = "member", "Member"
    DELEGATE = "delegate", "Delegate"
    HEADTEACHER = "headteacher", "Headteacher"
    GOVERNOR = "governor", "Governor"
    COACH = "coach", "Coach"
    LEAD = "lead", "Lead"
    HOST = "host", "Host"

    @property
    def plural(self) -> str:
        return "coaches" if self == self.COACH else f"{self}s"


GIVING = frozenset({ParticipationRole.COACH, ParticipationRole.LEAD, ParticipationRole.HOST})


@tracked(school="school")
class Participation(models.Model):
    """A school taking part in a programme in a year, in one role and strand, with so many people or none counted."""

    year = AcademicYearField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participation")
    school = models.ForeignKey(School, models.PROTECT, related_name="participation")
    role = models.CharField(max_length=20, choices=ParticipationRole, default=ParticipationRole.MEMBER)
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="participation")
    people = models.PositiveIntegerField(null=True, blank=True, help_text="Empty where people were not counted.")
    is_counted = models.BooleanField(
        "counted from enrolment and registers", default=False, editable=False, help_text="The database keeps such rows."
    )

    objects = SchoolRows.as_manager()

    class Meta:
        verbose_name_plural = "participation"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "programme", "school", "role", "strand"],
                nulls_distinct=False,
                name="participation_once",
                violation_error_message="The school already takes part that year in this role and strand.",
            ),
            models.CheckConstraint(condition=Q(role__in=ParticipationRole.values), name="participation_role_known"),
        ]
        indexes = [
            models.Index(
                fields=["year", "programme", "school"],
                include=["role", "strand", "people"],
                name="participation_by_year",
            ),
            models.Index(
                fields=["year", "programme", "strand", "school"],
                condition=Q(strand__isnull=False),
                name="participation_by_strand",
            ),
        ]
        triggers = [
            gives_way_to_what_is_recorded(),
            *counted_again(
                "select changed.programme_id, changed.year from {rows} as changed join programmes_run as run "
                "on run.programme_id = changed.programme_id and run.year = changed.year where not is_counted",
                UPDATE,
                DELETE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} in {self.programme}, {self.year}"
