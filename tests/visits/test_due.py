"""Owners of actions are told once of what falls due and once of what is overdue, in one message a day."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mail import due
from mail.models import Message, SwitchedOff
from mail.posting import deliver_waiting
from schools.models import SchoolRepresentative
from tests.factories import ActionFactory, AssociateFactory, SchoolFactory, UserFactory, VisitFactory
from tests.mail.reading import words_of
from visits.due import tell_owners
from visits.models import Action

TODAY = datetime.date(2018, 3, 5)


def day(number):
    return TODAY + datetime.timedelta(days=number)


@pytest.fixture
def sam(db):
    return UserFactory(name="Sam", email="sam@thep.example")


@pytest.fixture
def told(mailoutbox):
    """Who is told on a day, and of what: (to, kind, actions)."""

    def on(when=TODAY):
        before = set(Message.objects.values_list("pk", flat=True))
        number = tell_owners(when)
        made = Message.objects.exclude(pk__in=before).select_related("person").order_by("pk")
        assert len(made) == number
        return [(one.person.name, one.kind.removeprefix("actions_"), whats(one)) for one in made]

    return on


def whats(message):
    keys = [int(name.split()[1].rstrip(",")) for name in message.listed]
    return [Action.objects.get(pk=key).what for key in keys]


def action(what, due_on, owner, **more):
    return ActionFactory(what=what, due_on=due_on, owner=owner, **more)


def test_what_falls_due_within_a_week_is_told_in_one_message_soonest_first(sam, told):
    for what, due_on in (("Last", 7), ("First", 0), ("Later", 8), ("Gone", -30)):
        action(what, day(due_on), sam)
    action("Done", day(1), sam, done_on=TODAY)
    action("No day", None, sam)
    action("Nobody's", day(1), None, owner_name="Sam")

    assert told() == [("Sam", "due", ["First", "Last"])]


def test_message_names_each_action_its_place_its_day_and_its_page(sam, told, mailoutbox):
    one = action("Send the plan", day(0), sam, visit=VisitFactory(school=SchoolFactory(name="Elm")))
    place = AssociateFactory(name="Arts")
    other = action("Call <them>", day(3), sam, visit=VisitFactory(school=None, associate=place))
    told()
    deliver_waiting()

    (mail,) = mailoutbox
    text, html = words_of(mail)
    assert mail.subject == "2 actions of yours fall due within a week"
    assert text == (
        "Dear Sam,\n\n"
        "These are agreed with you, and fall due within a week:\n\n"
        f"- Send the plan\n  Elm, due on 5 March 2018\n  https://localhost/visits/{one.visit_id}/\n\n"
        f"- Call <them>\n  Arts, due on 8 March 2018\n  https://localhost/visits/{other.visit_id}/\n\n"
        "Is one of them done already? Mark it so on the page of its visit. You need to sign in.\n\n"
        "--\n"
        "You can switch these messages off on your account page: https://localhost/account/#e-mail\n"
    )
    said = [line.strip("- ") for line in text.splitlines() if line.strip("- ")]
    assert [line for line in said if line not in html] == []
    assert "Call &lt;them&gt;" in mail.alternatives[0][0]


def test_each_owner_is_told_of_their_own(sam, told):
    ann = UserFactory(name="Ann")
    action("Hers", day(1), ann)
    action("His", day(1), sam)

    assert told() == [("Ann", "due", ["Hers"]), ("Sam", "due", ["His"])]


def test_nothing_is_told_twice_and_what_is_new_is_told_the_next_day(sam, told):
    action("Old", day(3), sam)
    assert told() == [("Sam", "due", ["Old"])]

    action("New", day(4), sam)
    assert told() == []
    assert told(day(1)) == [("Sam", "due", ["New"])]
    assert told(day(2)) == []


def test_moved_action_is_told_again_for_its_new_day(sam, told):
    moved = action("Plan", day(3), sam)
    told()
    Action.objects.filter(pk=moved.pk).update(due_on=day(6))

    assert told(day(1)) == [("Sam", "due", ["Plan"])]
    Action.objects.filter(pk=moved.pk).update(due_on=day(3))
    assert told(day(2)) == []  # of that day they were told


def test_who_takes_an_action_over_is_told_too(sam, told):
    taken = action("Plan", day(3), sam)
    told()
    Action.objects.filter(pk=taken.pk).update(owner=UserFactory(name="Ann"))

    assert told() == [("Ann", "due", ["Plan"])]


def test_overdue_is_told_once_the_day_after_and_by_duty(sam, told):
    SwitchedOff.objects.create(person=sam, kind="actions_due")
    action("Plan", day(0), sam)

    assert [told(day(number)) for number in (0, 1, 2, 20)] == [[], [("Sam", "overdue", ["Plan"])], [], []]
    message = Message.objects.get()
    assert "This is the only reminder that you get of it." in message.text
    assert "switch" not in message.text


def test_what_is_overdue_is_told_after_a_timer_that_stood_still_and_not_after_weeks(sam, told):
    action("Missed", day(-14), sam)
    action("Long past", day(-15), sam)

    assert told() == [("Sam", "overdue", ["Missed"])]


def test_what_falls_due_and_what_is_overdue_are_two_messages(sam, told):
    action("Past", day(-1), sam)
    action("Coming", day(1), sam)

    assert told() == [("Sam", "due", ["Coming"]), ("Sam", "overdue", ["Past"])]


def test_who_cannot_sign_in_is_told_nothing(told, db):
    action("Plan", day(1), UserFactory(is_active=False))
    action("Plan", day(1), UserFactory(role=""))

    assert told() == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("staff", ["Internal", "Open"]),
        ("admin", ["Internal", "Open"]),
        ("trustee", ["Open"]),
        ("headteacher", []),
        ("head of the school", ["Open"]),
    ],
)
def test_owner_is_told_of_what_they_may_see_alone(db, told, role, expected):
    owner = UserFactory(name="Owner", role="headteacher" if role == "head of the school" else role)
    visit = VisitFactory()
    if role == "head of the school":
        SchoolRepresentative.objects.create(school=visit.school, user=owner)
    action("Internal", day(1), owner, visit=visit, is_internal=True)
    action("Open", day(2), owner, visit=visit)

    assert told() == ([("Owner", "due", expected)] if expected else [])
    assert "Internal" in expected or not Message.objects.filter(text__contains="Internal").exists()


def test_fifty_actions_of_a_person_ask_no_more_than_one(sam):
    def asked(when):
        with CaptureQueriesContext(connection) as queries:
            tell_owners(when)
        return len(queries)

    action("One", day(1), sam)
    one = asked(TODAY)
    for _ in range(50):
        action("Many", day(3), sam)

    assert asked(day(1)) == one
    assert len(Message.objects.latest("pk").listed) == 50


def test_visits_have_their_actions_told_by_the_timer(sam):
    action("Plan", day(1), sam)

    assert due.post_due(datetime.datetime(2018, 3, 5, 7, tzinfo=datetime.UTC)) == 1
