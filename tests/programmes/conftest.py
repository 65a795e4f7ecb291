"""A programme's day with people on its register, and who marks it."""

import datetime

import pytest

from tests.factories import (
    ContactFactory,
    ParticipantFactory,
    ProgrammeFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    UserFactory,
)

DAY = datetime.date(2018, 3, 8)


@pytest.fixture
def sam(db):
    return UserFactory(name="Sam Staff")


@pytest.fixture
def staff(client, sam):
    """A browser in which Sam is signed in."""
    client.force_login(sam)
    return client


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm", urn=100_955)


@pytest.fixture
def oak(db):
    return SchoolFactory(name="Oak Park")


@pytest.fixture
def session(db):
    run = RunFactory(programme=ProgrammeFactory(name="Coaching", counted_by="attended"))
    return SessionFactory(run=run, held_on=DAY, title="Day 1")


@pytest.fixture
def join(session):
    """Put a person on the run: `join("Ann Lee", elm, role="coach")`."""

    def joined(name, school=None, *, email="", **more):
        contact = ContactFactory(name=name, school=school, email=email)
        return ParticipantFactory(run=session.run, contact=contact, **more)

    return joined
