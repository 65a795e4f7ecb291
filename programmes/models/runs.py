"""A programme's year: its sessions, the schools enrolled, the people on it, and who coaches whom."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission
from accounts.rows import SharedRows, StaffRows
from documents.display import Kind, display
from programmes.counting import DELETE, INSERT, OF_ITS_RUN, UPDATE, counted_again
from programmes.models.programme import ParticipationRole, Programme, Strand
from schools.models import Associate, Contact, ContactRows, School, SchoolRows
from thep.years import AcademicYearField


class LedBy(models.TextChoices):
    PARTNERSHIP = "partnership", "The partnership"
    ALLIANCE = "alliance", "A teaching school alliance"
    CLUSTER = "cluster", "A cluster of schools"
    ASSOCIATE = "associate", "An associate"
    SCHOOL = "school", "A school"


@tracked()
class Run(models.Model):
    """A programme in an academic year. Where it has several groups in the year, each is a run of its own name."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="runs")
    year = AcademicYearField()
    cohort = models.CharField("group", max_length=100, blank=True, help_text="Where the year has more than one.")
    led_by = models.CharField(max_length=20, choices=LedBy, default=LedBy.PARTNERSHIP)
    leader_name = models.CharField(
        "name of the alliance or cluster", max_length=200, blank=True, help_text="Where one of them leads it."
    )
    leader_school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="runs_led")
    leader_associate = models.ForeignKey(Associate, models.PROTECT, null=True, blank=True, related_name="runs_led")
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="For how many people; empty: any number."
    )

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "cohort"],
                name="run_once_a_year",
                violation_error_message="The programme has a run of this year and group already.",
            ),
            models.CheckConstraint(condition=Q(led_by__in=LedBy.values), name="run_led_by_known"),
            models.CheckConstraint(
                condition=Q(led_by=LedBy.SCHOOL, leader_school__isnull=False)
                | ~Q(led_by=LedBy.SCHOOL) & Q(leader_school=None),
                name="run_led_by_a_school",
                violation_error_message="Say which school leads it, where a school does.",
            ),
            models.CheckConstraint(
                condition=Q(led_by=LedBy.ASSOCIATE, leader_associate__isnull=False)
                | ~Q(led_by=LedBy.ASSOCIATE) & Q(leader_associate=None),
                name="run_led_by_an_associate",
                violation_error_message="Say which associate leads it, where an associate does.",
            ),
        ]
        indexes = [models.Index(fields=["-year", "programme"], name="run_by_year")]
        triggers = counted_again("select programme_id, year from {rows}", UPDATE)

    def __str__(self) -> str:
        return ", ".join([str(self.programme), *([self.cohort] if self.cohort else []), str(self.year)])

    def get_absolute_url(self) -> str:
        return reverse("run", args=[self.pk])

    @property
    def leader(self) -> str:
        """Who leads it, by name where there is one."""
        name = self.leader_school or self.leader_associate or self.leader_name
        return str(name or self.get_led_by_display())


@tracked(exclude=("sign_in_key",))
class Session(models.Model):
    """One day of a run. `sign_in_key` is in the address that the room's QR code leads to; a new one ends the old."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=200, blank=True)
    held_on = models.DateField("date")
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Seats in the room; empty: any number.")
    cancelled_because = models.CharField("why it was cancelled", max_length=500, blank=True)
    is_cancelled = models.BooleanField("cancelled", default=False)
    sign_in_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SharedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "held_on", "starts", "title"],
                nulls_distinct=False,
                name="session_once",
                violation_error_message="The run has this session already.",
            ),
            models.UniqueConstraint(fields=["id", "run"], name="session_id_run"),  # Attendance refers to both
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message="A session ends after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(is_cancelled=True) | Q(cancelled_because=""),
                name="session_cancelled_because",
                violation_error_message="Only a cancelled session has a reason for being cancelled.",
            ),
        ]
        indexes = [models.Index(fields=["held_on", "id"], name="session_by_date")]
        triggers = counted_again(OF_ITS_RUN, UPDATE)

    def __str__(self) -> str:
        return f"{self.title or self.run.programme}, {display(self.held_on, Kind.DATE)}"

    def get_absolute_url(self) -> str:
        return reverse("register", args=[self.pk])

    def cancel(self, *, because: str) -> None:
        """It is no longer held: nothing in its register counts, and its marks stay on record."""
        self.is_cancelled, self.cancelled_because = True, because
        self.save(update_fields=["is_cancelled", "cancelled_because"])

    def restore(self) -> None:
        """It is held after all."""
        self.is_cancelled, self.cancelled_because = False, ""
        self.save(update_fields=["is_cancelled", "cancelled_because"])


@tracked(school="school")
class Enrolment(models.Model):
    """A school on a run, whether or not its people are known by name."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="enrolments")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments")
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="enrolments")
    enrolled_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField("why it withdrew", max_length=500, blank=True)

    objects = SchoolRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "school", "strand"],
                nulls_distinct=False,
                name="enrolment_once",
                violation_error_message="The school is enrolled already.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__gte=F("enrolled_on")),
                name="enrolment_withdrawn_after_enrolled",
                violation_error_message="A school cannot withdraw before it is enrolled.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=False) | Q(withdrawn_because=""),
                name="enrolment_withdrawn_because",
                violation_error_message="The reason is that of a school that withdrew.",
            ),
        ]
        triggers = counted_again(OF_ITS_RUN, INSERT, UPDATE, DELETE)

    def __str__(self) -> str:
        return f"{self.school} on {self.run}"


