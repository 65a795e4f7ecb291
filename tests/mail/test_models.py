"""The rules that the log of messages is held to by the database."""

import datetime

import pytest

from mail.models import Message, SwitchedOff
from tests.factories import MessageFactory, UserFactory
from tests.rules import holds, refused_by

NOW = datetime.datetime(2018, 3, 1, 9, tzinfo=datetime.UTC)
SENT = {"claimed_at": NOW, "sent_at": NOW, "text": "", "html": ""}
GIVEN_UP = {"given_up_at": NOW, "error": "550 No such user"}


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        ("message_kind_known", {"kind": "actions_due"}, {"kind": "gossip"}),
        ("message_sent_is_done_with", SENT, {"text": "Read it."}),
        ("message_sent_is_done_with", SENT, {"html": "<p>Read it.</p>"}),
        ("message_sent_is_done_with", SENT, {"claimed_at": None}),
        ("message_given_up_says_why", GIVEN_UP, {"error": ""}),
        ("message_given_up_says_why", GIVEN_UP, {"claimed_at": NOW}),
        ("message_to_person_or_address", {"address": ""}, {"address": "deputy@elm.example"}),
    ],
)
def test_message_is_held_to_its_rule(db, rule, allowed, refused):
    holds(rule, MessageFactory, allowed, refused)


def test_a_message_about_something_is_made_once_for_each_person(db):
    made = MessageFactory()
    fields = {"kind": made.kind, "person": made.person, "about": made.about, "subject": "A note"}

    for other in ({"kind": "note_corrected"}, {"person": UserFactory()}, {"about": "visit 0, version 2"}):
        Message.objects.bulk_create([Message(**{**fields, **other})])
    with refused_by("message_once"):
        Message.objects.bulk_create([Message(**fields)])


def test_a_message_about_something_is_made_once_for_each_address_whatever_its_case(db):
    made = MessageFactory(kind="renewal", person=None, address="deputy@elm.example")
    fields = {"kind": "renewal", "address": "Deputy@elm.example", "about": made.about, "subject": "A letter"}

    for other in ({"kind": "note_shared"}, {"address": "bursar@elm.example"}, {"about": "letter 0"}):
        Message.objects.bulk_create([Message(**{**fields, **other})])
    with refused_by("message_once_to_address"):
        Message.objects.bulk_create([Message(**fields)])


def test_what_is_sent_by_duty_cannot_be_switched_off_and_nothing_twice(db):
    off = SwitchedOff.objects.create(person=UserFactory(), kind="actions_due")

    SwitchedOff.objects.bulk_create([SwitchedOff(person=off.person, kind="note_agreed")])
    with refused_by("switchedoff_once"):
        SwitchedOff.objects.bulk_create([SwitchedOff(person=off.person, kind="actions_due")])
    with refused_by("switchedoff_can_be"):
        SwitchedOff.objects.bulk_create([SwitchedOff(person=off.person, kind="note_shared")])


def test_records_say_what_they_are(db):
    message = MessageFactory(person__name="Mary Marsh")
    nobodys = MessageFactory(person=None)
    outside = MessageFactory(person=None, address="deputy@elm.example")
    off = SwitchedOff(person=message.person, kind="actions_due")

    assert [str(record) for record in (message, nobodys, outside, off)] == [
        "A note, to Mary Marsh",
        "A note, to a former user",
        "A note, to deputy@elm.example",
        "Mary Marsh does not want: What falls due for you within a week",
    ]
