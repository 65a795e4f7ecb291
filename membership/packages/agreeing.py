"""Agreements made, changed, ended early, turned into another package, and taken back."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from documents.display import day
from membership.models import Agreement, AgreementSchool, Package
from schools.models import School
from thep.years import AcademicYear

ONE_DAY = datetime.timedelta(days=1)
MOST_OF_A_REASON = Agreement._meta.get_field("fee_because").max_length


@dataclass(frozen=True)
class Terms:
    """What an agreement says, its schools aside."""

    year: AcademicYear
    package: Package
    period: DateRange
    fee: Decimal
    fee_because: str = ""
    agreed_on: datetime.date | None = None
    invoice_reference: str = ""
    invoiced_on: datetime.date | None = None
    paid_on: datetime.date | None = None

    @classmethod
    def of(cls, agreement: Agreement) -> "Terms":
        return cls(**{one.name: getattr(agreement, one.name) for one in fields(cls)})

    @property
    def said(self) -> dict[str, Any]:
        """By the names of the agreement's fields."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


class InTheWay(Exception):
    """Some of the schools have an agreement for some of those days already."""


class ChangedMeanwhile(Exception):
    """The agreement is no longer as the form showed it."""


class Settled(Exception):
    """The agreement was invoiced or paid, so it is no mere mistake."""


def in_the_way(schools: Iterable[School], period: DateRange, *, but: Agreement | None = None) -> QuerySet:
    """The coverings of these schools on any of those days, by agreements other than `but`."""
    rows = AgreementSchool.objects.filter(school__in=schools, period__overlap=period)
    rows = rows.exclude(agreement=but) if but else rows
    return rows.select_related("school", "agreement__package").order_by("school__sort_name", "pk")


def _hold(schools: Iterable[School]) -> None:
    """So that two people who agree with the same school at once come one after the other."""
    keys = [school.pk for school in schools]
    list(School.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values("pk"))


def version_of(agreement: Agreement) -> str:
    """Changes whenever the agreement or its schools do."""
    terms = [str(value) for value in (Terms.of(agreement).said | {"package": agreement.package_id}).values()]
    said = repr((terms, sorted(agreement.coverings.values_list("school", flat=True))))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def same_as(terms: Terms, schools: Iterable[School]) -> Agreement | None:
    """An agreement on record that says just this: a form that was sent before."""
    wanted = {school.pk for school in schools}
    found = Agreement.objects.filter(**terms.said, coverings__school__in=wanted).distinct().order_by("pk")
    return next(
        (one for one in found if set(one.coverings.values_list("school", flat=True)) == wanted),
        None,
    )


@transaction.atomic
def agree(*, terms: Terms, schools: Iterable[School], by: Any) -> Agreement:
    """A new agreement. `InTheWay` where a school has one for any of its days."""
    schools = list(schools)
    _hold(schools)
    if in_the_way(schools, terms.period).exists():
        raise InTheWay
    agreement = Agreement(**terms.said)
    agreement.save()
    for school in schools:
        AgreementSchool(agreement=agreement, school=school).save()
    return agreement


@transaction.atomic
def change(*, agreement: Agreement, terms: Terms, schools: Iterable[School], version: str, by: Any) -> None:
    """What it says, and whom it covers. `ChangedMeanwhile`, `InTheWay`."""
    schools = list(schools)
    _hold(schools)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    covered = set(agreement.coverings.values_list("school", flat=True))
    wanted = {school.pk for school in schools}
    if Terms.of(agreement) == terms and covered == wanted:
        return
    if version != version_of(agreement):
        raise ChangedMeanwhile
    if in_the_way(schools, terms.period, but=agreement).exists():
        raise InTheWay
    agreement.coverings.exclude(school__in=wanted).delete()
    for name, value in terms.said.items():
        setattr(agreement, name, value)
    agreement.save()
    for school in schools:
        if school.pk not in covered:
            AgreementSchool(agreement=agreement, school=school).save()


def with_words(before: str, words: str) -> str:
    """What stands as the reason, and then `words`."""
    return f"{before.rstrip('.')}. {words}" if before else words


def ended_words(last_on: datetime.date, because: str) -> str:
    return f"Ends on {day(last_on)}: {because}"


def changed_words(from_on: datetime.date, before: Package, after: Package, because: str) -> str:
    return f"From {before} to {after} on {day(from_on)}: {because}"


@transaction.atomic
def end(*, agreement: Agreement, last_on: datetime.date, fee: Decimal, because: str, by: Any) -> None:
    """Its last day is `last_on`, with the fee as agreed for what is left; why is kept with the fee."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    words = ended_words(last_on, because)
    if agreement.period.upper == last_on + ONE_DAY and agreement.fee == fee and agreement.fee_because.endswith(words):
        return
    agreement.period = DateRange(agreement.period.lower, last_on + ONE_DAY)
    agreement.fee, agreement.fee_because = fee, with_words(agreement.fee_because, words)
    agreement.save()


@transaction.atomic
def change_package(
    *,
    agreement: Agreement,
    from_on: datetime.date,
    package: Package,
    fee_before: Decimal,
    fee_after: Decimal,
    because: str,
    by: Any,
) -> Agreement:
    """From the day `from_on` the same schools have another package: this agreement ends the day before, one follows."""
    agreement = Agreement.objects.select_for_update(of=("self",)).select_related("package").get(pk=agreement.pk)
    schools = list(School.objects.filter(coverings__agreement=agreement).order_by("pk"))
    _hold(schools)
    words = changed_words(from_on, agreement.package, package, because)
    following = Terms(
        year=agreement.year,
        package=package,
        period=DateRange(from_on, agreement.period.upper),
        fee=fee_after,
        fee_because=words,
        agreed_on=from_on,
    )
    agreement.period = DateRange(agreement.period.lower, from_on)
    agreement.fee, agreement.fee_because = fee_before, with_words(agreement.fee_because, words)
    agreement.save()
    return agree(terms=following, schools=schools, by=by)


def followed_by(agreement: Agreement, *, from_on: datetime.date, package: Package, fee: Decimal) -> Agreement | None:
    """The agreement that a change of package from that day made, where it was made already."""
    if agreement.period.upper != from_on:
        return None
    schools = agreement.coverings.values("school")
    found = Agreement.objects.filter(
        year=agreement.year, package=package, fee=fee, period__startswith=from_on, coverings__school__in=schools
    )
    return found.order_by("pk").first()


@transaction.atomic
def remove(*, agreement: Agreement, by: Any) -> None:
    """Take back one that was made by mistake; the history keeps it. `Settled` once it was invoiced or paid."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if is_settled(agreement):
        raise Settled
    agreement.delete()


def is_settled(agreement: Agreement) -> bool:
    return bool(agreement.invoice_reference or agreement.invoiced_on or agreement.paid_on)
