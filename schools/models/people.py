"""The people of schools and associates: whom the partnership works with, and who may act for a school."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission, Role
from schools.models.area import Associate
from schools.models.school import School, SchoolRows
from schools.names import Folded


class ContactRows(SchoolRows):
    """Rows about people of a school, not only the school."""

    def visible_to(self, user: Any) -> Self:
        """All, for who may see contacts; a headteacher sees those of their own schools, and a trustee none."""
        if user.may(Permission.CONTACT_VIEW):
            return self
        return self.none() if user.may(Permission.REPORT_VIEW) else super().visible_to(user)


class SchoolRepresentativeQuerySet(ContactRows):
    def on(self, day: datetime.date) -> Self:
        return self.filter(Q(from_on=None) | Q(from_on__lte=day), Q(until_on=None) | Q(until_on__gte=day))

    def who_may_act(self, day: datetime.date) -> Self:
        """Of those, the headteachers who can sign in: who was invited and has not come, or was deactivated, cannot."""
        return self.on(day).filter(user__is_active=True, user__role=Role.HEADTEACHER)


@confidential(Permission.CONTACT_VIEW, except_own=True)
@tracked(school="school")
class SchoolRepresentative(models.Model):
    """A person who may act for a school, from a day until a day, both included."""

    school = models.ForeignKey(School, models.CASCADE, related_name="representatives")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="acts_for")
    from_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)

    objects = SchoolRepresentativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "user", "from_on"],
                nulls_distinct=False,
                name="schoolrepresentative_once",
                violation_error_message="This person already acts for the school from that day.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="schoolrepresentative_days_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.school}"


@confidential(Permission.CONTACT_VIEW, except_own=True)
@tracked(school="school")
class Contact(models.Model):
    """A person whom the partnership works with, of a school, of an associate or of neither, whether they sign in or
    not. `school` is where they are now; a register keeps where they were on its day."""

    name = models.CharField(max_length=200, blank=True, help_text="Empty once it is no longer kept.")
    sort_name = models.GeneratedField(
        expression=Folded(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True, editable=False
    )
    email = models.EmailField("email address", max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    post = models.CharField("what they do there", max_length=100, blank=True, help_text="Such as deputy headteacher.")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="contacts")
    associate = models.ForeignKey(Associate, models.PROTECT, null=True, blank=True, related_name="contacts")
    is_written_to = models.BooleanField(
        "gets letters about the membership", default=False, help_text="Beside the headteachers who can sign in."
    )
    left_on = models.DateField(null=True, blank=True)

    objects = ContactRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school=None) | Q(associate=None),
                name="contact_of_one_place",
                violation_error_message="A person is of a school or of an associate, not of both.",
            ),
            models.CheckConstraint(
                condition=Q(is_written_to=False) | ~Q(email="") | Q(name=""),
                name="contact_written_to_by_email",
                violation_error_message="Letters go by e-mail: write their address.",
            ),
            models.UniqueConstraint(
                "sort_name",
                Lower("email"),
                F("school"),
                F("associate"),
                condition=~Q(name=""),
                nulls_distinct=False,
                name="contact_once",
                violation_error_message="This person is on record there already.",
            ),
        ]
        indexes = [
            models.Index(Lower("email"), "id", condition=~Q(email=""), name="contact_by_email"),
            models.Index(fields=["school", "sort_name"], name="contact_by_school"),
            models.Index(fields=["sort_name", "id"], name="contact_by_name"),
        ]

    def __str__(self) -> str:
        return self.name or "A former contact"

    def get_absolute_url(self) -> str:
        return reverse("contact", args=[self.pk])

    @property
    def place(self) -> School | Associate | None:
        return self.school or self.associate
