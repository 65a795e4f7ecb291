"""Signing in by the room's code, and what staff make of it on the register."""

import datetime
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.models import Participant, RoomSignIn
from schools.models import Contact
from tests.factories import AttendanceFactory, ContactFactory, ParticipantFactory, RoomSignInFactory, SchoolFactory
from tests.programmes.registering import address, mark, marks_of, page, said, settle, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(session):
    session.held_on = timezone.localdate()
    session.save()
    return session


@pytest.fixture
def phone():
    """A guest’s, that nobody has signed in on."""
    return Client()


def shown(answer):
    """What a visitor gets, but for what every form has of its own."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, answer.headers.get("Location"), text


# The page


def test_everyone_is_thanked_alike_and_told_nothing(phone, session, join, elm):
    join("Ann Lee", elm, email="ann@elm.example")
    AttendanceFactory(session=session, participant=join("Bob Ray", elm), mark="absent")

    answers = {shown(sign_in(phone, session, name, school="Elm")) for name in ("Ann Lee", "Ann Lee", "Bob Ray", "Eve")}

    assert answers == {(302, f"{address(session)}?thanks", "")}
    thanks = phone.get(f"{address(session)}?thanks").content.decode()
    assert ("Thank you" in thanks, "Ann" in thanks, "Elm" in thanks) == (True, False, False)
    assert RoomSignIn.objects.count() == 3


def test_the_page_keeps_no_session_and_is_kept_by_nobody(phone, session):
    answer = phone.get(address(session))

    sign_in(phone, session)

    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]
    assert settings.SESSION_COOKIE_NAME not in phone.cookies


def test_a_form_from_elsewhere_is_refused(session):
    assert sign_in(Client(enforce_csrf_checks=True), session).status_code == 403


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"held_on": -1}, 200, "Not today"),
        ({"held_on": 1}, 200, "Not today"),
        ({"is_cancelled": True}, 200, "This session was cancelled"),
        ({"sign_in_key": "00000000-0000-4000-8000-000000000000"}, 404, "This code leads nowhere"),
    ],
    ids=["the day after", "the day before", "cancelled", "another key"],
)
def test_it_is_open_on_its_day_alone(phone, session, change, status, words):
    where = address(session)
    if days := change.get("held_on"):
        change = {"held_on": timezone.localdate() + datetime.timedelta(days)}
    for name, value in change.items():
        setattr(session, name, value)
    session.save()

    for answer in (phone.get(where), phone.post(where, {"name": "Ann Lee"})):
        assert (answer.status_code, words in answer.content.decode()) == (status, True)
    assert RoomSignIn.objects.count() == 0


@pytest.mark.parametrize(("at", "is_open"), [("2018-06-30T22:59", False), ("2018-06-30T23:00", True)])
def test_its_day_begins_at_midnight_in_london(phone, session, monkeypatch, at, is_open):
    session.held_on = datetime.date(2018, 7, 1)
    session.save()
    now = datetime.datetime.fromisoformat(f"{at}+00:00")
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert ("Not today" not in phone.get(address(session)).content.decode()) is is_open


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "This field is required."),
        ("name", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("name", "  ", "This field is required."),
        ("name", "!?", "Write the name in the letters of English, so that it can be found."),
        ("email", "ann at elm", "Enter a valid email address."),
        ("school", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("school", "a\0b", "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_typed_is_lost(phone, session, field, value, words):
    sent = {"name": "Ann <b>", "email": "ann@elm.example", "school": "Elm"} | {field: value}

    answer = sign_in(phone, session, **sent)

    form = answer.context["form"]
    assert (answer.status_code, dict(form.errors)) == (422, {field: [words]})
    assert {name: form[name].value() for name in sent} == sent
    assert RoomSignIn.objects.count() == 0


def test_a_hall_may_sign_in_at_once_and_one_address_may_not_go_on_for_ever(session):
    hall = Client(REMOTE_ADDR="10.0.0.1")
    answers = [sign_in(hall, session, f"Guest {number}").status_code for number in range(61)]

    assert answers == [302] * 60 + [429]
    assert sign_in(Client(REMOTE_ADDR="10.0.0.2"), session, "Elsewhere").status_code == 302
    assert RoomSignIn.objects.count() == 61


# Who it is


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Ann Lee", "school": "elm"},
        {"name": "ánn  LEE", "school": "Elm"},
        {"name": "Ann Lee", "email": "ANN@elm.example"},
        {"name": "Ann Ray", "email": "ann@elm.example", "school": "Nowhere"},
    ],
)
def test_somebody_of_the_run_is_marked_as_attended(phone, session, join, elm, typed):
    ann = join("Ann Lee", elm, email="ann@elm.example")
    join("Ann Lee", SchoolFactory(name="Oak"))

    sign_in(phone, session, **typed)

    assert RoomSignIn.objects.get().participant == ann
    assert marks_of(session) == [("Ann Lee", "attended", "room")]
    assert session.attendance.get().school == elm


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Ann Lee"},
        {"name": "Ann Lee", "school": "Oak"},
        {"name": "Ann Leigh", "school": "Elm"},
        {"name": "Bob Ray", "email": "ann@elm.example"},
        {"name": "Known Elsewhere", "email": "known@elm.example", "school": "Elm"},
    ],
    ids=["no school", "another school", "another name", "quite another name", "not of the run"],
)
def test_whoever_is_not_surely_of_the_run_waits_for_staff(phone, session, join, elm, typed):
    join("Ann Lee", elm, email="ann@elm.example")
    ContactFactory(name="Known Elsewhere", email="known@elm.example", school=elm)

    sign_in(phone, session, **typed)

    assert RoomSignIn.objects.get().participant is None
    assert marks_of(session) == []


def test_of_people_who_share_an_address_the_name_decides(phone, session, join, elm):
    join("Ann Lee", elm, email="office@elm.example")
    join("Bob Ray", elm, email="office@elm.example")

    sign_in(phone, session, "bob ray", email="office@elm.example")
    sign_in(phone, session, "Cat Day", email="office@elm.example")

    assert marks_of(session) == [("Bob Ray", "attended", "room")]


def test_twice_is_once_and_a_school_mended_counts(phone, session, join, elm):
    join("Ann Lee", elm)
    sign_in(phone, session, school="Elmm")
    assert marks_of(session) == []

    for _ in range(2):
        sign_in(phone, session, school="Elm")

    assert RoomSignIn.objects.get().school_name == "Elm"
    assert marks_of(session) == [("Ann Lee", "attended", "room")]


def test_a_mark_that_staff_made_stays_and_the_register_shows_that_the_two_differ(phone, staff, session, join, elm):
    ann = join("Ann Lee", elm)
    mark(staff, session, {ann: "absent"})

    sign_in(phone, session, school="Elm")

    assert marks_of(session) == [("Ann Lee", "absent", "register")]
    [row] = page(staff, session).context["rows"]
    assert row.signed_in == RoomSignIn.objects.get()
    assert "Signed in by the room’s code at" in page(staff, session).content.decode()
    mark(staff, session, {ann: "attended"})
    assert page(staff, session).context["rows"][0].signed_in is None


def test_who_was_unmarked_is_not_marked_again_by_signing_in_again(phone, staff, session, join, elm):
    ann = join("Ann Lee", elm)
    sign_in(phone, session, school="Elm")
    mark(staff, session, {ann: ""})

    sign_in(phone, session, school="Elm")

    assert marks_of(session) == []


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '=HYPERLINK("x")', "a" * 200])
def test_hostile_names_wait_like_others_and_run_nowhere(phone, staff, session, name):
    sign_in(phone, session, name)

    assert RoomSignIn.objects.get().name == name
    assert "<script>alert" not in page(staff, session).content.decode()


# Settling


def offered(answer):
    return [[offer.words for offer in one.offers] for one in answer.context["waiting"]]


def test_who_waits_is_offered_the_likely_people_and_a_new_one(staff, session, join, elm):
    join("Anne Lee", elm)
    join("Somebody Else", elm)
    ContactFactory(name="Ann Leigh", school=elm)
    RoomSignInFactory(session=session, name="Ann Lee", school_name="Elm")
    RoomSignInFactory(session=session, name="Set Aside", is_set_aside=True)
    RoomSignInFactory(name="Of another session")

    assert offered(page(staff, session)) == [["Anne Lee, Elm", "Ann Leigh, Elm", "A new person at Elm"]]


def test_it_is_somebody_of_the_run(staff, sam, session, join, elm):
    anne = join("Anne Lee", elm)
    mark(staff, session, {anne: "absent"})
    waiting = RoomSignInFactory(session=session, name="Ann Lee", school_name="Elm")

    answer = settle(staff, session, waiting, who=f"contact-{anne.contact_id}")

    waiting.refresh_from_db()
    assert said(answer) == ["Anne Lee is marked as attended."]
    assert (waiting.participant, waiting.settled_by) == (anne, sam)
    assert marks_of(session) == [("Anne Lee", "attended", "room")]


def test_it_is_a_new_person_and_twice_makes_one(staff, session, elm):
    waiting = RoomSignInFactory(session=session, name="Ann Lee", email="ann@elm.example", school_name="Elm")

    answers = [settle(staff, session, waiting, who=f"new-school-{elm.pk}") for _ in range(2)]

    person = Participant.objects.get()
    assert (person.contact.name, person.contact.email, person.school) == ("Ann Lee", "ann@elm.example", elm)
    assert Contact.objects.count() == 1
    assert said(answers[1]) == ["This sign-in was settled already. Nothing was done twice."]


def test_the_school_can_be_mended_by_staff(staff, session, elm):
    waiting = RoomSignInFactory(session=session, name="Ann Lee", school_name="The big one")

    settle(staff, session, waiting, school="100955")

    assert Participant.objects.get().school == elm


def test_it_is_set_aside_and_does_not_come_back(staff, sam, phone, session):
    sign_in(phone, session, "Mickey Mouse")
    waiting = RoomSignIn.objects.get()

    answer = settle(staff, session, waiting, aside="1")
    sign_in(phone, session, "Mickey Mouse")

    waiting.refresh_from_db()
    assert said(answer) == ["The sign-in of Mickey Mouse is set aside."]
    assert (waiting.is_set_aside, waiting.settled_by, waiting.participant) == (True, sam, None)
    assert page(staff, session).context["waiting"] == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Say who this is: choose below."),
        ({"who": "contact-999999"}, "Choose again: this may be somebody else now."),
        ({"who": "x" * 41}, "Choose again, in fewer words."),
        ({"who": "", "school": "Nowhere <b>"}, "Say who this is: choose below."),
    ],
)
def test_what_is_wrong_is_said_beside_the_sign_in_and_nothing_is_lost(staff, session, elm, sent, words):
    waiting = RoomSignInFactory(session=session, name="Ann Lee")

    answer = settle(staff, session, waiting, **sent)

    [one] = answer.context["waiting"]
    assert (answer.status_code, one.problem, one.school) == (422, words, sent.get("school", ""))
    assert Participant.objects.count() == 0


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "\0"])
def test_an_invented_sign_in_is_refused(staff, session, number):
    answer = staff.post(reverse("register-settle", args=[session.pk]), {"sign_in": number, "who": "new"})

    assert answer.status_code == 422


def test_a_sign_in_of_another_session_is_not_settled_here(staff, session, elm):
    other = RoomSignInFactory(name="Ann Lee", school_name="Elm")

    settle(staff, session, other)

    assert Participant.objects.count() == 0


def test_many_who_wait_cost_no_more_queries_than_one(staff, session, join, elm, django_assert_num_queries):
    ParticipantFactory(run=session.run, contact__school=elm)
    RoomSignInFactory(session=session, school_name="Elm", email="a@elm.example")
    with django_assert_num_queries(10):
        page(staff, session)
    for number in range(49):
        RoomSignInFactory(session=session, school_name="Elm", email=f"a{number}@elm.example")
        ContactFactory(school=elm)
    with django_assert_num_queries(10):
        page(staff, session)


# The code


def code(client, session):
    return client.get(reverse("register-code", args=[session.pk]))


def test_the_code_leads_to_the_page_it_names(staff, phone, session):
    RoomSignInFactory(session=session)
    RoomSignInFactory(session=session, is_set_aside=True)
    answer = code(staff, session)

    where = re.search(r'data-address="([^"]+)"', answer.content.decode())[1]

    assert where == f"{settings.PORTAL_URL}{address(session)}"
    assert (answer.context["address"], answer.context["signed_in"]) == (where, 1)
    assert answer.content.decode().count("<svg ") == 1
    assert phone.get(where.removeprefix(settings.PORTAL_URL)).context["form"]


def test_a_new_code_ends_the_old_one_and_pressed_twice_ends_one(staff, phone, session):
    old = address(session)
    where = reverse("register-code-new", args=[session.pk])

    for _ in range(2):
        staff.post(where, {"key": session.sign_in_key})
        session.refresh_from_db()

    assert phone.get(old).status_code == 404
    assert phone.get(address(session)).status_code == 200


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_form_that_names_no_code_of_the_session_ends_none(staff, session, key):
    staff.post(reverse("register-code-new", args=[session.pk]), {"key": key})

    before = session.sign_in_key
    session.refresh_from_db()
    assert session.sign_in_key == before
