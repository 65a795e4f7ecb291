"""Membership, packages and income: each rule by its name, with a row that would break it."""

import datetime
from decimal import Decimal

import pytest

from membership.models import Package
from schools.models import Partnership, School
from tests.factories import (
    IN_AREA,
    OUT_OF_AREA,
    YEAR,
    AgreementFactory,
    AssociateFactory,
    AssociateMembershipFactory,
    ChargeFactory,
    MembershipFactory,
    SchoolFactory,
)
from tests.figures.reading import names, share, value

pytestmark = pytest.mark.django_db

PRIMARY = "membership.2017-18.primary"
SECONDARY = "membership.2017-18.secondary"


def member(name: str, *, year=YEAR, status="member", **school) -> School:
    return MembershipFactory(school=SchoolFactory(name=name, **school), year=year, status=status).school


# Members and shares


def test_members_in_area_are_a_share_of_the_schools_open_in_area():
    member("Bow")
    SchoolFactory(name="Alma")
    member("Swan", phase="special")
    assert share(f"{PRIMARY}.in_area") == (1, 2, 50)
    assert names(f"{PRIMARY}.in_area") == ["Bow"]


@pytest.mark.parametrize("status", ["invited", "renewing", "declined", "withdrawn"])
def test_only_the_status_member_makes_a_member(status):
    member("Bow")
    member("Alma", status=status)
    assert names(f"{PRIMARY}.total") == ["Bow"]
    assert names(f"{PRIMARY}.not_members") == ["Alma"]


def test_a_row_of_another_year_makes_no_member():
    member("Bow")
    member("Alma", year=YEAR + 1)
    member("Swan", year=YEAR - 1)
    assert names(f"{PRIMARY}.total") == ["Bow"]


def test_withdrawing_this_year_leaves_last_years_membership_as_it_was():
    bow = member("Bow", year=YEAR - 1)
    MembershipFactory(school=bow, status="withdrawn")
    assert names("membership.2016-17.primary.in_area") == ["Bow"]
    assert names("membership.2017-18.primary.in_area") == []


def test_a_member_out_of_area_is_in_the_total_and_in_no_share():
    member("Bow")
    member("City", la_code=OUT_OF_AREA)
    SchoolFactory(name="Elsewhere", la_code=OUT_OF_AREA)
    assert share(f"{PRIMARY}.in_area") == (1, 1, 100)
    assert names(f"{PRIMARY}.out_of_area") == ["City"]
    assert names(f"{PRIMARY}.total") == ["Bow", "City"]


def test_every_local_authority_of_the_partnership_is_in_area():
    member("Bow", la_code=IN_AREA)
    member("Angel", la_code="206")
    member("City", la_code=OUT_OF_AREA)
    Partnership.objects.update(la_codes=[IN_AREA, "206"])
    assert names(f"{PRIMARY}.in_area") == ["Angel", "Bow"]
    assert names(f"{PRIMARY}.out_of_area") == ["City"]


def test_shares_are_rounded_half_up():
    """5 of 8 is 62.5 and 1 of 8 is 12.5: 63 and 13, where Python's own rounding says 62 and 12."""
    for n in range(8):
        school = SchoolFactory()
        MembershipFactory(school=school, status="member" if n < 5 else "invited")
        MembershipFactory(school=school, year=YEAR - 1, status="member" if n < 1 else "invited")
    assert share("membership.2017-18.primary.in_area") == (5, 8, 63)
    assert share("membership.2016-17.primary.in_area") == (1, 8, 13)


def test_a_share_of_no_schools_is_blank_and_not_nought():
    member("Bow")
    member("City", phase="nursery", la_code=OUT_OF_AREA)
    assert share("membership.2017-18.nursery.in_area") == (0, 0, None)


# Open in a year


