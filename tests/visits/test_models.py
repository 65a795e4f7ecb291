import datetime
import uuid

import pytest
from django.db import InternalError, connection

from accounts.history import tracking
from tests.factories import (
    ActionFactory,
    AssociateFactory,
    AttachmentFactory,
    DraftFactory,
    FocusFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from tests.rules import holds, refused_by
from visits.models import Action, Draft, NoteReading, Visit, Visitor, VisitStatus

DAY = datetime.date(2018, 3, 1)


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        ("visit_kind_known", {"kind": "call"}, {"kind": "e-mail"}),
        *(("visit_status_known", {"status": status}, {"status": "postponed"}) for status in VisitStatus),
        ("visit_reference_not_empty", {"reference": None}, {"reference": ""}),
        ("visit_reference_not_empty", {"reference": "-"}, {"reference": ""}),
        (
            "visit_cancelled_because",
            {"status": "cancelled", "cancelled_because": "Snow"},
            {"status": "done", "cancelled_because": "Snow"},
        ),
    ],
)
def test_value_is_held_to_its_rule(db, rule, allowed, refused):
    holds(rule, VisitFactory, allowed, refused)


def test_visit_is_to_a_school_or_to_an_associate(db):
    school, associate = SchoolFactory(), AssociateFactory()

    Visit.objects.bulk_create([Visit(visited_on=DAY, school=school), Visit(visited_on=DAY, associate=associate)])
    with refused_by("visit_to_one_place"):
        Visit.objects.bulk_create([Visit(visited_on=DAY, school=school, associate=associate)])
    with refused_by("visit_to_one_place"):
        Visit.objects.bulk_create([Visit(visited_on=DAY)])


def test_references_are_their_own_and_many_visits_have_none(db):
    school = SchoolFactory()

    Visit.objects.bulk_create(
        Visit(visited_on=DAY, school=school, reference=reference) for reference in (None, None, "V1", "V2")
    )
    with refused_by("visits_visit_reference_key"):
        Visit.objects.bulk_create([Visit(visited_on=DAY, school=school, reference="V1")])


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        ("focus_named", FocusFactory, {"name": "-"}, {"name": ""}),
        ("focus_consultancy_not_negative", FocusFactory, {"consultancy_days": 0}, {"consultancy_days": "-0.5"}),
        ("action_says_what", ActionFactory, {"what": "-"}, {"what": ""}),
        ("action_outcome_when_done", ActionFactory, {"done_on": DAY, "outcome": "It works"}, {"done_on": None}),
        (
            "noteanswer_says_what_is_wrong",
            NoteAnswerFactory,
            {"is_accurate": False, "comment": "We have two"},
            {"comment": ""},
        ),
    ],
)
def test_value_of_what_goes_with_a_visit_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


@pytest.mark.parametrize(
    ("rule", "place"),
    [("visit_meeting_once_a_school", SchoolFactory), ("visit_meeting_once_an_associate", AssociateFactory)],
)
def test_a_meeting_is_one_visit_to_each_place(db, rule, place):
    kind = {SchoolFactory: "school", AssociateFactory: "associate"}[place]
    meeting, (one, other) = uuid.uuid4(), (place(), place())

    def visits(*places, **more):
        return Visit.objects.bulk_create(Visit(visited_on=DAY, **{kind: each}, **more) for each in places)

    visits(one, other, meeting=meeting)
    visits(one, one)
    visits(one, meeting=uuid.uuid4())
    with refused_by(rule):
        visits(one, meeting=meeting)


def test_what_is_unique_is_kept_once(db):
    visitor, reading, draft = VisitorFactory(), NoteReadingFactory(), DraftFactory(visit=VisitFactory())

    VisitorFactory(visit=visitor.visit)
    NoteReadingFactory(visit=reading.visit, reader=reading.reader, note_version=2)
    DraftFactory(owner=draft.owner)
    DraftFactory(owner=draft.owner)
    with refused_by("visitor_once"):
        Visitor.objects.bulk_create([Visitor(visit=visitor.visit, user=visitor.user)])
    with refused_by("notereading_once"):
        NoteReading.objects.bulk_create([NoteReading(visit=reading.visit, reader=reading.reader, note_version=1)])
    with refused_by("draft_once_a_visit"):
        Draft.objects.bulk_create([Draft(owner=draft.owner, visit=draft.visit)])


