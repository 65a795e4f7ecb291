"""Days as people type them."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

EARLIEST = datetime.date(1990, 9, 1)
YEARS_AHEAD = 10


def _is_likely(day: datetime.date) -> None:
    if not EARLIEST <= day <= timezone.localdate() + datetime.timedelta(days=366 * YEARS_AHEAD):
        raise ValidationError("Check the year.")


def _has_come(day: datetime.date) -> None:
    if day > timezone.localdate():
        raise ValidationError("This day is still to come.")
    _is_likely(day)


def day_field(label: str, *, required: bool = True, is_past: bool = False, **kwargs: Any) -> forms.DateField:
    """A day from September 1990 to ten years from now: another is a slip. `is_past`: of what has happened."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[_has_come if is_past else _is_likely],
        error_messages={
            "invalid": "Write the day as day/month/year, such as 25/12/2025.",
            "required": "Say which day.",
        },
        **kwargs,
    )


class DaysForm(forms.Form):
    """From a day until a day, both included; empty is without end."""

    from_on = day_field("From", required=False)
    until_on = day_field("Until", required=False, help_text="Empty: until further notice.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "The last day cannot be before the first.")
        return cleaned
