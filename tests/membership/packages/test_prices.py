"""The price list of a year: what its page shows, what its form makes, and what it refuses."""

from decimal import Decimal

import pytest
from django.urls import reverse

from membership.models import Agreement, Package, PackageInclusion, PackagePrice
from membership.packages.prices import list_price, price_lists
from tests.factories import (
    YEAR,
    AgreementFactory,
    PackageInclusionFactory,
    PackagePriceFactory,
    SchoolFactory,
    UserFactory,
)
from tests.membership.packages.pages import agree, errors, package, prices, said
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db


def listed(year=YEAR):
    now = price_lists(year)[year]
    slugs = dict(Package.objects.values_list("pk", "slug"))
    return (
        {(slugs[pk], phase): price for (pk, phase), price in now.prices.items()},
        {(slugs[pk], what): amount for (pk, what), amount in now.included.items()},
    )


# The form of a list


def test_a_list_is_saved_with_prices_and_what_each_package_includes(staff):
    answer = prices(
        staff,
        bronze_primary="£4,400",
        bronze_secondary="5800.50",
        gold_consultancy="2.5",
        gold_places="0",
        gold_networks="any",
    )

    assert answer.status_code == 302
    assert listed() == (
        {("bronze", "primary"): Decimal("4400.00"), ("bronze", "secondary"): Decimal("5800.50")},
        {("gold", "consultancy"): Decimal("2.5"), ("gold", "places"): Decimal("0.0"), ("gold", "networks"): None},
    )


def test_what_is_emptied_is_no_longer_offered_and_other_years_stay(staff):
    prices(staff, bronze_primary="4400", gold_primary="9000", gold_places="4")
    prices(staff, YEAR - 1, bronze_primary="4300")

    prices(staff, gold_primary="9000")

    assert listed() == ({("gold", "primary"): Decimal("9000.00")}, {})
    assert listed(YEAR - 1) == ({("bronze", "primary"): Decimal("4300.00")}, {})


def test_only_what_changed_is_in_the_history(staff):
    prices(staff, bronze_primary="4400", gold_primary="9000")
    before = PackagePrice.pgh_event_model.objects.count()

    prices(staff, bronze_primary="4500", gold_primary="9000")

    assert PackagePrice.pgh_event_model.objects.count() == before + 1


def test_saving_twice_changes_nothing_more(staff):
    version = price_lists(YEAR)[YEAR].version
    prices(staff, bronze_primary="4400", version=version)
    before = PackagePrice.pgh_event_model.objects.count()

    answer = prices(staff, bronze_primary="4400", version=version)

    assert said(answer)[-1] == "Nothing had changed."
    assert PackagePrice.pgh_event_model.objects.count() == before


def test_what_somebody_saved_since_is_not_overwritten_until_one_has_seen_it(staff):
    version = price_lists(YEAR)[YEAR].version
    prices(staff, bronze_primary="4400")

    late = prices(staff, bronze_primary="4500", version=version)

    assert late.status_code == 409
    assert "somebody changed these prices" in late.content.decode()
    assert 'value="4500"' in late.content.decode()
    assert listed()[0] == {("bronze", "primary"): Decimal("4400.00")}

    prices(staff, bronze_primary="4500", version=late.context["form"]["version"].value())
    assert listed()[0] == {("bronze", "primary"): Decimal("4500.00")}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"bronze_primary": "-1"}, "A price is not less than nothing."),
        ({"bronze_primary": "44.005"}, "Ensure that there are no more than 2 decimal places."),
        ({"bronze_primary": "999999999"}, "Ensure that there are no more than 8 digits before the decimal point."),
        ({"bronze_primary": "NaN"}, "Enter a number."),
        ({"bronze_primary": "1e400"}, "Ensure that there are no more than 10 digits in total."),
        ({"bronze_primary": "4,40"}, "Enter a number."),
        ({"bronze_primary": "<b>"}, "Enter a number."),
        ({"gold_places": "-1"}, "An amount is not less than nothing."),
        ({"gold_places": "1.25"}, "Ensure that there are no more than 1 decimal place."),
    ],
)
def test_a_number_that_is_none_is_told_by_its_box_and_nothing_is_saved_or_lost(staff, given, words):
    answer = prices(staff, silver_primary="7000", **given)

    assert answer.status_code == 422
    assert list(errors(answer).values()) == [[words]]
    assert 'value="7000"' in answer.content.decode()
    assert listed() == ({}, {})


