import datetime
import re

import pytest
from django.utils import timezone

from accounts.permissions import Role
from tests.factories import UserFactory

TODAY = datetime.date(2026, 6, 30)


@pytest.fixture
def today(db, monkeypatch):
    """A day on which all three regimes have been."""
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    return TODAY


@pytest.fixture
def trustee(today, client):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def numbers(page) -> list[tuple[str, int, str]]:
    """Of each figure on a page its key, its value and where it leads."""
    tags = re.findall(r'<a[^>]*class="figure"[^>]*>', page.content.decode())
    return [
        (
            re.search(r'data-figure="([^"]+)"', tag)[1],
            int(re.search(r'data-value="([^"]+)"', tag)[1]),
            re.search(r'href="([^"]+)"', tag)[1].replace("&amp;", "&"),
        )
        for tag in tags
    ]


def opens_as_many_rows_as_it_says(client, page) -> set[str]:
    """Each number that is not nought, and one that is, leads to a list of so many rows; the keys that were tried."""
    found = numbers(page)
    nought = [each for each in found if not each[1]][:1]
    tried = set()
    for key, value, address in [*(each for each in found if each[1]), *nought]:
        opened = client.get(address)
        assert (opened.status_code, key, opened.content.decode().count("<tr data-row>")) == (200, key, value)
        tried.add(key)
    return tried
