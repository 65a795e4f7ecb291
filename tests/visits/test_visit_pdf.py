"""The PDF of a visit: the words of its page, and what is internal marked or left out."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.models import SchoolRepresentative
from tests.documents.reading_pdf import words_of
from tests.factories import ActionFactory, AssociateFactory, NoteAnswerFactory, SchoolFactory, UserFactory, VisitFactory
from visits.models import Visit

INTERNAL = "Internal: not for the school"


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm")


@pytest.fixture
def told(client, elm):
    """The lines of the PDF as a role is given it."""

    def tell(visit, role, query=""):
        person = UserFactory(role=role)
        if role == "headteacher":
            SchoolRepresentative.objects.create(school=elm, user=person)
        client.force_login(person)
        answer = client.get(reverse("visit-pdf", args=[visit.pk]) + query)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        return [" ".join(line.split()) for line in words_of(answer.content).splitlines() if line.strip()]

    return tell


def visit_to(school):
    visit = VisitFactory(
        school=school,
        visitor="Ada Went",
        met="Ms Met",
        shared_note="We saw\ngood lessons",
        internal_note="Post vacant",
        purpose="Data",
    )
    ActionFactory(visit=visit, what="Send data", owner_name="Bob", due_on=datetime.date(2018, 3, 9))
    ActionFactory(visit=visit, what="Ask around", is_internal=True, done_on=datetime.date(2018, 3, 2), outcome="Nobody")
    NoteAnswerFactory(visit=visit, answered_by__name="Hilary", is_accurate=False, comment="Good? Great!")
    return visit


def without_days(lines):
    return [re.sub(r"\d+ \w+ 20[2-9]\d", "TODAY", line) for line in lines]


def test_staff_are_given_all_of_it_marked(elm, told):
    assert without_days(told(visit_to(elm), "staff")) == [
        *("Riverside Education Partnership", INTERNAL, "Visit to Elm on 1 March 2018"),
        *("School: Elm", "Date: 1 March 2018", "Kind: Visit, done", "Purpose: Data"),
        *("Who went: Ada Went", "Who was met: Ms Met"),
        *("Shared note", "Written TODAY", "We saw", "good lessons"),
        *("What the school answered", "Not accurate, says Hilary, TODAY", "Good? Great!"),
        *("Actions", "What Who Due Done"),
        *("Send data Bob 9 March 2018, –", "overdue"),
        *(f"{INTERNAL}. Ask around – – 2 March 2018", "Nobody"),
        *("Internal note", "Post vacant"),
        "Visit to Elm on 1 March 2018, as at TODAY Page 1 of 1",
    ]


INSIDE = {INTERNAL, "Post vacant", "Ask around", "Internal"}
MARKED = ["Ada Went", "good lessons", "Ms Met", "Bob", "Hilary", *INSIDE]


@pytest.mark.parametrize(
    ("role", "query", "shown"),
    [
        ("staff", "", set(MARKED)),
        ("staff", "?for=school", set(MARKED) - INSIDE),
        ("admin", "", set(MARKED)),
        ("trustee", "", {"Ada Went", "good lessons"}),
        ("headteacher", "", {"Ada Went", "good lessons", "Ms Met", "Bob"}),
        ("headteacher", "?for=partnership", {"Ada Went", "good lessons", "Ms Met", "Bob"}),
    ],
)
def test_each_role_is_given_what_its_page_says(elm, told, role, query, shown):
    text = " ".join(told(visit_to(elm), role, query))

    assert {words for words in MARKED if words in text} == shown


def test_without_anything_internal_nothing_is_marked(elm, told):
    text = " ".join(told(VisitFactory(school=elm, shared_note="Words"), "staff"))

    assert INTERNAL not in text


def test_a_corrected_note_says_its_version_and_why(elm, told):
    visit = VisitFactory(school=elm, shared_note="One")
    Visit.objects.update(shared_note="Two", corrected_because="Typing")

    lines = without_days(told(visit, "trustee"))

    assert lines[lines.index("Shared note") + 1 :][:2] == ["Version 2 of TODAY. Corrected because: Typing", "Two"]
    assert "One" not in lines


def test_a_planned_visit_to_an_associate_without_a_note(elm, told):
    visit = VisitFactory(school=None, associate=AssociateFactory(name="Museum"), status="planned")

    lines = told(visit, "trustee")

    assert [line for line in lines if line.startswith(("Associate", "Kind"))] == [
        "Associate: Museum",
        "Kind: Visit, planned",
    ]
    assert "No note is shared." in lines


def test_it_is_tagged_for_who_reads_by_ear_and_named_after_its_day(client, elm):
    client.force_login(UserFactory())
    visit = visit_to(elm)

    answer = client.get(reverse("visit-pdf", args=[visit.pk]))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in answer.content
    assert answer["Content-Disposition"] == f'inline; filename="visit-2018-03-01-{visit.pk}.pdf"'
    assert "no-store" in answer["Cache-Control"]


def test_it_takes_as_many_queries_with_one_action_as_with_many(client, elm):
    client.force_login(UserFactory())
    visit = visit_to(elm)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("visit-pdf", args=[visit.pk]))
        return len(queries)

    few = asked()
    for _ in range(10):
        ActionFactory(visit=visit, owner=UserFactory())
        NoteAnswerFactory(visit=visit)

    assert asked() == few <= 12
