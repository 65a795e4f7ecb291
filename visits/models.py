"""Visits and calls to schools and associates: the notes, what was agreed to do, who read it and what they answered."""

import datetime
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission
from accounts.rows import OwnRows, SharedRows
from documents.display import Kind, display
from schools.models import Associate, ContactRows, School, SchoolRows
from visits.finding import AGREED, INTERNAL, SHARED


class VisitKind(models.TextChoices):
    VISIT = "visit", "Visit"
    CALL = "call", "Call"


class VisitStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


@tracked()
class Focus(models.Model):
    """What a visit is about, from the partnership's own list. One no longer offered stays on visits."""

    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=100, help_text="Its place in the list.")
    is_offered = models.BooleanField("offered", default=True)
    consultancy_days = models.DecimalField(
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Days of a package’s consultancy that a visit about it uses; empty: none.",
    )

    objects = SharedRows.as_manager()

    class Meta:
        verbose_name_plural = "focuses"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="focus_named"),
            models.CheckConstraint(
                condition=Q(consultancy_days__gte=0),
                name="focus_consultancy_not_negative",
                violation_error_message="Days are not less than none.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@confidential(internal_note=Permission.INTERNAL_NOTE_VIEW, met=Permission.VISIT_PEOPLE_VIEW)
@tracked(school="school", exclude=("meeting",))
class Visit(models.Model):
    """A visit or call to exactly one school or associate. A call is no visit, and a planned one has not happened.

    One meeting with several schools is a visit to each: they have `meeting` in common, which is the number of the form
    they were logged with, so that saving the form twice makes no second one.
    `note_version` counts how often the shared note was corrected; the history holds the versions before.
    """

    reference = models.CharField(max_length=100, unique=True, null=True, blank=True)
    visited_on = models.DateField("date")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="visits")
    associate = models.ForeignKey(Associate, models.PROTECT, null=True, blank=True, related_name="visits")
    meeting = models.UUIDField(null=True, blank=True, editable=False)
    visitor = models.CharField(max_length=500, blank=True, help_text="Who went, from the partnership: their names.")
    visitors = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Visitor", related_name="visits_made")
    met = models.CharField("who was met", max_length=500, blank=True)
    kind = models.CharField(max_length=10, choices=VisitKind, default=VisitKind.VISIT)
    status = models.CharField(max_length=10, choices=VisitStatus, default=VisitStatus.DONE)
    cancelled_because = models.CharField("why it was cancelled", max_length=500, blank=True)
    focus = models.ForeignKey(Focus, models.PROTECT, null=True, blank=True, related_name="visits")
    purpose = models.CharField(max_length=200, blank=True)
    shared_note = models.TextField(blank=True, help_text="The school can read this.")
    note_version = models.PositiveSmallIntegerField("version of the shared note", default=1, editable=False)
    corrected_because = models.CharField("why the shared note was corrected", max_length=500, blank=True)
    internal_note = models.TextField(blank=True, help_text="For staff and admins only.")
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="visits_logged"
    )

    objects = SchoolRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, associate__isnull=True)
                | Q(school__isnull=True, associate__isnull=False),
                name="visit_to_one_place",
                violation_error_message="A visit is to a school or to an associate, not both and not neither.",
            ),
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="visit_kind_known"),
            models.CheckConstraint(condition=Q(status__in=VisitStatus.values), name="visit_status_known"),
            models.CheckConstraint(condition=~Q(reference=""), name="visit_reference_not_empty"),
            models.CheckConstraint(
                condition=Q(status=VisitStatus.CANCELLED) | Q(cancelled_because=""),
                name="visit_cancelled_because",
                violation_error_message="Only a cancelled visit has a reason for being cancelled.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "school"],
                name="visit_meeting_once_a_school",
                violation_error_message="This meeting with the school has been saved already.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "associate"],
                name="visit_meeting_once_an_associate",
                violation_error_message="This meeting with the associate has been saved already.",
            ),
            models.UniqueConstraint(fields=["id", "school"], name="visit_id_school"),  # _OfOneVisit refers to both
        ]
        indexes = [
            models.Index(
                fields=["visited_on", "school"], condition=Q(kind="visit", status="done"), name="visit_made_by_date"
            ),
            models.Index(
                fields=["school", "-visited_on"], condition=Q(kind="visit", status="done"), name="visit_latest_made"
            ),
            models.Index(fields=["visited_on", "id"], condition=Q(status="planned"), name="visit_planned"),
            models.Index(fields=["-visited_on", "-id"], name="visit_by_date"),
            GinIndex(SHARED, name="visit_shared_words"),
            GinIndex(INTERNAL, name="visit_internal_words"),
        ]
        triggers = [
            pgtrigger.Trigger(  # whoever changes a note that stands: a form, a workbook, an admin, SQL
                name="note_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__shared_note__df=pgtrigger.F("new__shared_note"))
                | pgtrigger.Q(old__note_version__df=pgtrigger.F("new__note_version")),
                func="""
                    new.note_version = old.note_version;
                    if old.shared_note <> '' and new.shared_note <> old.shared_note then
                        new.note_version = old.note_version + 1;
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.place} on {display(self.visited_on, Kind.DATE)}"

    def get_absolute_url(self) -> str:
        return reverse("visit", args=[self.pk])

    def cancel(self, *, because: str) -> None:
        """It did not, or will not, take place."""
        self.status, self.cancelled_because = VisitStatus.CANCELLED, because
        self.save(update_fields=["status", "cancelled_because"])

    @property
    def is_shared(self) -> bool:
        """Whether its school reads a note on it: once it is done, not while it is planned."""
        return self.status == VisitStatus.DONE and bool(self.shared_note) and self.school_id is not None

    @property
    def place(self) -> School | Associate:
        return self.school or self.associate

    @property
    def about(self) -> str:
        """Its focus and purpose in one line; empty where neither was written."""
        return ": ".join(part for part in (self.focus and self.focus.name, self.purpose) if part)


class OfVisits(SchoolRows):
    school = "visit__school"


@tracked()
class Visitor(models.Model):
    """A person who made a visit and signs in here; `Visit.visitor` names everyone who went."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="visitor_rows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visitor_rows")

    objects = OfVisits.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "user"],
                name="visitor_once",
                violation_error_message="This person is among the visitors already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class OpenOrInternal(SchoolRows):
    def visible_to(self, user: Any) -> Self:
        """Those of the schools a person sees; what is for the partnership only, for who reads internal notes."""
        rows = super().visible_to(user)
        return rows if user.may(Permission.INTERNAL_NOTE_VIEW) else rows.filter(is_internal=False)


class _OfOneVisit(models.Model):
    """What belongs to a visit and so to its school: the database holds the two together."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="%(class)ss")
    school = models.ForeignKey(School, models.PROTECT, null=True, editable=False, related_name="%(class)ss")
    is_internal = models.BooleanField("for the partnership only", default=False)

    objects = OpenOrInternal.as_manager()

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is None:
            self.school_id = self.visit.school_id
        super().save(update_fields=update_fields, **kwargs)


def settled(name: str) -> pgtrigger.Trigger:
    """An update that changes this column is refused: versions of a record are shown by what they say in it."""
    return pgtrigger.ReadOnly(name=f"{name}_settled", fields=[name])


@confidential(
    marked={"is_internal": Permission.INTERNAL_NOTE_VIEW},
    owner=Permission.VISIT_PEOPLE_VIEW,  # it may be somebody of the school
    owner_name=Permission.VISIT_PEOPLE_VIEW,
)
@tracked(school="school")
class Action(_OfOneVisit):
    """Something agreed at a visit: what is to be done, by whom and when. Done once `done_on` is set."""

    what = models.CharField("what is to be done", max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="actions_owned"
    )
    owner_name = models.CharField("who does it", max_length=200, blank=True, help_text="Also without a sign-in here.")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    outcome = models.CharField("what came of it", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(outcome=""),
                name="action_outcome_when_done",
                violation_error_message="What came of it is for an action that is done.",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(done_on=None), name="action_open_by_due"),
            models.Index(fields=["owner", "due_on"], condition=Q(done_on=None), name="action_open_by_owner"),
            GinIndex(AGREED, name="action_words"),
        ]
        triggers = [settled("is_internal")]

    def __str__(self) -> str:
        return self.what

    @property
    def whose(self) -> str:
        """Who does it, by the name that was written, else by that of their sign-in; empty where nobody was named."""
        return self.owner_name or (str(self.owner) if self.owner else "")

    def finish(self, *, on: datetime.date, by: Any, outcome: str = "") -> None:
        """Done on the day `on`. One that is done already stays as it was finished."""
        if self.done_on is None:
            self.done_on, self.done_by, self.outcome = on, by, outcome
            self.save(update_fields=["done_on", "done_by", "outcome"])

    def reopen(self) -> None:
        """Still to be done after all."""
        self.done_on, self.done_by, self.outcome = None, None, ""
        self.save(update_fields=["done_on", "done_by", "outcome"])


def _stored_as(_: models.Model, name: str) -> str:
    """Under a name of its own, which says nothing: the name it came with stands in its record."""
    return f"attachments/{uuid.uuid4().hex}{Path(name).suffix.lower()[:10]}"


class StoredFile(models.Model):
    """A file as it was uploaded: stored under `file`, shown under `name`, sent as `media_type`, `size` in bytes."""

    file = models.FileField(upload_to=_stored_as, max_length=100)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="In bytes.")

    class Meta:
        abstract = True


@confidential(marked={"is_internal": Permission.INTERNAL_NOTE_VIEW})
@tracked(school="school")
class Attachment(_OfOneVisit, StoredFile):
    """A file with a visit. The visits of one meeting each have a row of their own for the same stored file."""

    attached_at = models.DateTimeField(auto_now_add=True)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        triggers = [settled("is_internal")]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """A visit as typed so far and not saved yet. Its key becomes the meeting's, so a draft makes one meeting.

    `visit` is the one that a draft would change, where it is about one on record.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    visit = models.ForeignKey(Visit, models.CASCADE, null=True, blank=True, related_name="drafts")
    typed = models.JSONField(default=dict, help_text="The fields of the form, each with what was typed.")
    begun_at = models.DateTimeField(auto_now_add=True)
    typed_at = models.DateTimeField(auto_now=True)

    objects = OwnRows.of("owner")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "visit"],
                name="draft_once_a_visit",
                violation_error_message="You have a draft of changes to this visit already.",
            )
        ]

    def __str__(self) -> str:
        return f"Draft of {self.owner}"