@pytest.mark.parametrize(
    ("opened_on", "counted"),
    [
        (None, (1, 1, 100)),
        (datetime.date(2017, 9, 1), (1, 1, 100)),
        (datetime.date(2017, 9, 2), (0, 0, None)),
    ],
)
def test_a_school_is_open_if_it_opened_by_the_first_of_september(opened_on, counted):
    member("Bow", opened_on=opened_on)
    assert share(f"{PRIMARY}.in_area") == counted


@pytest.mark.parametrize(
    ("closed_on", "counted"),
    [
        (None, (1, 1, 100)),
        (datetime.date(2017, 9, 2), (1, 1, 100)),
        (datetime.date(2017, 9, 1), (0, 0, None)),
        (datetime.date(2017, 8, 31), (0, 0, None)),
    ],
)
def test_a_school_that_closed_by_the_first_of_september_is_not_open(closed_on, counted):
    member("Bow", closed_on=closed_on)
    assert share(f"{PRIMARY}.in_area") == counted


def test_a_member_row_of_a_school_that_is_not_open_is_left_out_everywhere():
    member("Bow")
    member("Shut", closed_on=datetime.date(2017, 9, 1))
    member("Gone", closed_on=datetime.date(2017, 9, 1), la_code=OUT_OF_AREA)
    assert names("membership.2017-18.all.total") == ["Bow"]
    assert names("membership.2017-18.joined") == ["Bow"]


# Phases


def test_alternative_provision_stands_on_the_secondary_line():
    member("Langdon", phase="secondary")
    member("East AP", phase="ap")
    SchoolFactory(name="PRU", phase="ap")
    assert share(f"{SECONDARY}.in_area") == (2, 3, 67)
    assert names(f"{SECONDARY}.not_members") == ["PRU"]


def test_an_all_through_school_counts_once_in_each_phase():
    member("Bow", also="secondary")
    assert names(f"{PRIMARY}.in_area") == ["Bow"]
    assert names(f"{SECONDARY}.in_area") == ["Bow"]
    assert names(f"{SECONDARY}.also_counted") == ["Bow"]


def test_a_second_phase_counts_only_from_its_year():
    bow = member("Bow", also=("secondary", YEAR))
    MembershipFactory(school=bow, year=YEAR - 1)
    assert share("membership.2017-18.secondary.in_area") == (1, 1, 100)
    assert share("membership.2016-17.secondary.in_area") == (0, 0, None)
    assert share("membership.2016-17.primary.in_area") == (1, 1, 100)


def test_the_total_of_all_sums_the_phases():
    member("Bow", also="secondary")
    member("City", phase="nursery", la_code=OUT_OF_AREA)
    SchoolFactory(name="Alma")
    assert names("membership.2017-18.all.total") == ["Bow", "Bow", "City"]


# Who is not in, who joined, who left


def test_not_members_are_open_in_area_and_no_members():
    SchoolFactory(name="Alma")
    member("Bow")
    SchoolFactory(name="City", la_code=OUT_OF_AREA)
    SchoolFactory(name="Shut", closed_on=datetime.date(2017, 9, 1))
    SchoolFactory(name="Swan", phase="special")
    assert names(f"{PRIMARY}.not_members") == ["Alma"]


def test_those_who_joined_are_members_now_and_were_not_the_year_before():
    member("Bow")
    invited_before = member("Alma", year=YEAR - 1, status="invited")
    MembershipFactory(school=invited_before)
    two_years_ago = member("Swan", year=YEAR - 2)
    MembershipFactory(school=two_years_ago)
    stayed = member("Stayed", year=YEAR - 1)
    MembershipFactory(school=stayed)
    assert names("membership.2017-18.joined") == ["Alma", "Bow", "Swan"]
    assert names("membership.2016-17.joined") == ["Stayed"]


