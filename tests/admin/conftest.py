import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.permissions import Role
from tests.factories import UserFactory


@pytest.fixture
def admin(client, db):
    """A client signed in as an admin."""
    client.force_login(UserFactory(role=Role.ADMIN, name="Ada Admin", email="ada@riverside.example"))
    return client


@pytest.fixture
def queries(admin):
    """How many queries a page asks, once what Django remembers between requests is remembered."""

    def count(address: str) -> int:
        admin.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = admin.get(address)
            assert response.status_code == 200
        return len(asked)

    return count
