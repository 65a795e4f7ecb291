"""The form of an agreement: the same to make one and to change one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.display import Kind, day, display
from membership.kpis.packages import all_packages
from membership.models import Agreement, whole
from membership.packages import agreeing
from membership.packages.agreeing import ONE_DAY, Terms
from membership.packages.fields import MoneyField, YearField, not_negative
from membership.packages.prices import ListPrice, list_price
from membership.packages.years import years_offered
from schools.models import School
from schools.place_forms import MOST_PLACES, PlacesForm
from schools.places import value_of
from thep.days import day_field

PARTS = ("first_on", "last_on")
INVOICE = ("invoice_reference", "invoiced_on", "paid_on")


def fee_field(label: str, **kwargs: Any) -> MoneyField:
    return MoneyField(label=label, validators=[not_negative("A fee is not less than nothing.")], **kwargs)


class AgreementForm(PlacesForm):
    """`agreement` is the one on record that is changed, if any. `already` is one that says just what was sent."""

    year = YearField()
    package = forms.ModelChoiceField(all_packages(), empty_label="Choose a package")
    fee = fee_field("Fee agreed, in pounds")
    fee_because = forms.CharField(
        label="Why it is not the list price",
        max_length=agreeing.MOST_OF_A_REASON,
        required=False,
        help_text="Needed where it differs. The schools can read this.",
    )
    agreed_on = day_field("Agreed on", required=False, is_past=True)
    first_on = day_field("First day", required=False, help_text="Empty: 1 September.")
    last_on = day_field("Last day", required=False, help_text="Included. Empty: 31 August.")
    invoice_reference = forms.CharField(label="Invoice reference", max_length=100, required=False)
    invoiced_on = day_field("Invoiced on", required=False, is_past=True)
    paid_on = day_field("Paid on", required=False, is_past=True)
    schools_only = True
    use_required_attribute = False  # a school can be added, and the list price asked for, before the rest is there

    def __init__(self, *args: Any, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement, self.already = agreement, None
        self.list_price: ListPrice | None = None
        self.fields["year"].offer(years_offered())
        self.fields["place_name"].label = "Schools"
        self.fields["place_name"].help_text = "Part of a name, or a URN. One agreement can cover several."

    def _count(self, places_ticked: int) -> None:
        if not places_ticked:
            self.add_error("place_name", "Say which school: write part of its name, or its URN.")
        elif places_ticked > MOST_PLACES:
            self.add_error("place_name", f"At most {MOST_PLACES} schools in one agreement.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        year, schools = cleaned.get("year"), cleaned["places"]
        if not year:
            return cleaned
        cleaned["period"] = self._period(cleaned)
        if cleaned.get("package") and schools:
            self.list_price = list_price(year, cleaned["package"], schools)
        if schools and cleaned["period"] and "place_name" not in self.errors:
            self._check_schools(schools, cleaned)
        self._check_reason(cleaned)
        return cleaned

    def _period(self, cleaned: dict[str, Any]) -> DateRange | None:
        """The days covered, the last of the range excluded as PostgreSQL has it; both in the form are included."""
        year = cleaned["year"]
        if any(name in self.errors for name in PARTS):
            return None
        first, last = cleaned.get("first_on") or year.first_day, cleaned.get("last_on") or year.last_day
        for name, on in zip(PARTS, (first, last), strict=True):
            if not year.first_day <= on <= year.last_day:
                self.add_error(name, f"This day is not in {year}.")
        if not self.errors.keys() & set(PARTS) and last < first:
            self.add_error("last_on", "The last day is before the first.")
        return None if self.errors.keys() & set(PARTS) else DateRange(first, last + ONE_DAY)

    def _check_schools(self, schools: list[School], cleaned: dict[str, Any]) -> None:
        """Those covered on the same days already are taken as they are."""
        period, was = cleaned["period"], self.agreement
        kept = set(was.coverings.values_list("school", flat=True)) if was and was.period == period else set()
        asked = [school for school in schools if school.pk not in kept]
        for school in asked:
            if school.closed_on and school.closed_on <= period.lower:
                self.add_error("place_name", f"{school} closed on {day(school.closed_on)}.")
            elif school.opened_on and school.opened_on >= period.upper:
                self.add_error("place_name", f"{school} opens on {day(school.opened_on)}.")
        year, main = cleaned["year"], (self.list_price or list_price(cleaned["year"], None, schools)).without_phase
        for school in main:
            if school in asked:
                self.add_error("place_name", f"{school} is in no phase in {year}: an admin can give it one.")
        coverings = list(agreeing.in_the_way(asked, period, but=was))
        if coverings and not was and not self.errors:
            self.already = agreeing.same_as(self.terms(), schools)
        if coverings and not self.already:
            self.add_error("place_name", _standing(coverings))

    def _check_reason(self, cleaned: dict[str, Any]) -> None:
        total, fee = self.list_price.total if self.list_price else None, cleaned.get("fee")
        if total is None or fee is None or fee == total or cleaned.get("fee_because") or self._is_as_agreed(cleaned):
            return
        if "fee_because" not in self.errors:
            self.add_error("fee_because", f"Say why: the list price is {display(total, Kind.MONEY)}.")

    def _is_as_agreed(self, cleaned: dict[str, Any]) -> bool:
        """Whether fee, package, year and schools are those on record: nobody is asked again why they are."""
        was = self.agreement
        if was is None:
            return False
        now = (cleaned["fee"], cleaned.get("package"), cleaned["year"], {one.pk for one in cleaned["places"]})
        return now == (was.fee, was.package, was.year, set(was.coverings.values_list("school", flat=True)))

    def terms(self) -> Terms:
        names = ("year", "package", "period", "fee", "fee_because", "agreed_on", *INVOICE)
        return Terms(**{name: self.cleaned_data[name] for name in names})

    @property
    def schools(self) -> list[School]:
        return self.cleaned_data["places"]

    def looked_up(self) -> "AgreementForm":
        """The same form with the school that was typed among those ticked, and nothing said of what is still empty."""
        self.full_clean()
        data = self.data.copy()
        if "place_name" not in self.errors and self.cleaned_data["places"]:
            data.setlist("places", [value_of(school) for school in self.cleaned_data["places"]])
            data["place_name"] = ""
        total = self.list_price.total if self.list_price else None
        if total is not None and not data.get("fee", "").strip():
            data["fee"] = f"{total:.2f}"
        form = AgreementForm(data, user=self.user, agreement=self.agreement)
        form.full_clean()
        for name in form.errors.keys() - {"place_name"}:
            del form.errors[name]
        return form

    @property
    def has_part(self) -> bool:
        return any(self[name].value() or name in self.errors for name in PARTS)

    @property
    def has_invoice(self) -> bool:
        return any(self[name].value() or name in self.errors for name in INVOICE)


def _standing(coverings: list) -> SafeString:
    rows = [(one.school, one.agreement.get_absolute_url(), one.agreement) for one in coverings]
    words = format_html_join("; ", '{} already has an agreement for those days: <a href="{}">{}</a>', rows)
    return format_html("{}.", words)


def on_record(agreement: Agreement) -> dict[str, Any]:
    """What the form shows of an agreement before anything is typed."""
    names = ("package", "fee", "fee_because", "agreed_on", *INVOICE)
    schools = School.objects.filter(coverings__agreement=agreement).order_by("sort_name", "pk")
    shown = {name: getattr(agreement, name) for name in names} | {
        "year": agreement.year.slug,
        "places": [value_of(school) for school in schools],
    }
    if agreement.period != whole(agreement.year):
        shown |= {"first_on": agreement.period.lower, "last_on": agreement.period.upper - ONE_DAY}
    return shown


class _PartForm(forms.Form):
    """Something that happens on a day within an agreement's days, and is kept with its fee."""

    because = forms.CharField(label="Why", max_length=200, help_text="It stands with the fee. The schools can read it.")

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement

    def _check_length(self, words: str) -> None:
        longer = len(agreeing.with_words(self.agreement.fee_because, words)) - agreeing.MOST_OF_A_REASON
        if longer > 0:
            self.add_error("because", f"Shorten this by {longer} letters: what is said of the fee already stands too.")


