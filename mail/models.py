"""The log of messages, and what people have switched off."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower

from mail.kinds import CAN_BE_SWITCHED_OFF, MessageKind

IN_HAND = datetime.timedelta(minutes=10)
"""How long a message that a process has taken in hand may take; the mail server is waited for seconds."""


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    UNCLEAR = "unclear", "Unclear"


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """All, for those who manage people, and none for others."""
        return self if user.may("people_manage") else self.none()  # by name: `accounts` is a floor above

    def waiting(self) -> Self:
        return self.filter(sent_at=None, given_up_at=None, claimed_at=None)

    def with_state(self, now: datetime.datetime) -> Self:
        """Each with its `state`. It is unclear when the process that took it in hand never said what came of it."""
        return self.annotate(
            state=Case(
                When(sent_at__isnull=False, then=Value(State.SENT)),
                When(given_up_at__isnull=False, then=Value(State.FAILED)),
                When(claimed_at__lte=now - IN_HAND, then=Value(State.UNCLEAR)),
                default=Value(State.WAITING),
            )
        )


class Message(models.Model):
    """A message to a person, or to an address of nobody who signs in here, about something, made once: whoever makes it
    again makes nothing.

    It waits until a process claims it, in a transaction of its own before the mail server is asked; so one that was
    claimed and is neither sent nor given back may have gone out, and is never sent again by itself.
    """

    kind = models.CharField(max_length=20, choices=MessageKind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="messages")
    address = models.EmailField(
        "written to", max_length=254, blank=True, help_text="Where nobody who signs in here is written to."
    )
    to = models.EmailField("address", max_length=254, blank=True, help_text="Where it was last sent to.")
    about = models.CharField(max_length=100, help_text="Such as “visit 7, version 2”.")
    listed = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="The several things it tells of, if so."
    )
    subject = models.CharField(max_length=500)
    text = models.TextField(blank=True, help_text="Until it is sent.")
    html = models.TextField(blank=True, help_text="Until it is sent.")
    queued_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True, help_text="What the mail server said last.")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MessageKind.values), name="message_kind_known"),
            models.UniqueConstraint(
                fields=["kind", "person", "about"],
                name="message_once",
                violation_error_message="This message has been made already.",
            ),
            models.UniqueConstraint(
                "kind",
                Lower("address"),
                "about",
                condition=~Q(address=""),
                name="message_once_to_address",
                violation_error_message="This message has been made already.",
            ),
            models.CheckConstraint(
                condition=Q(address="") | Q(person=None),
                name="message_to_person_or_address",
                violation_error_message="A message is to a person or to an address, not to both.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(text="", html="", claimed_at__isnull=False, given_up_at=None),
                name="message_sent_is_done_with",
                violation_error_message="Of a sent message the words are not kept, and it is not tried again.",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at=None) | Q(claimed_at=None) & ~Q(error=""),
                name="message_given_up_says_why",
                violation_error_message="A message that was given up says why, and is in nobody’s hand.",
            ),
        ]
        indexes = [
            models.Index(fields=["-queued_at", "-id"], name="message_latest"),
            models.Index(
                fields=["queued_at", "id"],
                condition=Q(sent_at=None, given_up_at=None, claimed_at=None),
                name="message_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, to {self.person or self.address or 'a former user'}"


class SwitchedOffQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(person=user.pk) if user.may("signed_in") else self.none()


class SwitchedOff(models.Model):
    """A kind of message that a person does not want."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="switched_off")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in CAN_BE_SWITCHED_OFF])

    objects = SwitchedOffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                name="switchedoff_once",
                violation_error_message="This is switched off already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in CAN_BE_SWITCHED_OFF]),
                name="switchedoff_can_be",
                violation_error_message="This message is sent by duty.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} does not want: {self.get_kind_display()}"
