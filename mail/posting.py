"""Posting a message: it is logged with what it is about, goes once that is committed, and never twice."""

import datetime
import threading
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from mail.kinds import CAN_BE_SWITCHED_OFF, MessageKind
from mail.models import Message, State, SwitchedOff
from mail.sending import as_email
from mail.writing import Written, written
from thep.addresses import absolute

GIVE_UP_AFTER = datetime.timedelta(days=3)
"""How long a message waits for a mail server that does not take it: over a weekend."""


class Result(StrEnum):
    """What came of trying to send a message."""

    SENT = "sent"
    WAITS = "to be tried again"
    FAILED = "given up"
    UNCLEAR = "unclear"
    DROPPED = "no longer wanted"


_posted = threading.local()


def post(
    kind: MessageKind,
    *,
    to: Any = None,
    address: str = "",
    about: str,
    context: dict[str, Any],
    listed: Iterable[str] = (),
    at_once: bool = True,
) -> bool:
    """Write a message of this kind to the person `to`, to go when the transaction is committed. Whether one was made.

    Or to an `address`: of somebody who does not sign in here, and so can switch nothing off.

    None is made where it was before, where they cannot sign in, and where they have switched the kind off. If the mail
    server does not take it, the page knows nothing of that: `send_due_mail` tries again. Not `at_once`, it is left to
    that from the start. `listed` are the things the message tells of, where it tells of several.
    """
    if _why_not(kind, to, address):
        return False
    own = {"person": to, "kind": kind, "account": absolute(f"{reverse('account')}#e-mail")}
    words = written(kind.value, {**context, **own})
    message, is_new = Message.objects.get_or_create(
        kind=kind,
        person=to,
        **({"address__iexact": address} if address else {}),
        about=about,
        defaults={
            "subject": words.subject[:500],
            "text": words.text,
            "html": words.html,
            "listed": list(listed),
            "address": address,
        },
    )
    if is_new and at_once:
        _deliver_on_commit(message.pk)
    return is_new


def send_again(message: Message) -> bool:
    """Try once more one that failed, or of which it is unclear whether it went. Whether it was such a one."""
    with transaction.atomic():
        found = Message.objects.select_for_update().with_state(timezone.now()).get(pk=message.pk)
        if found.state not in (State.FAILED, State.UNCLEAR):
            return False
        found.claimed_at = found.given_up_at = None
        found.save(update_fields=["claimed_at", "given_up_at"])
        _deliver_on_commit(found.pk)
    return True


def deliver_waiting() -> Counter[Result]:
    """All that wait, the oldest first."""
    return deliver(Message.objects.waiting().order_by("queued_at", "pk").values_list("pk", flat=True))


def deliver(keys: Iterable[int]) -> Counter[Result]:
    """Send those messages that wait, over one connection. What came of how many.

    Once the server is not there or the connection breaks, the others wait: nobody's page waits for each in turn.
    """
    results: Counter[Result] = Counter()
    connection = get_connection()
    try:
        for key in list(keys):
            if not (message := _claim(key)):
                continue
            result, goes_on = _try(message, connection)
            results[result] += 1
            if not goes_on:
                break
    finally:
        with suppress(SMTPException, OSError):  # the messages are settled by now
            connection.close()
    return results


def _deliver_on_commit(key: int) -> None:
    """All messages of a transaction go over one connection. Numbers that a rollback left behind are of no message."""
    _posted.keys = [*getattr(_posted, "keys", ()), key]
    transaction.on_commit(_deliver_posted, robust=True)


def _deliver_posted() -> None:
    keys, _posted.keys = getattr(_posted, "keys", ()), []
    deliver(keys)


def _why_not(kind: str, person: Any, address: str) -> str:
    """Why this person gets no such message; empty where they do, and where it is to an address."""
    if person is None and address:
        return ""
    if person is None or not person.is_active or not person.email:
        return "They cannot sign in."
    if kind in CAN_BE_SWITCHED_OFF and SwitchedOff.objects.filter(person=person, kind=kind).exists():
        return "They have switched these messages off."
    return ""


def _claim(key: int) -> Message | None:
    """Take it in hand, committed before the server is asked; `None` where another process has, or it is done with."""
    with transaction.atomic(durable=True):
        rows = Message.objects.waiting().filter(pk=key)
        message = rows.select_for_update(of=("self",), skip_locked=True).select_related("person").first()
        if message:
            message.claimed_at, message.tries = timezone.now(), F("tries") + 1
            message.to = message.person.email if message.person else message.address or message.to
            message.save(update_fields=["claimed_at", "tries", "to"])
    return message


def _try(message: Message, connection: BaseEmailBackend) -> tuple[Result, bool]:
    """What came of it, and whether the connection can take the next.

    A connection that breaks once the message is on its way leaves it unclear whether the server has it.
    """
    if why := _why_not(message.kind, message.person, message.address):
        _give_back(message, why, for_good=True)
        return Result.DROPPED, True
    try:
        email = as_email(Written(message.subject, message.text, message.html), to=message.to)
        email.message()
    except ValueError as error:  # an address or a header that is none
        return _give_back(message, _in_words(error), for_good=True), True
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        return _give_back(message, _in_words(error)), False
    try:
        connection.send_messages([email])
    except SMTPServerDisconnected as error:
        return _unclear(message, error), False
    except SMTPException as error:
        return _give_back(message, _in_words(error), for_good=_is_final(error)), True
    except OSError as error:
        return _unclear(message, error), False
    _settle(message, sent_at=timezone.now(), text="", html="", error="")
    return Result.SENT, True


def _give_back(message: Message, error: str, *, for_good: bool = False) -> Result:
    """It has not gone: to be tried again, unless that is over."""
    now = timezone.now()
    gives_up = for_good or now - message.queued_at >= GIVE_UP_AFTER
    _settle(message, claimed_at=None, error=error[:500], given_up_at=now if gives_up else None)
    return Result.FAILED if gives_up else Result.WAITS


def _unclear(message: Message, error: Exception) -> Result:
    """It stays claimed."""
    _settle(message, error=_in_words(error)[:500])
    return Result.UNCLEAR


def _settle(message: Message, **fields: Any) -> None:
    """Unless it was taken out of this process's hand meanwhile."""
    Message.objects.filter(pk=message.pk, claimed_at=message.claimed_at).update(**fields)


def _is_final(error: SMTPException) -> bool:
    """Whether the server will have none of this address, today or tomorrow."""
    return isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code, _ in error.recipients.values())


def _in_words(error: Exception) -> str:
    """`550 No such user here`, as the server said it."""
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(_answer(code, said) for code, said in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _answer(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
