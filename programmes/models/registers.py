"""Who was there: the marks of a register, and who signed in by the room's code."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission
from accounts.rows import StaffRows
from programmes.counting import DELETE, INSERT, OF_ITS_RUN, UPDATE, counted_again
from programmes.models.runs import OfOneRun, Participant, Session
from schools.models import ContactRows, School
from schools.names import Folded


class Mark(models.TextChoices):
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Absent"
    EXCUSED = "excused", "Excused"


class MarkedFrom(models.TextChoices):
    """Where a mark comes from."""

    REGISTER = "register", "The register"
    ROOM = "room", "The room’s sign-in page"
    LIST = "list", "A list"


@confidential(Permission.CONTACT_VIEW, except_own=True)
@tracked(school="school", exclude=("marked_at",))
class Attendance(OfOneRun):
    """A person’s mark for a session. `school` is theirs on the day; it stays when they move. No row: not marked."""

    its_run = "session"

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendance")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="attendance")
    mark = models.CharField(max_length=10, choices=Mark)
    marked_from = models.CharField(max_length=10, choices=MarkedFrom, default=MarkedFrom.REGISTER)
    marked_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ContactRows.as_manager()

    class Meta:
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"],
                name="attendance_once",
                violation_error_message="This person is marked already.",
            ),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="attendance_mark_known"),
            models.CheckConstraint(condition=Q(marked_from__in=MarkedFrom.values), name="attendance_marked_from_known"),
        ]
        triggers = counted_again(OF_ITS_RUN, INSERT, UPDATE, DELETE)

    def __str__(self) -> str:
        return f"{self.participant.contact}: {self.get_mark_display().lower()}"


class RoomSignIn(models.Model):
    """What somebody typed at the room’s sign-in page. `participant` is who that is, once it is known."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="room_sign_ins")
    name = models.CharField(max_length=200)
    sort_name = models.GeneratedField(
        expression=Folded(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True, editable=False
    )
    email = models.EmailField("email address", max_length=254, blank=True)
    school_name = models.CharField("school, as typed", max_length=200, blank=True)
    signed_in_at = models.DateTimeField(auto_now_add=True)
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="room_sign_ins", verbose_name="who it is"
    )
    is_set_aside = models.BooleanField("set aside", default=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = StaffRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "sort_name", "email"],
                name="roomsignin_once",
                violation_error_message="This person has signed in already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
