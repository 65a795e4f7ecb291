"""Money and years as people give them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thep.years import AcademicYear


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
