"""Letters about renewing: to whom each goes, what it says, and sending it once with a line in the log."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mail.kinds import MessageKind
from mail.posting import post
from membership.models import LetterWording, Membership, RenewalLetter
from membership.renewals.standing import OUTSTANDING
from membership.renewals.wording import Letter, letter, print_of, values_for
from schools.models import Contact, Partnership, SchoolRepresentative

MOST_LETTERS = 500
GO_AT_ONCE = 20
"""More messages than these are left to the timer: nobody's page waits for the mail server so often."""
MOST_OF_TO = RenewalLetter._meta.get_field("to").max_length


@dataclass(frozen=True)
class Receiver:
    """A person who signs in, or an address of one who does not."""

    name: str
    email: str
    user: Any = None

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


@dataclass(frozen=True)
class Draft:
    """A letter to one school before it is sent; `why_nobody` says why there is nobody to write to."""

    membership: Membership
    letter: Letter
    receivers: tuple[Receiver, ...]
    why_nobody: str = ""

    @property
    def to(self) -> str:
        """As many as fit into the log, and how many more."""
        said: list[str] = []
        for number, receiver in enumerate(self.receivers):
            rest = f" and {len(self.receivers) - number} more"
            if len(", ".join([*said, str(receiver)])) + len(rest) > MOST_OF_TO:
                return f"{', '.join(said)}{rest}"
            said.append(str(receiver))
        return ", ".join(said)


class Reworded(Exception):
    """The words have changed since they were read. Nothing was sent."""


def awaited(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those of which an answer is still to come: nobody else is asked for one."""
    return memberships.filter(status__in=OUTSTANDING)


def drafts_of(wording: LetterWording, memberships: Iterable[Membership]) -> list[Draft]:
    """A letter to each of these, which are of one year, as it would go today."""
    memberships = list(memberships)
    if not memberships:
        return []
    today = timezone.localdate()
    values = values_for(memberships, memberships[0].year, today)
    receivers, reasons = _receivers({membership.school_id for membership in memberships}, today)
    return [
        Draft(
            membership,
            letter(wording, values[membership.pk]),
            receivers.get(membership.school_id, ()),
            reasons.get(membership.school_id, ""),
        )
        for membership in memberships
    ]


def _receivers(schools: set[int], today: datetime.date) -> tuple[dict[int, tuple[Receiver, ...]], dict[int, str]]:
    """By school: the headteachers who can act for it, and those contacts that letters go to, each address once; and
    of the schools with neither, why."""
    found: dict[int, dict[str, Receiver]] = {}
    acting = SchoolRepresentative.objects.filter(school__in=schools).on(today).select_related("user")
    can_sign_in = set(acting.who_may_act(today).values_list("pk", flat=True))
    rows = list(acting.order_by("user__name", "pk"))
    for row in rows:
        if row.pk in can_sign_in and row.user.email:
            mine = found.setdefault(row.school_id, {})
            mine.setdefault(row.user.email.lower(), Receiver(row.user.name, row.user.email, row.user))
    contacts = Contact.objects.filter(school__in=schools).exclude(name="").exclude(left_on__lte=today)
    known = list(contacts.order_by("sort_name", "pk"))
    for contact in known:
        if contact.is_written_to and contact.email:
            found.setdefault(contact.school_id, {}).setdefault(
                contact.email.lower(), Receiver(contact.name, contact.email)
            )
    invited, kept = {row.school_id for row in rows}, {contact.school_id for contact in known}
    reasons = {
        school: _why_nobody(is_invited=school in invited, has_contacts=school in kept)
        for school in schools - set(found)
    }
    return {school: tuple(mine.values()) for school, mine in found.items()}, reasons


def _why_nobody(*, is_invited: bool, has_contacts: bool) -> str:
    headteacher = "Its headteacher cannot sign in yet" if is_invited else "No headteacher signs in for it"
    contact = "none of its contacts is marked to get letters" if has_contacts else "no contact of it is on record"
    return f"{headteacher}, and {contact}."


@dataclass(frozen=True)
class Sent:
    """How many schools were written to, and to how many addresses; how many were left out."""

    schools: int
    messages: int
    answered: int
    without: int
    before: int
    is_at_once: bool


@transaction.atomic
def send(*, key: uuid.UUID, wording: LetterWording, words: str, memberships: QuerySet[Membership], by: Any) -> Sent:
    """Write to each of these memberships that still awaits an answer: one letter with one form, whoever presses again.

    `words` is the print of the wording that was read: `Reworded` where it is another now. The e-mails go when the
    transaction is committed.
    """
    wording = LetterWording.objects.select_for_update().get(pk=wording.pk)
    if words != print_of(wording):
        raise Reworded
    rows = memberships.select_related("school").order_by("pk")
    held = list(rows.select_for_update(of=("self",)))
    before = set(RenewalLetter.objects.filter(form_key=key).values_list("membership", flat=True))
    asked = [membership for membership in held if membership.status in OUTSTANDING and membership.pk not in before]
    drafts = [draft for draft in drafts_of(wording, asked) if draft.receivers]
    at_once = sum(len(draft.receivers) for draft in drafts) <= GO_AT_ONCE
    messages = sum(_write(draft, wording, key, by, at_once=at_once) for draft in drafts)
    done = sum(membership.pk in before for membership in held)
    return Sent(
        schools=len(drafts),
        messages=messages,
        answered=len(held) - len(asked) - done,
        without=len(asked) - len(drafts),
        before=done,
        is_at_once=at_once,
    )


def _write(draft: Draft, wording: LetterWording, key: uuid.UUID, by: Any, *, at_once: bool) -> int:
    """The line in the log, and a message to each receiver. How many."""
    sent = RenewalLetter.objects.create(
        membership=draft.membership,
        kind=wording.kind,
        form_key=key,
        sent_by=by,
        to=draft.to,
        subject=draft.letter.subject[: RenewalLetter._meta.get_field("subject").max_length],
        text=draft.letter.text,
    )
    context = {"letter": draft.letter, "partnership": Partnership.objects.first()}
    return sum(
        post(
            MessageKind.RENEWAL,
            to=receiver.user,
            address="" if receiver.user else receiver.email,
            about=f"letter {sent.pk}",
            context=context,
            at_once=at_once,
        )
        for receiver in draft.receivers
    )
