"""Inspections of all kinds with their judgements, and the national figures."""

import datetime
from collections.abc import Iterator
from random import Random

from bench.copying import copy
from bench.rows.schools import Place
from bench.sizes import LAST_YEAR, Size, shared_out
from ofsted.models import (
    Area,
    CategoryOfConcern,
    Grade,
    Inspection,
    InspectionKind,
    Judgement,
    NationalArea,
    NationalOutcome,
    Regime,
    Safeguarding,
    UngradedOutcome,
)
from schools.models import LINES

FIRST_DAY = datetime.date(2005, 9, 5)
LAST_DAY = datetime.date(2018, 7, 20)
PUBLISHED_FROM = datetime.date(2009, 1, 1)  # older reports have no date of publication in many lists
AREAS_FROM = datetime.date(2015, 9, 1)
AREAS = (Area.OUTCOMES, Area.TEACHING, Area.DEVELOPMENT_AND_WELFARE, Area.LEADERSHIP)
OPEN_TO_CLOSED = 6  # inspections of a school that is open, to one of a school that is not
NEXT_GRADE = {1: (70, 27, 2, 1), 2: (12, 74, 12, 2), 3: (2, 68, 25, 5), 4: (1, 42, 45, 12)}
AT_FIRST = (15, 52, 28, 5)


def fill_inspections(size: Size, places: list[Place]) -> None:
    inspections, judgements = [], []
    for row in _inspections(size, places):
        inspections.append(row)
        pk, _, _, _, day, _, _, _, overall, *_ = row
        judgements += _judgements(pk, day, overall)
    fields = "id inspection_number school urn inspected_on ended_on kind published_on overall ungraded_outcome"
    copy(Inspection, f"{fields} safeguarding category_of_concern", inspections)
    copy(Judgement, "inspection regime area grade graded_on", judgements)
    copy(
        NationalOutcome,
        "as_at phase outstanding good requires_improvement inadequate good_or_outstanding source",
        _national(size),
    )
    cards = ((datetime.date(2026, 2, 28), "primary", "report_card", "card_inclusion", "expected", 60, "Published"),)
    copy(NationalArea, "as_at phase regime area grade percent source", cards)


def _inspections(size: Size, places: list[Place]) -> Iterator[tuple]:
    chance, pk = size.chance("inspections"), 0
    weights = [_weight(place) for place in places]
    for place, number in zip(places, shared_out(size.inspections, weights), strict=True):
        grade = None
        for day in _days(chance, place, number):
            pk += 1
            kind = _kind(chance, grade)
            if kind == InspectionKind.GRADED:
                grade = chance.choices(list(Grade), NEXT_GRADE[grade] if grade else AT_FIRST)[0]
            overall = grade if kind == InspectionKind.GRADED and chance.random() > 0.005 else None
            yield (
                pk,
                f"ITS{300_000 + pk}" if day.year < 2015 else f"{10_000_000 + pk}",
                place.pk,
                place.urn_on(day),
                day,
                day + datetime.timedelta(1) if kind == InspectionKind.GRADED else day,
                kind,
                day + datetime.timedelta(chance.randint(12, 60)) if day >= PUBLISHED_FROM else None,
                overall,
                _ungraded_outcome(grade) if kind == InspectionKind.UNGRADED else "",
                _safeguarding(overall),
                CategoryOfConcern.SPECIAL_MEASURES if overall == Grade.INADEQUATE else "",
            )


def _weight(place: Place) -> int:
    if place.opened_on and place.opened_on >= LAST_DAY:
        return 0
    return 1 if place.closed_on else OPEN_TO_CLOSED


def _days(chance: Random, place: Place, number: int) -> list[datetime.date]:
    """The first days of its inspections, from long ago until now or until it closed."""
    last = min(place.closed_on or LAST_DAY, LAST_DAY)
    first = min(max(place.opened_on or FIRST_DAY, FIRST_DAY), last)
    if (last - first).days < 365:
        first = last - datetime.timedelta(365 * (8 if place.closed_on else 1))
    return sorted(first + datetime.timedelta(chance.randrange((last - first).days)) for _ in range(number))


def _kind(chance: Random, grade: Grade | None) -> InspectionKind:
    """A short inspection is of a good school, a monitoring visit of one that is not."""
    drawn = chance.random()
    if drawn < 0.04:
        return InspectionKind.THEMATIC
    if grade is None or drawn < 0.6:
        return InspectionKind.GRADED
    return InspectionKind.UNGRADED if grade <= Grade.GOOD else InspectionKind.MONITORING


def _ungraded_outcome(grade: Grade) -> UngradedOutcome:
    return UngradedOutcome.REMAINS_OUTSTANDING if grade == Grade.OUTSTANDING else UngradedOutcome.REMAINS_GOOD


def _safeguarding(overall: Grade | None) -> str:
    if overall is None:
        return ""
    return Safeguarding.NOT_EFFECTIVE if overall == Grade.INADEQUATE else Safeguarding.EFFECTIVE


def _judgements(pk: int, day: datetime.date, overall: Grade | None) -> Iterator[tuple]:
    if overall and day >= AREAS_FROM:
        for area in AREAS:
            yield pk, Regime.OVERALL_EFFECTIVENESS, area, int(overall), day


def _national(size: Size) -> Iterator[tuple]:
    for year in size.years:
        for n, phase in enumerate(LINES):
            outstanding, good = 20 + 5 * n, 60 + (year.start - LAST_YEAR.start) / 2 - 5 * n
            parts = (outstanding, good, 100 - outstanding - good - 3, 3, outstanding + good)
            yield f"{year.start}-08-31", phase, *parts, "State-funded schools inspections and outcomes"
