"""Admins see what was sent to whom and what was not, and send again what failed."""

import datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail.models import Message
from tests.factories import MessageFactory, UserFactory

PAGE = "/people/messages/"
NOW = timezone.now()
LONG_AGO = NOW - datetime.timedelta(hours=1)
SENT = {"claimed_at": NOW, "sent_at": NOW, "text": "", "html": ""}
FAILED = {"given_up_at": NOW, "error": "550 No such user"}


@pytest.fixture
def mary(db):
    return UserFactory(name="Mary Marsh", email="mary@elm.example")


def shown(admin, **asked):
    return [message.subject for message in admin.get(PAGE, asked).context["page"]]


def again(message, **more):
    return f"{PAGE}{message.pk}/again/"


def test_messages_are_shown_latest_first_fifty_a_page(admin, mary):
    for number in range(51):
        MessageFactory(person=mary, subject=f"{number}")

    assert shown(admin) == [f"{number}" for number in range(50, 0, -1)]
    assert shown(admin, page="2") == ["0"]


def test_filters_by_state_kind_and_whom(admin, mary):
    MessageFactory(subject="Waiting", kind="actions_due")
    MessageFactory(subject="In hand", claimed_at=timezone.now())
    MessageFactory(subject="Unclear", claimed_at=LONG_AGO)
    MessageFactory(subject="Failed", **FAILED)
    MessageFactory(subject="Sent", person=mary, **SENT)
    MessageFactory(subject="Before", person=None, to="mary@old.example", **SENT)

    states = ("waiting", "unclear", "failed", "sent")
    assert {state: shown(admin, state=state) for state in states} == {
        "waiting": ["In hand", "Waiting"],
        "unclear": ["Unclear"],
        "failed": ["Failed"],
        "sent": ["Before", "Sent"],
    }
    assert shown(admin, kind="actions_due") == ["Waiting"]
    assert [shown(admin, q=text) for text in ("marsh", "mary@elm.example", "mary@old")] == [
        ["Sent"],
        ["Sent"],
        ["Before"],
    ]
    assert shown(admin, q="nobody") == []
    assert "No message matches." in admin.get(PAGE, {"q": "nobody"}).content.decode()


def test_an_address_without_a_sign_in_is_shown_and_found(admin, mary):
    MessageFactory(person=mary)
    MessageFactory(subject="Outside", kind="renewal", person=None, address="deputy@elm.example", **FAILED)

    assert shown(admin, q="deputy@elm") == ["Outside"]
    page = admin.get(PAGE, {"q": "deputy@elm"}).content.decode()
    assert "Send it again to deputy@elm.example" in page
    assert "A former user" not in page


def test_page_of_nothing_says_so(admin):
    assert "None has been sent yet." in admin.get(PAGE).content.decode()


def test_page_asks_as_much_of_fifty_messages_as_of_one(admin, mary, django_assert_num_queries):
    MessageFactory()
    with CaptureQueriesContext(connection) as asked:
        admin.get(PAGE)
    for _ in range(49):
        MessageFactory()
    with django_assert_num_queries(len(asked)):
        admin.get(PAGE)


def test_only_failed_and_unclear_ones_have_a_button_with_the_reason(admin, mary):
    MessageFactory(subject="Waiting", error="451 Full", tries=3)
    MessageFactory(subject="Sent", **SENT)
    failed = MessageFactory(person=mary, **FAILED)
    unclear = MessageFactory(claimed_at=LONG_AGO)

    page = admin.get(PAGE).content.decode()

    assert page.count('/again/"') == 2
    buttons = [again(failed), again(unclear), "550 No such user", "451 Full", "tried 3 times", "it may have arrived"]
    assert [words for words in buttons if words not in page] == []


def test_message_is_sent_again_once_and_the_page_stays_filtered(posted, mary, mailoutbox):
    message = MessageFactory(person=mary, **FAILED)
    back = f"{PAGE}?state=failed"

    answers = [posted(again(message), {"back": back}) for _ in range(2)]

    message.refresh_from_db()
    assert [answer.url for answer in answers] == [back, back]
    assert (len(mailoutbox), message.sent_at is None, message.text) == (1, False, "")


def test_elsewhere_is_nowhere_to_go_back_to(posted, mary):
    message = MessageFactory(person=mary, **FAILED)

    assert posted(again(message), {"back": "https://evil.example/"}).url == PAGE


def test_page_says_what_came_of_it(client, ada, mary, mailoutbox, monkeypatch, admin):
    """On commit the message goes, before the page is answered."""
    from people.views import messages as views

    def at_once(message):
        Message.objects.filter(pk=message.pk).update(claimed_at=None, given_up_at=None)
        from mail.posting import deliver

        deliver([message.pk])
        return True

    monkeypatch.setattr(views, "send_again", at_once)

    def said(message):
        return [str(one) for one in admin.post(again(message), follow=True).context["messages"]]

    assert said(MessageFactory(person=mary, **FAILED)) == ["The message to Mary Marsh is sent."]

    def refuse(backend, messages):
        raise SMTPRecipientsRefused({"mary@elm.example": (550, b"Still no such user")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert said(MessageFactory(person=mary, **FAILED)) == ["It was not sent: 550 Still no such user"]


def test_nothing_to_do_is_said(admin, mary):
    sent = MessageFactory(person=mary, **SENT)
    answer = admin.post(again(sent), follow=True)
    assert [str(one) for one in answer.context["messages"]] == ["Nothing to do: this message is sent."]


def test_a_person_s_page_leads_to_what_was_sent_to_them(admin, mary):
    page = admin.get(f"/people/{mary.pk}/").content.decode()
    assert '/people/messages/?q=mary%40elm.example"' in page