class EndForm(_PartForm):
    last_on = day_field("Last day", help_text="The agreement still covers this day.")
    fee = fee_field("Fee for what is left of it, in pounds")
    field_order = ("last_on", "fee", "because")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        last, period = cleaned.get("last_on"), self.agreement.period
        if last and not period.lower <= last < period.upper:
            self.add_error("last_on", f"The agreement runs from {day(period.lower)} to {day(period.upper - ONE_DAY)}.")
        if last and cleaned.get("because"):
            self._check_length(agreeing.ended_words(last, cleaned["because"]))
        return cleaned


class ChangePackageForm(_PartForm):
    """`already` is the agreement that the same form made before."""

    package = forms.ModelChoiceField(all_packages(), label="To which package?", empty_label="Choose a package")
    from_on = day_field("From", help_text="The first day of the new package.")
    fee_before = fee_field("Fee for the part before, in pounds")
    fee_after = fee_field("Fee for the part after, in pounds")
    field_order = ("package", "from_on", "fee_before", "fee_after", "because")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.already: Agreement | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        package, first, period = cleaned.get("package"), cleaned.get("from_on"), self.agreement.period
        fee: Decimal | None = cleaned.get("fee_after")
        if package and first and fee is not None:
            self.already = agreeing.followed_by(self.agreement, from_on=first, package=package, fee=fee)
        if self.already:
            return cleaned
        if package == self.agreement.package:
            self.add_error("package", "This is the package they have.")
        if first and not period.lower < first < period.upper:
            days = f"{day(period.lower + ONE_DAY)} to {day(period.upper - ONE_DAY)}"
            self.add_error("from_on", f"Choose a day within the agreement: from {days}.")
        if package and first and cleaned.get("because"):
            words = agreeing.changed_words(first, self.agreement.package, package, cleaned["because"])
            self._check_length(words)
        return cleaned
