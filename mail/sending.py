"""Sending a message of which no log is kept: what belongs to signing in. The others go by `mail/posting.py`."""

from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from mail.writing import Written, written


class NotSent(Exception):
    """The mail server did not take the message. What the message is about has been saved."""


def send(template: str, *, to: str, context: dict[str, Any]) -> None:
    """Send the message of that template.

    It goes when the transaction is committed, and not at all if that fails; `NotSent` may come up from there.
    """
    message = as_email(written(template, context), to=to)
    transaction.on_commit(lambda: _deliver(message))


def as_email(words: Written, *, to: str) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(subject=words.subject, body=words.text, to=[to])
    message.attach_alternative(words.html, "text/html")
    return message


def _deliver(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as error:
        raise NotSent(str(error)) from error
