"""The page of movement between two years: each number is its list, and what does not close is said."""

import re

import pytest
from django.urls import reverse

from accounts.permissions import Role
from tests.factories import YEAR, AgreementFactory, MembershipFactory, SchoolFactory, UserFactory


@pytest.fixture
def trustee(client, db):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def page_of(client, year=YEAR):
    return client.get(reverse("membership-movement", args=[year]))


def numbers(page):
    """Of each figure on the page, its key, its value and where it leads."""
    text = page.content.decode()
    found = re.findall(r'<a[^>]*class="figure"[^>]*>', text)
    return [
        (
            re.search(r'data-figure="([^"]+)"', tag)[1],
            re.search(r'data-value="([^"]+)"', tag)[1],
            re.search(r'href="([^"]+)"', tag)[1],
        )
        for tag in found
    ]


def test_every_number_opens_a_list_that_adds_up_to_it(trustee):
    elm, oak = SchoolFactory(name="Elm"), SchoolFactory(name="Oak")
    for year in (YEAR - 1, YEAR):
        MembershipFactory(school=elm, year=year)
        AgreementFactory(year=year, schools=[elm, oak], fee="4400.01", package="bronze" if year == YEAR else "gold")
    MembershipFactory(school=SchoolFactory(name="Ash"))

    found = numbers(page_of(trustee))

    assert len(found) > 20
    for _, value, address in found:
        opened = trustee.get(address)
        assert (opened.status_code, opened.context["figure"].raw) == (200, value)
        rows = list(opened.context["found"].stream())
        adds = opened.context["found"].cell.adds
        behind = sum(getattr(row.record, adds) for row in rows) if adds else len(rows)
        assert behind == opened.context["figure"].value


def test_names_stand_behind_who_came_went_and_traded(trustee):
    MembershipFactory(school=SchoolFactory(name="Elm"), year=YEAR - 1)
    MembershipFactory(school=SchoolFactory(name="Ash"))
    oak = SchoolFactory(name="Oak")
    for year in (YEAR - 1, YEAR):
        MembershipFactory(school=oak, year=year)

    text = page_of(trustee).content.decode()

    assert [name for name in ("Elm", "Ash", "Oak") if f">{name}</a>" in text] == ["Elm", "Ash"]


def test_page_says_whether_it_closes(trustee):
    MembershipFactory()
    assert 'data-closes="yes"' in page_of(trustee).content.decode()

    lost = AgreementFactory(schools=[], fee=500)
    text = page_of(trustee).content.decode()
    assert ('data-closes="no"' in text, "Unexplained" in text, lost.get_absolute_url() in text) == (True, True, True)


def test_page_asks_as_much_of_fifty_schools_as_of_one(trustee, django_assert_num_queries):
    def grow(schools):
        for _ in range(schools):
            AgreementFactory(schools=[MembershipFactory().school])

    grow(1)
    with django_assert_num_queries(9):
        page_of(trustee)
    grow(49)
    with django_assert_num_queries(9):
        page_of(trustee)
    with django_assert_num_queries(5):  # nothing has changed since
        page_of(trustee)
