"""How people sign in: allauth's flow, with the portal's words, messages and refusals.

Who a person is stands in their own row (`User.email`) alone. allauth's table of addresses stays empty: a person made by
an invitation, a command or an admin can sign in at once, and an address that an admin replaces stops working.
"""

import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import User
from accounts.sessions import in_words
from mail.sending import NotSent, send

logger = logging.getLogger(__name__)

MESSAGES = {
    "account/email/login_code": "sign_in_code",
    "account/email/password_reset_key": "password_reset",
    "account/email/unknown_account": "unknown_address",
}
"""allauth's messages that somebody waits for, and the portal's templates."""

NOTICES = {
    "account/email/password_changed": "Your password was changed",
    "account/email/password_reset": "Your password was changed",
    "account/email/password_set": "You have a password now",
    "mfa/email/totp_activated": "Your authenticator app was set up",
    "mfa/email/totp_deactivated": "Your authenticator app was taken away",
    "mfa/email/webauthn_added": "A passkey was added",
    "mfa/email/webauthn_removed": "A passkey was taken away",
    "mfa/email/recovery_codes_generated": "You have new recovery codes",
}
"""What a person is told by e-mail after the fact, in case it was not they who did it."""

SAID = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is taken away.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "The passkey is taken away.",
}
"""What is said on the next page. allauth has more to say; the pages say it themselves."""

CANNOT_SIGN_IN = "You cannot sign in. If you think that you should, ask the partnership’s office."


class SignInAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That address and password do not go together. Passwords tell capital letters from "
        "small ones.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your present password.",
        "incorrect_code": "That code is not right. Look for the newest message and try again.",
        "invalid_password_reset": "This link is used up or too old.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Refuse who is no longer active, and a code that was sent to an address they no longer have."""
        email = kwargs.get("email")
        if not user.is_active or (email and email.lower() != user.email.lower()):
            return self.respond_user_inactive(request, user)
        return None

    def login(self, request: HttpRequest, user: User) -> None:
        """A sign-in that was half done when the person was deactivated ends here."""
        if not user.is_active:
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        request.session.flush()
        messages.error(request, CANNOT_SIGN_IN)
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in need not show again who they are."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use your authenticator app",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        return [method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if words := message or SAID.get(message_template):
            messages.add_message(request, level, words)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A notice that cannot be sent is only logged; where somebody waits for a message they are told."""
        portal = self.request.build_absolute_uri(reverse("home"))
        try:
            if notice := NOTICES.get(template_prefix):
                words = {"notice": notice, "browser": in_words(context["user_agent"]), "portal": portal}
                send("account_changed", to=email, context=context | words)
            else:
                send(MESSAGES[template_prefix], to=email, context=context | {"portal": portal})
        except NotSent:
            logger.exception("A message about signing in was not sent")
            if template_prefix in MESSAGES:
                raise ImmediateHttpResponse(render(self.request, "accounts/not_sent.html", status=503)) from None


def sign_in(request: HttpRequest, user: User, *, by: str) -> HttpResponse:
    """Sign in a person who has shown in a way of the portal's own, such as an invitation, that it is they."""
    record_authentication(request, user, method=by)
    return perform_login(request, Login(user=user, redirect_url=reverse("home")))
