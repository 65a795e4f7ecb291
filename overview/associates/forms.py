"""The forms of an associate: its name, its standing in a year, and what it offered."""

from typing import Any

from django import forms

from membership.models import AssociateOffer, AssociateStatus
from schools.models import Associate
from thep.days import day_field
from thep.versions import NoticesChanges
from thep.years import AcademicYearFormField


class AssociateForm(NoticesChanges):
    class Meta:
        model = Associate
        fields = ("name",)
        error_messages = {"name": {"unique": "There is an associate of this name already."}}


class NewAssociateForm(AssociateForm):
    """With its standing in its first year."""

    year = AcademicYearFormField(label="First year")
    status = forms.ChoiceField(label="Standing", choices=AssociateStatus, initial=AssociateStatus.MEMBER)


class StandingForm(forms.Form):
    year = AcademicYearFormField(label="Year")
    status = forms.ChoiceField(label="Standing", choices=AssociateStatus, widget=forms.RadioSelect)


class OfferForm(NoticesChanges):
    year = AcademicYearFormField(label="Year")
    offered_on = day_field("Offered on", required=False)

    class Meta:
        model = AssociateOffer
        fields = ("what", "year", "offered_on", "outcome")

    def _get_validation_exclusions(self) -> set[str]:
        """Whose offer it is, is not typed, and the rule that an offer stands once is about it."""
        return super()._get_validation_exclusions() - {"associate"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        on, year = cleaned.get("offered_on"), cleaned.get("year")
        if on and year and not year.first_day <= on <= year.last_day:
            self.add_error("offered_on", f"This day is not in {year}. Correct the day or the year.")
        return cleaned
