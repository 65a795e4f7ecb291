"""What is invoiced, what is paid, and what is still owed."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Q, QuerySet, Sum

from membership.models import Agreement, Charge
from thep.years import AcademicYear


class Owed(models.TextChoices):
    """How far the money for an agreement or a charge has come: each is in exactly one of these."""

    NOT_INVOICED = "not_invoiced", "Not invoiced yet"
    UNPAID = "unpaid", "Invoiced and unpaid"
    PAID = "paid", "Paid"


INVOICED = {
    Agreement: Q(invoiced_on__isnull=False) | ~Q(invoice_reference=""),
    Charge: Q(charged_on__isnull=False),
}
"""An agreement with an invoice's date or reference; a charge with the day it was charged."""


def is_owed(model: type, owed: str) -> Q:
    """A payment counts as paid, whether or not an invoice is on record."""
    unpaid = Q(paid_on__isnull=True)
    match owed:
        case Owed.PAID:
            return Q(paid_on__isnull=False)
        case Owed.UNPAID:
            return unpaid & INVOICED[model]
    return unpaid & ~INVOICED[model]


@dataclass(frozen=True)
class OwedLine:
    owed: Owed
    agreements: int
    fees: Decimal
    charges: int
    amounts: Decimal

    @property
    def total(self) -> Decimal:
        return self.fees + self.amounts


def owed_in(year: AcademicYear) -> list[OwedLine]:
    """The agreements and charges of `year` by how far their money has come: in number and in pounds."""
    agreements = _added(Agreement.objects.filter(year=year), "fee")
    charges = _added(Charge.objects.filter(year=year), "amount")
    return [OwedLine(owed, *agreements[owed], *charges[owed]) for owed in Owed]


def _added(rows: QuerySet, money: str) -> dict[str, tuple[int, Decimal]]:
    each = {f"{owed}_rows": Count("pk", filter=is_owed(rows.model, owed)) for owed in Owed}
    each |= {f"{owed}_money": Sum(money, filter=is_owed(rows.model, owed)) for owed in Owed}
    found = rows.aggregate(**each)
    return {owed: (found[f"{owed}_rows"], found[f"{owed}_money"] or Decimal(0)) for owed in Owed}


def not_paid(rows: QuerySet) -> QuerySet:
    return rows.filter(paid_on=None)


def not_invoiced(rows: QuerySet) -> QuerySet:
    return rows.filter(is_owed(rows.model, Owed.NOT_INVOICED))


def _held(rows: QuerySet) -> list[int]:
    """Their numbers. Held in one order, so that two people at once wait for one another and do not block."""
    return list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def mark_paid(rows: QuerySet, *, on: datetime.date, by: Any) -> int:
    return rows.model.objects.filter(pk__in=_held(not_paid(rows))).update(paid_on=on)


@transaction.atomic
def mark_invoiced(rows: QuerySet, *, on: datetime.date, invoice_reference: str, by: Any) -> int:
    """With one reference for all of them, where they are on one invoice."""
    held = rows.model.objects.filter(pk__in=_held(not_invoiced(rows)))
    return held.update(invoiced_on=on, invoice_reference=invoice_reference)
