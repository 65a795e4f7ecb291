"""A message is logged with what it is about, goes once that is committed, and never twice."""

import contextlib
import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

import pytest
from django.db import transaction
from django.utils import timezone

from mail import posting
from mail.kinds import MessageKind
from mail.models import Message, State, SwitchedOff
from mail.posting import GIVE_UP_AFTER, Result, deliver, deliver_waiting, post, send_again
from tests.factories import MessageFactory, UserFactory

HOUR = datetime.timedelta(hours=1)


def state(message=None):
    rows = Message.objects.with_state(timezone.now())
    return (rows.get(pk=message.pk) if message else rows.get()).state


def refused(code, said):
    return SMTPRecipientsRefused({"mary@elm.example": (code, said)})


# Posting


def test_message_is_logged_at_once_and_goes_after_the_commit(mary, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert post(MessageKind.ACTIONS_DUE, to=mary, about="today", context={"actions": [1, 2]})
        assert (mailoutbox, state()) == ([], State.WAITING)

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["mary@elm.example"], "2 actions of yours fall due within a week")
    message = Message.objects.get()
    assert (message.person, message.to, message.about, message.subject) == (mary, *mail.to, "today", mail.subject)
    assert (message.text, message.html, message.tries, message.error) == ("", "", 1, "")
    assert state() == State.SENT


def test_of_what_is_not_saved_nothing_goes_and_nothing_is_logged(mary, posted, mailoutbox):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        post(MessageKind.ACTIONS_DUE, to=mary, about="lost", context={"actions": []})
        raise ZeroDivisionError
    assert (mailoutbox, Message.objects.count()) == ([], 0)

    posted(mary, "kept")  # with the number that the lost one left behind
    assert [message.about for message in Message.objects.all()] == ["kept"]
    assert len(mailoutbox) == 1


def test_the_same_message_is_made_once(mary, posted, mailoutbox):
    assert [posted(mary), posted(mary), posted(mary, "visit 7, version 2")] == [True, False, True]
    assert len(mailoutbox) == 2


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_who_cannot_sign_in_or_has_no_address_gets_none(db, posted, mailoutbox, fields):
    assert posted(UserFactory(**fields)) is False
    assert (mailoutbox, Message.objects.count()) == ([], 0)


def test_what_was_switched_off_is_not_made(mary, posted, mailoutbox):
    SwitchedOff.objects.create(person=mary, kind=MessageKind.ACTIONS_DUE)

    assert posted(mary) is False
    assert posted(mary, kind=MessageKind.ACTIONS_OVERDUE) is True
    assert len(mailoutbox) == 1


def test_address_is_that_of_the_moment_of_sending(mary, mailoutbox):
    message = MessageFactory(person=mary)
    mary.email = "mary@oak.example"
    mary.save()

    deliver_waiting()

    message.refresh_from_db()
    assert (mailoutbox[0].to, message.to) == (["mary@oak.example"], "mary@oak.example")


def test_who_left_meanwhile_or_switched_it_off_gets_none(mary, mailoutbox):
    left = MessageFactory(person=UserFactory(is_active=False))
    nobodys = MessageFactory(person=None)
    off = MessageFactory(person=mary, kind=MessageKind.ACTIONS_DUE)
    SwitchedOff.objects.create(person=mary, kind=MessageKind.ACTIONS_DUE)

    assert deliver_waiting() == {Result.DROPPED: 3}

    reasons = [Message.objects.get(pk=one.pk).error for one in (left, nobodys, off)]
    assert reasons == ["They cannot sign in."] * 2 + ["They have switched these messages off."]
    assert (mailoutbox, state(left)) == ([], State.FAILED)


# To an address


@pytest.fixture
def posted_to(django_capture_on_commit_callbacks):
    def make(address, about="letter 7"):
        letter = {"subject": "Your membership", "text": "Dear colleague,\n\n1 < 2"}
        with django_capture_on_commit_callbacks(execute=True):
            return post(MessageKind.RENEWAL, address=address, about=about, context={"letter": letter})

    return make


