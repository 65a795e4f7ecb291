import pytest

from tests.factories import PartnershipFactory, SchoolFactory, UserFactory


@pytest.fixture
def elm(db):
    """A maintained primary school in area, alone in the portal."""
    PartnershipFactory(la_codes=["211"])
    return SchoolFactory(name="Elm Primary School", urn=100_001, phase="primary", governance="maintained")


@pytest.fixture
def staff(client, db):
    """A browser in which staff are signed in."""
    client.force_login(UserFactory(role="staff", name="Sam Staff"))
    return client
