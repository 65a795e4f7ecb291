"""The list of people: who is there, found, sorted, paged, and taken away as a file."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from accounts.models import Download
from accounts.permissions import Role
from schools.models import SchoolRepresentative
from tests.factories import InvitationFactory, SchoolFactory, UserFactory

LIST, CSV = "/people/", "/people/people.csv"
LONG_AGO = datetime.date(2000, 1, 1)


def names(response):
    return [person.name for person in response.context["page"]]


@pytest.fixture
def everyone(db, ada):
    """Ada, the admin, and one person of every role and state."""
    elm, oak = SchoolFactory(name="Elm"), SchoolFactory(name="Oak")
    now = timezone.now()
    head = UserFactory(name="Harriet", role=Role.HEADTEACHER, email="head@elm.example")
    SchoolRepresentative.objects.create(user=head, school=elm)
    SchoolRepresentative.objects.create(user=head, school=oak, until_on=LONG_AGO)
    UserFactory(name="Sam", role=Role.STAFF, is_in_challenge_group=True)
    UserFactory(name="Tariq", role=Role.TRUSTEE, is_active=False, deactivated_at=now)
    UserFactory(name="Nora", role="")
    soon = now + datetime.timedelta(1)
    invited = UserFactory(name="Ivy", role=Role.TRUSTEE, is_active=False)
    InvitationFactory(user=invited, sent_at=now, expires_at=soon)
    InvitationFactory(user=UserFactory(name="Xavier", role=Role.TRUSTEE, is_active=False))
    withdrawn = UserFactory(name="Wendy", role=Role.TRUSTEE, is_active=False)
    InvitationFactory(user=withdrawn, sent_at=now, expires_at=soon, withdrawn_at=now)
    return elm


def test_everyone_is_listed_by_name_with_where_they_stand(admin, everyone):
    page = admin.get(LIST)

    assert {person.name: person.state for person in page.context["page"]} == {
        "Ada Admin": "active",
        "Harriet": "active",
        "Ivy": "invited",
        "Nora": "active",
        "Sam": "active",
        "Tariq": "deactivated",
        "Wendy": "withdrawn",
        "Xavier": "expired",
    }
    assert names(page) == sorted(names(page))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "harr"}, ["Harriet"]),
        ({"q": "HEAD@elm"}, ["Harriet"]),
        ({"q": "elm"}, ["Harriet"]),
        ({"q": "oak"}, ["Harriet"]),
        ({"q": "nobody"}, []),
        ({"role": "headteacher"}, ["Harriet"]),
        ({"role": "none"}, ["Nora"]),
        ({"state": "invited"}, ["Ivy"]),
        ({"state": "expired"}, ["Xavier"]),
        ({"state": "withdrawn"}, ["Wendy"]),
        ({"state": "deactivated"}, ["Tariq"]),
        ({"role": "trustee", "state": "deactivated"}, ["Tariq"]),
        ({"role": "staff", "sort": "-name"}, ["Sam"]),
    ],
)
def test_list_and_file_hold_the_people_asked_for(admin, everyone, asked, found):
    lines = list(csv.reader(io.StringIO(b"".join(admin.get(CSV, asked)).decode("utf-8-sig"))))

    assert names(admin.get(LIST, asked)) == found
    assert [line[0] for line in lines[1:]] == found


def test_file_says_what_the_list_says_and_is_logged(admin, ada, everyone):
    answer = b"".join(admin.get(CSV, {"q": "harriet"})).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(answer))) == [
        ["Name", "E-mail address", "Role", "Challenge group", "Schools", "Sign-in", "Last signed in"],
        ["Harriet", "head@elm.example", "Headteacher", "", "Elm", "Can sign in", ""],
    ]
    assert [(log.taken_by, log.what, log.about) for log in Download.objects.all()] == [
        (ada, "List of people: names, e-mail addresses, roles, schools", None)
    ]


def test_list_sorts_by_last_sign_in_with_those_who_never_came_last(admin, everyone, ada):
    earlier = timezone.now() - datetime.timedelta(9)
    type(ada).objects.filter(name="Sam").update(last_login=earlier)

    assert names(admin.get(LIST, {"sort": "last_login"}))[:2] == ["Sam", "Ada Admin"]
    assert names(admin.get(LIST, {"sort": "-last_login"}))[:2] == ["Ada Admin", "Sam"]


def test_list_asks_as_much_of_fifty_people_as_of_one(admin, django_assert_num_queries):
    def fill(number):
        for _ in range(number):
            person = UserFactory(role=Role.HEADTEACHER)
            SchoolRepresentative.objects.create(user=person, school=SchoolFactory())
            InvitationFactory(user=UserFactory(is_active=False))

    fill(1)
    with django_assert_num_queries(6):
        admin.get(LIST)
    fill(50)
    with django_assert_num_queries(6):
        assert len(admin.get(LIST).context["page"]) == 50


def test_list_is_paged_and_keeps_its_filter(admin, everyone, monkeypatch):
    monkeypatch.setattr("people.views.listing.PEOPLE_ON_A_PAGE", 2)

    page = admin.get(LIST, {"role": "trustee", "page": 2})

    assert names(page) == ["Wendy", "Xavier"]
    assert "role=trustee&amp;page=1" in page.content.decode()


def test_empty_list_says_so(admin):
    assert "Nobody matches." in admin.get(LIST, {"q": "nobody"}).content.decode()


def test_text_that_cannot_be_looked_for_is_said_beside_its_field(admin, everyone):
    assert admin.get(LIST, {"q": "\0"}).context["filter"].form.errors == {"q": ["Null characters are not allowed."]}
