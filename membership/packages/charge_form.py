"""The form of a charge beside the packages."""

from typing import Any

from django import forms

from membership.models import Charge
from membership.packages.fields import MoneyField, YearField
from membership.packages.years import years_offered
from schools.models import School
from schools.place_forms import PlacesForm
from thep.days import day_field

NAMES = ("year", "reference", "description", "amount", "charged_on", "paid_on")
SAID = (*NAMES, "school")


class ChargeForm(PlacesForm):
    """`charge` is the one on record that is changed, if any. `already` is one that says just what was sent."""

    year = YearField()
    reference = forms.CharField(max_length=100, help_text="Such as the invoice number. Once in a year.")
    description = forms.CharField(label="For", max_length=300)
    amount = MoneyField(label="Amount, in pounds", help_text="Negative for a refund.")
    charged_on = day_field("Charged on", required=False, is_past=True)
    paid_on = day_field("Paid on", required=False, is_past=True)
    schools_only = True
    is_one_place = True
    too_many = "One charge is to one school. Untick the other, or make another charge."
    use_required_attribute = False

    def __init__(self, *args: Any, charge: Charge | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.charge, self.already = charge, None
        self.fields["year"].offer(years_offered())
        self.fields["place_name"].label = "School"
        self.fields["place_name"].help_text = "Part of its name, or a URN. Empty: to nobody in particular."

    def _count(self, places_ticked: int) -> None:
        if places_ticked:
            super()._count(places_ticked)

    def clean_amount(self) -> Any:
        if self.cleaned_data["amount"] == 0:
            raise forms.ValidationError("A charge of nothing is no charge.")
        return self.cleaned_data["amount"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        year, reference = cleaned.get("year"), cleaned.get("reference")
        if year and reference and (other := self._other(year, reference)):
            if not self.charge and not self.errors and said_by(other) == self.said():
                self.already = other
            else:
                self.add_error("reference", f"{year} already has a charge with this reference: {other.description}.")
        return cleaned

    def _other(self, year: Any, reference: str) -> Charge | None:
        others = Charge.objects.filter(year=year, reference=reference)
        return (others.exclude(pk=self.charge.pk) if self.charge else others).select_related("school").first()

    def said(self) -> dict[str, Any]:
        schools: list[School] = self.cleaned_data["places"]
        return {name: self.cleaned_data[name] for name in NAMES} | {"school": schools[0] if schools else None}


def said_by(charge: Charge) -> dict[str, Any]:
    return {name: getattr(charge, name) for name in SAID}