def test_those_who_left_were_members_the_year_before_and_are_not_now():
    member("Silent", year=YEAR - 1)
    withdrew = member("Withdrew", year=YEAR - 1)
    MembershipFactory(school=withdrew, status="withdrawn")
    closed = member("Closed", year=YEAR - 1, closed_on=datetime.date(2017, 8, 31))
    MembershipFactory(school=closed)
    stayed = member("Stayed", year=YEAR - 1)
    MembershipFactory(school=stayed)
    member("Long ago", year=YEAR - 2)
    assert names("membership.2017-18.left") == ["Closed", "Silent", "Withdrew"]
    assert names("membership.2016-17.left") == ["Long ago"]


def test_who_joins_is_counted_once_in_area_or_out_of_it_and_in_whichever_phases():
    member("Bow", also="secondary")
    member("City", la_code=OUT_OF_AREA)
    member("No phase", phase=None)
    assert names("membership.2017-18.joined") == ["Bow", "City", "No phase"]


def test_lists_print_the_short_name_in_name_order():
    member("Zion Church of England Primary School", short_name="St Anne’s")
    member("Stebon")
    member("Élan")
    member("Saint Barnabas")
    assert names(f"{PRIMARY}.total") == ["Élan", "St Anne’s", "Saint Barnabas", "Stebon"]


# Associates


def associate(name: str, **years: str):
    found = AssociateFactory(name=name)
    for ago, status in zip((0, 1, 2), (years.get("now"), years.get("before"), years.get("earlier")), strict=True):
        if status:
            AssociateMembershipFactory(associate=found, year=YEAR - ago, status=status)


def test_associates_are_members_and_those_still_to_renew():
    associate("Arts", now="member")
    associate("Bridge", now="renewing")
    associate("Lapsed", now="lapsed")
    associate("Before", before="member")
    assert names("associates.2017-18.total") == ["Arts", "Bridge"]
    assert names("associates.2017-18.to_renew") == ["Bridge"]
    assert names("associates.2016-17.total") == ["Before"]


def test_a_new_associate_has_no_row_of_any_status_the_year_before():
    associate("Arts", now="member")
    associate("Bridge", now="renewing")
    associate("Back again", now="member", earlier="member")
    associate("Lapsed before", now="member", before="lapsed")
    associate("Renewing before", now="member", before="renewing")
    associate("Lapsed at once", now="lapsed")
    assert names("associates.2017-18.new") == ["Arts", "Back again", "Bridge"]


# Packages


def test_an_agreement_that_covers_several_schools_is_one_agreement():
    infants, juniors, bow, swan = (SchoolFactory(name=name) for name in ("Infants", "Juniors", "Bow", "Swan"))
    AgreementFactory(package="bronze", schools=[infants, juniors])
    AgreementFactory(package="bronze", schools=[bow])
    AgreementFactory(package="gold", schools=[swan])
    assert value("packages.2017-18.bronze.agreements") == 2
    assert names("packages.2017-18.bronze.schools") == ["Bow", "Infants", "Juniors"]


def test_an_agreement_of_another_year_is_not_counted():
    AgreementFactory(package="bronze", year=YEAR + 1)
    AgreementFactory(package="bronze", year=YEAR - 1)
    assert (value("packages.2017-18.bronze.agreements"), value("packages.2017-18.bronze.schools")) == (0, 0)
    assert (value("packages.2016-17.bronze.agreements"), value("packages.2016-17.bronze.schools")) == (1, 1)


def test_a_school_with_two_agreements_in_a_year_is_one_school():
    bow = SchoolFactory(name="Bow")
    autumn, spring = datetime.date(2017, 9, 1), datetime.date(2018, 1, 1)
    AgreementFactory(package="bronze", schools=[bow], period=(autumn, spring))
    AgreementFactory(package="bronze", schools=[bow], period=(spring, datetime.date(2018, 4, 1)))
    AgreementFactory(package="silver", schools=[bow], period=(datetime.date(2018, 4, 1), datetime.date(2018, 9, 1)))
    assert value("packages.2017-18.bronze.agreements") == 2
    assert names("packages.2017-18.bronze.schools") == ["Bow"]
    assert names("packages.2017-18.silver.schools") == ["Bow"]
    assert names("packages.2017-18.all.schools") == ["Bow"]


