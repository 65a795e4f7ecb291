"""What changes of a school on a day: what it was before stays on record with its days, so earlier reports keep it.

`on` is the first day of what is new. Each is to run in the caller's transaction.
"""

import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.db.models.functions import Upper

from schools.models import (
    FormerGovernance,
    FormerName,
    FormerTrust,
    Governance,
    Phase,
    School,
    SchoolPhase,
    SchoolUrn,
    Trust,
)
from schools.names import folded
from thep.years import AcademicYear


def rename(*, school: School, name: str, short_name: str, on: datetime.date) -> None:
    if (school.name, school.short_name) == (name, short_name):
        return
    _keep(FormerName, school, on, name=school.name, short_name=school.short_name)
    school.name, school.short_name = name, short_name
    school.save(update_fields=["name", "short_name"])


def change_governance(*, school: School, governance: Governance, on: datetime.date) -> None:
    if school.governance == governance:
        return
    _keep(FormerGovernance, school, on, governance=school.governance)
    school.governance = governance
    school.save(update_fields=["governance"])


def change_trust(*, school: School, trust_name: str, on: datetime.date) -> None:
    """An empty name: it belongs to no trust any more. A trust is known by its name, however that is spelt."""
    trust = trust_called(trust_name)
    if school.trust == trust:
        return
    _keep(FormerTrust, school, on, trust=school.trust)
    school.trust = trust
    school.save(update_fields=["trust"])


def trust_called(name: str) -> Trust | None:
    """The trust with this name, made if there is none yet."""
    if not name:
        return None
    known = next((trust for trust in Trust.objects.all() if folded(trust.name) == folded(name)), None)
    return known or Trust.objects.create(name=name)


def change_urn(*, school: School, urn: int, on: datetime.date) -> None:
    """The new URN becomes the current one; the old one still finds the school, with all that is on record of it."""
    current = SchoolUrn.objects.filter(school=school, is_current=True).first()
    if current and current.urn == urn:
        return
    if current:
        current.is_current = False
        first = current.period.lower
        current.period = DateRange(first if first and first < on else None, on)
        current.save()
    SchoolUrn.objects.create(school=school, urn=urn, period=DateRange(on, None))


def change_phase(*, school: School, phases: list[str], from_year: AcademicYear) -> None:
    """The phases it is counted in from a year on, its main one first; until the year before it stays in its own."""
    for held in SchoolPhase.objects.filter(school=school, until_year=None):
        if held.from_year and held.from_year >= from_year:
            held.delete()
        else:
            held.until_year = from_year - 1
            held.save()
    for n, phase in enumerate(phases):
        SchoolPhase.objects.create(school=school, phase=phase, is_main=n == 0, from_year=from_year)


def add_school(
    *,
    urn: int,
    name: str,
    la_code: str,
    governance: Governance,
    phases: list[Phase],
    trust_name: str = "",
    opened_on: datetime.date | None = None,
) -> School:
    school = School.objects.create(
        name=name, la_code=la_code, governance=governance, trust=trust_called(trust_name), opened_on=opened_on
    )
    SchoolUrn.objects.create(school=school, urn=urn)
    for n, phase in enumerate(phases):
        SchoolPhase.objects.create(school=school, phase=phase, is_main=n == 0)
    return school


def _keep(
    model: type[FormerName] | type[FormerGovernance] | type[FormerTrust],
    school: School,
    on: datetime.date,
    **what: Any,
) -> None:
    """What it had until the day before `on`, since what it had before that ended.

    Of two changes on one day, what stood between them for no day is not kept.
    """
    rows = model.objects.filter(school=school)
    since = rows.aggregate(last=Max(Upper("period")))["last"]
    if rows.filter(period__endswith=None).exists() or (since and since >= on):
        return
    model.objects.create(school=school, period=DateRange(since, on), **what)