def test_who_does_not_sign_in_is_written_to_by_address(db, posted_to, mailoutbox):
    assert posted_to("deputy@elm.example") is True

    (mail,) = mailoutbox
    assert (mail.to, mail.subject, mail.body) == (
        ["deputy@elm.example"],
        "Your membership",
        "Dear colleague,\n\n1 < 2\n",
    )
    assert "<p>1 &lt; 2</p>" in mail.alternatives[0][0]
    assert "Dear ," not in mail.alternatives[0][0]
    message = Message.objects.get()
    assert (message.person, message.address, message.to, state()) == (None, *mail.to, *mail.to, State.SENT)


def test_an_address_gets_a_message_about_something_once_whatever_its_case(db, posted_to, mailoutbox):
    posted = [posted_to("deputy@elm.example"), posted_to("Deputy@Elm.example"), posted_to("deputy@elm.example", "next")]

    assert posted == [True, False, True]
    assert len(mailoutbox) == 2


def test_message_to_an_address_can_be_sent_again_and_one_to_a_former_user_cannot(
    db, mailoutbox, django_capture_on_commit_callbacks
):
    failed = {"given_up_at": timezone.now(), "error": "550 No such user", "person": None}
    outside = MessageFactory(address="deputy@elm.example", **failed)
    former = MessageFactory(to="gone@elm.example", **failed)

    with django_capture_on_commit_callbacks(execute=True):
        assert [send_again(outside), send_again(former)] == [True, True]

    assert [mail.to for mail in mailoutbox] == [["deputy@elm.example"]]
    assert (state(outside), state(former)) == (State.SENT, State.FAILED)


def test_messages_of_one_transaction_go_over_one_connection(
    mary, server, mailoutbox, django_capture_on_commit_callbacks
):
    """Else a server that does not answer would be waited for once for each."""
    tried = []

    class Counting(OSError):
        def __init__(self):
            tried.append(self)

    def failing(backend):
        raise Counting

    server.monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", failing)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            post(MessageKind.ACTIONS_DUE, to=mary, about=f"{number}", context={"actions": []})

    assert len(tried) == 1
    assert list(Message.objects.order_by("pk").values_list("tries", flat=True)) == [1, 0, 0]


# When the mail server does not take it


@pytest.mark.parametrize(
    ("step", "error", "said"),
    [
        ("open", ConnectionRefusedError("no server"), "no server"),
        ("open", TimeoutError(), "TimeoutError"),
        ("send", SMTPSenderRefused(530, b"Sign in first", "portal@thep.example"), "530 Sign in first"),
        ("send", SMTPDataError(451, b"Full"), "451 Full"),
        ("send", refused(450, b"Greylisted"), "450 Greylisted"),
    ],
)
def test_refused_message_waits_with_the_reason_and_is_tried_again(mary, posted, server, mailoutbox, step, error, said):
    server.fail(step, error)

    assert posted(mary) is True  # and nobody's page was broken

    message = Message.objects.get()
    assert (message.error, message.tries, state()) == (said, 1, State.WAITING)
    assert message.text.startswith("Dear Mary Marsh,")
    server.recover()
    assert deliver_waiting() == {Result.SENT: 1}
    message.refresh_from_db()
    assert (len(mailoutbox), message.tries, message.error, state()) == (1, 2, "", State.SENT)


def test_address_that_the_server_does_not_know_is_given_up_at_once(mary, posted, server, mailoutbox):
    server.fail("send", refused(550, b"No such user"))
    posted(mary)
    server.recover()

    assert (state(), Message.objects.get().error) == (State.FAILED, "550 No such user")
    assert deliver_waiting() == {}
    assert mailoutbox == []


def test_message_that_cannot_be_written_down_is_given_up(mary, mailoutbox):
    message = MessageFactory(person=mary, subject="Two\nlines")

    assert deliver_waiting() == {Result.FAILED: 1}
    message.refresh_from_db()
    assert (state(), "newlines" in message.error, mailoutbox) == (State.FAILED, True, [])


@pytest.mark.parametrize(
    ("ago", "expected"), [(GIVE_UP_AFTER - HOUR, State.WAITING), (GIVE_UP_AFTER + HOUR, State.FAILED)]
)
def test_a_server_that_stays_away_is_waited_for_three_days(mary, server, ago, expected):
    message = MessageFactory(person=mary)
    Message.objects.update(queued_at=timezone.now() - ago)
    server.fail("open", OSError("no server"))

    deliver_waiting()

    assert state(message) == expected