def test_all_packages_are_service_level_agreements_only():
    bow, alma = SchoolFactory(name="Bow"), SchoolFactory(name="Alma")
    AgreementFactory(package="nursery", schools=[bow])
    AgreementFactory(package="non_sla", schools=[alma])
    assert names("packages.2017-18.all.schools") == ["Bow"]
    assert names("packages.2017-18.non_sla.schools") == ["Alma"]


def test_schools_take_packages_whether_or_not_they_are_members_or_in_area():
    AgreementFactory(schools=[SchoolFactory(name="City", la_code=OUT_OF_AREA)])
    assert names("packages.2017-18.bronze.schools") == ["City"]


def test_a_package_of_the_partnerships_own_has_figures_even_before_anyone_takes_it():
    Package.objects.create(slug="platinum", name="Platinum")
    assert value("packages.2017-18.platinum.agreements") == 0
    AgreementFactory(package="platinum", schools=[SchoolFactory(name="Bow")])
    assert names("packages.2017-18.platinum.schools") == ["Bow"]
    assert names("packages.2017-18.all.schools") == ["Bow"]


def test_an_agreement_that_covers_no_school_yet_is_counted_with_its_fee():
    AgreementFactory(package="bronze", schools=[], fee=4400)
    assert (value("packages.2017-18.bronze.agreements"), value("packages.2017-18.bronze.schools")) == (1, 0)
    assert value("income.2017-18.packages") == "4400.00"


# Income


def test_income_from_packages_is_the_fees_agreed_and_no_price_list():
    AgreementFactory(package="bronze", fee=Decimal("4400.00"))
    AgreementFactory(package="bronze", fee=Decimal("3999.50"))
    AgreementFactory(package="bronze", fee=Decimal("5000.00"), year=YEAR + 1)
    assert value("income.2017-18.packages") == "8399.50"


def test_the_fee_of_a_federation_counts_once():
    AgreementFactory(fee=8600, schools=[SchoolFactory(), SchoolFactory()])
    assert value("income.2017-18.packages") == "8600.00"


def test_a_fee_without_a_service_level_agreement_is_no_package_income():
    AgreementFactory(package="gold", fee=100)
    AgreementFactory(package="non_sla", fee=1000)
    assert value("income.2017-18.packages") == "100.00"
    assert value("income.2017-18.total") == "100.00"


def test_extra_income_is_all_other_charges_of_the_year():
    ChargeFactory(amount=Decimal("1250.25"), school=SchoolFactory(name="Bow"))
    ChargeFactory(amount=500, description="Hire of the hall")
    ChargeFactory(amount=9999, year=YEAR + 1)
    assert value("income.2017-18.extra") == "1750.25"
    assert names("income.2017-18.extra") == ["Bow", "Hire of the hall"]


def test_a_refund_lowers_extra_income():
    ChargeFactory(amount=300)
    ChargeFactory(amount=-400)
    assert value("income.2017-18.extra") == "-100.00"


def test_total_income_is_packages_and_extra_together():
    AgreementFactory(fee=Decimal("1000.10"), schools=[SchoolFactory(name="Bow")])
    ChargeFactory(amount=Decimal("-0.20"), school=SchoolFactory(name="Alma"))
    AgreementFactory(fee=77, year=YEAR - 1)
    ChargeFactory(amount=3, year=YEAR - 1)
    assert value("income.2017-18.total") == "999.90"
    assert names("income.2017-18.total") == ["Bow", "Alma"]
    assert value("income.2016-17.total") == "80.00"


def test_no_income_is_nought_pounds():
    SchoolFactory()
    assert [value(f"income.2017-18.{part}") for part in ("packages", "extra", "total")] == ["0.00"] * 3
