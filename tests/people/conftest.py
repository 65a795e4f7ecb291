import re

import pytest

from accounts.permissions import Role
from tests.factories import UserFactory


@pytest.fixture
def ada(db):
    return UserFactory(role=Role.ADMIN, name="Ada Admin", email="ada@riverside.example")


@pytest.fixture
def admin(client, ada):
    """A client signed in as an admin."""
    client.force_login(ada)
    return client


@pytest.fixture
def posted(admin, django_capture_on_commit_callbacks):
    """Post as the admin, with what follows a commit."""

    def post(address, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return admin.post(address, data or {})

    return post


@pytest.fixture
def link(mailoutbox):
    """The path in the latest invitation."""

    def latest():
        return re.search(r"http://testserver(/invitation/\S+)", mailoutbox[-1].body)[1]

    return latest
