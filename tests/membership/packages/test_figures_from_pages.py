"""Each figure of packages and income, from records that the pages themselves made."""

import pytest
from django.urls import reverse

from tests.factories import OUT_OF_AREA, YEAR, SchoolFactory
from tests.figures.reading import names, value
from tests.membership.packages.pages import agree, change, charge, made

pytestmark = pytest.mark.django_db
YEARS = YEAR.slug


@pytest.fixture(autouse=True)
def _decoys(staff):
    """Agreements and charges of the years before and after, and of the year but taken back: none counts."""
    for number, year in enumerate((YEAR - 1, YEAR + 1)):
        for slug in ("bronze", "non_sla"):
            agree(staff, SchoolFactory(name=f"{slug} {year.slug}"), slug=slug, year=year, fee="1000")
        charge(staff, year=year.slug, reference=f"DECOY-{number}")
    agree(staff, SchoolFactory(name="Taken back"), fee="2000")
    staff.post(reverse("agreement-remove", args=[made().pk]))
    charge(staff, reference="TAKEN-BACK")
    from membership.models import Charge

    staff.post(reverse("charge-remove", args=[Charge.objects.get(reference="TAKEN-BACK").pk]))


def test_an_agreement_counts_once_and_each_school_it_covers_once(staff, elm, oak):
    agree(staff, elm, oak)
    agree(staff, SchoolFactory(name="Ash"))
    agree(staff, SchoolFactory(name="Fir"), slug="gold")

    assert value(f"packages.{YEARS}.bronze.agreements") == 2
    assert names(f"packages.{YEARS}.bronze.schools") == ["Ash", "Elm", "Oak"]
    assert value(f"packages.{YEARS}.gold.agreements") == 1
    assert names(f"packages.{YEARS}.gold.schools") == ["Fir"]


def test_schools_with_a_package_are_those_with_a_service_level_agreement_in_area_or_out(staff, elm, oak):
    agree(staff, elm, slug="silver")
    agree(staff, oak, slug="non_sla", fee="0")
    agree(staff, SchoolFactory(name="City", la_code=OUT_OF_AREA))

    assert names(f"packages.{YEARS}.all.schools") == ["City", "Elm"]
    assert names(f"packages.{YEARS}.non_sla.schools") == ["Oak"]


def test_a_school_that_changes_package_counts_in_each_and_once_in_all(staff, elm):
    from tests.membership.packages.test_agreeing import turn

    agree(staff, elm)
    turn(staff, made())

    assert names(f"packages.{YEARS}.bronze.schools") == names(f"packages.{YEARS}.gold.schools") == ["Elm"]
    assert value(f"packages.{YEARS}.all.schools") == 1
    assert value(f"income.{YEARS}.packages") == "7500.00"


def test_income_is_the_fees_agreed_under_slas_and_the_charges_less_refunds(staff, elm, oak):
    agree(staff, elm, fee="4400.55")
    agree(staff, oak, slug="non_sla", fee="300")
    charge(staff, elm, amount="100.50")
    charge(staff, reference="INV-2", amount="-20.25")

    assert value(f"income.{YEARS}.packages") == "4400.55"
    assert value(f"income.{YEARS}.extra") == "80.25"
    assert value(f"income.{YEARS}.total") == "4480.80"


def test_a_fee_that_is_corrected_is_counted_as_it_is_now(staff, elm):
    agree(staff, elm, fee="4400")
    change(staff, made(), elm, fee="4000.01")

    assert value(f"income.{YEARS}.packages") == "4000.01"
