"""The files with a visit: who may take them, how they are sent, and removing them."""

import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from schools.models import SchoolRepresentative
from tests.factories import AttachmentFactory, SchoolFactory, UserFactory, VisitFactory
from visits.models import Attachment


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm")


def taken(client, file, *, visit=None):
    return client.get(reverse("visit-file", args=[(visit or file.visit).pk, file.pk]))


def as_role(client, role, school):
    person = UserFactory(role=role)
    if role == "headteacher":
        SchoolRepresentative.objects.create(school=school, user=person)
    client.force_login(person)


@pytest.mark.parametrize(
    ("role", "may_open", "may_internal"),
    [("staff", 200, 200), ("admin", 200, 200), ("trustee", 200, 404), ("headteacher", 200, 404)],
)
def test_an_internal_file_is_for_those_who_read_internal_notes(client, elm, role, may_open, may_internal):
    visit = VisitFactory(school=elm)
    files = [AttachmentFactory(visit=visit), AttachmentFactory(visit=visit, is_internal=True)]
    as_role(client, role, elm)

    answers = [taken(client, file) for file in files]

    assert [answer.status_code for answer in answers] == [may_open, may_internal]
    assert [b"".join(answer) for answer in answers if answer.streaming] == [b"Agenda"] * (
        [may_open, may_internal].count(200)
    )


def test_a_file_is_found_with_its_own_visit_alone(client, elm):
    """Its number beside the number of a visit that a headteacher may see opens nothing."""
    mine, theirs = AttachmentFactory(visit__school=elm), AttachmentFactory()
    as_role(client, "headteacher", elm)

    assert [taken(client, theirs).status_code, taken(client, theirs, visit=mine.visit).status_code] == [404, 404]


def test_it_is_saved_and_never_shown(client, elm):
    as_role(client, "staff", elm)
    file = AttachmentFactory(name="page.html", media_type="text/html")

    answer = taken(client, file)

    b"".join(answer)
    sent = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
    assert [answer[name] for name in sent] == [
        "text/html",
        'attachment; filename="page.html"',
        "nosniff",
        "default-src 'none'; sandbox",
    ]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("größe – 漢.txt", "attachment; filename*=utf-8''gr%C3%B6%C3%9Fe%20%E2%80%93%20%E6%BC%A2.txt"),
        ('a "b" \\c.txt', r'attachment; filename="a \"b\" \\c.txt"'),
        ("a\r\nSet-Cookie: x.txt", 'attachment; filename="a  Set-Cookie: x.txt"'),
    ],
)
def test_its_name_is_sent_whatever_is_in_it(client, elm, name, disposition):
    as_role(client, "staff", elm)

    answer = taken(client, AttachmentFactory(name=name))

    b"".join(answer)
    assert answer["Content-Disposition"] == disposition


def test_a_file_missing_from_the_store_is_told_in_words(client, elm):
    as_role(client, "staff", elm)
    file = AttachmentFactory(name="plan.txt")
    default_storage.delete(file.file.name)

    answer = taken(client, file)

    assert answer.status_code == 404
    assert "<strong>plan.txt</strong> is on record with this visit" in answer.content.decode()


def removed(client, file, capture):
    with capture(execute=True):
        return client.post(reverse("visit-file-remove", args=[file.visit_id, file.pk]))


def test_a_removed_file_is_deleted_from_the_store(client, elm, django_capture_on_commit_callbacks):
    as_role(client, "staff", elm)
    file, other = AttachmentFactory(), AttachmentFactory()

    first, second = (removed(client, file, django_capture_on_commit_callbacks) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 404)
    assert list(Attachment.objects.all()) == [other]
    assert [default_storage.exists(one.file.name) for one in (file, other)] == [False, True]


def test_a_file_that_another_place_of_the_meeting_has_too_stays_in_the_store(
    client, elm, django_capture_on_commit_callbacks
):
    as_role(client, "staff", elm)
    file = AttachmentFactory()
    other = AttachmentFactory(file=file.file.name)

    removed(client, file, django_capture_on_commit_callbacks)

    assert default_storage.exists(other.file.name)


def test_a_headteachers_page_names_open_files_alone(client, elm):
    visit = VisitFactory(school=elm)
    AttachmentFactory(visit=visit, name="agenda.txt")
    AttachmentFactory(visit=visit, name="inside.txt", is_internal=True)
    as_role(client, "headteacher", elm)

    page = client.get(visit.get_absolute_url()).content.decode()

    assert re.findall(r"\w+\.txt", page) == ["agenda.txt"]
    assert "Remove" not in page
