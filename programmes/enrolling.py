"""Schools on a run: which may be enrolled, enrolling many at once, withdrawing, and removing a mistake."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from programmes.actions import HasMarks, hold
from programmes.models import Attendance, Enrolment, Run, Strand
from schools.models import School, current_urn, main_phase
from thep.years import AcademicYear

MEMBER = "member"  # of `MembershipStatus`: the room of memberships is a sibling, and reached by its tables alone


def schools_of_the_year(run: Run, user: Any) -> QuerySet[School]:
    """Every school open in the run’s year, with its `urn`, its main `phase` then, and whether it `is_member` then."""
    schools = School.objects.visible_to(user).open_in(run.year)
    members = School.objects.filter(pk=OuterRef("pk"), memberships__year=run.year, memberships__status=MEMBER)
    return schools.annotate(
        urn=current_urn("pk"), main=main_phase(run.year), phase=F("main__phase"), is_member=Exists(members)
    ).order_by("sort_name", "pk")


def usual_day(year: AcademicYear) -> datetime.date:
    """On which schools are enrolled unless told otherwise: today, and for a year that is over its first day."""
    today = timezone.localdate()
    return today if today <= year.last_day else year.first_day


@dataclass(frozen=True)
class Enrolled:
    """How many schools are new on the run, and how many were there: on it, or withdrawn."""

    added: int
    there: int
    withdrawn: int


def strand_named(name: str) -> Strand:
    """The provider of this name, new where there is none."""
    there = Strand.objects.filter(name__iexact=name).first() or Strand.objects.filter(slug=slugify(name)[:100]).first()
    return there or Strand.objects.get_or_create(slug=slugify(name)[:100], defaults={"name": name})[0]


@transaction.atomic
def enrol(
    *, run: Run, schools: Iterable[School], strand: Strand | None, enrolled_on: datetime.date, by: User
) -> Enrolled:
    """Each school once, however often this is asked; once more only with another provider."""
    run = hold(run)
    rows = Enrolment.objects.filter(run=run)
    known: dict[int, list[Enrolment]] = {}
    for row in rows:
        known.setdefault(row.school_id, []).append(row)
    added, there, withdrawn = [], 0, 0
    for school in {school.pk: school for school in schools}.values():
        same = [row for row in known.get(school.pk, ()) if strand is None or row.strand_id == strand.pk]
        if not same:
            added.append(Enrolment(run=run, school=school, strand=strand, enrolled_on=enrolled_on))
        elif all(row.withdrawn_on for row in same):
            withdrawn += 1
        else:
            there += 1
    Enrolment.objects.bulk_create(added)
    return Enrolled(len(added), there, withdrawn)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, on: datetime.date, because: str, with_people: bool, by: User) -> None:
    """It stays on record, and its marks too. `with_people`: those of the school still on the run withdraw as well."""
    hold(enrolment.run)
    Enrolment.objects.filter(pk=enrolment.pk).update(withdrawn_on=on, withdrawn_because=because)
    if with_people:
        _people_of(enrolment).filter(withdrawn_on=None).update(withdrawn_on=on)


@transaction.atomic
def take_back(*, enrolment: Enrolment, by: User) -> None:
    """It is on the run again, with those of its people who withdrew on the same day."""
    hold(enrolment.run)
    held = Enrolment.objects.get(pk=enrolment.pk)
    if held.withdrawn_on:
        _people_of(held).filter(withdrawn_on=held.withdrawn_on).update(withdrawn_on=None)
    Enrolment.objects.filter(pk=held.pk).update(withdrawn_on=None, withdrawn_because="")


def _people_of(enrolment: Enrolment) -> QuerySet:
    return enrolment.run.participants.filter(school=enrolment.school)


@transaction.atomic
def remove(*, enrolment: Enrolment, by: User) -> None:
    """One made by mistake; the school’s people stay. `HasMarks` where somebody of the school is marked on the run."""
    hold(enrolment.run)
    if Attendance.objects.filter(run=enrolment.run, school=enrolment.school).exists():
        raise HasMarks
    Enrolment.objects.filter(pk=enrolment.pk).delete()
