"""What the database refuses, in words for a person."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError


class Refused(IntegrityError):
    """The database refused a row: that of the inline form with this `prefix`, or without one the page's own."""

    def __init__(self, error: IntegrityError, prefix: str | None = None) -> None:
        self.prefix = prefix
        self.words = _words_of(getattr(error.__cause__, "diag", None))
        super().__init__(self.words)


def _words_of(diagnosis: Any) -> str:
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return constraint.get_violation_error_message()
    return "This no longer fits the other records: somebody may have changed them meanwhile. Look again, then save."
