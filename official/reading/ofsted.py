"""A row of an Ofsted file as a school with its inspections.

A row has up to four of them: the latest full inspection, which since November 2025 is a report card; the graded one of
the earlier framework ("OEIF"), which until then was the latest; the graded one before; and the latest ungraded one. In
a file of the inspections in a year a row has one.
"""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from official.facts import AreaJudged, InspectedSchool, InspectionFacts
from official.reading import judgements, regimes, values
from official.reading.events import kind_of
from official.reading.ofsted_headings import AREAS, CARD
from official.reading.rows import LeftOut, Row
from ofsted.models import InspectionKind, Safeguarding

Found = InspectionFacts | None


def school(row: Row, *, is_of_one_inspection: bool) -> InspectedSchool:
    """Raises `LeftOut` for a row without a school."""
    urn = row.require("urn", values.urn)
    name = row.require("name", values.words(200))
    laestab = row.read("laestab", values.laestab, "")
    read = partial(_track, row, urn)
    latest = read("latest", _kind_in_year if is_of_one_inspection else _graded)
    oeif, previous, ungraded = read("oeif", _graded), read("previous", _graded), read("ungraded", _ungraded)
    overall = "oeif.overall" if row.has("oeif.overall") else "latest.overall"
    return InspectedSchool(
        urn=urn,
        laestab=laestab,
        name=name,
        phase_name=row.read("phase_name", values.words(50), ""),
        la_name=row.read("la_name", values.words(100), ""),
        type_name=row.read("type_name", values.words(100), ""),
        inspections=_each_once(oeif, latest, previous, ungraded),
        overall=next((one.overall for one in (oeif, latest) if one and one.overall), None),
        is_not_judged=judgements.is_not_judged(row.cells.get(overall)),
    )


def _each_once(*found: Found) -> tuple[InspectionFacts, ...]:
    """Without those that another track has too: a full inspection under the earlier framework can stand in both."""
    kept: list[InspectionFacts] = []
    for one in filter(None, found):
        if not any(_is_same(one, other) for other in kept):
            kept.append(one)
    return tuple(kept)


def _is_same(one: InspectionFacts, other: InspectionFacts) -> bool:
    if one.number and other.number:
        return one.number == other.number
    return (one.kind, one.inspected_on, one.urn) == (other.kind, other.inspected_on, other.urn)


def _track(row: Row, urn: int, track: str, kind: Callable[[Row, str], InspectionKind]) -> Found:
    """The inspection that the columns of `track` tell of; `None` if they tell of none."""
    day = row.read(f"{track}.inspected_on", values.day)
    number = row.read(f"{track}.number", values.words(100), "")
    if day is None:
        if number:
            row.say(f"{track}.number", "This inspection has no date that can be read. It was left out.")
        return None
    if row.read(f"{track}.converted", values.yes_or_no):
        return None  # the graded columns hold that event
    try:
        found = kind(row, track)
    except LeftOut:
        return None
    relates = row.read(f"{track}.relates", values.yes_or_no)
    at_time = row.read(f"{track}.urn", values.urn)
    published, ended = (row.read(f"{track}.{one}", values.day) for one in ("published_on", "ended_on"))
    not_before = partial(regimes.not_before, row, day=day)
    graded = found == InspectionKind.GRADED
    outcome = row.read(f"{track}.outcome", judgements.outcome)
    return InspectionFacts(
        number=number,
        kind=found,
        inspected_on=day,
        urn=at_time or urn,
        ended_on=not_before(f"{track}.ended_on", ended, words="An inspection cannot end before it begins."),
        published_on=not_before(
            f"{track}.published_on", published, words="A report cannot be published before its inspection."
        ),
        laestab=row.read(f"{track}.laestab", values.laestab, ""),
        school_name=row.read(f"{track}.name", values.words(200), ""),
        relates_to_school=relates,
        inspection_type=row.read(f"{track}.type", values.words(200), ""),
        overall=_overall(row, track, day) if graded else None,
        judgements=_areas(row, track, day),
        safeguarding=_safeguarding(row, track, day),
        category_of_concern=row.read(f"{track}.category", judgements.category),
        ungraded_outcome=regimes.outcome(row, f"{track}.outcome", outcome, day),
    )


def _graded(row: Row, track: str) -> InspectionKind:
    return InspectionKind.GRADED


def _ungraded(row: Row, track: str) -> InspectionKind:
    return InspectionKind.UNGRADED


def _kind_in_year(row: Row, track: str) -> InspectionKind:
    words = [values.folded(row.cells.get(f"{track}.{field}")) for field in ("event", "grouping", "type")]
    found = kind_of(words)
    if found is None and any(row.read(f"{track}.{area}", judgements.card_area) for area in CARD):
        found = InspectionKind.GRADED
    if found is None:
        row.say(f"{track}.event", "This is no kind of inspection that the portal knows. The inspection was left out.")
        raise LeftOut
    return found


def _overall(row: Row, track: str, day: datetime.date) -> Any:
    field = f"{track}.overall"
    return regimes.overall(row, field, row.read(field, judgements.overall), day)


def _safeguarding(row: Row, track: str, day: datetime.date) -> Safeguarding | None:
    for name, reading in (("standards", judgements.standards), ("safeguarding", judgements.effective)):
        field = f"{track}.{name}"
        if found := row.read(field, reading):
            return regimes.safeguarding(row, field, found, day)
    return None


def _areas(row: Row, track: str, day: datetime.date) -> tuple[AreaJudged, ...]:
    found = []
    for area in AREAS:
        if grade := row.read(f"{track}.{area}", judgements.area):
            found.append((f"{track}.{area}", AreaJudged(area, grade, day)))
    for area in CARD:
        if grade := row.read(f"{track}.{area}", judgements.card_area):
            graded_on = row.read(f"{track}.{area}.on", values.day) or day
            found.append((f"{track}.{area}", AreaJudged(area, grade, graded_on)))
    return regimes.areas(row, found, day)
