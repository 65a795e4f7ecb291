"""Who logs visits in these tests, and where."""

import pytest
from django.core.mail.backends import locmem

from tests.factories import SchoolFactory, UserFactory


@pytest.fixture
def sam(db):
    return UserFactory(name="Sam Staff")


@pytest.fixture
def staff(client, sam):
    """A browser in which Sam is signed in."""
    client.force_login(sam)
    return client


@pytest.fixture
def bow(db):
    return SchoolFactory(name="Bow", urn=100_955)


@pytest.fixture
def no_mail(monkeypatch):
    """A mail server that is not there."""

    def refuse(self, messages):
        raise OSError("No route to host")

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
