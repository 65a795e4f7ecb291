"""Each figure of participation by the rule “attended”, from marks that the register's own pages made."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.models import RoomSignIn
from tests.factories import (
    YEAR,
    ContactFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ParticipationFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    StrandFactory,
)
from tests.figures.reading import names, value
from tests.programmes.registering import HEADED, add, apply, mark, settle, sign_in

pytestmark = pytest.mark.django_db
COACHING = "participation.2017-18.coaching"
SCHOOLS, DELEGATES = f"{COACHING}.schools", f"{COACHING}.people.delegate"


@pytest.fixture
def session(session):
    session.run.programme.slug = "coaching"
    session.run.programme.save()
    return session


@pytest.fixture(autouse=True)
def _decoys(staff, session, join):
    """Enrolled and not there, absent, excused, not marked, of no school, at a cancelled session, of another year."""
    EnrolmentFactory(run=session.run, school=SchoolFactory(name="Enrolled alone"))
    absent, excused = (join(name, SchoolFactory(name=name)) for name in ("Absent", "Excused"))
    join("Not marked", SchoolFactory(name="Not marked"))
    mark(staff, session, {absent: "absent", excused: "excused", join("Of no school"): "attended"})
    cancelled = SessionFactory(run=session.run, title="Cancelled later")
    mark(staff, cancelled, {join("Snowed in", SchoolFactory(name="Snowed in")): "attended"})
    cancelled.is_cancelled = True
    cancelled.save()
    last_year = SessionFactory(run=RunFactory(programme=session.run.programme, year=YEAR - 1))
    person = ParticipantFactory(run=last_year.run, contact=ContactFactory(school=SchoolFactory(name="Last year")))
    mark(staff, last_year, {person: "attended"})


def test_schools_are_those_of_people_marked_as_attended(staff, session, join, elm, oak):
    mark(staff, session, {join("Ann", elm): "attended", join("Bob", elm): "attended", join("Cat", oak): "attended"})

    assert names(SCHOOLS) == ["Elm", "Oak Park"]


def test_people_are_counted_once_by_role_however_often_they_came(staff, session, join, elm, oak):
    ann, bob, coach = join("Ann", elm), join("Bob", oak), join("Cat", elm, role="coach")
    second = SessionFactory(run=session.run, title="Day 2")
    for day in (session, second):
        mark(staff, day, {ann: "attended", coach: "attended"})
    mark(staff, second, {bob: "attended"})

    assert (value(DELEGATES), value(f"{COACHING}.people.coach")) == (2, 1)
    assert names(SCHOOLS) == ["Elm", "Oak Park"]


def test_schools_by_strand_are_those_whose_people_of_the_strand_attended(staff, session, join, elm, oak):
    ssat, edt = StrandFactory(slug="ssat"), StrandFactory(slug="edt")
    mark(staff, session, {join("Ann", elm, strand=ssat): "attended", join("Bob", oak, strand=edt): "attended"})
    join("Cat", oak, strand=ssat)

    assert names(f"{COACHING}.strand.ssat.schools") == ["Elm"]
    assert names(f"{COACHING}.strand.edt.schools") == ["Oak Park"]


def test_a_mark_that_is_corrected_is_counted_anew(staff, session, join, elm):
    ann = join("Ann", elm)
    mark(staff, session, {ann: "attended"})
    assert names(SCHOOLS) == ["Elm"]

    mark(staff, session, {ann: "excused"})

    assert names(SCHOOLS) == []


def test_who_walked_in_counts_with_their_role_and_school(staff, session, elm):
    for _ in range(2):
        add(staff, session, name="Ann Lee", school="Elm", role="host")

    assert (names(SCHOOLS), value(f"{COACHING}.people.host")) == (["Elm"], 1)


def test_who_signed_in_by_the_rooms_code_counts_once_they_are_known(staff, session, join, elm, oak):
    session.held_on = timezone.localdate()
    session.save()
    join("Ann Lee", elm)
    for name, school in (("Ann Lee", "Elm"), ("Ann Lee", "Elm"), ("Bob Ray", "Oak Park"), ("Mickey Mouse", "Oak Park")):
        sign_in(Client(), session, name, school=school)
    assert (names(SCHOOLS), value(DELEGATES)) == (["Elm"], 1)

    bob, mickey = (RoomSignIn.objects.get(name=name) for name in ("Bob Ray", "Mickey Mouse"))
    settle(staff, session, bob, who=f"new-school-{oak.pk}")
    settle(staff, session, mickey, aside="1")

    assert (names(SCHOOLS), value(DELEGATES)) == (["Elm", "Oak Park"], 2)


def test_a_list_counts_once_it_is_applied_and_only_who_was_there(staff, session, join, elm, oak):
    join("Ann Lee", elm)
    text = HEADED + "Ann Lee\t\tElm\tyes\nBob Ray\t\tOak Park\tyes\nCat Day\t\tOak Park\tno\nDan Out\t\tOak Park\tyes"
    staff.post(reverse("register-list", args=[session.pk]), {"text": text})
    assert names(SCHOOLS) == []

    for _ in range(2):
        apply(staff, session, text, **{"Dan Out": "out"})

    assert (names(SCHOOLS), value(DELEGATES)) == (["Elm", "Oak Park"], 2)


def test_a_person_counts_with_the_school_they_were_of_on_the_day(staff, session, join, elm, oak):
    ann = join("Ann", elm)
    mark(staff, session, {ann: "attended"})
    ann.school = oak
    ann.save()

    assert names(SCHOOLS) == ["Elm"]


def test_what_was_recorded_by_hand_counts_instead_of_what_is_marked(staff, session, join, elm):
    ParticipationFactory(programme=session.run.programme, school=elm, role="delegate", people=30)

    mark(staff, session, {join("Ann", elm): "attended"})

    assert (names(SCHOOLS), value(DELEGATES)) == (["Elm"], 30)
