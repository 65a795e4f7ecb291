"""The page of a visit: what each role is shown of it, in few queries."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mail.models import Message
from schools.models import SchoolRepresentative
from tests.factories import (
    ActionFactory,
    AssociateFactory,
    AttachmentFactory,
    FocusFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from visits.models import NoteAnswer, NoteReading, Visit

ROLES = ("staff", "admin", "trustee", "headteacher")


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm")


@pytest.fixture
def as_role(client, elm):
    """Signed in, as a headteacher of Elm's where that is the role."""

    def sign_in(role, **fields):
        person = UserFactory(role=role, **fields)
        if role == "headteacher":
            SchoolRepresentative.objects.create(school=elm, user=person)
        client.force_login(person)
        return person

    return sign_in


def sections(answer):
    return re.findall(r'<section id="([\w-]+)"', answer.content.decode())


def text_of(answer, section=None):
    html = answer.content.decode()
    if section:
        html = html.partition(f'<section id="{section}"')[2].partition("</section>")[0].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def full_visit(school):
    visit = VisitFactory(
        school=school,
        shared_note="Shared words",
        internal_note="Internal words",
        met="Ms Met",
        visitor="Ada Went",
        focus=FocusFactory(name="Attendance"),
        purpose="Autumn data",
        meeting=uuid.uuid4(),
    )
    ActionFactory(visit=visit, what="Open action")
    ActionFactory(visit=visit, what="Inside action", is_internal=True)
    AttachmentFactory(visit=visit, name="agenda.txt")
    AttachmentFactory(visit=visit, name="inside.txt", is_internal=True)
    VisitFactory(meeting=visit.meeting, school=SchoolFactory(name="Oak"))
    Visit.objects.filter(pk=visit.pk).update(shared_note="Better words", corrected_because="Typing")
    NoteReadingFactory(visit=visit, note_version=1, reader__name="Hilary Reader")
    return visit


MARKED = [
    *("Better words", "Shared words", "Internal words", "Ms Met", "Ada Went", "Attendance: Autumn data", "Oak"),
    *("Open action", "Inside action", "agenda.txt", "inside.txt", "Hilary Reader", "Typing"),
]
FOR_ALL = {"Better words", "Shared words", "Ada Went", "Attendance: Autumn data", "Open action", "agenda.txt", "Typing"}
SHOWN = {
    "staff": set(MARKED),
    "admin": set(MARKED),
    "trustee": FOR_ALL | {"Oak"},
    "headteacher": FOR_ALL | {"Ms Met"},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_shown_what_it_may_see(client, elm, as_role, role):
    visit = full_visit(elm)
    as_role(role)

    text = text_of(client.get(visit.get_absolute_url()))

    assert {words for words in MARKED if words in text} == SHOWN[role]


@pytest.mark.parametrize("role", ["trustee", "headteacher"])
def test_what_is_not_for_a_reader_is_not_even_read(client, elm, as_role, role):
    visit = full_visit(elm)
    as_role(role)

    with CaptureQueriesContext(connection) as asked:
        client.get(visit.get_absolute_url())

    read = " ".join(query["sql"].partition(" FROM ")[0] for query in asked.captured_queries)
    assert "internal_note" not in read
    assert ('"met"' in read, "owner_name" in read) == ((role == "headteacher"),) * 2


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (
            "staff",
            ["note", "readings", "facts", "same-meeting", "internal-note", "actions", "files", "earlier-versions"],
        ),
        ("headteacher", ["note", "answer", "facts", "actions", "files", "readings", "earlier-versions"]),
        ("trustee", ["note", "facts", "same-meeting", "actions", "files", "earlier-versions"]),
    ],
)
def test_every_part_can_be_linked_to_and_the_note_comes_first(client, elm, as_role, role, expected):
    visit = full_visit(elm)
    as_role(role)

    assert sections(client.get(visit.get_absolute_url())) == [*expected, "history"]


def test_a_visit_without_anything_says_so(client, elm, as_role):
    as_role("staff")

    answer = client.get(VisitFactory(school=elm).get_absolute_url())

    assert sections(answer) == ["note", "facts", "actions", "history"]
    assert text_of(answer, "note") == "Shared note No note is shared with the school."
    assert text_of(answer, "actions") == "Actions Add an action No action was agreed."


def test_a_visit_to_an_associate_is_told_as_one(client, as_role):
    as_role("trustee")
    visit = VisitFactory(school=None, associate=AssociateFactory(name="Museum"), shared_note="Words")

    answer = client.get(visit.get_absolute_url())

    assert text_of(answer, "facts").startswith("About this visit Associate Museum Date Thursday 1 March 2018")
    assert "once the visit is done" not in text_of(answer)


