"""Who logs visits in these tests, and where."""

import pytest

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
