"""People at the doors, and what they see there."""

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import UserFactory

PASSWORD = "a long enough password"


def person(**fields: Any) -> User:
    made = UserFactory(**fields)
    made.set_password(PASSWORD)
    made.save()
    return made


def deactivate(someone: User) -> None:
    User.objects.filter(pk=someone.pk).update(is_active=False)


def sign_in(client: Client, someone: User | str, password: str = PASSWORD, **more: str) -> HttpResponse:
    email = someone if isinstance(someone, str) else someone.email
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def ask_for_code(client: Client, email: str) -> HttpResponse:
    return client.post(reverse("account_request_login_code"), {"email": email})


def enter_code(client: Client, code: str) -> HttpResponse:
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def code_in(message: Any) -> str:
    return re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", message.body)[0]


def ask_for_password(client: Client, email: str) -> HttpResponse:
    return client.post(reverse("account_reset_password"), {"email": email})


def link_in(message: Any) -> str:
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def choose_password(client: Client, link: str, password: str) -> HttpResponse:
    page = client.get(link)
    if page.status_code != 302:
        return page
    return client.post(page.url, {"password1": password, "password2": password})


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def shown(answer: HttpResponse, *typed: str) -> tuple[int, str, str]:
    """Status, destination and page, without what differs with the visitor or with what they typed."""
    page = re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", answer.content.decode())
    for text in typed:
        page = page.replace(text, "ADDRESS")
    return answer.status_code, answer.headers.get("Location", ""), page


def app_of(someone: User) -> str:
    """The secret of an authenticator app, set up for this person."""
    secret = generate_totp_secret()
    TOTP.activate(someone, secret)
    return secret


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def passkey_of(someone: User) -> Authenticator:
    """A passkey as far as the portal's own code looks at it."""
    return Authenticator.objects.create(user=someone, type=Authenticator.Type.WEBAUTHN, data={"name": "Work laptop"})
