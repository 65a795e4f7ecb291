"""The sheet to sign and the certificates, read back from their PDFs."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.display import Kind, display
from programmes.registers import papers
from schools.models import SchoolRepresentative
from tests.documents.reading_pdf import words_of
from tests.factories import AttendanceFactory, PartnershipFactory, RunFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _partnership():
    PartnershipFactory(name="Riverside Education Partnership")


def lines_of(pdf):
    return [" ".join(line.split()) for line in words_of(pdf).splitlines() if line.strip()]


def is_tagged(pdf):
    return re.findall(rb"<pdfuaid:part>(\d)</pdfuaid:part>", pdf) == [b"1"]


def title_of(pdf):
    return re.findall(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", pdf, re.DOTALL)[0].decode()


def sheet(client, session):
    return client.get(reverse("register-sheet", args=[session.pk]))


def certificate(client, person):
    return client.get(reverse("certificate", args=[person.pk]))


def attend(person, *sessions, **more):
    for session in sessions:
        AttendanceFactory(session=session, participant=person, **more)


@pytest.fixture
def later(session):
    """A second day, whose times are known."""
    nine, half_past_twelve = datetime.time(9), datetime.time(12, 30)
    day = session.held_on + datetime.timedelta(days=30)
    return SessionFactory(run=session.run, held_on=day, title="Day 2", starts=nine, ends=half_past_twelve)


# The sheet


def test_the_sheet_has_everyone_by_school_and_lines_to_spare(staff, session, join, elm, oak):
    session.place, session.starts, session.ends = "Town Hall", datetime.time(9), datetime.time(12)
    session.save()
    join("Zoe Ray", elm, role="coach")
    join("Ann Lee", elm)
    join("Bob Day", oak)
    join("Guest")
    join("Gone", elm, withdrawn_on=session.held_on - datetime.timedelta(days=1))

    answer = sheet(staff, session)

    assert lines_of(answer.content) == [
        *("Riverside Education Partnership", "Coaching: Day 1", "8 March 2018 · 09:00 to 12:00 · Town Hall"),
        *("Name Role Signature", "Elm", "Ann Lee Delegate", "Zoe Ray Coach"),
        *("Oak Park", "Bob Day Delegate"),
        *("Of no school", "Guest Delegate"),
        *("Not on this sheet", "Name School E-mail address Signature", "Coaching: Day 1 Page 1 of 1"),
    ]
    assert (is_tagged(answer.content), title_of(answer.content)) == (True, "Coaching: Day 1")


def test_a_sheet_of_nobody_is_lines_to_fill(staff, session):
    assert lines_of(sheet(staff, session).content)[3] == "Not on this sheet"


def test_a_sheet_of_many_costs_no_more_queries_than_one(staff, session, join, elm, django_assert_num_queries):
    join("First", elm)
    with django_assert_num_queries(5):
        sheet(staff, session)
    for number in range(49):
        join(f"Person {number}", elm)
    with django_assert_num_queries(5):
        sheet(staff, session)


# Certificates


def test_a_certificate_says_who_attended_what_and_for_how_long(staff, session, later, join, elm):
    ann = join("Ann Lee", elm)
    attend(ann, session, later)
    attend(ann, SessionFactory(run=session.run, title="Never held", is_cancelled=True))
    attend(ann, SessionFactory(run=session.run, title="Missed"), mark="absent")
    attend(join("Bob Day"), session)

    answer = certificate(staff, ann)

    today = display(timezone.localdate(), Kind.DATE)
    assert lines_of(answer.content) == [
        *("Riverside Education Partnership", "Certificate of attendance", "Ann Lee", "Elm", "attended", "Coaching"),
        *("2017–18", "Date Session Time Length"),
        *("8 March 2018 Day 1 – –", "7 April 2018 Day 2 09:00 to 12:30 3 hours 30 minutes"),
        "2 sessions attended; those whose times are known make 3 hours 30 minutes",
        f"Issued on {today} by Riverside Education Partnership",
    ]
    assert (is_tagged(answer.content), title_of(answer.content)) == (True, "Certificate of attendance: Ann Lee")


def test_one_session_is_as_long_as_it_was(staff, later, join):
    ann = join("Ann Lee")
    attend(ann, later)

    assert "1 session attended, 3 hours 30 minutes" in lines_of(certificate(staff, ann).content)


def test_the_school_is_that_of_the_days_attended(staff, session, later, join, elm, oak):
    ann = join("Ann Lee", oak)
    attend(ann, session, school=elm)
    attend(ann, later, school=oak)

    assert "Elm, Oak Park" in lines_of(certificate(staff, ann).content)


@pytest.mark.parametrize("mark", ["absent", "excused", None])
def test_there_is_none_for_who_attended_nothing(staff, session, join, mark):
    ann = join("Ann Lee")
    if mark:
        attend(ann, session, mark=mark)

    answer = certificate(staff, ann)

    assert answer.status_code == 404
    assert "A certificate is for who attended at least one session" in answer.content.decode()


def test_a_headteacher_has_those_of_their_own_school_and_a_trustee_none(client, session, join, elm, oak):
    mine, theirs = join("Ann Lee", elm), join("Bob Day", oak)
    attend(mine, session)
    attend(theirs, session)
    head = UserFactory(role="headteacher")
    SchoolRepresentative.objects.create(school=elm, user=head)

    client.force_login(head)
    assert [certificate(client, one).status_code for one in (mine, theirs)] == [200, 404]
    client.force_login(UserFactory(role="trustee"))
    assert [certificate(client, one).status_code for one in (mine, theirs)] == [404, 404]


def test_a_person_who_is_no_longer_kept_has_none(staff, session, join):
    person = join("")
    attend(person, session)

    assert certificate(staff, person).status_code == 404


def test_those_of_a_run_are_one_file_in_name_order(staff, session, join, elm, django_assert_num_queries):
    attend(join("Bob Day", elm), session)
    attend(join("Ann Lee"), session)
    attend(join("Absent"), session, mark="absent")
    attend(join(""), session)
    AttendanceFactory()
    where = reverse("certificates", args=[session.run_id])

    with django_assert_num_queries(6):
        answer = staff.get(where)

    lines = lines_of(answer.content)
    assert [line for line in lines if line in ("Ann Lee", "Bob Day", "Absent")] == ["Ann Lee", "Bob Day"]
    assert lines.count("Certificate of attendance") == 2
    assert (is_tagged(answer.content), title_of(answer.content)) == (
        *(True, "Certificates of attendance: Coaching, 2017–18"),
    )
    for number in range(48):
        attend(join(f"Person {number}", elm), session)
    with django_assert_num_queries(6):
        staff.get(where)


def test_a_run_that_nobody_attended_has_none(staff):
    assert staff.get(reverse("certificates", args=[RunFactory().pk])).status_code == 404


@pytest.mark.parametrize(
    "name", ['#read("/etc/passwd")', "*b* _u_ $x$", "Zoë Müller-Łukasiewicz’s", "محمد a", "x" * 200]
)
def test_no_name_breaks_a_certificate_or_is_read_as_markup(staff, session, join, name):
    person = join(name)
    attend(person, session)

    pdf = certificate(staff, person).content

    assert pdf.startswith(b"%PDF")
    if name.isascii() and len(name) < 60:
        assert name in lines_of(pdf)


@pytest.mark.parametrize(
    ("minutes", "words"), [(45, "45 minutes"), (60, "1 hour"), (150, "2 hours 30 minutes"), (61, "1 hour 1 minute")]
)
def test_a_length_is_worded_in_hours_and_minutes(minutes, words):
    assert papers.in_hours(datetime.timedelta(minutes=minutes)) == words