def test_a_cancelled_visit_gives_its_reason(client, elm, as_role):
    as_role("staff")
    visit = VisitFactory(school=elm, status="cancelled", cancelled_because="Snow")

    assert "Kind Visit, cancelled Why cancelled Snow" in text_of(client.get(visit.get_absolute_url()), "facts")


@pytest.mark.parametrize("role", ROLES)
def test_it_takes_at_most_twelve_queries_however_much_there_is(client, elm, as_role, role):
    visit = full_visit(elm)
    head = UserFactory(role="headteacher", name="Hilary")
    SchoolRepresentative.objects.create(school=elm, user=head)
    as_role(role)
    client.get(visit.get_absolute_url())

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(visit.get_absolute_url())
        return len(queries)

    few = asked()
    for number in range(20):
        ActionFactory(visit=visit, owner=UserFactory(), done_on=datetime.date(2018, 3, 2), done_by=UserFactory())
        AttachmentFactory(visit=visit)
        NoteAnswerFactory(visit=visit, note_version=visit.note_version, answered_by=head)
        VisitorFactory(visit=visit)
        VisitFactory(meeting=visit.meeting)
        Visit.objects.filter(pk=visit.pk).update(shared_note=f"Words {number}")
        visit.refresh_from_db()
        NoteReadingFactory(visit=visit, note_version=visit.note_version)
    client.get(visit.get_absolute_url())

    many = asked()
    assert many <= few <= 12, few


# Reading


def readings():
    return list(NoteReading.objects.values_list("reader__name", "note_version"))


def test_opening_a_shared_note_as_its_headteacher_is_kept_once(client, elm, as_role):
    visit = VisitFactory(school=elm, shared_note="Words")
    as_role("headteacher", name="Hilary")

    client.head(visit.get_absolute_url())
    assert readings() == []
    client.get(visit.get_absolute_url())
    client.get(visit.get_absolute_url())
    client.get(reverse("visit-pdf", args=[visit.pk]))

    assert readings() == [("Hilary", 1)]


@pytest.mark.parametrize("role", ["staff", "admin", "trustee"])
def test_nobody_else_s_reading_is_kept(client, elm, as_role, role):
    as_role(role)
    client.get(VisitFactory(school=elm, shared_note="Words").get_absolute_url())

    assert readings() == []


def test_staff_are_told_who_could_read_it(client, elm, as_role):
    visit = VisitFactory(school=elm, shared_note="Words")
    as_role("staff")

    def trail():
        return text_of(client.get(visit.get_absolute_url()), "readings")

    heading = "Who read it, and their answers"
    assert trail() == (
        f"{heading} Nobody has read it yet. Nobody can: no headteacher who acts for the school today can sign in."
    )
    for name, more in (("Hilary", {}), ("Past Head", {"until_on": datetime.date(2000, 1, 1)})):
        SchoolRepresentative.objects.create(school=elm, user=UserFactory(role="headteacher", name=name), **more)
    assert trail() == f"{heading} Nobody has read it yet. Hilary can."
    Visit.objects.filter(pk=visit.pk).update(shared_note="Better words")
    assert trail() == f"{heading} Nobody has read this version yet. Hilary can."
    reading = NoteReadingFactory(visit=visit, note_version=2, reader__name="Hilary")
    at = timezone.localtime(reading.read_at)
    assert trail() == f"{heading} Read by Hilary {at.day} {at:%B %Y, %H:%M}"


# Answering


def answer(client, visit, **fields):
    return client.post(reverse("visit-answer", args=[visit.pk]), {"version": "1", **fields})


def given():
    return list(NoteAnswer.objects.order_by("pk").values_list("note_version", "is_accurate", "comment"))


