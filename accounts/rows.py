"""Whose rows a person sees: each model's `objects.visible_to(user)`, on every page, export, search and in Django admin.

Rows that belong to a school are in `schools/models.py`.
"""

from typing import Any, ClassVar, Self

from django.db import models

from accounts.permissions import Permission


class _PermittedRows(models.QuerySet):
    """All rows for those with the permission, and none for the others."""

    permission: ClassVar[Permission]

    def visible_to(self, user: Any) -> Self:
        return self if user.may(self.permission) else self.none()


class SharedRows(_PermittedRows):
    """Rows that tell nothing of a school or a person, such as the programmes there are: for everyone with a role."""

    permission = Permission.SIGNED_IN


class ReportRows(_PermittedRows):
    """Rows for those who read the report alone, such as the associates."""

    permission = Permission.REPORT_VIEW


class PeopleRows(_PermittedRows):
    """Rows for those who manage people alone, such as invitations."""

    permission = Permission.PEOPLE_MANAGE


class StaffRows(_PermittedRows):
    """Rows about people of several schools, or of nobody knows which yet: for those who see every contact."""

    permission = Permission.CONTACT_VIEW


class MembershipRows(_PermittedRows):
    """Rows for those who look after memberships alone, such as the wording of their letters."""

    permission = Permission.MEMBERSHIP_MANAGE


class OfficialRows(_PermittedRows):
    """Rows for those who take in official data alone: what its files propose to change."""

    permission = Permission.OFFICIAL_MANAGE


class WritingRows(_PermittedRows):
    """Rows for those who write the report alone, until it is published."""

    permission = Permission.REPORT_WRITE


class OwnRows(models.QuerySet):
    """Rows that are one person's alone, such as a draft: `owner` is the path to that person."""

    owner: ClassVar[str]

    @classmethod
    def of(cls, owner: str) -> models.Manager:
        return type(cls.__name__, (cls,), {"owner": owner}).as_manager()

    def visible_to(self, user: Any) -> Self:
        return self.filter(**{self.owner: user.pk}) if user.may(Permission.SIGNED_IN) else self.none()
