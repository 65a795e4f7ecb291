"""Charges beside the packages: what the form makes and refuses, who finds which, and that twice makes one."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from membership.models import Charge
from membership.packages.charging import version_of
from tests.factories import YEAR, ChargeFactory, SchoolFactory, UserFactory
from tests.membership.packages.pages import charge, errors, said

pytestmark = pytest.mark.django_db


def change(client, one, **more):
    one.refresh_from_db()
    sent = {
        "version": version_of(one),
        "places": [f"school-{one.school_id}"] if one.school_id else [],
        "year": one.year.slug,
        "reference": one.reference,
        "description": one.description,
        "amount": one.amount,
    }
    return client.post(reverse("charge-edit", args=[one.pk]), sent | more)


def test_a_charge_is_saved_with_all_that_was_typed(staff, elm):
    charge(staff, elm, amount="£1,250.05", charged_on="2018-01-05", paid_on="2018-02-05")

    one = Charge.objects.get()
    assert (one.school, one.year, one.reference, one.description) == (elm, YEAR, "INV-1", "Venue hire")
    assert (one.amount, one.charged_on, one.paid_on) == (
        Decimal("1250.05"),
        datetime.date(2018, 1, 5),
        datetime.date(2018, 2, 5),
    )


@pytest.mark.parametrize("amount", ["-99.99", "\u221299.99", "-£99.99"])
def test_a_refund_to_nobody_in_particular_is_negative(staff, amount):
    charge(staff, amount=amount)

    one = Charge.objects.get()
    assert (one.school, one.amount) == (None, Decimal("-99.99"))


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"reference": ""}, {"reference": "This field is required."}),
        ({"reference": "x" * 101}, {"reference": "Ensure this value has at most 100 characters (it has 101)."}),
        ({"description": ""}, {"description": "This field is required."}),
        ({"description": "x" * 301}, {"description": "Ensure this value has at most 300 characters (it has 301)."}),
        ({"amount": ""}, {"amount": "This field is required."}),
        ({"amount": "0.00"}, {"amount": "A charge of nothing is no charge."}),
        ({"amount": "1.234"}, {"amount": "Ensure that there are no more than 2 decimal places."}),
        ({"amount": "-999999999"}, {"amount": "Ensure that there are no more than 8 digits before the decimal point."}),
        ({"amount": "=1+1"}, {"amount": "Enter a number."}),
        ({"year": "x"}, {"year": "Select a valid choice. x is not one of the available choices."}),
        ({"charged_on": "x"}, {"charged_on": "Write the day as day/month/year, such as 25/12/2025."}),
        ({"places": ["school-0"]}, {"place_name": "Choose the place again: it is not one of yours to choose."}),
        ({"place_name": "zzzz"}, {"place_name": "No school has this name or URN."}),
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_lost(staff, sent, wrong):
    answer = charge(staff, **{"description": "Hire & tea"} | sent)

    assert answer.status_code == 422
    assert errors(answer) == {name: [words] for name, words in wrong.items()}
    assert "INV-1" in answer.content.decode() or "reference" in sent
    assert not Charge.objects.exists()


def test_a_charge_is_to_one_school(staff, elm, oak):
    answer = charge(staff, elm, oak)

    assert errors(answer) == {"place_name": ["One charge is to one school. Untick the other, or make another charge."]}


def test_a_day_to_come_is_asked_about(staff):
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()

    assert errors(charge(staff, paid_on=tomorrow)) == {"paid_on": ["This day is still to come."]}


def test_pressing_twice_makes_one(staff, elm):
    charge(staff, elm)
    second = charge(staff, elm)

    assert Charge.objects.count() == 1
    assert said(second)[-1] == "This was saved already. Nothing was saved twice."


def test_another_with_its_reference_is_refused_in_that_year_and_not_in_another(staff):
    charge(staff)
    same = charge(staff, amount="101")
    later = charge(staff, amount="101", year=(YEAR + 1).slug)

    assert errors(same) == {"reference": ["2017–18 already has a charge with this reference: Venue hire."]}
    assert later.status_code == 302


def test_two_presses_at_the_same_moment_make_one(staff, monkeypatch):
    """The second form looked before the first had saved."""
    from membership.packages.charge_form import ChargeForm

    real = ChargeForm._other

    def late(self, year, reference):
        monkeypatch.setattr(ChargeForm, "_other", real)
        ChargeFactory(reference="INV-1", amount=Decimal("100.00"))

    monkeypatch.setattr(ChargeForm, "_other", late)

    answer = charge(staff)

    assert (answer.status_code, Charge.objects.count()) == (302, 1)


def test_a_charge_is_changed_and_what_somebody_saved_since_is_not_overwritten(staff, elm):
    one = ChargeFactory(school=elm, amount=Decimal("100.00"))
    version = version_of(one)
    change(staff, one, amount="150")

    late = change(staff, one, amount="175", version=version)

    one.refresh_from_db()
    assert (one.amount, one.school, late.status_code) == (150, elm, 409)
    assert 'value="175"' in late.content.decode()


def test_a_charge_does_not_take_another_s_reference(staff):
    ChargeFactory(reference="INV-1")
    one = ChargeFactory(reference="INV-2")

    assert list(errors(change(staff, one, reference="INV-1"))) == ["reference"]


def test_one_made_by_mistake_is_taken_back_and_one_that_was_paid_stays(staff):
    mistake, paid = ChargeFactory(), ChargeFactory(paid_on="2018-01-05")

    for one in (mistake, paid):
        staff.post(reverse("charge-remove", args=[one.pk]))

    assert list(Charge.objects.all()) == [paid]


@pytest.fixture
def charges(staff, elm):
    ChargeFactory(reference="A", school=elm, amount=1)
    ChargeFactory(reference="B", description="Refund", amount=-2, charged_on="2018-01-05")
    ChargeFactory(reference="C", school=SchoolFactory(name="Ash"), amount=3, paid_on="2018-01-05", year=YEAR - 1)
    return staff


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["A", "B", "C"]),
        ({"school": "elm"}, ["A"]),
        ({"about": "refund"}, ["B"]),
        ({"about": "c"}, ["C"]),
        ({"year": "2016-17"}, ["C"]),
        ({"owed": "not_invoiced"}, ["A"]),
        ({"owed": "unpaid"}, ["B"]),
        ({"owed": "paid"}, ["C"]),
    ],
)
def test_charges_are_found_by(charges, asked, found):
    page = charges.get(reverse("charge-list"), asked | {"sort": "reference"}).context["page"]

    assert [one.reference for one in page] == found


def test_the_ticked_are_marked_as_paid_once(charges):
    rows = {"row": [one.pk for one in Charge.objects.all()]}
    for day in ("2018-03-01", "2018-04-01"):
        charges.post(reverse("charge-list-together", args=["paid"]), rows | {"on": day})

    assert dict(Charge.objects.values_list("reference", "paid_on")) == {
        "A": datetime.date(2018, 3, 1),
        "B": datetime.date(2018, 3, 1),
        "C": datetime.date(2018, 1, 5),
    }


def test_a_trustee_reads_the_list_and_is_led_to_no_form(client, db):
    client.force_login(UserFactory(role="trustee"))
    one = ChargeFactory()

    page = client.get(reverse("charge-list")).content.decode()

    assert one.reference in page
    assert reverse("charge-edit", args=[one.pk]) not in page
