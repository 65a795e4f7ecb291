"""The people of a run, who coaches whom, and their days of shadowing."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from programmes.actions import HasMarks, HasMore, hold
from programmes.models import Attendance, CoachingPair, Participant, Run, Shadowing, Strand
from schools.models import Contact, School
from schools.names import folded

MOST_FOUND = 12


def found_by(text: str, user: Any) -> QuerySet[Contact]:
    """People with each word of `text` in their name, or with it in their e-mail address. Who left comes last."""
    words = folded(text).split()
    if not words:
        return Contact.objects.none()
    named = Q()
    for word in words:
        named &= Q(sort_name__contains=word)
    rows = Contact.objects.visible_to(user).exclude(name="").filter(named | Q(email__icontains=text.strip()))
    return rows.select_related("school", "associate").order_by("-left_on", "sort_name", "pk")


def the_same(name: str, email: str, school: School | None) -> Contact | None:
    """Who is on record with this name, however spelt, this address and this school."""
    return Contact.objects.filter(sort_name=folded(name), email__iexact=email, school=school, associate=None).first()


def perhaps_the_same(name: str, email: str, school: School | None, user: Any) -> list[Contact]:
    """Who may be meant all the same: those with the address, and those of the school, or of none, with the name."""
    alike = Q(sort_name=folded(name)) & (Q(school=school) if school else Q(school=None))
    if email:
        alike |= Q(email__iexact=email)
    rows = Contact.objects.visible_to(user).exclude(name="").filter(alike)
    return list(rows.select_related("school", "associate").order_by("sort_name", "pk")[:MOST_FOUND])


class OnItAlready(Exception):
    """The person is on the run in another way than was asked for, or has withdrawn."""

    def __init__(self, participant: Participant) -> None:
        super().__init__()
        self.participant = participant


@transaction.atomic
def add(
    *, run: Run, contact: Contact | None, new: dict[str, Any], role: str, strand: Strand | None, by: User
) -> tuple[Participant, bool]:
    """The person on the run, and whether they are new on it.

    Without `contact` they are made of `new`, unless somebody of that name, address and school is on record.
    """
    hold(run)
    if contact is None:
        key = {name: new[name] for name in ("name", "email", "school")}
        contact = the_same(**key) or Contact.objects.create(**new)
    there = Participant.objects.filter(run=run, contact=contact).select_related("contact").first()
    if there is None:
        made = Participant.objects.create(run=run, contact=contact, school=contact.school, role=role, strand=strand)
        return made, True
    if there.withdrawn_on or (there.role, there.strand_id) != (role, strand and strand.pk):
        raise OnItAlready(there)
    return there, False


@transaction.atomic
def remove(*, participant: Participant, by: User) -> None:
    """One put on the run by mistake: `HasMarks` where they are marked, `HasMore` where they coach or are coached."""
    hold(participant.run)
    if Attendance.objects.filter(participant=participant).exists():
        raise HasMarks
    if pairs_of(participant).exists():
        raise HasMore
    Participant.objects.filter(pk=participant.pk).delete()


def pairs_of(participant: Participant) -> QuerySet[CoachingPair]:
    return CoachingPair.objects.filter(Q(coach=participant) | Q(coachee=participant))


@transaction.atomic
def pair(
    *,
    run: Run,
    coach: Participant,
    coachee: Participant,
    from_on: datetime.date | None,
    until_on: datetime.date | None,
    by: User,
) -> tuple[CoachingPair, bool]:
    """The pair, and whether it is new: two people are one pair, whenever it began."""
    hold(run)
    days = {"from_on": from_on, "until_on": until_on}
    return CoachingPair.objects.get_or_create(coach=coach, coachee=coachee, defaults={"run": run, **days})


@transaction.atomic
def shadow(
    *, pair: CoachingPair, shadowed_on: datetime.date, is_by_coach: bool, place: str, by: User
) -> tuple[Shadowing, bool]:
    """The day of shadowing, and whether it is new: one a day each way."""
    return Shadowing.objects.get_or_create(
        pair=pair, shadowed_on=shadowed_on, is_by_coach=is_by_coach, defaults={"place": place}
    )
