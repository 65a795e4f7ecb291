"""Memberships, agreements, charges and associates over the years."""

import datetime
import uuid
from collections.abc import Iterator
from itertools import count
from random import Random

from bench.copying import copy
from bench.rows.schools import Place
from bench.sizes import LAST_YEAR, Size
from membership.models import (
    Agreement,
    AgreementSchool,
    AssociateMembership,
    AssociateOffer,
    AssociateStatus,
    Charge,
    Includes,
    Membership,
    MembershipStatus,
    Package,
    PackageInclusion,
    PackagePrice,
    RenewalLetter,
    RenewalRound,
)
from schools.models import Associate, Phase
from thep.years import AcademicYear

# Of the schools open at first; of the members who stay; of the others who join. That makes about 85 % in every year.
IN_AREA = (0.8, 0.96, 0.25)
OUT_OF_AREA = (0.1, 0.9, 0.02)
KEEPS_A_ROW_AFTER_CLOSING = 0.02
FEES = {"bronze": 4400, "silver": 6900, "gold": 9800, "nursery": 1500, "non_sla": 0}
TAKEN = {"bronze": 30, "silver": 22, "gold": 10, "non_sla": 10, "": 28}
TAKEN_BY_NURSERIES = {"nursery": 60, "bronze": 10, "": 30}
FEDERATED = 0.03
CHANGES_IN_JANUARY = 0.01
CHARGED = 0.08


def fill_membership(size: Size, places: list[Place]) -> None:
    """After it, each place knows the years it is a member in."""
    copy(Membership, "school year status joined_on left_on reason", each_membership(size, places))
    _fill_renewals(size)
    _fill_agreements(size, places)
    copy(Charge, "year reference school description amount charged_on", _charges(size, places))
    _fill_associates(size)


def each_membership(size: Size, places: list[Place]) -> Iterator[tuple]:
    chance = size.chance("memberships")
    for place in places:
        at_first, stays, joins = IN_AREA if place.is_in_area else OUT_OF_AREA
        was = chance.random() < at_first
        joined_on = size.years[0].first_day if was else None
        for year in size.membership_years:
            if not place.is_open_in(year):
                if was and chance.random() < KEEPS_A_ROW_AFTER_CLOSING:
                    yield place.pk, year.start, MembershipStatus.MEMBER, None, None, ""
                continue
            now = chance.random() < (stays if was else joins)
            if now:
                joined_on = joined_on or year.first_day
                place.member_in.add(year)
                yield place.pk, year.start, MembershipStatus.MEMBER, joined_on, None, ""
            elif was:
                left = MembershipStatus.RENEWING if year > LAST_YEAR else MembershipStatus.WITHDRAWN
                left_on = None if year > LAST_YEAR else year.first_day + datetime.timedelta(60)
                yield place.pk, year.start, left, joined_on, left_on, "Budget"
                joined_on = None
            elif place.is_in_area and chance.random() < 0.7:
                yield place.pk, year.start, _not_a_member(chance), None, None, ""
            was = now


def _not_a_member(chance: Random) -> MembershipStatus:
    return chance.choice([MembershipStatus.INVITED, MembershipStatus.DECLINED])


def _fill_agreements(size: Size, places: list[Place]) -> None:
    packages = dict(Package.objects.values_list("slug", "pk"))
    _fill_prices(size, packages)
    agreements, coverings, numbers = [], [], count(1)
    for year, slug, schools, first, last in each_agreement(size, places):
        pk, period = next(numbers), f"[{first},{last})"
        agreed_on = year.first_day - datetime.timedelta(pk % 120)
        invoice = (f"SLA-{pk}", agreed_on, None if year > LAST_YEAR else year.first_day)
        agreements.append((pk, year.start, packages[slug], FEES[slug] * len(schools), "", agreed_on, *invoice, period))
        coverings += ((pk, school.pk, period) for school in schools)
    fields = "id year package fee fee_because agreed_on invoice_reference invoiced_on paid_on period"
    copy(Agreement, fields, agreements)
    copy(AgreementSchool, "agreement school period", coverings)


