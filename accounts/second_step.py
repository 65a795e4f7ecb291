"""The second step of signing in: the code of an authenticator app, or a passkey, which is both steps at once."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import sessions
from accounts.models import User
from accounts.permissions import Role
from accounts.policy import OWN_ACCOUNT

REQUIRED_OF = {Role.STAFF, Role.ADMIN}
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second step; recovery codes only stand in for one."""

SET_UP = "second_step_set_up"
GOING_TO = "second_step_going_to"


def is_required_of(user: User) -> bool:
    return settings.SECOND_STEP_REQUIRED and user.role in REQUIRED_OF


def is_set_up(user: User) -> bool:
    return _those_of(user).exists()


def is_missing(request: HttpRequest) -> bool:
    """Whether this person needs a second step and this session has not passed one. Asks the database nothing.

    Who sets one up has shown that it works, so that counts for the session too.
    """
    if not is_required_of(request.user) or SET_UP in request.session:
        return False
    return not any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def way_to_it(request: HttpRequest, policy: str) -> HttpResponse | None:
    """Where somebody whose second step is missing goes from here; `None`: their own account lets them in.

    To the page that sets one up, and afterwards on to where they were going. A session that never passed the one they
    have (it began before, or without it) ends: it must not be able to add another.
    """
    where = request.get_full_path()
    if is_set_up(request.user):
        logout(request)
        return redirect_to_login(where)
    if policy == OWN_ACCOUNT:
        return None
    if request.method == "GET":
        request.session[GOING_TO] = where
    return redirect("mfa_index")


@transaction.atomic
def reset(user: User) -> None:
    """Take away all that `user` has as a second step, codes too, and end their sessions: for one who lost it."""
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)


def _those_of(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=user, type__in=KINDS)


@receiver(authenticator_added)
def _count_setting_up(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type in KINDS:
        request.session[SET_UP] = True


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or no longer. Look for the newest one and try again.",
        "cannot_delete_authenticator": "This is your only second step, and your role needs one. "
        "Set up another before you take this one away.",
        "cannot_generate_recovery_codes": "Recovery codes stand in for a second step: set one up first.",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one of a person who needs one stays; an admin can reset it."""
        if not is_required_of(authenticator.user) or authenticator.type not in KINDS:
            return True
        return _those_of(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        there = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {there + 1}" if there else "Passkey"
