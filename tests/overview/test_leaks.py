"""One school's fee, contact and internal note, each a marked word, looked for on every page the others reach first."""

import datetime

import pytest
from django.urls import reverse

from accounts.permissions import Role
from tests.factories import (
    YEAR,
    AgreementFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.people import headteacher_of

NAME, FEE, NOTE, INTERNAL = "Marked School", "7,654.32", "MARKEDSHARED", "MARKEDINTERNAL"
CONTACT, ADDRESS = "Marked Contact", "marked@school.example"


@pytest.fixture
def marked(today):
    school = SchoolFactory(name=NAME)
    contact = headteacher_of(school)
    contact.name, contact.email = CONTACT, ADDRESS
    contact.save()
    MembershipFactory(school=school)
    AgreementFactory(schools=[school], fee="7654.32")
    ParticipationFactory(school=school)
    InspectionFactory(school=school, overall=2)
    for status, on in (("done", datetime.date(2018, 3, 1)), ("planned", datetime.date(2018, 4, 1))):
        VisitFactory(school=school, status=status, visited_on=on, shared_note=NOTE, internal_note=INTERNAL)
    return school


def pages(school) -> list[str]:
    key = f"visits.{YEAR.slug}.all.schools"
    return [
        reverse("home"),
        reverse("school-list"),
        reverse("school-detail", args=[school.pk]),
        reverse("report-list"),
        reverse("kpi-page", args=[YEAR]),
        reverse("report-checks", args=[YEAR]),
        reverse("figure-page", args=[YEAR, key]),
        reverse("figure-csv", args=[YEAR, key]),
    ]


def shown(client, person, school) -> set[str]:
    """Which of the marked words are in the bytes of any page this person opens."""
    client.force_login(person)
    answers = [client.get(where, follow=True) for where in pages(school)]
    text = b"".join(b"".join(answer) for answer in answers).decode()
    return {word for word in (NAME, FEE, NOTE, INTERNAL, CONTACT, ADDRESS) if word in text}


def test_staff_and_admins_see_every_marked_word(client, marked):
    for role in (Role.STAFF, Role.ADMIN):
        assert shown(client, UserFactory(role=role), marked) == {NAME, FEE, NOTE, INTERNAL, CONTACT, ADDRESS}


def test_a_trustee_sees_no_contact_and_no_internal_note(client, marked):
    assert shown(client, UserFactory(role=Role.TRUSTEE), marked) == {NAME, FEE, NOTE}


def test_a_headteacher_sees_their_own_schools_and_no_internal_note(client, marked):
    assert shown(client, headteacher_of(marked), marked) == {NAME, FEE, NOTE, CONTACT, ADDRESS}


def test_a_headteacher_of_other_schools_sees_nothing_of_it(client, marked):
    for person in (headteacher_of(SchoolFactory()), headteacher_of(SchoolFactory(), SchoolFactory()), headteacher_of()):
        assert shown(client, person, marked) == set()


def test_a_former_headteacher_sees_nothing_of_it(client, marked, today):
    person = headteacher_of(marked, until_on=today - datetime.timedelta(1))
    assert shown(client, person, marked) == set()
