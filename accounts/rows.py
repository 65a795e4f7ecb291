"""Whose rows a person sees: each model's `objects.visible_to(user)`, on every page, export, search and in Django admin.

Rows that belong to a school are in `schools/models.py`.
"""

from typing import Any, Self

from django.db import models

from accounts.permissions import Permission


class SharedRows(models.QuerySet):
    """Rows that tell nothing of a school or a person, such as the programmes there are: for everyone with a role."""

    def visible_to(self, user: Any) -> Self:
        return self if user.may(Permission.SIGNED_IN) else self.none()


class ReportRows(models.QuerySet):
    """Rows for those who read the report alone, such as the associates."""

    def visible_to(self, user: Any) -> Self:
        return self if user.may(Permission.REPORT_VIEW) else self.none()