def test_a_number_and_no_limit_at_once_is_asked_about(staff):
    gold = package("gold").pk
    address = reverse("package-prices", args=[YEAR])

    answer = staff.post(address, {f"amount-{gold}-places": "4", f"unlimited-{gold}-places": "on"})

    assert errors(answer) == {f"amount-{gold}-places": ["Write a number, or say as many as they like."]}


@pytest.mark.parametrize(("year", "status"), [("1900-01", 404), ("2199-00", 404), ("1901-02", 200)])
def test_a_year_without_years_beside_it_has_no_list(staff, year, status):
    assert staff.get(f"/packages/{year}/prices/").status_code == status


# Beginning from the year before


def test_last_years_prices_are_shown_raised_to_whole_pounds_and_not_saved(staff):
    prices(staff, YEAR - 1, bronze_primary="4350", gold_primary="101", gold_networks="any", gold_places="4")

    answer = staff.get(reverse("package-prices", args=[YEAR]), {"add": "2.5"})

    shown = answer.context["form"].initial
    bronze, gold = package("bronze").pk, package("gold").pk
    assert shown[f"price-{bronze}-primary"] == Decimal(4459)  # 4458.75
    assert shown[f"price-{gold}-primary"] == Decimal(104)  # 103.525
    assert (shown[f"unlimited-{gold}-networks"], shown[f"amount-{gold}-places"]) == (True, 4)
    assert listed() == ({}, {})


def test_half_a_pound_is_rounded_up(staff):
    prices(staff, YEAR - 1, bronze_primary="2.50")

    answer = staff.get(reverse("package-prices", args=[YEAR]), {"add": "0"})

    assert answer.context["form"].initial[f"price-{package('bronze').pk}-primary"] == Decimal(3)


@pytest.mark.parametrize("add", ["", "x", "101", "-101", "1.005", "NaN"])
def test_a_percentage_that_is_none_is_told_by_its_field(staff, add):
    prices(staff, YEAR - 1, bronze_primary="4350")

    answer = staff.get(reverse("package-prices", args=[YEAR]), {"add": add})

    assert answer.status_code == 200
    assert answer.context["raising"].errors["add"]
    assert answer.context["form"].initial[f"price-{package('bronze').pk}-primary"] is None


# The page of a list


def test_the_page_has_each_price_beside_that_of_the_year_before_and_who_takes_each(staff, elm, oak):
    prices(staff, YEAR - 1, bronze_primary="4300", bronze_places="2")
    prices(staff, bronze_primary="4400.50", bronze_places="any")
    AgreementFactory(schools=[elm, oak])
    AgreementFactory(schools=[SchoolFactory()], year=YEAR - 1)
    AgreementFactory(schools=[SchoolFactory()], package="gold")

    answer = staff.get(reverse("package-list"), {"year": YEAR.slug})

    row = next(row for row in answer.context["rows"] if row["package"].slug == "bronze")
    assert ("primary", Decimal("4400.50"), Decimal("4300.00")) in row["prices"]
    assert row["includes"] == [("Places at conferences and leadership programmes", "As many as they like", "2")]
    assert [one.value for one in row["schools"]] == [2, 1]
    assert f"/reports/{YEAR.slug}/figures/packages.{YEAR.slug}.bronze.schools/" in answer.content.decode()


@pytest.mark.parametrize("asked", ["", "2001-02", "x", "\0", "9" * 50])
def test_a_year_that_is_not_offered_is_the_latest_with_agreements(staff, elm, asked):
    AgreementFactory(schools=[elm], year=YEAR + 1)

    answer = staff.get(reverse("package-list"), {"year": asked})

    assert answer.context["year"] == YEAR + 1


def test_a_trustee_reads_the_list_and_is_offered_no_change(client, db):
    client.force_login(UserFactory(role="trustee"))
    PackagePriceFactory()

    page = client.get(reverse("package-list"), {"year": YEAR.slug}).content.decode()

    assert "£4,400" in page
    assert reverse("package-prices", args=[YEAR]) not in page
    assert reverse("agreement-new") not in page