@confidential(Permission.CONTACT_VIEW, except_own=True)
@tracked(school="school")
class Participant(models.Model):
    """A person on a run, in one role. `school` is theirs at the time; without one they are in no school's figures."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="participants")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="took_part", verbose_name="person")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="participants")
    role = models.CharField(max_length=20, choices=ParticipationRole, default=ParticipationRole.DELEGATE)
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="participants")
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ContactRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "contact"],
                name="participant_once",
                violation_error_message="This person is on it already.",
            ),
            models.UniqueConstraint(fields=["id", "run"], name="participant_id_run"),  # _OfOneRun refers to both
            models.CheckConstraint(condition=Q(role__in=ParticipationRole.values), name="participant_role_known"),
        ]
        triggers = counted_again(OF_ITS_RUN, INSERT, UPDATE, DELETE)

    def __str__(self) -> str:
        return f"{self.contact}, {self.get_role_display().lower()} on {self.run}"

    def withdraw(self, *, on: datetime.date) -> None:
        """They stay on record, and their marks too."""
        self.withdrawn_on = on
        self.save(update_fields=["withdrawn_on"])

    def take_back(self) -> None:
        """They are on the run again."""
        self.withdrawn_on = None
        self.save(update_fields=["withdrawn_on"])


class OfOneRun(models.Model):
    """What is between records of a run and so of that run: the database holds them together. `its_run` is a field."""

    its_run = ""

    run = models.ForeignKey(Run, models.CASCADE, editable=False, related_name="+")

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is None:
            self.run_id = getattr(self, self.its_run).run_id
        super().save(update_fields=update_fields, **kwargs)


@confidential(Permission.CONTACT_VIEW)
@tracked()
class CoachingPair(OfOneRun):
    """A coach and who is coached, both on the same run."""

    its_run = "coach"

    coach = models.ForeignKey(Participant, models.CASCADE, related_name="coaches")
    coachee = models.ForeignKey(Participant, models.CASCADE, related_name="coached_by")
    from_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)

    objects = StaffRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "coachee"],
                name="coachingpair_once",
                violation_error_message="These two are a pair already.",
            ),
            models.CheckConstraint(
                condition=~Q(coach=F("coachee")),
                name="coachingpair_of_two",
                violation_error_message="Nobody is their own coach.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="coachingpair_days_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach.contact} coaches {self.coachee.contact}"


@confidential(Permission.CONTACT_VIEW)
@tracked()
class Shadowing(models.Model):
    """A day on which who is coached shadowed their coach, or the other way about."""

    pair = models.ForeignKey(CoachingPair, models.CASCADE, related_name="shadowings")
    shadowed_on = models.DateField("date")
    is_by_coach = models.BooleanField("the coach shadowed the person coached", default=False)
    place = models.CharField(max_length=200, blank=True)

    objects = StaffRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "shadowed_on", "is_by_coach"],
                name="shadowing_once_a_day",
                violation_error_message="This day is on record already.",
            )
        ]

    def __str__(self) -> str:
        return f"Shadowing on {display(self.shadowed_on, Kind.DATE)}"
