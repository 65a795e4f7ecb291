import datetime

import pytest
from django.utils import timezone


@pytest.fixture
def today(db, monkeypatch):
    """A day of the factories' year, 2017–18, which all pages take for today."""
    day = datetime.date(2018, 3, 15)
    monkeypatch.setattr(timezone, "localdate", lambda: day)
    return day