def test_the_page_asks_as_much_with_fifty_packages_as_with_five(staff, django_assert_num_queries):
    def read():
        staff.get(reverse("package-list"), {"year": YEAR.slug})

    with django_assert_num_queries(10):
        read()
    for n in range(50):
        made = Package.objects.create(slug=f"p{n}", name=f"Package {n}")
        AgreementFactory(package=made)
        PackagePriceFactory(package=made)
        PackageInclusionFactory(package=made)
    with django_assert_num_queries(10):
        read()


# The list price


def test_list_price_adds_the_price_of_each_schools_main_phase_in_that_year(elm, oak):
    through = SchoolFactory(phase="primary", also="secondary")
    for phase, price in (("primary", 4400), ("secondary", 5800)):
        PackagePriceFactory(phase=phase, price=price)
    PackagePriceFactory(year=YEAR - 1, price=1)
    PackagePriceFactory(package=package("gold"), price=2)

    assert list_price(YEAR, package("bronze"), [elm, oak, through]).total == Decimal(14_600)


def test_list_price_is_nothing_and_not_nought_where_a_phase_has_none(elm, oak):
    PackagePriceFactory(phase="primary")

    assert list_price(YEAR, package("bronze"), [elm, oak]).total is None
    assert list_price(YEAR, package("bronze"), []).total is None


def test_a_price_that_changes_never_changes_an_agreed_fee(staff, elm):
    prices(staff, bronze_primary="4400")
    agree(staff, elm, fee="4400")

    prices(staff, bronze_primary="9999")
    prices(staff)

    assert Agreement.objects.get().fee == 4400
    assert not PackagePrice.objects.exists()
    assert not PackageInclusion.objects.exists()


# Packages


def test_a_new_package_has_a_slug_of_its_name_and_a_renamed_one_keeps_its_own(staff):
    staff.post(reverse("package-new"), {"name": "Gold Plus", "is_sla": "on", "position": "3"})
    made = Package.objects.get(slug="gold-plus")

    staff.post(reverse("package-edit", args=[made.pk]), {"name": "Platinum", "is_sla": "on", "position": "3"})

    made.refresh_from_db()
    assert (made.name, made.slug, made.is_sla, made.position) == ("Platinum", "gold-plus", True, 3)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gold", "There is a package of this name already."),
        ("Gold!", "Another package has nearly this name. Choose another."),
        ("All", "Figure keys write “all” for the packages together. Choose another."),
        ("金", "Write a name with letters from a to z."),
        ("", "This field is required."),
        ("x" * 101, "Ensure this value has at most 100 characters (it has 101)."),
    ],
)
def test_a_name_that_cannot_be_is_told_by_its_field(staff, name, words):
    answer = staff.post(reverse("package-new"), {"name": name, "position": "3"})

    assert answer.status_code == 422
    assert errors(answer) == {"name": [words]}
    assert Package.objects.count() == 5


def test_pressing_twice_makes_one_package(staff):
    for _ in range(2):
        staff.post(reverse("package-new"), {"name": "Platinum", "position": "3"})

    assert Package.objects.filter(name="Platinum").count() == 1


def test_whether_it_is_an_sla_stays_once_schools_have_taken_it(staff, elm):
    AgreementFactory(schools=[elm], package="non_sla")
    sent = {"name": "Non-SLA", "is_sla": "on", "position": "5"}

    answer = staff.post(reverse("package-edit", args=[package("non_sla").pk]), sent)

    assert errors(answer) == {"is_sla": ["Schools have agreements for it: the income of past years would change."]}
    assert package("non_sla").is_sla is False


def test_years_offered_go_from_the_first_on_record_or_five_ago_to_the_next(staff, elm):
    def offered():
        years = staff.get(reverse("package-list")).context["years"]
        return years[-1], years[0]

    assert offered() == (YEAR - 5, YEAR + 1)
    AgreementFactory(schools=[elm], year=AcademicYear(2005))
    PackagePriceFactory(year=YEAR + 2)
    assert offered() == (AcademicYear(2005), YEAR + 3)
