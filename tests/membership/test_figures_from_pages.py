"""The figures of membership and associates, of records made on the pages of renewals as staff make them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from membership.models import Membership
from tests.factories import OUT_OF_AREA, YEAR, AssociateMembershipFactory, MembershipFactory, SchoolFactory
from tests.figures.reading import names, share, value

pytestmark = pytest.mark.django_db
BEFORE = YEAR - 1
PRIMARY = f"membership.{YEAR.slug}.primary"


@pytest.fixture
def year(staff, monkeypatch):
    """The renewals opened in May for the year after, from last year's members, and what came of each."""
    monkeypatch.setattr(timezone, "localdate", lambda *now: datetime.date(2017, 6, 1))
    for name in ("Alma", "Bow", "Cubitt", "Dell", "Eve"):
        MembershipFactory(school=SchoolFactory(name=name), year=BEFORE)
    MembershipFactory(school=SchoolFactory(name="Far", la_code=OUT_OF_AREA), year=BEFORE)
    MembershipFactory(school=SchoolFactory(name="Shut", closed_on=YEAR.first_day), year=BEFORE)
    MembershipFactory(school=SchoolFactory(name="Swan", phase="special"), year=BEFORE)
    for name in ("New", "Other", "Never"):
        SchoolFactory(name=name)
    staff.post(reverse("renewals-open"), {"year": YEAR.slug, "answer_by_on": ""})
    return staff


def says(client, name, step, reason=""):
    row = Membership.objects.get(school__name=name, year=YEAR)
    said = {"was": row.status, "step": step, "on": "2017-06-01", "reason": reason}
    client.post(reverse("membership-step", args=[row.pk]), said)


def joins(client, name, status="member"):
    said = {"place_name": name, "status": status, "on": "2017-06-01"}
    client.post(f"{reverse('renewal-add')}?year={YEAR.slug}", said)


def answered(client):
    """Alma and Far are in, Bow after declining, Dell went again; Cubitt declines, and Eve only means to renew."""
    for name in ("Alma", "Far"):
        says(client, name, "join")
    says(client, "Bow", "decline", "No money")
    says(client, "Bow", "join", "Found some")
    says(client, "Cubitt", "decline", "No money")
    says(client, "Dell", "join")
    says(client, "Dell", "withdraw", "Moved to another")
    says(client, "Eve", "renewing")
    joins(client, "New")
    joins(client, "Other", "invited")


def test_invited_schools_are_no_members_until_they_join(year):
    assert names(f"{PRIMARY}.total") == []
    says(year, "Alma", "join")
    assert names(f"{PRIMARY}.total") == ["Alma"]


def test_members_in_area_are_a_share_of_those_open_in_area(year):
    answered(year)
    assert names(f"{PRIMARY}.in_area") == ["Alma", "Bow", "New"]
    assert share(f"{PRIMARY}.in_area") == (3, 8, 38)


def test_member_out_of_area_is_in_the_total_alone(year):
    answered(year)
    assert names(f"{PRIMARY}.out_of_area") == ["Far"]
    assert names(f"{PRIMARY}.total") == ["Alma", "Bow", "Far", "New"]
    assert value(f"membership.{YEAR.slug}.all.total") == 4  # Swan, a special school, has not answered


def test_who_has_not_joined_is_among_the_not_members(year):
    answered(year)
    assert names(f"{PRIMARY}.not_members") == ["Cubitt", "Dell", "Eve", "Never", "Other"]


def test_who_joined_and_who_left(year):
    answered(year)
    assert names(f"membership.{YEAR.slug}.joined") == ["New"]
    assert names(f"membership.{YEAR.slug}.left") == ["Cubitt", "Dell", "Eve", "Shut", "Swan"]


def test_last_years_figures_are_as_they_were(year):
    answered(year)
    before = f"membership.{BEFORE.slug}"
    assert names(f"{before}.primary.in_area") == ["Alma", "Bow", "Cubitt", "Dell", "Eve", "Shut"]
    assert value(f"{before}.all.total") == 8


def test_associates_are_to_renew_once_the_renewals_are_open(year):
    member = AssociateMembershipFactory(associate__name="Arts", year=BEFORE)
    AssociateMembershipFactory(associate__name="Books", year=BEFORE, status="lapsed")
    AssociateMembershipFactory(associate__name="Choir")  # of the year itself, with no row before

    year.post(reverse("renewals-open"), {"year": YEAR.slug})

    associates = f"associates.{YEAR.slug}"
    assert names(f"{associates}.total") == ["Arts", "Choir"]
    assert names(f"{associates}.to_renew") == ["Arts"]
    assert names(f"{associates}.new") == ["Choir"]
    assert member.associate.memberships.count() == 2
