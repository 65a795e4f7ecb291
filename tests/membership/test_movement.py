"""Movement between years: every school in one line, and opening and movements give closing, in schools and in pence."""

import datetime
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from membership.kpis.movement import Movement, closing, movement_tally, unplaced
from tests.factories import (
    YEAR,
    AgreementFactory,
    ChargeFactory,
    MembershipFactory,
    PackagePriceFactory,
    SchoolFactory,
)
from tests.figures.reading import DATES

BEFORE, LONG_BEFORE = YEAR - 1, YEAR - 4
pytestmark = pytest.mark.django_db


def school(name, *, before=None, now=None, member=(BEFORE, YEAR), **more):
    """A member of these years, with a package and a fee in each where one is given."""
    made = SchoolFactory(name=name, **more)
    for year in member:
        MembershipFactory(school=made, year=year)
    for year, taken in ((BEFORE, before), (YEAR, now)):
        if taken:
            package, fee = taken
            AgreementFactory(year=year, package=package, fee=fee, schools=[made])
    return made


def value(key):
    return movement_tally(YEAR, DATES.as_at).figures()[key].value


def schools_in(movement):
    cut = movement_tally(YEAR, DATES.as_at).cut(f"membership.{YEAR.slug}.movement.{movement}")
    return [row.subject.name for row in cut.tally.page(cut.cell)]


def test_each_school_is_in_one_line(db):
    school("Stays", before=("bronze", 4400), now=("bronze", 4500))
    school("Never had one")
    school("Up", before=("bronze", 4400), now=("silver", 6900))
    school("Down", before=("gold", 9800), now=("silver", 6900))
    school("Takes one", now=("bronze", 4400))
    school("Gives it up", before=("bronze", 4400))
    school("New", member=[YEAR], now=("gold", 9800))
    school("Back", member=[LONG_BEFORE, YEAR], now=("bronze", 4400))
    school("Gone", member=[BEFORE], before=("silver", 6900))
    school("Buys only", member=[], before=("bronze", 4400))
    school("Nothing to do with it", member=[LONG_BEFORE])
    SchoolFactory(name="Declined")
    MembershipFactory(status="declined", school__name="Said no")

    assert {movement.value: schools_in(movement) for movement in Movement} == {
        "new": ["New"],
        "rejoined": ["Back"],
        "renewed": ["Never had one", "Stays"],
        "traded_up": ["Takes one", "Up"],
        "traded_down": ["Down", "Gives it up"],
        "left": ["Gone"],
        "no_member": ["Buys only"],
    }
    assert closing(YEAR, DATES.as_at).is_closed


def test_money_is_that_of_the_schools_and_charges_have_no_part_in_it(db):
    school("Stays", before=("bronze", 4400), now=("bronze", "4500.50"))
    school("Gone", member=[BEFORE], before=("silver", 6900))
    ChargeFactory(amount=1000)

    stem = f"income.{YEAR.slug}.movement"
    assert [value(f"{stem}.{part}") for part in ("opening", "renewed", "left", "left.before", "new", "closing")] == [
        Decimal(11300),
        Decimal("100.50"),
        Decimal(-6900),
        Decimal(6900),
        0,
        Decimal("4500.50"),
    ]
    assert closing(YEAR, DATES.as_at).is_closed


def test_a_package_is_worth_its_list_price_of_the_new_year_where_the_list_has_both(db):
    """Silver was agreed for less than bronze had been: a favour, and still more than bronze."""
    up = school("Up", before=("bronze", 4400), now=("silver", 4000))
    for package, price in (("bronze", 4400), ("silver", 6900)):
        PackagePriceFactory(package=up.agreements.get(package__slug=package).package, price=price)
    special = school("No price", phase="special", before=("bronze", 4400), now=("silver", 4000))

    assert (schools_in("traded_up"), schools_in("traded_down")) == (["Up"], [special.name])


def test_packages_of_one_worth_are_renewed(db):
    one = school("Same", before=("bronze", 4400), now=("silver", 6900))
    for package in ("bronze", "silver"):
        PackagePriceFactory(package=one.agreements.get(package__slug=package).package, price=5000)

    assert schools_in("renewed") == ["Same"]


def test_a_package_changed_within_the_year_is_the_last_and_both_fees_count(db):
    one = school("Changes", before=("bronze", 4400))
    january = datetime.date(YEAR.start + 1, 1, 1)
    for package, fee, first, last in (
        ("bronze", 1500, YEAR.first_day, january),
        ("gold", 6500, january, (YEAR + 1).first_day),
    ):
        AgreementFactory(package=package, fee=fee, schools=[one], period=DateRange(first, last))

    assert schools_in("traded_up") == ["Changes"]
    assert value(f"income.{YEAR.slug}.movement.traded_up.now") == 8000


def test_non_sla_arrangements_are_no_package_here(db):
    school("Buys as it goes", before=("bronze", 4400), now=("non_sla", 300))

    assert (schools_in("traded_down"), value(f"income.{YEAR.slug}.movement.traded_down")) == (
        ["Buys as it goes"],
        -4400,
    )


@pytest.mark.parametrize("fee", ["100.00", "0.02", "0.01", "8600.00"])
def test_a_fee_is_divided_to_the_penny(db, fee):
    schools = [school(f"School {n}") for n in range(3)]
    AgreementFactory(fee=fee, schools=schools)

    rows = movement_tally(YEAR, DATES.as_at).rows.order_by("pk").values_list("paid_now", flat=True)
    assert sum(rows) == Decimal(fee)
    assert max(rows) - min(rows) <= Decimal("0.01")
    assert closing(YEAR, DATES.as_at).is_closed


def test_a_member_row_of_a_school_that_is_not_open_is_no_movement(db):
    school("Closed by then", closed_on=YEAR.first_day)
    school("Opened since", opened_on=YEAR.first_day, member=[LONG_BEFORE, BEFORE, YEAR])

    assert (schools_in("left"), schools_in("new"), schools_in("rejoined")) == (["Closed by then"], ["Opened since"], [])
    assert closing(YEAR, DATES.as_at).is_closed


def test_fees_of_agreements_that_cover_no_school_are_unexplained(db):
    school("Stays", before=("bronze", 4400), now=("bronze", 4400))
    lost = AgreementFactory(fee=500, schools=[])
    AgreementFactory(fee=0, schools=[])
    AgreementFactory(fee=70, package="non_sla", schools=[])

    found = closing(YEAR, DATES.as_at)

    assert (found.unexplained_schools, found.unexplained_income, found.is_closed) == (0, 500, False)
    assert list(unplaced(YEAR)) == [lost]


def test_last_line_counts_as_what_the_report_counts(db):
    school("Stays", before=("bronze", 4400), now=("bronze", 4500), also="secondary", la_code="309")
    school("New", member=[YEAR])

    assert value(f"membership.{YEAR.slug}.movement.closing") == 2
    assert value(f"income.{YEAR.slug}.movement.closing") == 4500
