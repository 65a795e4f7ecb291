"""A message of the tests' own, and mail servers that behave badly."""

import pytest
from django.core.mail.backends.locmem import EmailBackend

from mail.kinds import MessageKind
from mail.posting import post
from tests.factories import UserFactory


class MailServer:
    """What the mail server is made to do: `fail(step, error)` at "open", "send" or "close"."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def fail(self, step, error, *, after_taking=False):
        def failing(backend, messages=()):
            if after_taking:
                taken(backend, messages)
            raise error

        name = {"send": "send_messages"}.get(step, step)
        taken = EmailBackend.send_messages
        self.monkeypatch.setattr(EmailBackend, name, failing)

    def recover(self):
        self.monkeypatch.undo()


@pytest.fixture
def server():
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield MailServer(monkeypatch)


@pytest.fixture
def mary(db):
    return UserFactory(role="headteacher", name="Mary Marsh", email="mary@elm.example")


@pytest.fixture
def posted(django_capture_on_commit_callbacks):
    """Post a message, and let the transaction be committed."""

    def make(person, about="visit 7, version 1", *, kind=MessageKind.ACTIONS_DUE, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return post(kind, to=person, about=about, context={"actions": []}, **more)

    return make
