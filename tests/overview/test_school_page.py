"""The first page, and the page of a school."""

import datetime

import pytest
from django.urls import reverse

from accounts.permissions import Role
from schools.models import SchoolRepresentative
from tests.factories import (
    YEAR,
    AgreementFactory,
    ChargeFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)


def headteacher_of(*schools, **days):
    person = UserFactory(role=Role.HEADTEACHER)
    for school in schools:
        SchoolRepresentative.objects.create(school=school, user=person, **days)
    return person


def fill(school, times=1):
    for n in range(times):
        MembershipFactory(school=school, year=YEAR - n)
        AgreementFactory(schools=[school], year=YEAR - n, fee="1234.50")
        ChargeFactory(school=school, description="Moderation training")
        ParticipationFactory(school=school)
        VisitFactory(school=school, shared_note="Reading is strong.", internal_note="SECRET")
        InspectionFactory(school=school, overall=2)
    return school


@pytest.mark.parametrize("role", [Role.STAFF, Role.TRUSTEE, Role.ADMIN])
def test_the_first_page_leads_readers_to_the_latest_report(db, client, role):
    client.force_login(UserFactory(role=role))
    assert client.get(reverse("home")).url == reverse("report-latest")


def test_the_first_page_leads_a_headteacher_to_their_school(db, client):
    school = SchoolFactory()
    SchoolFactory()
    client.force_login(headteacher_of(school))
    assert client.get(reverse("home")).url == reverse("school-detail", args=[school.pk])


def test_the_first_page_leads_an_executive_head_to_their_schools(db, client):
    mine = [SchoolFactory(name="Bow"), SchoolFactory(name="Arnhem")]
    SchoolFactory()
    client.force_login(headteacher_of(*mine))
    assert client.get(reverse("home")).url == reverse("school-list")
    assert [school.name for school in client.get(reverse("school-list")).context["page"]] == ["Arnhem", "Bow"]


def test_a_headteacher_opens_their_own_school_and_no_other(db, client):
    own, other = SchoolFactory(), SchoolFactory()
    client.force_login(headteacher_of(own))
    assert client.get(reverse("school-detail", args=[own.pk])).status_code == 200
    assert client.get(reverse("school-detail", args=[other.pk])).status_code == 404


@pytest.mark.parametrize(
    ("days", "status"),
    [
        ({"until_on": datetime.date(2000, 1, 1)}, 404),
        ({"from_on": datetime.date(2100, 1, 1)}, 404),
        ({"from_on": datetime.date(2000, 1, 1), "until_on": datetime.date(2100, 1, 1)}, 200),
    ],
)
def test_a_headteachers_access_ends_on_the_day(db, client, days, status):
    school = SchoolFactory()
    client.force_login(headteacher_of(school, **days))
    assert client.get(reverse("school-detail", args=[school.pk])).status_code == status


def test_the_page_shows_each_subject_and_no_internal_note(db, client):
    school = fill(SchoolFactory(name="Bow School", urn=100965))
    client.force_login(headteacher_of(school))
    page = client.get(reverse("school-detail", args=[school.pk])).content.decode()
    shown = ["Bow School", "100965", "£1,234.50", "Moderation training", "Reading is strong.", "Good"]
    assert [words for words in shown if words not in page] == []
    assert "SECRET" not in page


def test_a_headteacher_sees_a_shared_agreement_without_the_other_schools_name(db, client):
    own, other = SchoolFactory(name="Own"), SchoolFactory(name="Neighbour")
    AgreementFactory(schools=[own, other])
    client.force_login(headteacher_of(own))
    assert "Neighbour" not in client.get(reverse("school-detail", args=[own.pk])).content.decode()


def test_the_page_asks_as_many_queries_of_a_full_school_as_of_a_new_one(
    db, client, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(UserFactory())
    bare, full = SchoolFactory(), fill(SchoolFactory(), times=5)
    with django_assert_max_num_queries(12) as asked:
        client.get(reverse("school-detail", args=[bare.pk]))
    with django_assert_num_queries(len(asked)):
        client.get(reverse("school-detail", args=[full.pk]))
