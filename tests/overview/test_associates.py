"""Associates: the list, the page of one, and what is written down there."""

import datetime

import pytest
from django.urls import reverse

from accounts.permissions import Role
from membership.models import AssociateMembership, AssociateOffer
from schools.models import Associate
from tests.factories import (
    YEAR,
    AssociateFactory,
    AssociateMembershipFactory,
    AssociateOfferFactory,
    ContactFactory,
    MembershipFactory,
    RunFactory,
    UserFactory,
    VisitFactory,
)
from tests.figures.reading import DATES
from tests.overview.people import section

pytestmark = pytest.mark.django_db
LIST = reverse("associate-list")


@pytest.fixture
def staff(client):
    MembershipFactory()
    client.force_login(UserFactory())
    return client


@pytest.fixture
def arts():
    """With everything an associate can have, beside another that has it too."""
    made = []
    for name in ("Arts", "Decoy"):
        associate = AssociateFactory(name=name)
        AssociateMembershipFactory(associate=associate, year=YEAR - 1, status="lapsed")
        AssociateMembershipFactory(associate=associate)
        ContactFactory(school=None, associate=associate, name=f"Contact of {name}", email="")
        VisitFactory(school=None, associate=associate, purpose=f"Planning with {name}")
        AssociateOfferFactory(associate=associate, what=f"Workshop of {name}", outcome="Six schools came")
        RunFactory(led_by="associate", leader_associate=associate, programme__name=f"Led by {name}")
        made.append(associate)
    return made[0]


def test_page_has_what_is_of_the_associate_and_of_no_other(staff, arts):
    page = staff.get(arts.get_absolute_url()).content.decode()

    assert section(page, "contacts") == "Contacts Contact of Arts Add a contact"
    assert section(page, "visits") == "Visits 1 Mar 2018 Visit: Planning with Arts"
    assert section(page, "offers") == "What they offered 2017–18 Workshop of Arts Six schools came Add an offer"
    assert section(page, "leads") == "Programmes they lead 2017–18 Led by Arts"
    assert section(page, "membership").startswith("Membership 2017–18 Member 2016–17 Lapsed")


def test_a_trustee_sees_no_contacts_and_no_button(client, arts):
    client.force_login(UserFactory(role=Role.TRUSTEE))

    page = client.get(arts.get_absolute_url()).content.decode()

    assert ("Contact of Arts" in page, "<form" in page.split("<main")[1], "Workshop of Arts" in page) == (
        False,
        False,
        True,
    )


def test_a_new_associate_is_made_with_its_first_year_and_once(staff):
    typed = {"name": "New Arts", "year": "2017-18", "status": "renewing"}

    first, second = (staff.post(reverse("associate-new"), typed) for _ in range(2))

    associate = Associate.objects.get()
    assert first.headers["Location"] == associate.get_absolute_url()
    assert second.context["form"].errors["name"] == ["There is an associate of this name already."]
    assert list(associate.memberships.values_list("year", "status")) == [(YEAR, "renewing")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": ""}, "name"), ({"year": "2017-19"}, "year"), ({"status": "guest"}, "status"), ({"year": ""}, "year")],
)
def test_what_is_wrong_of_a_new_one_is_said_by_its_field_and_makes_nothing(staff, typed, field):
    right = {"name": "New Arts", "year": "2017-18", "status": "member"}

    answer = staff.post(reverse("associate-new"), right | typed)

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), Associate.objects.count()) == (422, [field], 0)
    assert {name: form[name].value() for name in right} == right | typed


def test_the_standing_of_a_year_is_written_once_and_leaves_other_years(staff, arts):
    address = reverse("associate-standing", args=[arts.pk])
    for status in ("renewing", "member", "member"):
        staff.post(address, {"year": "2018-19", "status": status})

    rows = arts.memberships.order_by("year").values_list("year", "status")
    assert list(rows) == [(YEAR - 1, "lapsed"), (YEAR, "member"), (YEAR + 1, "member")]


def test_a_standing_that_is_none_is_said_beside_the_form(staff, arts):
    answer = staff.post(reverse("associate-standing", args=[arts.pk]), {"year": "18", "status": "member"})

    assert (answer.status_code, list(answer.context["standing_form"].errors)) == (422, ["year"])
    assert answer.context["standing_form"]["year"].value() == "18"


