"""A message goes when what it is about is saved, and never otherwise."""

import contextlib
from smtplib import SMTPServerDisconnected

import pytest
from django.db import transaction

from mail.sending import NotSent, send

MESSAGE = {"mail/hello.txt": "Hello\n\n{{ name }}, welcome.\n", "mail/hello.html": "<p>{{ name }}, welcome.</p>"}


@pytest.fixture(autouse=True)
def _templates(settings):
    loaders = [("django.template.loaders.locmem.Loader", MESSAGE)]
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"APP_DIRS": False, "OPTIONS": {"loaders": loaders}}]


def test_message_has_its_subject_and_both_forms(db, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send("hello", to="mary@riverside.example", context={"name": "<Mary>"})
        assert mailoutbox == []

    (message,) = mailoutbox
    assert (message.subject, message.body, message.to) == ("Hello", "<Mary>, welcome.\n", ["mary@riverside.example"])
    assert message.alternatives == [("<p>&lt;Mary&gt;, welcome.</p>", "text/html")]


def test_message_about_what_was_not_saved_does_not_go(db, mailoutbox, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True) as left,
        contextlib.suppress(ZeroDivisionError),
        transaction.atomic(),
    ):
        send("hello", to="mary@riverside.example", context={"name": "Mary"})
        raise ZeroDivisionError

    assert (mailoutbox, left) == ([], [])


def test_server_that_does_not_take_it_is_told(db, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(message):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)

    with pytest.raises(NotSent, match="gone"), django_capture_on_commit_callbacks(execute=True):
        send("hello", to="mary@riverside.example", context={"name": "Mary"})
