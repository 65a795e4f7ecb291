"""The sample partnership, read once for the tests that only look at it."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "tower-hamlets-2017-18"


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The records of `samples/tower-hamlets-2017-18`, gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_workbook", str(SAMPLE), apply=True, verbosity=0)
        yield
        transaction.set_rollback(True)
