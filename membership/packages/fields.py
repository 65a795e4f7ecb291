"""Money and days as people type them."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from thep.years import AcademicYear

EARLIEST = datetime.date(1990, 9, 1)
YEARS_AHEAD = 10


class MoneyField(forms.DecimalField):
    """Pounds and pence: `£4,400.50` and `4400.5` are the same; commas stand between thousands alone."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=10, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            written = re.sub(r"^([-\u2212]?)\s*£\s*", r"\1", value.strip()).replace("\u2212", "-")
            value = written.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", written) else written
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}


def _is_likely(day: datetime.date) -> None:
    if not EARLIEST <= day <= timezone.localdate() + datetime.timedelta(days=366 * YEARS_AHEAD):
        raise ValidationError("Check the year.")


def _has_come(day: datetime.date) -> None:
    if day > timezone.localdate():
        raise ValidationError("This day is still to come.")


def day_field(label: str, *, is_past: bool = False, **kwargs: Any) -> forms.DateField:
    """`is_past`: of what has happened, so that a day to come is a mistake."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[_is_likely, *([_has_come] if is_past else [])],
        error_messages={
            "invalid": "Write the day as day/month/year, such as 25/12/2025.",
            "required": "Say which day.",
        },
        **kwargs,
    )


class YearField(forms.TypedChoiceField):
    """One of the years offered, the latest first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Year", coerce=AcademicYear.parse, **kwargs)

    def offer(self, years: list[AcademicYear]) -> None:
        self.choices = [(year.slug, str(year)) for year in years]


def not_negative(words: str) -> Any:
    def check(amount: Decimal) -> None:
        if amount < 0:
            raise ValidationError(words)

    return check
