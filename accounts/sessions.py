"""Where a person is signed in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User

# The first that occurs counts: browsers name those they descend from, too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SignedIn:
    """A session in words."""

    pk: int
    browser: str
    address: str
    since: datetime
    is_this_one: bool


def of(request: HttpRequest) -> list[SignedIn]:
    """The person's sessions that are still alive, this one first, then the latest."""
    alive = [
        SignedIn(row.pk, in_words(row.user_agent), row.ip, row.created_at, row.is_current())
        for row in UserSession.objects.purge_and_list(request.user)
    ]
    return sorted(alive, key=lambda session: (session.is_this_one, session.since, session.pk), reverse=True)


def in_words(user_agent: str) -> str:
    """Browser and device, as "Firefox on Windows"; browsers do not say this reliably."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Another browser")
    device = next((name for mark, name in DEVICES if mark in user_agent), None)
    return f"{browser} on {device}" if device else browser


def end_others(request: HttpRequest) -> None:
    end_all(request.user, but=request.session.session_key)


@transaction.atomic
def end_all(user: User, but: str | None = None) -> None:
    """End every session of `user` at once, except the one with the key `but`.

    allauth lists those begun at its pages, and Django's table does not say whose a session is; so each that is alive is
    opened, some ten thousand in a second.
    """
    UserSession.objects.filter(user=user).exclude(session_key=but).delete()
    for session in Session.objects.filter(expire_date__gte=timezone.now()).exclude(session_key=but).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
