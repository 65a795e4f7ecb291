"""The dates of a report, chosen on its page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

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
        self.is_valid()

    def clean(self) -> dict[str, Any]:
        """The usual date stands where none was asked for, or where what was asked for is no date."""
        cleaned = super().clean()
        try:
            self.dates = ReportDates(
                self.usual.report_year,
                cleaned.get("membership_year") or self.usual.membership_year,
                cleaned.get("as_at") or self.usual.as_at,
            )
        except ValueError as error:
            self.dates = self.usual
            raise ValidationError(str(error), code="too_early") from error
        return cleaned

    def query(self) -> str:
        """The part of an address that carries dates other than the usual ones."""
        dates, chosen = self.dates, {}
        if dates.membership_year != self.usual.membership_year:
            chosen["membership_year"] = dates.membership_year.slug
        if dates.as_at != self.usual.as_at:
            chosen["as_at"] = dates.as_at.isoformat()
        return "?" + "&".join(f"{name}={value}" for name, value in chosen.items()) if chosen else ""
