"""Agreements: what the form makes, what it refuses and where it says so, and that twice makes one."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from membership.models import Agreement, AgreementSchool, whole
from membership.packages import agreeing
from schools.models import SchoolRepresentative
from tests.factories import YEAR, AgreementFactory, AssociateFactory, PackagePriceFactory, SchoolFactory, UserFactory
from tests.membership.packages.pages import agree, agreement, change, errors, made, package, said
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db
FEE = Decimal("4400.00")


def covered(one):
    return [str(school) for school in one.schools.order_by("sort_name")]


def days(one):
    return one.period.lower, one.period.upper - datetime.timedelta(days=1)


# What is saved


def test_an_agreement_is_saved_with_all_that_was_typed(staff, elm, oak):
    answer = agree(
        staff,
        elm,
        oak,
        slug="gold",
        fee="£9,000.50",
        fee_because="Two schools together",
        agreed_on="2017-07-03",
        invoice_reference="2017/44",
        invoiced_on="2017-09-05",
        paid_on="2017-10-01",
    )

    one = made()
    assert answer.url == one.get_absolute_url()
    assert (one.year, one.package.slug, one.fee, one.fee_because) == (
        YEAR,
        "gold",
        Decimal("9000.50"),
        "Two schools together",
    )
    assert (one.agreed_on, one.invoice_reference, one.invoiced_on, one.paid_on) == (
        datetime.date(2017, 7, 3),
        "2017/44",
        datetime.date(2017, 9, 5),
        datetime.date(2017, 10, 1),
    )
    assert one.period == whole(YEAR)
    assert covered(one) == ["Elm", "Oak"]


def test_a_school_is_found_by_part_of_its_name_or_by_its_urn(staff, elm, oak):
    agree(staff, place_name="el")
    agree(staff, place_name="100902")

    assert [covered(one) for one in Agreement.objects.order_by("pk")] == [["Elm"], ["Oak"]]


def test_both_days_of_a_part_of_the_year_are_included(staff, elm):
    agree(staff, elm, first_on="2018-01-01", last_on="2018-03-31")

    assert days(made()) == (datetime.date(2018, 1, 1), datetime.date(2018, 3, 31))


def test_the_form_begins_with_the_school_and_year_of_the_address(staff, elm):
    form = staff.get(reverse("agreement-new"), {"school": elm.pk, "year": YEAR.slug}).context["form"]

    assert form.initial == {"places": [f"school-{elm.pk}"], "year": YEAR.slug}


# The list price


def test_the_list_price_is_worked_out_by_the_button_and_nothing_is_saved(staff, elm, oak):
    PackagePriceFactory(phase="primary", price=4400)
    PackagePriceFactory(phase="secondary", price=5800)

    answer = staff.post(reverse("agreement-new"), agreement(elm, fee="", place_name="oak", look="1"))

    form = answer.context["form"]
    assert answer.status_code == 200
    assert form.list_price.total == 10_200
    assert [offer.name for offer in form.offers()] == ["Elm", "Oak"]
    assert (form["fee"].value(), form["place_name"].value()) == ("10200.00", "")
    assert errors(answer) == {}
    assert not Agreement.objects.exists()


def test_a_fee_that_was_typed_is_left_by_the_button(staff, elm):
    PackagePriceFactory()

    answer = staff.post(reverse("agreement-new"), agreement(elm, fee="12.345", look="1"))

    assert answer.context["form"]["fee"].value() == "12.345"
    assert errors(answer) == {}


def test_several_schools_of_a_name_are_offered_to_choose_from(staff):
    for name in ("Ashfield", "Ashhurst", "Birch"):
        SchoolFactory(name=name)

    answer = staff.post(reverse("agreement-new"), agreement(place_name="ash", look="1", package=""))

    assert [(offer.name, offer.is_ticked) for offer in answer.context["form"].offers()] == [
        ("Ashfield", False),
        ("Ashhurst", False),
    ]
    assert errors(answer) == {"place_name": ["Several match. Tick the one you mean."]}


def test_the_script_is_told_the_same_list_price(staff, elm, oak):
    PackagePriceFactory(phase="primary", price=4400)
    asked = {"year": YEAR.slug, "package": package("bronze").pk, "places": [f"school-{elm.pk}"]}

    told = staff.get(reverse("agreement-list-price"), asked).json()
    both = staff.get(
        reverse("agreement-list-price"), asked | {"places": [f"school-{elm.pk}", f"school-{oak.pk}"]}
    ).json()

    assert told == {
        "total": "4400.00",
        "words": "£4,400",
        "schools": [{"name": "Elm", "phase": "Primary", "price": "£4,400"}],
    }
    assert (both["total"], both["schools"][1]["price"]) == (None, "–")


@pytest.mark.parametrize("wrong", ["", "x", "-1", "9" * 30, "\0", "²"])
def test_the_script_s_address_answers_anything_with_no_price(staff, wrong):
    asked = {"year": wrong, "package": wrong, "places": [wrong, f"school-{wrong}", "associate-1"]}

    assert staff.get(reverse("agreement-list-price"), asked).json() == {"total": None, "words": None, "schools": []}


def test_why_the_fee_is_not_the_list_price_must_be_said(staff, elm):
    PackagePriceFactory(price=4400)

    refused = agree(staff, elm, fee="4000")
    agree(staff, elm, fee="4000", fee_because="First year")

    assert errors(refused) == {"fee_because": ["Say why: the list price is £4,400."]}
    assert [one.fee for one in Agreement.objects.all()] == [4000]


@pytest.mark.parametrize("fee", ["4400", "4400.00", "£4,400"])
def test_nothing_need_be_said_of_the_list_price(staff, elm, fee):
    PackagePriceFactory(price=4400)

    assert agree(staff, elm, fee=fee).status_code == 302


def test_where_there_is_no_list_price_there_is_none_to_differ_from(staff, elm):
    assert agree(staff, elm, fee="4000").status_code == 302


# What is refused


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"fee": ""}, {"fee": "This field is required."}),
        ({"fee": "-1"}, {"fee": "A fee is not less than nothing."}),
        ({"fee": "1.005"}, {"fee": "Ensure that there are no more than 2 decimal places."}),
        ({"fee": "123456789"}, {"fee": "Ensure that there are no more than 8 digits before the decimal point."}),
        ({"fee": "lots"}, {"fee": "Enter a number."}),
        ({"fee": "Infinity"}, {"fee": "Enter a number."}),
        ({"year": "1812-13"}, {"year": "Select a valid choice. 1812-13 is not one of the available choices."}),
        ({"year": None}, {"year": "This field is required."}),
        ({"package": "0"}, {"package": "Select a valid choice. That choice is not one of the available choices."}),
        (
            {"package": "x' or 1=1"},
            {"package": "Select a valid choice. That choice is not one of the available choices."},
        ),
        ({"places": []}, {"place_name": "Say which school: write part of its name, or its URN."}),
        ({"places": ["school-0"]}, {"place_name": "Choose the place again: it is not one of yours to choose."}),
        ({"places": ["associate-1"]}, {"place_name": "Choose the place again: it is not one of yours to choose."}),
        ({"places": [], "place_name": "zzzz"}, {"place_name": "No school has this name or URN."}),
        ({"agreed_on": "31/31/2018"}, {"agreed_on": "Write the day as day/month/year, such as 25/12/2025."}),
        ({"agreed_on": "1066-10-14"}, {"agreed_on": "Check the year."}),
        ({"first_on": "2017-08-31"}, {"first_on": "This day is not in 2017–18."}),
        ({"last_on": "2018-09-01"}, {"last_on": "This day is not in 2017–18."}),
        ({"first_on": "2018-03-02", "last_on": "2018-03-01"}, {"last_on": "The last day is before the first."}),
        (
            {"fee_because": "x" * 501},
            {"fee_because": "Ensure this value has at most 500 characters (it has 501)."},
        ),
        (
            {"invoice_reference": "x" * 101},
            {"invoice_reference": "Ensure this value has at most 100 characters (it has 101)."},
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_lost(staff, elm, sent, wrong):
    AssociateFactory(id=1)

    answer = agree(staff, elm, **{"fee_because": "Because & so"} | sent)

    assert answer.status_code == 422
    assert errors(answer) == {name: [words] for name, words in wrong.items()}
    if "fee_because" not in sent:
        assert "Because &amp; so" in answer.content.decode()
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("name", ["agreed_on", "invoiced_on", "paid_on"])
def test_what_has_happened_did_not_happen_tomorrow(staff, elm, name):
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()

    assert errors(agree(staff, elm, **{name: tomorrow})) == {name: ["This day is still to come."]}


def test_a_school_that_has_an_agreement_for_those_days_is_named_and_linked(staff, elm, oak):
    AgreementFactory(schools=[elm], fee=1)

    answer = agree(staff, elm, oak, slug="gold")

    standing = Agreement.objects.get()
    assert errors(answer) == {
        "place_name": [
            f'Elm already has an agreement for those days: <a href="{standing.get_absolute_url()}">Bronze, 2017–18</a>.'
        ]
    }
    assert f'<a href="{standing.get_absolute_url()}">Bronze' in answer.content.decode()


def test_a_name_in_such_words_is_not_run_as_markup(staff):
    evil = SchoolFactory(name="<script>alert(1)</script>")
    AgreementFactory(schools=[evil], fee=1)

    assert "<script>alert" not in agree(staff, evil, slug="gold").content.decode()


def test_another_part_of_the_year_is_free(staff, elm):
    agree(staff, elm, last_on="2017-12-31")
    agree(staff, elm, slug="gold", first_on="2018-01-01")

    assert [days(one)[0] for one in Agreement.objects.order_by("pk")] == [
        datetime.date(2017, 9, 1),
        datetime.date(2018, 1, 1),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"closed_on": "2017-09-01"}, "Ash closed on 1 September 2017."),
        ({"closed_on": "2017-09-02"}, None),
        ({"opened_on": "2018-09-01"}, "Ash opens on 1 September 2018."),
        ({"opened_on": "2018-08-31"}, None),
        ({"phase": None}, "Ash is in no phase in 2017–18: an admin can give it one."),
    ],
)
def test_a_school_must_be_open_on_one_of_the_days_and_in_a_phase(staff, fields, words):
    ash = SchoolFactory(name="Ash", **fields)
    ash.refresh_from_db()

    answer = agree(staff, ash)

    if words:
        assert errors(answer) == {"place_name": [words]}
    else:
        assert answer.status_code == 302


# Twice


def test_pressing_twice_makes_one_and_leads_to_it(staff, elm, oak):
    first = agree(staff, elm, oak, agreed_on="2017-07-03")

    second = agree(staff, oak, elm, agreed_on="2017-07-03")

    assert Agreement.objects.count() == 1
    assert first.url == second.url
    assert said(second)[-1] == "This was saved already. Nothing was saved twice."


@pytest.mark.parametrize("other", [{"fee": "4401"}, {"slug": "gold"}, {"invoice_reference": "7"}])
def test_another_agreement_is_not_taken_for_the_same(staff, elm, other):
    agree(staff, elm)

    assert agree(staff, elm, **other).status_code == 422


def test_one_that_covers_another_school_too_is_not_taken_for_the_same(staff, elm, oak):
    agree(staff, elm, oak)

    assert agree(staff, elm).status_code == 422


def test_two_presses_at_the_same_moment_make_one(staff, elm, monkeypatch):
    """The second form looked before the first had saved."""
    real = agreeing.in_the_way

    def late(schools, period, *, but=None):
        monkeypatch.setattr(agreeing, "in_the_way", real)
        agreeing.agree(
            terms=agreeing.Terms(year=YEAR, package=package("bronze"), period=whole(YEAR), fee=FEE),
            schools=[elm],
            by=None,
        )
        return AgreementSchool.objects.none()

    monkeypatch.setattr(agreeing, "in_the_way", late)

    answer = agree(staff, elm)

    assert answer.url == Agreement.objects.get().get_absolute_url()


# Changing


def test_a_neighbour_joins_an_agreement(staff, elm, oak):
    one = AgreementFactory(schools=[elm], fee=FEE)

    change(staff, one, elm, oak, fee="8000", fee_because="Together")

    one.refresh_from_db()
    assert (covered(one), one.fee) == (["Elm", "Oak"], 8000)


def test_a_school_leaves_and_another_comes_while_the_days_change(staff, elm, oak):
    one = AgreementFactory(schools=[elm], fee=FEE)

    change(staff, one, oak, first_on="2018-01-01", slug="gold")

    one.refresh_from_db()
    assert (covered(one), days(one)[0], one.package.slug) == (["Oak"], datetime.date(2018, 1, 1), "gold")
    assert one.coverings.get().period == one.period


def test_changing_and_saving_the_same_again_adds_nothing_to_the_history(staff, elm):
    one = AgreementFactory(schools=[elm], fee=FEE)
    before = Agreement.pgh_event_model.objects.count()

    change(staff, one, elm)

    assert Agreement.pgh_event_model.objects.count() == before


def test_what_somebody_saved_since_is_not_overwritten(staff, elm):
    one = AgreementFactory(schools=[elm], fee=FEE)
    version = agreeing.version_of(one)
    change(staff, one, elm, fee="4500")

    late = change(staff, one, elm, fee="4600", version=version)

    one.refresh_from_db()
    assert (late.status_code, one.fee) == (409, 4500)
    assert "It is now Bronze, 2017–18 for Elm, £4,500.00" in late.content.decode()
    assert 'value="4600"' in late.content.decode()


def test_moving_onto_another_agreement_s_days_is_refused(staff, elm):
    AgreementFactory(schools=[elm], period=("2018-01-01", "2018-09-01"))
    one = AgreementFactory(schools=[elm], fee=FEE, period=("2017-09-01", "2018-01-01"))

    answer = change(staff, one, elm)

    assert "Elm already has an agreement for those days" in errors(answer)["place_name"][0]


def test_an_agreement_from_a_spreadsheet_is_changed_without_saying_why_its_fee_differs(staff, elm):
    PackagePriceFactory(price=5000)
    one = AgreementFactory(schools=[elm], fee=FEE)

    kept = change(staff, one, elm, invoice_reference="77")
    changed = change(staff, one, elm, fee="4000")

    assert kept.status_code == 302
    assert errors(changed) == {"fee_because": ["Say why: the list price is £5,000."]}


def test_a_school_that_has_closed_since_stays_in_its_agreement(staff, elm):
    one = AgreementFactory(schools=[elm], fee=FEE)
    type(elm).objects.filter(pk=elm.pk).update(closed_on="2017-09-01")

    assert change(staff, one, elm, invoice_reference="77").status_code == 302


def test_the_list_price_button_of_the_change_form_saves_nothing(staff, elm, oak):
    PackagePriceFactory()
    one = AgreementFactory(schools=[elm], fee=FEE)

    answer = change(staff, one, elm, place_name="oak", look="1")

    assert [offer.name for offer in answer.context["form"].offers()] == ["Elm", "Oak"]
    assert covered(one) == ["Elm"]


def test_the_form_shows_what_is_on_record(staff, elm):
    one = AgreementFactory(schools=[elm], fee=FEE, period=("2017-09-01", "2018-01-01"))

    form = staff.get(reverse("agreement-edit", args=[one.pk])).context["form"]

    assert form.initial["places"] == [f"school-{elm.pk}"]
    assert (form.initial["first_on"], form.initial["last_on"]) == (
        datetime.date(2017, 9, 1),
        datetime.date(2017, 12, 31),
    )


# Ending early, and changing the package within the year


def end(client, one, **more):
    sent = {"last_on": "2017-12-31", "fee": "1400", "because": "The school closes"}
    return client.post(reverse("agreement-end", args=[one.pk]), sent | more)


def test_an_agreement_ends_early_once_with_the_fee_and_why(staff, elm):
    one = AgreementFactory(schools=[elm], fee=FEE, fee_because="First year.")

    for _ in range(2):
        end(staff, one)

    one.refresh_from_db()
    assert (days(one)[1], one.fee) == (datetime.date(2017, 12, 31), 1400)
    assert one.fee_because == "First year. Ends on 31 December 2017: The school closes"
    assert agree(staff, elm, slug="gold", first_on="2018-01-01").status_code == 302


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"last_on": "2017-08-31"}, {"last_on": "The agreement runs from 1 September 2017 to 31 August 2018."}),
        ({"last_on": "2018-09-01"}, {"last_on": "The agreement runs from 1 September 2017 to 31 August 2018."}),
        ({"last_on": ""}, {"last_on": "Say which day."}),
        ({"fee": "-1"}, {"fee": "A fee is not less than nothing."}),
        ({"because": ""}, {"because": "This field is required."}),
    ],
)
def test_an_end_that_cannot_be_is_told_by_its_field(staff, elm, sent, wrong):
    one = AgreementFactory(schools=[elm], fee=FEE)

    answer = end(staff, one, **sent)

    one.refresh_from_db()
    assert errors(answer) == {name: [words] for name, words in wrong.items()}
    assert (one.fee, one.period) == (FEE, whole(YEAR))


def test_a_reason_too_long_beside_the_one_before_is_told(staff, elm):
    one = AgreementFactory(schools=[elm], fee=FEE, fee_because="x" * 490)

    answer = end(staff, one)

    assert list(errors(answer)) == ["because"]


def turn(client, one, slug="gold", **more):
    sent = {
        "package": package(slug).pk,
        "from_on": "2018-01-01",
        "fee_before": "1500",
        "fee_after": "6000",
        "because": "More visits",
    }
    return client.post(reverse("agreement-change-package", args=[one.pk]), sent | more)


def test_a_package_changes_within_the_year_in_one_step_with_both_fees(staff, elm, oak):
    one = AgreementFactory(schools=[elm, oak], fee=FEE)

    answer = turn(staff, one)

    one.refresh_from_db()
    after = made()
    assert answer.url == after.get_absolute_url()
    assert (days(one), one.fee) == ((datetime.date(2017, 9, 1), datetime.date(2017, 12, 31)), 1500)
    assert (days(after), after.fee) == ((datetime.date(2018, 1, 1), datetime.date(2018, 8, 31)), 6000)
    assert (after.package.slug, covered(after), after.agreed_on) == (
        "gold",
        ["Elm", "Oak"],
        datetime.date(2018, 1, 1),
    )
    assert one.fee_because == after.fee_because == "From Bronze to Gold on 1 January 2018: More visits"


def test_changing_the_package_twice_makes_one_and_leads_to_it(staff, elm):
    one = AgreementFactory(schools=[elm], fee=FEE)

    first, second = turn(staff, one), turn(staff, one)

    assert first.url == second.url
    assert Agreement.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"slug": "bronze"}, {"package": "This is the package they have."}),
        (
            {"from_on": "2017-09-01"},
            {"from_on": "Choose a day within the agreement: from 2 September 2017 to 31 August 2018."},
        ),
        (
            {"from_on": "2018-09-01"},
            {"from_on": "Choose a day within the agreement: from 2 September 2017 to 31 August 2018."},
        ),
        ({"fee_after": "1.999"}, {"fee_after": "Ensure that there are no more than 2 decimal places."}),
        ({"because": ""}, {"because": "This field is required."}),
    ],
)
def test_a_change_of_package_that_cannot_be_leaves_all_as_it_was(staff, elm, sent, wrong):
    one = AgreementFactory(schools=[elm], fee=FEE)

    answer = turn(staff, one, **sent)

    one.refresh_from_db()
    assert errors(answer) == {name: [words] for name, words in wrong.items()}
    assert (Agreement.objects.count(), one.fee, one.period) == (1, FEE, whole(YEAR))


# Taking back


def remove(client, one):
    return client.post(reverse("agreement-remove", args=[one.pk]))


def test_one_made_by_mistake_is_taken_back_and_named_before(staff, elm, oak):
    one = AgreementFactory(schools=[elm, oak], fee=FEE)
    page = staff.get(one.get_absolute_url()).content.decode()

    remove(staff, one)

    assert "Bronze, 2017–18 for Elm, Oak, £4,400.00" in page
    assert not Agreement.objects.exists()
    assert remove(staff, one).status_code == 404


@pytest.mark.parametrize(
    "settled", [{"invoice_reference": "7"}, {"invoiced_on": "2018-01-01"}, {"paid_on": "2018-01-01"}]
)
def test_one_that_was_invoiced_or_paid_stays(staff, elm, settled):
    one = AgreementFactory(schools=[elm], **settled)

    answer = remove(staff, one)

    assert answer.url == one.get_absolute_url()
    assert Agreement.objects.exists()
    assert "it stays" in staff.get(one.get_absolute_url()).content.decode()


# Who sees what


@pytest.fixture
def head_of_elm(elm):
    person = UserFactory(role="headteacher")
    SchoolRepresentative.objects.create(school=elm, user=person)
    client = Client()
    client.force_login(person)
    return client


def test_a_headteacher_sees_whom_it_covers_and_the_fee_and_no_school_s_share(head_of_elm, elm, oak):
    PackagePriceFactory(phase="primary", price="4412.34")
    PackagePriceFactory(phase="secondary", price="5812.34")
    one = AgreementFactory(schools=[elm, oak], fee=9000, fee_because="Together", invoice_reference="2017/44")

    page = head_of_elm.get(one.get_absolute_url()).content.decode()

    for words in ("Elm", "Oak", "£9,000.00", "Together", "2017/44"):
        assert words in page
    for words in ("412.34", "812.34", "224.68", "List price", reverse("school-detail", args=[oak.pk]), "Change"):
        assert words not in page
    assert reverse("school-detail", args=[elm.pk]) in page


def test_a_headteacher_does_not_find_another_school_s_agreement(head_of_elm, oak):
    one = AgreementFactory(schools=[oak])

    assert head_of_elm.get(one.get_absolute_url()).status_code == 404


def test_a_trustee_reads_the_list_price_and_changes_nothing(client, elm):
    client.force_login(UserFactory(role="trustee"))
    PackagePriceFactory(price=5000)
    one = AgreementFactory(schools=[elm], fee=FEE)

    page = client.get(one.get_absolute_url()).content.decode()

    assert "£5,000.00" in page
    assert "nobody wrote down why" in page
    assert reverse("agreement-edit", args=[one.pk]) not in page


def test_the_page_asks_as_much_for_twenty_schools_as_for_one(staff):
    def asked(number):
        one = AgreementFactory(schools=[SchoolFactory() for _ in range(number)])
        with CaptureQueriesContext(connection) as queries:
            staff.get(one.get_absolute_url())
        return len(queries)

    assert asked(1) == asked(20)


# Several at once


def together(client, what, *rows, **sent):
    return client.post(reverse("agreement-list-together", args=[what]), {"row": [one.pk for one in rows]} | sent)


def test_the_ticked_are_marked_as_invoiced_and_then_as_paid_once(staff, elm, oak):
    one, other = AgreementFactory(schools=[elm]), AgreementFactory(schools=[oak], invoiced_on="2018-01-05")

    for _ in range(2):
        together(staff, "invoiced", one, other, on="2018-02-01", invoice_reference="44")
    together(staff, "paid", one, on="2018-03-01")

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.invoiced_on, one.invoice_reference, one.paid_on) == (
        datetime.date(2018, 2, 1),
        "44",
        datetime.date(2018, 3, 1),
    )
    assert (other.invoiced_on, other.invoice_reference, other.paid_on) == (datetime.date(2018, 1, 5), "", None)


@pytest.mark.parametrize("what", ["invoiced", "paid"])
def test_a_day_to_come_is_asked_about_and_nothing_is_marked(staff, elm, what):
    one = AgreementFactory(schools=[elm])
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    answer = together(staff, what, one, on=tomorrow.isoformat())

    one.refresh_from_db()
    assert errors(answer) == {"on": ["This day is still to come."]}
    assert (one.invoiced_on, one.paid_on) == (None, None)


@pytest.mark.parametrize(
    ("owed", "found"), [("not_invoiced", [1]), ("unpaid", [2, 3]), ("paid", [4, 5]), ("x", [1, 2, 3, 4, 5])]
)
def test_agreements_are_found_by_what_is_owed(staff, owed, found):
    AgreementFactory(fee=1)
    AgreementFactory(fee=2, invoiced_on="2018-01-05")
    AgreementFactory(fee=3, invoice_reference="7")
    AgreementFactory(fee=4, invoiced_on="2018-01-05", paid_on="2018-02-01")
    AgreementFactory(fee=5, paid_on="2018-02-01")

    page = staff.get(reverse("agreement-list"), {"owed": owed, "sort": "fee"}).context["page"]

    assert [one.fee for one in page] == found


def test_every_year_offered_can_be_agreed_for(staff, elm):
    this_year = AcademicYear.of(timezone.localdate())

    agree(staff, elm, year=this_year + 1)

    assert made().year == this_year + 1
