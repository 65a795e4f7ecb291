"""What admins do about a person: their role, the schools they act for, letting them in and out."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts import second_step, sessions
from accounts.models import User
from accounts.permissions import Role
from people.refusals import Refused
from schools.models import School, SchoolRepresentative


@transaction.atomic
def correct(*, person: User, email: str, name: str, by: User) -> None:
    """Correct a person's address and name. They sign in with the new address from now on.

    `ValidationError` where somebody has the address. A link sent to another address no longer works.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.anonymised_at:
        raise Refused("Their personal data has been erased, so there is nothing to correct.")
    if email.casefold() != person.email.casefold():
        person.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    person.email, person.name = User.objects.normalize_email(email), name
    person.full_clean(exclude=["password"])
    person.save(update_fields=["email", "name"])


@transaction.atomic
def change_role(*, person: User, role: Role, is_in_challenge_group: bool, on: datetime.date, by: User) -> None:
    """Give `person` another role, at once. Who is no headteacher any more no longer acts for a school after `on`.

    `Refused` for one's own role, and for the last admin's.
    """
    person = _held(person, by=by, stays_admin=role == Role.ADMIN)
    person.role, person.is_in_challenge_group = role, is_in_challenge_group
    person.save(update_fields=["role", "is_in_challenge_group"])
    if role != Role.HEADTEACHER:
        person.acts_for.filter(from_on__gt=on).delete()
        person.acts_for.on(on).update(until_on=on)


@transaction.atomic
def deactivate(*, person: User, by: User) -> None:
    """Put `person` out at once, everywhere. `Refused` for oneself, and for the last admin."""
    person = _held(person, by=by)
    if person.deactivated_at:
        return
    person.is_active, person.deactivated_at = False, timezone.now()
    person.save(update_fields=["is_active", "deactivated_at"])
    person.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=person.deactivated_at)
    sessions.end_all(person)


@transaction.atomic
def reactivate(*, person: User, by: User) -> None:
    """Let in again who was deactivated. `Refused` for who never came, and for who has been erased."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active:
        return
    if person.anonymised_at:
        raise Refused("Their personal data has been erased, so there is nobody to let in.")
    if not person.invitations.exclude(accepted_at=None).exists() and not person.last_login:
        raise Refused(f"{person} never signed in: send an invitation instead.")
    person.is_active, person.deactivated_at = True, None
    person.save(update_fields=["is_active", "deactivated_at"])


def reset_second_step(*, person: User, by: User) -> None:
    """Take away a lost phone's codes and passkeys, and end every session: they sign in and set up new ones.

    `Refused` for oneself: who can do this has their second step at hand.
    """
    if person == by:
        raise Refused("You cannot do this to yourself: change it under your own account, or ask another admin.")
    second_step.reset(person)


@transaction.atomic
def act_for(
    *,
    person: User,
    school: School,
    from_on: datetime.date | None = None,
    until_on: datetime.date | None = None,
    by: User,
) -> SchoolRepresentative:
    """Let a headteacher act for `school`, both days included. `Refused` for other roles, and for days they have."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.role != Role.HEADTEACHER:
        raise Refused("Only headteachers act for a school. Give them that role first.")
    mine = person.acts_for.filter(school=school)
    if any(_overlap(acting, from_on, until_on) for acting in mine):
        raise Refused(f"{person} acts for {school} in those days already. Change the days below instead.")
    return SchoolRepresentative.objects.create(user=person, school=school, from_on=from_on, until_on=until_on)


@transaction.atomic
def change_days(
    *, acting: SchoolRepresentative, from_on: datetime.date | None, until_on: datetime.date | None, by: User
) -> None:
    """Change the days, both included, on which somebody acts for a school. `Refused` where they overlap others."""
    others = User.objects.select_for_update().get(pk=acting.user_id).acts_for.exclude(pk=acting.pk)
    if any(_overlap(other, from_on, until_on) for other in others.filter(school=acting.school_id)):
        raise Refused(f"They act for {acting.school} on some of those days by another line. Change that one first.")
    acting.from_on, acting.until_on = from_on, until_on
    acting.save(update_fields=["from_on", "until_on"])


def remove_acting(*, acting: SchoolRepresentative, by: User) -> None:
    """Take away what was entered by mistake. Who stops acting for a school gets a last day instead."""
    acting.delete()


def _overlap(acting: SchoolRepresentative, from_on: datetime.date | None, until_on: datetime.date | None) -> bool:
    first, last = datetime.date.min, datetime.date.max
    return (acting.from_on or first) <= (until_on or last) and (from_on or first) <= (acting.until_on or last)


def _held(person: User, *, by: User, stays_admin: bool = False) -> User:
    """The person's row and the admins', held until the end; `Refused` where nobody would be left to manage people."""
    admins = list(User.objects.select_for_update().filter(role=Role.ADMIN, is_active=True).order_by("pk"))
    person = User.objects.select_for_update().get(pk=person.pk)
    if stays_admin:
        return person
    if person == by:
        raise Refused("You cannot do this to yourself: ask another admin.")
    if person in admins and len(admins) == 1:
        raise Refused(f"{person} is the only admin. Make somebody else an admin first.")
    return person
