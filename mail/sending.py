"""Sending a message."""

from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context
from django.template.loader import get_template, render_to_string


class NotSent(Exception):
    """The mail server did not take the message. What the message is about has been saved."""


def send(template: str, *, to: str, context: dict[str, Any]) -> None:
    """Send `templates/mail/TEMPLATE.txt`, whose first line is the subject, with the `.html` beside it.

    It goes when the transaction is committed, and not at all if that fails; `NotSent` may come up from there.
    """
    plain = get_template(f"mail/{template}.txt").template.render(Context(context, autoescape=False))
    subject, _, text = plain.strip().partition("\n")
    message = EmailMultiAlternatives(subject=subject.strip(), body=text.strip() + "\n", to=[to])
    message.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    transaction.on_commit(lambda: _deliver(message))


def _deliver(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as error:
        raise NotSent(str(error)) from error
