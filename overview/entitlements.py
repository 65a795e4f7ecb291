"""What a package gives its schools a right to, what of it they used, and what is left: from what is on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DecimalField, F, Func, OuterRef, QuerySet, Subquery, Sum, TextField
from django.db.models.functions import JSONObject

from documents.display import plain_number
from membership.models import Agreement, AgreementSchool, Includes, PackageInclusion
from programmes.models import GIVING, Participation, ProgrammeKind
from visits.kpis import made
from visits.models import Visit

WITH_PLACES = [ProgrammeKind.CONFERENCE, ProgrammeKind.LEADERSHIP]
ALLOWANCE = (
    "A package includes so much for each school that the agreement covers; several schools of one agreement have it "
    "together."
)
RULES = {
    Includes.CONSULTANCY: "Consultancy days are those of the focus of each visit made to a covered school on a day of "
    "the agreement. Calls are not visits, and planned and cancelled visits did not happen.",
    Includes.PLACES: "Places are the people of covered schools recorded in conferences and leadership programmes of "
    "the year. Coaches, leads and hosts give, and take no place.",
    Includes.NETWORKS: "Networks are counted once for each covered school that takes part in the year.",
}
"""What is counted as used. Participation is on record by the year: two agreements of a school in one year both show
it."""


def consultancy_visits(agreement: Any, user: Any) -> QuerySet[Visit]:
    """The visits that used consultancy days of `agreement`, as far as the person may see them."""
    return (
        made()
        .visible_to(user)
        .filter(
            school__coverings__agreement=agreement,
            school__coverings__period__contains=F("visited_on"),
            focus__consultancy_days__gt=0,
        )
    )


def places_taken(agreement: Any, year: Any, user: Any) -> QuerySet[Participation]:
    """The rows of participation whose people took places of `agreement`."""
    rows = _participation(agreement, year, user)
    return rows.filter(programme__kind__in=WITH_PLACES, people__gt=0).exclude(role__in=GIVING)


def networks_joined(agreement: Any, year: Any, user: Any) -> QuerySet[Participation]:
    """The rows of participation in networks; a school's rows in one network count once."""
    return _participation(agreement, year, user).filter(programme__kind=ProgrammeKind.NETWORK)


def _participation(agreement: Any, year: Any, user: Any) -> QuerySet[Participation]:
    return Participation.objects.visible_to(user).filter(school__coverings__agreement=agreement, year=year)


@dataclass(frozen=True)
class Entitlement:
    """`included` is nothing where a package has none of it; `is_unlimited`: as much as the schools like."""

    what: Includes
    included: Decimal | None
    is_unlimited: bool
    used: Decimal

    @property
    def left(self) -> Decimal | None:
        """Never below nought: what is used beyond that is `over`."""
        return None if self.included is None else max(self.included - self.used, Decimal(0))

    @property
    def over(self) -> Decimal | None:
        return None if self.included is None else max(self.used - self.included, Decimal(0))

    @property
    def words(self) -> str:
        """`1.5 of 4 used, 2.5 left`; nothing where there is none and none was used."""
        used = plain_number(self.used)
        if self.is_unlimited:
            return f"{used} used, as many as they like"
        if self.included is None:
            return f"{used} used, none included" if self.used else ""
        rest = f"{plain_number(self.over)} over" if self.over else f"{plain_number(self.left)} left"
        return f"{used} of {plain_number(self.included)} used, {rest}"


def with_use(agreements: QuerySet[Agreement], user: Any) -> QuerySet[Agreement]:
    """Each agreement with what `entitlements` needs, by one query, however many there are.

    A headteacher sees the part of their own schools: what these have a right to, and what these used.
    """
    this, year = OuterRef("pk"), OuterRef("year")
    covered = AgreementSchool.objects.visible_to(user).filter(agreement=this).order_by("school__sort_name", "pk")
    included = PackageInclusion.objects.filter(package=OuterRef("package"), year=year).order_by("pk")
    days, pairs = (
        Sum("focus__consultancy_days"),
        Count(Func("programme", "school", function="ROW", output_field=TextField()), distinct=True),
    )
    return agreements.select_related("package").annotate(
        covered=ArraySubquery(covered.values(row=JSONObject(pk="school_id", name="school__display_name"))),
        included=ArraySubquery(included.values(row=JSONObject(what="what", amount="amount"))),
        used_consultancy=_of_one(consultancy_visits(this, user), "kind", days),
        used_places=_of_one(places_taken(this, year, user), "year", Sum("people")),
        used_networks=_of_one(networks_joined(this, year, user), "year", pairs),
    )


def _of_one(rows: QuerySet, by: str, number: Any) -> Subquery:
    """The number over all rows, which are the same in column `by`."""
    return Subquery(
        rows.order_by().values(by).annotate(number=number).values("number"),
        output_field=DecimalField(max_digits=9, decimal_places=1),
    )


def entitlements(agreement: Agreement) -> list[Entitlement]:
    """Of an agreement read `with_use`: consultancy days, places and networks, in this order."""
    included = {row["what"]: row["amount"] for row in agreement.included}
    return [_entitlement(agreement, what, included) for what in Includes]


def _entitlement(agreement: Agreement, what: Includes, included: dict[str, Any]) -> Entitlement:
    amount, schools = included.get(what), len(agreement.covered)
    return Entitlement(
        what,
        None if amount is None else Decimal(str(amount)) * schools,
        what in included and amount is None,
        getattr(agreement, f"used_{what}") or Decimal(0),
    )


def in_words(found: Iterable[Entitlement]) -> list[tuple[str, str]]:
    """Those of which something is included or used."""
    return [(one.what.label, one.words) for one in found if one.words]
