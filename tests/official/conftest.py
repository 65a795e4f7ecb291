import pytest

from tests.factories import PartnershipFactory, SchoolFactory


@pytest.fixture
def elm(db):
    """A maintained primary school in area, alone in the portal."""
    PartnershipFactory(la_codes=["211"])
    return SchoolFactory(name="Elm Primary School", urn=100_001, phase="primary", governance="maintained")
