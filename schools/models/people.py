"""Who may act for a school."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.confidential import confidential
from accounts.history.tracking import tracked
from accounts.permissions import Permission, Role
from schools.models.school import School, SchoolRows


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
