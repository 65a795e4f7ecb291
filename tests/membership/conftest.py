"""Who presses what on the pages of renewals."""

import pytest
from django.contrib.messages import get_messages

from schools.models import SchoolRepresentative
from tests.factories import UserFactory


@pytest.fixture
def sam(db):
    return UserFactory(role="staff", name="Sam Staff")


@pytest.fixture
def staff(client, sam):
    client.force_login(sam)
    return client


@pytest.fixture
def said():
    """The messages that an answer leaves for the next page."""

    def of(answer):
        return [str(message) for message in get_messages(answer.wsgi_request)]

    return of


@pytest.fixture
def head_of(db):
    def make(school, **fields):
        person = UserFactory(role="headteacher", **fields)
        SchoolRepresentative.objects.create(school=school, user=person)
        return person

    return make
