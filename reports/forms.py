"""The dates of a report, chosen on its page."""

from typing import Any

from django import forms

from reports.dates import ReportDates
from thep.years import AcademicYearFormField


class DatesForm(forms.Form):
    """Both may be left empty for the usual dates of the report year."""

    membership_year = AcademicYearFormField(required=False, label="Membership year")
    as_at = forms.DateField(
        required=False, label="Ofsted grades as at", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any, *, usual: ReportDates) -> None:
        super().__init__(data, initial={"membership_year": usual.membership_year, "as_at": usual.as_at})
        self.usual = usual

    @property
    def dates(self) -> ReportDates:
        """The dates asked for; the usual one where none was, or where what was asked for is no date."""
        self.is_valid()
        return ReportDates(
            self.usual.report_year,
            self.cleaned_data.get("membership_year") or self.usual.membership_year,
            self.cleaned_data.get("as_at") or self.usual.as_at,
        )

    def clean_as_at(self) -> Any:
        as_at = self.cleaned_data["as_at"]
        if as_at and as_at.year < 1901:
            raise forms.ValidationError("Choose a day after 1900.")
        return as_at

    def clean_membership_year(self) -> Any:
        year = self.cleaned_data["membership_year"]
        if year and year.start < 1902:
            raise forms.ValidationError("Choose a year after 1902.")
        return year

    def query(self) -> str:
        """The part of an address that carries dates other than the usual ones."""
        dates = self.dates
        chosen = {}
        if dates.membership_year != self.usual.membership_year:
            chosen["membership_year"] = dates.membership_year.slug
        if dates.as_at != self.usual.as_at:
            chosen["as_at"] = dates.as_at.isoformat()
        return "?" + "&".join(f"{name}={value}" for name, value in chosen.items()) if chosen else ""
