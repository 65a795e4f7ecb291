"""The versions of a shared note, who read each, and what its school answered."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.history.forgetting import forget
from accounts.history.recording import recording
from schools.models import SchoolRepresentative
from tests.factories import (
    AssociateFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from visits import notes
from visits.models import NoteAnswer, NoteReading, Visit


def head_of(school, **more):
    person = UserFactory(role="headteacher", **more)
    SchoolRepresentative.objects.create(school=school, user=person)
    return person


@pytest.fixture
def staff(db):
    return UserFactory(name="Ada Staff")


def written(visit, note, because="", by=None):
    with recording(user=str(by.pk) if by else ""):
        Visit.objects.filter(pk=visit.pk).update(shared_note=note, corrected_because=because)
    visit.refresh_from_db()


def as_told(versions):
    return [(one.number, one.text, one.because, one.written_by) for one in versions]


# Versions


def test_versions_are_told_newest_first_each_with_its_author_and_reason(staff):
    bob = UserFactory(name="Bob Staff")
    visit = VisitFactory(shared_note="")
    written(visit, "One", by=staff)
    Visit.objects.filter(pk=visit.pk).update(purpose="Not about the note")
    written(visit, "Two", "Wrong name", by=bob)
    decoy = VisitFactory(school=visit.school, shared_note="Other")
    written(decoy, "Others")

    versions = notes.versions_of(visit, staff)

    assert as_told(versions) == [(2, "Two", "Wrong name", "Bob Staff"), (1, "One", "", "Ada Staff")]
    assert notes.standing_of(visit, versions) == versions[0]


def test_a_note_changed_outside_the_portal_names_nobody(staff):
    assert as_told(notes.versions_of(VisitFactory(shared_note="One"), staff)) == [(1, "One", "", "")]


def test_a_headteacher_who_wrote_is_named_to_those_who_may_see_contacts(staff):
    visit = VisitFactory(shared_note="")
    written(visit, "One", by=UserFactory(name="Hilary", role="headteacher"))

    by = {role: notes.versions_of(visit, UserFactory(role=role))[0].written_by for role in ("staff", "trustee")}

    assert by == {"staff": "Hilary", "trustee": "A headteacher"}


def test_a_version_is_shown_for_the_school_whose_it_was(staff):
    visit, oak = VisitFactory(shared_note="For Elm"), SchoolFactory(name="Oak")
    Visit.objects.filter(pk=visit.pk).update(school=oak)
    visit.refresh_from_db()
    written(visit, "For Oak")

    assert as_told(notes.versions_of(visit, head_of(oak))) == [(2, "For Oak", "", ""), (1, "For Elm", "", "")]
    Visit.objects.filter(pk=visit.pk).update(shared_note="For Oak again")
    written(visit, "Last")
    Visit.objects.filter(pk=visit.pk).update(school=SchoolFactory(name="Ash"))
    visit.refresh_from_db()
    assert as_told(notes.versions_of(visit, staff)) == [(4, "Last", "", "")]


def test_an_emptied_note_stays_among_the_earlier_ones(staff):
    visit = VisitFactory(shared_note="One")
    written(visit, "")

    versions = notes.versions_of(visit, staff)

    assert as_told(versions) == [(1, "One", "", "")]
    assert notes.standing_of(visit, versions) is None


def test_a_version_whose_text_was_erased_is_told_without_it(staff):
    visit = VisitFactory(shared_note="One")
    written(visit, "Two", "Wrong name")
    Visit.objects.filter(pk=visit.pk).update(shared_note="", corrected_because="")
    forget(Visit, [visit.pk], shared_note="", corrected_because="")
    visit.refresh_from_db()

    assert as_told(notes.versions_of(visit, staff)) == [(2, "", "", ""), (1, "", "", "")]
    assert notes.versions_of(VisitFactory(shared_note=""), staff) == []


def test_versions_take_three_queries_however_many_there_are(staff):
    visit = VisitFactory(shared_note="0")

    def queries():
        with CaptureQueriesContext(connection) as asked:
            notes.versions_of(visit, staff)
        return len(asked)

    few = queries()
    for number in range(1, 20):
        written(visit, str(number), by=staff)
        NoteReadingFactory(visit=visit, note_version=visit.note_version)
        NoteAnswerFactory(visit=visit, note_version=visit.note_version)

    assert (few, queries()) == (3, 3)


def test_what_was_said_stands_with_the_version_it_was_about(staff):
    visit = VisitFactory(shared_note="One")
    head = head_of(visit.school)
    first = NoteReadingFactory(visit=visit, note_version=1, reader=head)
    refused = NoteAnswerFactory(visit=visit, note_version=1, answered_by=head, is_accurate=False, comment="No")
    written(visit, "Two")
    agreed = NoteAnswerFactory(visit=visit, note_version=2, answered_by=head)

    now, before = notes.versions_of(visit, staff)

    assert (now.readings, now.answers) == ((), (agreed,))
    assert (before.readings, before.answers) == ((first,), (refused,))


def test_a_note_written_anew_under_its_number_has_not_been_read(staff):
    """Emptying a note is no version, so the number alone would say that the new words were read."""
    visit = VisitFactory(shared_note="One")
    reading = NoteReadingFactory(visit=visit)
    long_ago = timezone.now() - datetime.timedelta(days=9)
    NoteReading.objects.update(read_at=long_ago)
    Visit.pgh_event_model.objects.update(pgh_created_at=long_ago - datetime.timedelta(days=1))
    written(visit, "")
    written(visit, "New words")

    now, before = notes.versions_of(visit, staff)

    assert (now.text, now.readings) == ("New words", ())
    assert (before.text, before.readings) == ("One", (reading,))


@pytest.mark.parametrize(("role", "sees"), [("staff", True), ("admin", True), ("trustee", False)])
def test_who_read_and_answered_is_for_those_who_may_see_contacts(db, role, sees):
    visit = VisitFactory(shared_note="One")
    NoteReadingFactory(visit=visit)
    NoteAnswerFactory(visit=visit)

    (version,) = notes.versions_of(visit, UserFactory(role=role))

    assert (len(version.readings), len(version.answers)) == ((1, 1) if sees else (0, 0))


def test_a_headteacher_sees_the_people_of_their_school_and_not_those_a_moved_visit_had_before(db):
    visit = VisitFactory(shared_note="One")
    ours, theirs = head_of(visit.school), head_of(SchoolFactory())
    mine = NoteAnswerFactory(visit=visit, answered_by=ours)
    NoteAnswerFactory(visit=visit, answered_by=theirs)
    NoteReadingFactory(visit=visit, reader=theirs)

    (version,) = notes.versions_of(visit, ours)

    assert (version.readings, version.answers) == ((), (mine,))


# Reading


def test_a_reading_is_kept_once_for_each_version(db):
    visit = VisitFactory(shared_note="One")
    head = head_of(visit.school)

    notes.keep_reading(visit, head)
    notes.keep_reading(visit, head)
    written(visit, "Two")
    notes.keep_reading(visit, head)

    assert list(NoteReading.objects.order_by("pk").values_list("reader", "note_version")) == [
        (head.pk, 1),
        (head.pk, 2),
    ]


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        ("staff", {}),
        ("trustee", {}),
        ("admin", {}),
        ("headteacher", {"status": "planned"}),
        ("headteacher", {"status": "cancelled"}),
        ("headteacher", {"shared_note": ""}),
        ("headteacher", {"associate": "new", "school": None}),
    ],
)
def test_nothing_else_is_a_reading(db, role, fields):
    fields = fields | ({"associate": AssociateFactory()} if "associate" in fields else {})

    notes.keep_reading(VisitFactory(**{"shared_note": "One", **fields}), UserFactory(role=role))

    assert not NoteReading.objects.exists()


# Answering


def answers(visit):
    return list(visit.answers.order_by("pk").values_list("note_version", "is_accurate", "comment"))


def test_the_same_answer_twice_is_one_and_a_changed_mind_is_another(db):
    visit = VisitFactory(shared_note="One")
    head, deputy = head_of(visit.school), head_of(visit.school)
    refused = {"visit": visit, "version": 1, "is_accurate": False, "comment": "We have two"}
    agreed = {"visit": visit, "version": 1, "is_accurate": True, "comment": ""}

    first, second = notes.answer(**refused, by=head), notes.answer(**refused, by=head)
    notes.answer(**refused, by=deputy)
    notes.answer(**agreed, by=head)
    notes.answer(**refused, by=head)

    assert first == second
    no, yes = (1, False, "We have two"), (1, True, "")
    assert answers(visit) == [no, no, yes, no]


def test_the_visitors_are_told_once(db, mailoutbox, django_capture_on_commit_callbacks):
    visit = VisitFactory(shared_note="One", logged_by=UserFactory(email="ada@thep.example"))
    head = head_of(visit.school)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            notes.answer(visit=visit, version=1, is_accurate=False, comment="Secret", by=head)

    assert [one.to for one in mailoutbox] == [["ada@thep.example"]]
    assert "Secret" not in mailoutbox[0].body


@pytest.mark.parametrize("version", [1, 3, None])
def test_an_answer_to_another_version_than_stands_is_refused(db, version):
    visit = VisitFactory(shared_note="One")
    written(visit, "Two")

    with pytest.raises(notes.Corrected):
        notes.answer(visit=visit, version=version, is_accurate=True, comment="", by=head_of(visit.school))
    assert not NoteAnswer.objects.exists()


@pytest.mark.parametrize("fields", [{"status": "planned"}, {"status": "cancelled"}, {"shared_note": ""}])
def test_there_is_nothing_to_answer_on_what_is_not_shared(db, fields):
    visit = VisitFactory(**{"shared_note": "One", **fields})

    with pytest.raises(notes.NotShared):
        notes.answer(visit=visit, version=1, is_accurate=True, comment="", by=head_of(visit.school))
    assert not NoteAnswer.objects.exists()
