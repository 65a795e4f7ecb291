"""Where a person is signed in, in words, and how they end it."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts import sessions
from tests.accounts.entering import is_in, person, sign_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
    "Mobile/15E148 Safari/604.1"
)
CHROME = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (CHROME, "Chrome on Chromebook"),
        (CHROME.replace("X11; CrOS x86_64", "Linux; Android 16"), "Chrome on Android"),
        (f"{CHROME} Edg/142.0".replace("CrOS", "Windows"), "Edge on Windows"),
        (IPHONE.replace("Version", "CriOS"), "Chrome on iPhone"),
        (CHROME.replace("X11; CrOS x86_64", "Macintosh; Intel Mac OS X 10_15_7"), "Chrome on Mac"),
        ("curl/8", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_browser_and_device_are_put_in_words(user_agent, words):
    assert sessions.in_words(user_agent) == words


@pytest.fixture
def mary(db):
    return person()


def signed_in(someone, user_agent, address="127.0.0.1"):
    client = Client(headers={"user-agent": user_agent}, REMOTE_ADDR=address)
    sign_in(client, someone)
    return client


def listed(client):
    return [(one.browser, one.address, one.is_this_one) for one in client.get(reverse("sessions")).context["sessions"]]


def test_sessions_are_listed_with_this_one_first(mary):
    signed_in(person(), CHROME)
    here = signed_in(mary, FIREFOX, "10.0.0.7")
    signed_in(mary, IPHONE, "10.0.0.8")
    signed_in(mary, CHROME).post(reverse("account_logout"))

    assert listed(here) == [("Firefox on Windows", "10.0.0.7", True), ("Safari on iPhone", "10.0.0.8", False)]


def test_one_session_is_ended_and_the_others_go_on(mary):
    here, phone, other = (signed_in(mary, one) for one in (FIREFOX, IPHONE, CHROME))
    pk = UserSession.objects.get(session_key=phone.session.session_key).pk

    here.post(reverse("session-end", args=[pk]))

    assert [is_in(client) for client in (here, phone, other)] == [True, False, True]
    assert len(listed(here)) == 2


def test_ending_this_session_signs_out(mary):
    here = signed_in(mary, FIREFOX)

    answer = here.post(reverse("session-end", args=[UserSession.objects.get().pk]))

    assert (answer.url, is_in(here), UserSession.objects.count()) == (reverse("account_login"), False, 0)


def test_nobody_ends_anothers_session(mary):
    here, stranger = signed_in(mary, FIREFOX), signed_in(person(), CHROME)
    pk = UserSession.objects.get(user=mary).pk

    assert stranger.post(reverse("session-end", args=[pk])).status_code == 404
    assert is_in(here)


@pytest.mark.parametrize("name", ["session-end", "sessions-end-others"])
def test_ending_sessions_needs_a_post(mary, name):
    here, phone = signed_in(mary, FIREFOX), signed_in(mary, IPHONE)
    pk = UserSession.objects.get(session_key=phone.session.session_key).pk

    assert here.get(reverse(name, args=[pk] if name == "session-end" else [])).status_code == 405
    assert is_in(phone)


def test_all_but_this_one_are_ended(mary):
    here, phone, stranger = signed_in(mary, FIREFOX), signed_in(mary, IPHONE), signed_in(person(), CHROME)

    here.post(reverse("sessions-end-others"))

    assert [is_in(client) for client in (here, phone, stranger)] == [True, False, True]


def test_all_are_ended_whichever_door_they_came_by(mary):
    here, phone, stranger = signed_in(mary, FIREFOX), Client(), signed_in(person(), CHROME)
    phone.force_login(mary)  # allauth knows nothing of this one

    sessions.end_all(mary)

    assert [is_in(client) for client in (here, phone, stranger)] == [False, False, True]
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