@pytest.mark.parametrize(
    ("make", "rule"), [(ActionFactory, "action_same_school"), (AttachmentFactory, "attachment_same_school")]
)
def test_what_goes_with_a_visit_belongs_to_its_school_wherever_that_moves(db, make, rule):
    """`visit_id_school` is what both refer to."""
    row, other = make(), SchoolFactory()
    assert row.school == row.visit.school
    with refused_by(rule):
        type(row).objects.filter(pk=row.pk).update(school=other)

    Visit.objects.filter(pk=row.visit_id).update(school=other)
    connection.check_constraints()

    row.refresh_from_db()
    assert row.school == other


def test_whom_an_action_is_for_stays_as_it_was_written(db):
    action = ActionFactory(is_internal=True)

    with pytest.raises(InternalError, match="is_internal"):
        Action.objects.filter(pk=action.pk).update(is_internal=False)


def versions(visit):
    """(version, note) as they followed each other."""
    events = tracking.of(Visit).event.objects.filter(pgh_obj=visit).order_by("pgh_id")
    return [(event.note_version, event.shared_note) for event in events]


def test_a_note_that_stands_gets_a_new_version_whoever_changes_it(db):
    visit = VisitFactory(shared_note="")
    notes = Visit.objects.filter(pk=visit.pk)
    for change in ({"shared_note": "One"}, {"purpose": "Data"}, {"shared_note": "Two"}):
        notes.update(**change)
    with connection.cursor() as cursor:
        cursor.execute("update visits_visit set shared_note = 'Three', note_version = 1")
        cursor.execute("update visits_visit set note_version = 9")

    assert notes.values_list("note_version", "shared_note").get() == (3, "Three")
    assert versions(visit) == [(1, ""), (1, "One"), (1, "One"), (2, "Two"), (3, "Three")]


def test_a_note_that_is_emptied_and_written_anew_is_another_version(db):
    visit = VisitFactory(shared_note="One")
    Visit.objects.update(shared_note="")
    Visit.objects.update(shared_note="Another")

    assert versions(visit) == [(1, "One"), (2, ""), (2, "Another")]


def test_an_action_is_finished_once_and_can_be_reopened(db):
    action, (ada, bob) = ActionFactory(owner_name="Head"), (UserFactory(), UserFactory())

    action.finish(on=DAY, by=ada, outcome="It works")
    action.finish(on=DAY + datetime.timedelta(1), by=bob)
    action.refresh_from_db()
    assert (action.done_on, action.done_by, action.outcome, action.whose) == (DAY, ada, "It works", "Head")

    action.reopen()
    action.refresh_from_db()
    assert (action.done_on, action.done_by, action.outcome) == (None, None, "")


def test_a_cancelled_visit_has_its_reason(db):
    visit = VisitFactory(status="planned", shared_note="Agenda")
    visit.cancel(because="Snow")
    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_because) == ("cancelled", "Snow")


@pytest.mark.parametrize(
    ("fields", "is_shared"),
    [
        ({"shared_note": "Good"}, True),
        ({"shared_note": "Good", "status": "planned"}, False),
        ({"shared_note": "Good", "status": "cancelled"}, False),
        ({"shared_note": ""}, False),
        ({"shared_note": "Good", "school": None, "associate": "new"}, False),
    ],
)
def test_a_note_is_shared_once_the_visit_to_a_school_is_done(db, fields, is_shared):
    if "associate" in fields:
        fields = fields | {"associate": AssociateFactory()}
    assert VisitFactory(**fields).is_shared == is_shared
