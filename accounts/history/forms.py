"""The filters of the history, kept in its address."""

import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from accounts.history import tracking
from accounts.history.events import Among
from accounts.models import User

FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)


def _kinds() -> list[tuple[str, str]]:
    named = [(model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in tracking.models_tracked()]
    return [("", "Any record"), *sorted(named, key=lambda one: one[1])]


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )


class HistoryFilter(forms.Form):
    person = forms.CharField(label="Who", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind of record", choices=_kinds, required=False)
    since = _day("From")
    until = _day("Until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].widget.attrs["placeholder"] = "Name or e-mail address"
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def chosen(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}

    def among(self, older_than: int | None) -> Among:
        """Both days are included."""
        since, until = self.chosen.get("since"), self.chosen.get("until")
        return Among(
            people=self._people(),
            since=since and _midnight(since),
            before=until and _midnight(until + datetime.timedelta(days=1)),
            older_than=older_than,
        )

    def models(self) -> list[type] | None:
        kind = self.chosen.get("kind")
        return [model for model in tracking.models_tracked() if model._meta.label_lower == kind] if kind else None

    def _people(self) -> list[int] | None:
        words = self.chosen.get("person")
        if not words:
            return None
        found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))
        return list(found.values_list("pk", flat=True))


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