def test_offers_are_added_changed_and_removed(staff, arts):
    typed = {"what": "Gallery visits", "year": "2017-18", "offered_on": "2018-02-01", "outcome": ""}
    add = reverse("offer-add", args=[arts.pk])
    staff.post(add, typed)
    twice = staff.post(add, typed)
    assert twice.context["form"].errors["__all__"] == ["This offer is on record already."]
    offer = AssociateOffer.objects.get(what="Gallery visits")
    edit = reverse("offer-edit", args=[offer.pk])
    opened_with = staff.get(edit).context["form"]["opened_with"].value()

    staff.post(edit, typed | {"outcome": "Taken up", "opened_with": opened_with})
    offer.refresh_from_db()
    assert (offer.outcome, offer.offered_on) == ("Taken up", datetime.date(2018, 2, 1))

    staff.post(reverse("offer-remove", args=[offer.pk]))
    assert list(arts.offers.values_list("what", flat=True)) == ["Workshop of Arts"]


def test_an_offer_is_made_within_its_year(staff, arts):
    answer = staff.post(
        reverse("offer-add", args=[arts.pk]), {"what": "Talk", "year": "2017-18", "offered_on": "2018-09-01"}
    )

    said = "This day is not in 2017–18. Correct the day or the year."
    assert answer.context["form"].errors["offered_on"] == [said]


def test_list_shows_the_chosen_year_alone(staff, arts):
    VisitFactory(school=None, associate=arts, status="planned")
    VisitFactory(school=None, associate=arts, kind="call")
    VisitFactory(school=None, associate=arts, visited_on=datetime.date(2016, 10, 1))

    def rows(**asked):
        page = staff.get(LIST, asked).context["page"]
        return [(str(one), one.standing, one.since, one.number_of_visits, one.number_of_offers) for one in page]

    assert rows(year="2017-18") == [("Arts", "member", 2016, 1, 1), ("Decoy", "member", 2016, 1, 1)]
    assert rows(year="2016-17", q="arts") == [("Arts", "lapsed", 2016, 1, 0)]
    assert rows(year="2016-17", status="member") == []
    AssociateFactory(name="No row")
    assert [row[0] for row in rows(year="2017-18", status="none")] == ["No row"]


def test_list_and_page_ask_as_much_of_fifty_rows_as_of_one(staff, django_assert_num_queries):
    associate = AssociateFactory(name="AAA")
    for number in (1, 49):
        for n in range(number):
            AssociateMembershipFactory(associate=associate, year=YEAR - number - n)
            AssociateMembershipFactory()
            AssociateOfferFactory(associate=associate)
            ContactFactory(school=None, associate=associate)
            VisitFactory(school=None, associate=associate)
            RunFactory(led_by="associate", leader_associate=associate)
        with django_assert_num_queries(8):
            staff.get(LIST)
        with django_assert_num_queries(10):
            staff.get(associate.get_absolute_url())


def test_figures_of_associates_are_those_written_down_here(staff):
    """`associates.{year}.total`, `.to_renew` and `.new`, and `visits.{year}.associates`."""
    from reports.book import Book

    def written(name, **years):
        staff.post(reverse("associate-new"), {"name": name, "year": "2016-17", "status": years.pop("first")})
        associate = Associate.objects.get(name=name)
        for year, status in years.items():
            staff.post(
                reverse("associate-standing", args=[associate.pk]), {"year": year.replace("_", "-"), "status": status}
            )
        return associate

    written("Stays", first="member", **{"2017_18": "member"})
    written("To renew", first="member", **{"2017_18": "renewing"})
    written("Lapsed", first="member", **{"2017_18": "lapsed"})
    back = written("Lapsed before", first="lapsed", **{"2017_18": "member"})
    staff.post(reverse("associate-new"), {"name": "New", "year": "2017-18", "status": "member"})
    VisitFactory(school=None, associate=back)

    figures = Book(DATES).figures(names=None)

    stem = f"associates.{YEAR.slug}"
    assert {key: figures[f"{stem}.{key}"].value for key in ("total", "to_renew", "new")} == {
        "total": 4,
        "to_renew": 1,
        "new": 1,
    }
    assert [name.text for name in figures[f"{stem}.new"].names] == ["New"]
    assert AssociateMembership.objects.filter(year=YEAR - 1).count() == 4
