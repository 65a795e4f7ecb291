"""The partnership's logo at the address of its file."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.permissions import Role
from schools.models import Partnership
from tests.documents.pictures import png
from tests.factories import PartnershipFactory, UserFactory


@pytest.fixture
def partnership(db) -> Partnership:
    return PartnershipFactory(logo=ContentFile(png(), "ours.png"))


@pytest.mark.parametrize("role", list(Role))
def test_everyone_with_a_role_is_sent_a_picture_and_nothing_that_runs(client, partnership, role):
    client.force_login(UserFactory(role=role))
    answer = client.get(partnership.logo.url)
    sent = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert answer.content == png()
    assert [answer.headers[name] for name in sent] == ["image/png", "nosniff", "default-src 'none'; sandbox"]
    assert "private" in answer.headers["Cache-Control"]


def test_no_other_file_is_there(client, partnership):
    client.force_login(UserFactory())
    partnership.logo.storage.save("logos/other.png", ContentFile(png()))
    assert client.get(reverse("partnership-logo", args=["other.png"])).status_code == 404


def test_a_logo_whose_file_is_gone_is_not_there(client, partnership):
    client.force_login(UserFactory())
    partnership.logo.storage.delete(partnership.logo.name)
    assert client.get(partnership.logo.url).status_code == 404
