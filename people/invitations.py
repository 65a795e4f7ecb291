"""Inviting people: the only way to a sign-in. A link by e-mail, good once, for two weeks, until it is withdrawn."""

import datetime
import hashlib
import secrets
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.permissions import Role
from mail.sending import send
from people.refusals import Refused
from schools.models import Partnership, School, SchoolRepresentative

GOOD_FOR = datetime.timedelta(days=14)

Link = Callable[[str], str]
"""From an invitation's token to the address of its page."""


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: Role,
    by: User,
    link: Link,
    is_in_challenge_group: bool = False,
    school: School | None = None,
    from_on: datetime.date | None = None,
    until_on: datetime.date | None = None,
) -> User:
    """Make a person who cannot sign in yet, the school they act for if any, and send them their link.

    `ValidationError` where the address is taken or is none; `NotSent` after all is saved if mail does not work.
    """
    person = User.objects.create_user(
        email=email, name=name, role=role, is_in_challenge_group=is_in_challenge_group, is_active=False
    )
    if school:
        SchoolRepresentative.objects.create(user=person, school=school, from_on=from_on, until_on=until_on)
    _send_link(person, by=by, link=link)
    return person


@transaction.atomic
def invite_again(*, person: User, by: User, link: Link) -> None:
    """Send a person who has not come yet a new link, in place of any they have. `Refused` for who came already."""
    person = _waiting(person)
    _send_link(person, by=by, link=link)


@transaction.atomic
def withdraw(*, person: User, by: User) -> None:
    """Make a person's link worthless. `Refused` for who came already."""
    person = _waiting(person)
    person.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())


def _waiting(person: User) -> User:
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active or person.deactivated_at:
        raise Refused(f"{person} has accepted an invitation already.")
    return person


def _send_link(person: User, *, by: User, link: Link) -> None:
    token, now = secrets.token_urlsafe(32), timezone.now()
    fresh = {"token_hash": _hashed(token), "sent_at": now, "expires_at": now + GOOD_FOR, "invited_by": by}
    Invitation.objects.update_or_create(user=person, accepted_at=None, withdrawn_at=None, defaults=fresh)
    context = {
        "person": person,
        "by": by,
        "link": link(token),
        "days": GOOD_FOR.days,
        "partnership": Partnership.objects.first(),
        "schools": [acting.school for acting in person.acts_for.select_related("school").order_by("school__sort_name")],
    }
    send("invitation", to=person.email, context=context)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> Invitation | None:
    """The invitation that a link's token belongs to, if it can still be accepted."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    return waiting.filter(token_hash=_hashed(token), user__deactivated_at=None).select_related("user").first()


@transaction.atomic
def accept(*, token: str, password: str) -> User | None:
    """The person the token belongs to, who can sign in from now on; `None` if it can no longer be accepted.

    Without a password they sign in by code, by passkey or through another service.
    """
    first_look = find(token)
    if first_look is None:
        return None
    User.objects.select_for_update().get(pk=first_look.user_id)  # as whoever withdraws it or lets them go does
    invitation = find(token)
    if invitation is None:
        return None
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    person = invitation.user
    person.is_active = True
    person.set_password(password or None)
    person.save(update_fields=["is_active", "password"])
    return person
