import pytest


@pytest.fixture(autouse=True)
def _each_request_commits(monkeypatch):
    """What waits for a commit happens within its request, as it does where no test's transaction is around it."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda then, *args, **kwargs: then())