def test_a_headteacher_answers_and_is_shown_what_they_said(client, elm, as_role):
    visit = VisitFactory(school=elm, shared_note="Words")
    as_role("headteacher")

    response = answer(client, visit, is_accurate="no", comment="  We have <b>two</b> halls\n")

    assert (response.status_code, response["Location"]) == (302, visit.get_absolute_url())
    assert given() == [(1, False, "We have <b>two</b> halls")]
    page = client.get(visit.get_absolute_url())
    assert "Your answer Not accurate , you answered on" in text_of(page, "answer")
    assert "We have &lt;b&gt;two&lt;/b&gt; halls" in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({}, "is_accurate", "Choose one of the two."),
        (
            {"is_accurate": "perhaps"},
            "is_accurate",
            "Select a valid choice. perhaps is not one of the available choices.",
        ),
        ({"is_accurate": "no"}, "comment", "Say what is not accurate."),
        ({"is_accurate": "no", "comment": " \n "}, "comment", "Say what is not accurate."),
        (
            {"is_accurate": "no", "comment": "<x>" * 33_334},
            "comment",
            "Ensure this value has at most 5000 characters (it has 100002).",
        ),
        ({"is_accurate": "yes", "comment": "a\x00b"}, "comment", "Null characters are not allowed."),
    ],
)
def test_a_wrong_answer_comes_back_with_what_was_typed_and_the_reason(client, elm, as_role, fields, field, message):
    visit = VisitFactory(school=elm, shared_note="Words")
    as_role("headteacher")

    response = answer(client, visit, **fields)

    form = response.context["answer_form"]
    assert (response.status_code, form.errors, given()) == (422, {field: [message]}, [])
    assert form["comment"].value() == fields.get("comment")
    assert "Words" in text_of(response, "note")


def test_an_answer_to_a_note_corrected_meanwhile_comes_back_below_the_new_one(client, elm, as_role):
    visit = VisitFactory(school=elm, shared_note="We have one hall")
    as_role("headteacher")
    client.get(visit.get_absolute_url())
    Visit.objects.filter(pk=visit.pk).update(shared_note="We have two halls")

    response = answer(client, visit, is_accurate="no", comment="We have two")

    assert (response.status_code, given()) == (409, [])
    assert "We have two halls" in text_of(response, "note")
    form = response.context["answer_form"]
    assert (form["comment"].value(), form["version"].value(), form["is_accurate"].value()) == ("We have two", "2", "")
    assert form.errors == {
        "is_accurate": ["The note was corrected while you read it. Read it again above, then choose."]
    }
    assert answer(client, visit, version="2", is_accurate="yes").status_code == 302
    assert given() == [(2, True, "")]


@pytest.mark.parametrize("version", ["", "x", "0", "-1", "9" * 100, "１"])
def test_a_version_that_nobody_was_shown_is_no_answer(client, elm, as_role, version):
    as_role("headteacher")
    visit = VisitFactory(school=elm, shared_note="Words")

    assert answer(client, visit, version=version, is_accurate="yes").status_code == 409
    assert given() == []


@pytest.mark.parametrize("fields", [{"status": "planned"}, {"status": "cancelled"}, {"shared_note": ""}])
def test_what_is_not_shared_has_no_form_and_takes_no_answer(client, elm, as_role, fields):
    visit = VisitFactory(**{"school": elm, "shared_note": "Words", **fields})
    as_role("headteacher")

    assert "answer" not in sections(client.get(visit.get_absolute_url()))
    assert answer(client, visit, is_accurate="yes").status_code == 302
    assert given() == []


def test_mail_that_does_not_go_costs_no_answer(client, elm, as_role, no_mail, django_capture_on_commit_callbacks):
    visit = VisitFactory(school=elm, shared_note="Words", logged_by=UserFactory())
    as_role("headteacher")

    with django_capture_on_commit_callbacks(execute=True):
        response = answer(client, visit, is_accurate="yes")

    assert (response.status_code, given()) == (302, [(1, True, "")])
    assert Message.objects.get().sent_at is None


def test_a_planned_visit_leads_to_saying_that_it_took_place(client, elm, as_role):
    planned, done = VisitFactory(school=elm, status="planned"), VisitFactory(school=elm)
    as_role("staff")

    offered = [
        f"/visits/{visit.pk}/edit/?done=1" in client.get(visit.get_absolute_url()).content.decode()
        for visit in (planned, done)
    ]

    assert offered == [True, False]


# History


def test_its_history_tells_each_reader_what_they_may_see(client, elm, as_role):
    visit = VisitFactory(school=elm, shared_note="One", internal_note="Inside", met="Ms Met")
    Visit.objects.filter(pk=visit.pk).update(shared_note="Two", internal_note="Inside out")
    seen = {}
    for role in ROLES:
        as_role(role)
        text = text_of(client.get(reverse("visit-history", args=[visit.pk])))
        seen[role] = {words for words in ("One", "Two", "Inside", "Ms Met") if words in text}

    everything = {"One", "Two", "Inside", "Ms Met"}
    assert seen == {
        "staff": everything,
        "admin": everything,
        "trustee": {"One", "Two"},
        "headteacher": {"One", "Two", "Ms Met"},
    }
