"""Who looks after packages in these tests, and for which schools."""

import datetime

import pytest
from django.utils import timezone

from tests.factories import SchoolFactory, UserFactory


@pytest.fixture
def sam(db):
    return UserFactory(name="Sam Staff")


@pytest.fixture
def today(monkeypatch):
    """A day of the factories' year, 2017–18, which all pages take for today."""
    day = datetime.date(2018, 6, 1)
    monkeypatch.setattr(timezone, "localdate", lambda: day)
    return day


@pytest.fixture
def staff(client, sam, today):
    """A browser in which Sam is signed in."""
    client.force_login(sam)
    return client


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm", urn=100_901, phase="primary")


@pytest.fixture
def oak(db):
    return SchoolFactory(name="Oak", urn=100_902, phase="secondary")