def _fill_prices(size: Size, packages: dict[str, int]) -> None:
    sold = [(slug, packages[slug], year.start) for year in size.membership_years for slug in FEES]
    copy(
        PackagePrice,
        "package year phase price",
        ((package, year, phase, FEES[slug]) for slug, package, year in sold for phase in Phase),
    )
    copy(
        PackageInclusion,
        "package year what amount",
        ((package, year, what, 4) for _, package, year in sold for what in Includes),
    )


def _fill_renewals(size: Size) -> None:
    """Of those outstanding for the next year every other one has had a letter."""
    opened_on = datetime.date(LAST_YEAR.start + 1, 5, 1)
    copy(RenewalRound, "year opened_on", [((LAST_YEAR + 1).start, opened_on)])
    rows = Membership.objects.filter(year=LAST_YEAR + 1, status__in=["invited", "renewing"])
    rows.update(invited_on=opened_on)
    letters = (
        (pk, "reminder", uuid.UUID(int=pk), "2018-06-01 09:00:00+00", "head@school.example", "Your membership", "Dear")
        for pk in rows.order_by("pk").values_list("pk", flat=True)[::2]
    )
    copy(RenewalLetter, "membership kind form_key sent_at to subject text", letters)


def each_agreement(size: Size, places: list[Place]) -> Iterator[tuple]:
    """Each package taken: the year, its slug, the schools covered, the first day and the one after the last."""
    chance = size.chance("agreements")
    for year in size.membership_years:
        members = iter([place for place in places if year in place.member_in])
        first, january, after = year.first_day, datetime.date(year.start + 1, 1, 1), (year + 1).first_day
        for place in members:
            shares = TAKEN_BY_NURSERIES if place.phase == Phase.NURSERY else TAKEN
            slug = chance.choices(list(shares), list(shares.values()))[0]
            if not slug:
                continue
            schools = [place]
            if chance.random() < FEDERATED:
                schools += [other for other in [next(members, None)] if other]
            if chance.random() < CHANGES_IN_JANUARY:
                yield year, slug, schools, first, january
                yield year, "silver", schools, january, after
            else:
                yield year, slug, schools, first, after


def _charges(size: Size, places: list[Place]) -> Iterator[tuple]:
    chance = size.chance("charges")
    for year in size.membership_years:
        numbers = count(1)

        def charge(school: int | None, words: str, amount: int, year=year, numbers=numbers) -> tuple:
            number = next(numbers)
            charged_on = year.first_day + datetime.timedelta(number % 300)
            return year.start, f"INV-{number:05}", school, words, amount, charged_on

        for place in places:
            if year in place.member_in and chance.random() < CHARGED:
                yield charge(place.pk, chance.choice(["Leadership review", "Training"]), 50 * chance.randint(2, 40))
                if chance.random() < 0.05:
                    yield charge(place.pk, "Refund", -100)
        yield charge(None, "Grant", 5000)


def _fill_associates(size: Size) -> None:
    chance = size.chance("associates")
    copy(Associate, "id name", ((pk, f"Associate {pk:03}") for pk in range(1, size.associates + 1)))
    rows = []
    for pk in range(1, size.associates + 1):
        first = chance.choice(size.years)
        for year in size.membership_years:
            if year >= first or pk == 1:
                rows.append((pk, year.start, _standing(chance, year)))
    copy(AssociateMembership, "associate year status", rows)
    offers = ((pk, LAST_YEAR.start, "Workshops", "") for pk in range(1, size.associates + 1))
    copy(AssociateOffer, "associate year what outcome", offers)


def _standing(chance: Random, year: AcademicYear) -> AssociateStatus:
    late = AssociateStatus.RENEWING if year > LAST_YEAR else AssociateStatus.LAPSED
    return late if chance.random() < 0.1 else AssociateStatus.MEMBER
