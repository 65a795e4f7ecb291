"""Days as people type them."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

EARLIEST = datetime.date(1990, 1, 1)
YEARS_AHEAD = 10


def _is_likely(day: datetime.date) -> None:
    if not EARLIEST <= day <= timezone.localdate() + datetime.timedelta(days=366 * YEARS_AHEAD):
        raise ValidationError("Check the year.")


def day_field(label: str, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[_is_likely],
        error_messages={
            "invalid": "Write the day as day/month/year, such as 25/12/2025.",
            "required": "Say which day.",
        },
    )
