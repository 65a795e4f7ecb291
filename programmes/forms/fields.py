"""What the forms of this room have in common."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from programmes.models import Participation, Run, Strand
from thep.versions import version_of
from thep.years import AcademicYear

MOST_PLACES = 32_767  # what the column holds
YEARS_BACK, YEARS_AHEAD = 5, 2
WHY = 500  # letters


def places_field(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=MOST_PLACES, help_text=help_text)


def strand_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Strand.objects.order_by("name", "pk"), label="Provider", required=False, empty_label="None in particular"
    )


def years_on_record() -> list[AcademicYear]:
    """From the first that anything took place in, five years back at least, until two years from now; latest first."""
    rows: list[QuerySet] = [Participation.objects.order_by(), Run.objects.order_by()]
    found = [rows.aggregate(first=Min("year"), last=Max("year")) for rows in rows]
    this = AcademicYear.of(timezone.localdate())
    known = [year for each in found for year in each.values() if year is not None]
    first, last = min([this - YEARS_BACK, *known]), max([this + YEARS_AHEAD, *(year + 1 for year in known)])
    return [AcademicYear(start) for start in range(last.start, first.start - 1, -1)]


def year_field(label: str = "Year") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=lambda: [(year.slug, str(year)) for year in years_on_record()],
        coerce=AcademicYear.parse,
        error_messages={"required": "Say which year.", "invalid_choice": "Choose one of the years."},
    )


class EditForm(forms.Form):
    """A form that may change a record: `version` is what the record said when the form was opened.

    `columns` are the fields of the record that it writes, those it has by their own name.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    columns: tuple[str, ...] = ()
    use_required_attribute = False  # what is missing is said by the field, in the house's words

    def __init__(self, *args: Any, record: models.Model | None = None, **kwargs: Any) -> None:
        self.record = record
        if record is not None:
            known = {name: getattr(record, name) for name in self.columns}
            kwargs["initial"] = known | {"version": version_of(record, self.columns)} | (kwargs.get("initial") or {})
        super().__init__(*args, label_suffix="", **kwargs)

    def written(self) -> dict[str, Any]:
        """What is to be written, by column."""
        return {name: self.cleaned_data[name] for name in self.columns}

    def ask_again(self, record: models.Model) -> None:
        """About the record as it is now; what was typed stays."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version_of(record, self.columns)