class DraftFile(StoredFile):
    """A file uploaded with a draft, until the visit is saved."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")

    objects = OwnRows.of("draft__owner")

    def __str__(self) -> str:
        return self.name


class ContactsOfVisits(ContactRows):
    school = "visit__school"


class NoteReading(models.Model):
    """That a headteacher opened a version of a shared note, and when first."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="readings")
    note_version = models.PositiveSmallIntegerField("version of the shared note")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="note_readings")
    read_at = models.DateTimeField(auto_now_add=True)

    objects = ContactsOfVisits.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "note_version", "reader"], name="notereading_once")]

    def __str__(self) -> str:
        return f"{self.reader} read version {self.note_version} of {self.visit}"


class NoteAnswer(models.Model):
    """What a headteacher answered to a version of a shared note. A later answer of theirs stands; earlier ones stay."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="answers")
    note_version = models.PositiveSmallIntegerField("version of the shared note")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="note_answers")
    answered_at = models.DateTimeField(auto_now_add=True)
    is_accurate = models.BooleanField("accurate")
    comment = models.TextField(blank=True)

    objects = ContactsOfVisits.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_accurate=True) | ~Q(comment=""),
                name="noteanswer_says_what_is_wrong",
                violation_error_message="Say what is not accurate.",
            )
        ]

    def __str__(self) -> str:
        return f"{'Accurate' if self.is_accurate else 'Not accurate'}, says {self.answered_by}"
