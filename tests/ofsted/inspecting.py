"""Schools that were inspected, under each regime, in one line of a test."""

import datetime

from ofsted.kpis.standing import Standing
from ofsted.models import CARD_AREAS, Area, Inspection, Judgement
from schools.models import School
from tests.factories import YEAR, InspectionFactory, MembershipFactory, SchoolFactory


def name_of(standing: Standing) -> str:
    return School.objects.get(pk=standing.school).name


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def member(name: str, *years, **school) -> School:
    """A member of these years, of `YEAR` unless others are named."""
    made = SchoolFactory(name=name, **school)
    for year in years or (YEAR,):
        MembershipFactory(school=made, year=year)
    return made


def inspected(school: School, on: str, overall: int | None = None, **more) -> Inspection:
    return InspectionFactory(school=school, inspected_on=day(on), overall=overall, **more)


def judged(inspection: Inspection, area: str, grade: str, on: str = "") -> Judgement:
    """On the inspection's first day unless another is given."""
    graded_on = day(on) if on else inspection.inspected_on
    return Judgement.objects.create(inspection=inspection, area=area, grade=grade, graded_on=graded_on)


def card(school: School, on: str, grade: str = "expected", areas: list[Area] = CARD_AREAS[:6], **more) -> Inspection:
    """A report card that gives the same grade in each of these areas."""
    inspection = InspectionFactory(school=school, inspected_on=day(on), safeguarding="met", **more)
    for area in areas:
        judged(inspection, area, grade)
    return inspection
