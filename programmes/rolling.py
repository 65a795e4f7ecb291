"""Rolling a programme over: a run of another year made from this year's, which stays as it is."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from programmes.enrolling import usual_day
from programmes.models import Enrolment, Participant, Programme, Run, Session
from schools.models import School
from thep.years import AcademicYear

WEEKS_IN_A_YEAR = 52


def moved(day: datetime.date, from_year: AcademicYear, to: AcademicYear) -> datetime.date:
    """The same weekday 52 weeks later for each year; a week later still where that comes before the year begins."""
    day += datetime.timedelta(weeks=WEEKS_IN_A_YEAR * (to.start - from_year.start))
    while day < to.first_day:
        day += datetime.timedelta(weeks=1)
    while day > to.last_day:
        day -= datetime.timedelta(weeks=1)
    return day


@dataclass(frozen=True, kw_only=True)
class Takes:
    """What goes along beside the sessions."""

    leader: bool
    schools: bool
    people: bool


@transaction.atomic
def roll_over(
    *, run: Run, year: AcademicYear, takes: Takes, sessions: Iterable[Mapping[str, Any]], by: User
) -> tuple[Run, bool]:
    """The run of `year`, and whether it is new: where one of this group is there, nothing at all is made.

    Along go schools that have not withdrawn and are open in `year`, and people who have not withdrawn and whose contact
    has not left, with the school that they are of now.
    """
    Programme.objects.select_for_update().get(pk=run.programme_id)
    if there := there_already(run, year):
        return there, False
    led = ("led_by", "leader_name", "leader_school", "leader_associate", "places")
    columns = {name: getattr(run, name) for name in led} if takes.leader else {}
    made = Run.objects.create(programme=run.programme, year=year, cohort=run.cohort, **columns)
    for session in sessions:
        Session.objects.create(run=made, **session)
    open_then = set(School.objects.open_in(year).values_list("pk", flat=True))
    if takes.schools:
        _take_schools(run, made, open_then)
    if takes.people:
        _take_people(run, made, open_then)
    return made, True


def there_already(run: Run, year: AcademicYear) -> Run | None:
    return Run.objects.filter(programme=run.programme_id, year=year, cohort=run.cohort).first()


def _take_schools(run: Run, made: Run, open_then: set[int]) -> None:
    day = usual_day(made.year)
    Enrolment.objects.bulk_create(
        Enrolment(run=made, school_id=row.school_id, strand_id=row.strand_id, enrolled_on=day)
        for row in run.enrolments.filter(withdrawn_on=None, school__in=open_then).order_by("pk")
    )


def _take_people(run: Run, made: Run, open_then: set[int]) -> None:
    """Whose school is not open then is of no school, and so in no school's figures."""
    people = run.participants.filter(withdrawn_on=None, contact__left_on=None).exclude(contact__name="")

    def school(row: Participant) -> int | None:
        now = row.contact.school_id or row.school_id
        return now if now in open_then else None

    Participant.objects.bulk_create(
        Participant(run=made, contact_id=row.contact_id, school_id=school(row), role=row.role, strand_id=row.strand_id)
        for row in people.select_related("contact").order_by("pk")
    )
