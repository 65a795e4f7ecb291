"""The timer's command: what waits goes, and what falls due, from seven in the morning."""

import datetime
from io import StringIO
from smtplib import SMTPServerDisconnected

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from mail import due
from mail.kinds import MessageKind
from mail.models import Message
from mail.posting import post
from tests.factories import MessageFactory, UserFactory

NINE = datetime.datetime(2018, 7, 2, 8, tzinfo=datetime.UTC)  # in London, in summer
NO_RESULTS = "Sent: {}. To be tried again: {}. Given up: {}. Unclear: {}. No longer wanted: {}."


@pytest.fixture
def at(monkeypatch):
    def set_clock(now):
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_clock(NINE)
    return set_clock


@pytest.fixture(autouse=True)
def falling(monkeypatch, mary):
    """Instead of the rooms' own: Mary is told of each day once."""

    def tell(day):
        return post(MessageKind.ACTIONS_OVERDUE, to=mary, about=f"{day}", context={"actions": []}, at_once=False)

    monkeypatch.setattr(due, "_due", [tell])


def run(*arguments):
    out = StringIO()
    call_command("send_due_mail", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_what_waits_and_what_falls_due_goes_and_then_nothing(at, mary, mailoutbox):
    MessageFactory(person=mary, subject="Waited")

    assert run() == ["Waiting before: 1. Falling due: 1. " + NO_RESULTS.format(2, 0, 0, 0, 0)]
    assert [mail.subject for mail in mailoutbox] == ["Waited", "0 actions of yours are overdue"]
    assert run() == ["Waiting before: 0. Falling due: 0. " + NO_RESULTS.format(0, 0, 0, 0, 0)]
    assert len(mailoutbox) == 2


def test_dry_run_says_what_would_go_and_does_nothing(at, mary, mailoutbox):
    MessageFactory(person=mary)

    said = ["Would be sent: 1 waiting, 1 falling due. Nothing was sent."]
    assert [run("--dry-run"), run("--dry-run")] == [said, said]
    assert (mailoutbox, Message.objects.count(), Message.objects.get().tries) == ([], 1, 0)


@pytest.mark.parametrize(("hour", "told"), [(5, 0), (6, 1)])  # an hour later in London
def test_nothing_falls_due_before_seven_in_the_morning(at, hour, told):
    at(NINE.replace(hour=hour))
    assert run()[0].startswith(f"Waiting before: 0. Falling due: {told}.")


def test_refusal_ends_with_a_failure(at, mary, server):
    server.fail("open", OSError("no server"))
    with pytest.raises(CommandError, match="did not take every message"):
        run()

    assert Message.objects.get().error == "no server"


def test_unclear_messages_are_told_of_and_who_left_is_no_failure(at, mary, server):
    MessageFactory(person=mary, claimed_at=NINE - datetime.timedelta(hours=1))
    MessageFactory(person=UserFactory(is_active=False))

    assert run() == [
        "Waiting before: 1. Falling due: 1. " + NO_RESULTS.format(1, 0, 0, 0, 1),
        "Unclear since earlier: 1. An admin decides, under People, Messages sent.",
    ]


def test_connection_that_breaks_ends_with_a_failure(at, mary, server):
    server.fail("send", SMTPServerDisconnected("cut"))
    with pytest.raises(CommandError):
        run()


def test_a_second_run_waits_until_the_first_has_told(at, mary):
    """By a lock that another connection finds taken."""
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [due._LOCK])
            free_before = cursor.fetchone()
            due.post_due(NINE)
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [due._LOCK])
            free_within = cursor.fetchone()
    finally:
        other.close()

    assert (free_before, free_within) == ((True,), (False,))
