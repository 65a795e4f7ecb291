"""The file for the accounts system: a line for each agreement or charge, pence exact."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from documents.display import Kind, day, listed
from documents.tables import Column
from membership.models import Agreement, AgreementSchool, Charge, whole
from membership.packages.fields import YearField
from membership.packages.owed import Owed, is_owed
from membership.packages.years import years_offered
from schools.models import current_urn
from thep.days import day_field
from thep.years import AcademicYear

LINES_AT_A_TIME = 500
RULE = (
    "Each agreement of the year with its whole fee, and each charge, refunds taken off. Together the lines of "
    "everything in a year are its income from packages, its extra income, and the fees of agreements without a "
    "service-level agreement, which the report does not count as income from packages."
)


class What(models.TextChoices):
    NOT_INVOICED = Owed.NOT_INVOICED.value, "What is not invoiced yet"
    ALL = "all", "Everything of the year"
    PAID = Owed.PAID.value, "What was paid between two days"


class ExportForm(forms.Form):
    year = YearField()
    what = forms.ChoiceField(label="Which lines", choices=What, initial=What.NOT_INVOICED, widget=forms.RadioSelect)
    since = day_field("Paid from", required=False)
    until = day_field("Paid until", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].offer(years_offered())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if cleaned.get("what") == What.PAID:
            for name in ("since", "until"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Say which day.")
        if since and until and until < since:
            self.add_error("until", "This is before the first day.")
        return cleaned


@dataclass(frozen=True)
class Line:
    on: datetime.date | None
    reference: str
    customer: str
    urn: str
    description: str
    net: Decimal
    invoiced_on: datetime.date | None
    paid_on: datetime.date | None


COLUMNS = (
    Column("Date", lambda line: line.on, Kind.DATE),
    Column("Reference", lambda line: line.reference),
    Column("Customer", lambda line: line.customer),
    Column("URN", lambda line: line.urn),
    Column("Description", lambda line: line.description),
    Column("Net amount", lambda line: line.net, Kind.MONEY),
    Column("Invoiced on", lambda line: line.invoiced_on, Kind.DATE),
    Column("Paid on", lambda line: line.paid_on, Kind.DATE),
)


def lines(*, year: AcademicYear, what: str, since: datetime.date | None, until: datetime.date | None) -> Iterator[Line]:
    """Agreements, then charges, each by date, as they come from the database. The days are both included."""

    def chosen(rows: QuerySet) -> QuerySet:
        rows = rows.filter(year=year)
        match what:
            case What.NOT_INVOICED:
                return rows.filter(is_owed(rows.model, Owed.NOT_INVOICED))
            case What.PAID:
                return rows.filter(paid_on__range=(since, until))
        return rows

    agreements = _with_customers(chosen(Agreement.objects.all()).select_related("package"))
    charges = chosen(Charge.objects.all()).select_related("school").annotate(urn=current_urn("school"))
    return chain(
        map(_of_agreement, _read(agreements, "agreed_on")),
        map(_of_charge, _read(charges, "charged_on")),
    )


def _read(rows: QuerySet, on: str) -> Iterator[Any]:
    return rows.order_by(F(on).asc(nulls_last=True), "pk").iterator(chunk_size=LINES_AT_A_TIME)


def _with_customers(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    covered = AgreementSchool.objects.filter(agreement=OuterRef("pk")).annotate(urn=current_urn("school"))
    names = covered.order_by("school__sort_name", "pk").values(row=JSONObject(name="school__display_name", urn="urn"))
    return agreements.annotate(customers=ArraySubquery(names))


def _of_agreement(agreement: Agreement) -> Line:
    names = [one["name"] for one in agreement.customers]
    urn = agreement.customers[0]["urn"] if names else None
    return Line(
        agreement.agreed_on,
        agreement.invoice_reference,
        _customer(names),
        str(urn or ""),
        f"{agreement.package} package, {agreement.year}{_part(agreement)}",
        agreement.fee,
        agreement.invoiced_on,
        agreement.paid_on,
    )


def _customer(names: list[str]) -> str:
    """The first of them, and with whom: an invoice goes to one."""
    return f"{names[0]} with {listed(names[1:])}" if len(names) > 1 else "".join(names)


def _part(agreement: Agreement) -> str:
    if agreement.period == whole(agreement.year):
        return ""
    last = agreement.period.upper - datetime.timedelta(days=1)
    return f", {day(agreement.period.lower)} to {day(last)}"


def _of_charge(charge: Charge) -> Line:
    return Line(
        charge.charged_on,
        charge.reference,
        str(charge.school or ""),
        str(charge.urn or ""),
        charge.description,
        charge.amount,
        charge.charged_on,
        charge.paid_on,
    )
