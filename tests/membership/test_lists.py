"""The lists of agreements and of renewals: what their filters find and what stands in a line."""

import datetime

import pytest
from django.utils import timezone

from membership.models import Membership, RenewalLetter
from tests.factories import (
    YEAR,
    AgreementFactory,
    MembershipFactory,
    RenewalLetterFactory,
    SchoolFactory,
    UserFactory,
)

TODAY = datetime.date(2017, 9, 11)


@pytest.fixture
def trustee(db, client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    client.force_login(UserFactory(role="trustee"))
    return client


@pytest.fixture
def agreements(trustee):
    elm, oak = SchoolFactory(name="Elm"), SchoolFactory(name="Oak")
    AgreementFactory(schools=[oak, elm], fee=100, package="gold")
    AgreementFactory(schools=[elm], fee=200, package="silver", year=YEAR - 1)
    AgreementFactory(schools=[SchoolFactory(name="Ash")], fee=300, package="non_sla")
    return trustee


@pytest.mark.parametrize(
    ("asked", "fees"),
    [
        ({}, [300, 100, 200]),
        ({"school": "elm"}, [100, 200]),
        ({"year": "2016-17"}, [200]),
        ({"sla": "no"}, [300]),
        ({"sla": "yes"}, [100, 200]),
        ({"year": "2001-02"}, [300, 100, 200]),
        ({"sort": "fee"}, [100, 200, 300]),
    ],
)
def test_agreements_are_found_by(agreements, asked, fees):
    page = agreements.get("/agreements/", asked)

    assert sorted(agreement.fee for agreement in page.context["page"]) == sorted(fees)
    if "sort" in asked:
        assert [agreement.fee for agreement in page.context["page"]] == fees


def test_each_school_an_agreement_covers_is_a_link(agreements):
    page = agreements.get("/agreements/", {"package": "", "year": YEAR.slug, "school": "oak"}).content.decode()

    assert 'data-label="Schools"><a href="/schools/' in page
    assert page.index(">Elm</a>, <a") < page.index(">Oak</a>")


@pytest.fixture
def renewals(trustee):
    """Of 2017–18, the latest on record, and one of the year before."""
    for n, status in enumerate(("invited", "renewing", "member", "declined")):
        school = SchoolFactory(name=status, phase="primary" if n else "special")
        MembershipFactory(school=school, status=status)
        if status == "renewing":
            MembershipFactory(school=school, year=YEAR - 1)
            AgreementFactory(schools=[school], year=YEAR - 1, package="gold")
            AgreementFactory(schools=[school], year=YEAR, package="silver")
    MembershipFactory(school=SchoolFactory(name="before"), year=YEAR - 1, status="invited")
    return trustee


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["declined", "invited", "member", "renewing"]),
        ({"year": "2016-17"}, ["before", "renewing"]),
        ({"status": "outstanding"}, ["invited", "renewing"]),
        ({"status": "declined"}, ["declined"]),
        ({"phase": "special"}, ["invited"]),
        ({"school": "memb"}, ["member"]),
    ],
)
def test_renewals_are_found_by(renewals, asked, found):
    assert [one.school.name for one in renewals.get("/renewals/", asked).context["page"]] == found


def test_a_renewal_says_how_long_it_waits_and_what_was_before(renewals):
    text = b"".join(renewals.get("/renewals/memberships.csv", {"school": "renewing"})).decode("utf-8-sig")

    assert [line.split(",", 2)[2] for line in text.splitlines()] == [
        "Year,Status,Invited on,Days outstanding,The year before,Package the year before,Reason",
        "2017–18,Renewing,,10,Member,Gold,",
    ]


def test_days_count_from_the_invitation_and_staff_see_the_last_letter(renewals, client):
    waiting = Membership.objects.get(status="renewing")
    Membership.objects.filter(pk=waiting.pk).update(invited_on=datetime.date(2017, 5, 1))
    for day in (3, 2):
        letter = RenewalLetterFactory(membership=waiting)
        sent_at = datetime.datetime(2017, 6, day, 9, tzinfo=datetime.UTC)
        RenewalLetter.objects.filter(pk=letter.pk).update(sent_at=sent_at)
    client.force_login(UserFactory(role="staff"))

    text = b"".join(client.get("/renewals/memberships.csv", {"school": "renewing"})).decode("utf-8-sig")

    assert [line.split(",", 3)[3] for line in text.splitlines()] == [
        "Status,Invited on,Days outstanding,Last letter,The year before,Package the year before,Reason",
        "Renewing,2017-05-01,133,2017-06-03,Member,Gold,",
    ]


def test_ticked_renewals_are_handed_to_the_page_of_letters(renewals, client):
    client.force_login(UserFactory(role="staff"))
    rows = sorted(Membership.objects.filter(status__in=["invited", "renewing"]).values_list("pk", flat=True))

    answer = client.get("/renewals/together/write/", {"row": rows})

    assert answer.url == f"/renewals/letters/?rows={'.'.join(map(str, rows))}"


def test_who_is_no_longer_waited_for_is_not_outstanding(renewals):
    text = b"".join(renewals.get("/renewals/memberships.csv", {"status": "declined"})).decode("utf-8-sig")

    assert text.splitlines()[1].split(",", 3)[3] == "Declined,,,,,"