@pytest.mark.parametrize("error", [SMTPServerDisconnected("cut"), TimeoutError("slow")])
def test_message_cut_off_on_its_way_is_unclear_and_not_sent_again_by_itself(mary, posted, server, mailoutbox, error):
    server.fail("send", error, after_taking=True)
    posted(mary)
    server.recover()

    assert deliver_waiting() == {}
    message = Message.objects.get()
    assert (len(mailoutbox), message.error, state()) == (1, str(error), State.WAITING)  # a process may have it in hand
    Message.objects.update(claimed_at=timezone.now() - HOUR)
    assert deliver_waiting() == {}
    assert (len(mailoutbox), state()) == (1, State.UNCLEAR)


def test_connection_that_breaks_leaves_the_others_waiting(mary, server, mailoutbox):
    for _ in range(3):
        MessageFactory(person=mary)
    server.fail("send", SMTPServerDisconnected("cut"))

    assert deliver_waiting() == {Result.UNCLEAR: 1}
    server.recover()
    assert deliver_waiting() == {Result.SENT: 2}


def test_refusal_of_one_does_not_keep_the_others_waiting(mary, monkeypatch, mailoutbox):
    MessageFactory(person=UserFactory(email="gone@elm.example"))
    MessageFactory(person=mary)
    from django.core.mail.backends.locmem import EmailBackend

    take = EmailBackend.send_messages

    def take_or_refuse(backend, messages):
        if messages[0].to == ["gone@elm.example"]:
            raise SMTPRecipientsRefused({"gone@elm.example": (550, b"No such user")})
        return take(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", take_or_refuse)

    assert deliver_waiting() == {Result.FAILED: 1, Result.SENT: 1}
    assert [mail.to for mail in mailoutbox] == [["mary@elm.example"]]


def test_a_connection_that_cannot_be_closed_changes_nothing(mary, posted, server, mailoutbox):
    server.fail("close", OSError("gone"))
    posted(mary)
    assert (len(mailoutbox), state()) == (1, State.SENT)


# Never twice


def test_a_message_is_in_the_hand_of_one_process(mary, mailoutbox):
    message = MessageFactory(person=mary)

    first, second = posting._claim(message.pk), posting._claim(message.pk)

    assert (first, second) == (message, None)
    assert deliver([message.pk]) == {}


def test_process_that_died_leaves_it_claimed(mary, mailoutbox):
    """From the claim on nobody can tell whether the server has it."""
    message = MessageFactory(person=mary)
    posting._claim(message.pk)
    Message.objects.update(claimed_at=timezone.now() - HOUR)

    assert deliver_waiting() == {}
    assert (mailoutbox, state()) == ([], State.UNCLEAR)


def test_process_that_comes_back_late_changes_nothing_of_what_was_settled_meanwhile(
    mary, mailoutbox, django_capture_on_commit_callbacks
):
    late = posting._claim(MessageFactory(person=mary).pk)
    Message.objects.update(claimed_at=timezone.now() - HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        send_again(late)

    posting._give_back(late, "cut")

    assert (len(mailoutbox), state()) == (1, State.SENT)


# Again, at an admin's word


@pytest.mark.parametrize(
    "fields",
    [
        {"claimed_at": timezone.now() - HOUR},
        {"given_up_at": timezone.now(), "error": "550 No such user"},
    ],
)
def test_failed_and_unclear_messages_can_be_sent_again_once(
    mary, mailoutbox, django_capture_on_commit_callbacks, fields
):
    message = MessageFactory(person=mary, **fields)

    with django_capture_on_commit_callbacks(execute=True):
        tried = [send_again(message), send_again(message)]

    assert (tried, len(mailoutbox), state()) == ([True, False], 1, State.SENT)


def test_sent_and_waiting_messages_and_those_in_hand_are_left_alone(
    mary, mailoutbox, django_capture_on_commit_callbacks
):
    now = timezone.now()
    sent = MessageFactory(person=mary, claimed_at=now, sent_at=now, text="", html="")
    waiting, in_hand = MessageFactory(person=mary), MessageFactory(person=mary, claimed_at=now)

    with django_capture_on_commit_callbacks(execute=True):
        assert [send_again(message) for message in (sent, waiting, in_hand)] == [False] * 3
    assert mailoutbox == []
