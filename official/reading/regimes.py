"""What an inspection of a day can have judged. Whatever its row says beyond that is told and left out.

Ofsted: no overall grade from 2 September 2024 ("School inspection: changes from September 2024"); the report card, and
safeguarding standards that are met or not, from 10 November 2025.
"""

import datetime

from official.facts import AreaJudged
from official.reading.rows import Row
from ofsted.models import (
    CARD_AREAS,
    KEY_JUDGEMENTS_FROM,
    REPORT_CARD_FROM,
    Grade,
    Regime,
    Safeguarding,
    UngradedOutcome,
)
from ofsted.models.inspections import KEY_JUDGEMENT_OUTCOMES

ON_CARD = frozenset([Safeguarding.MET, Safeguarding.NOT_MET])


def overall(row: Row, field: str, grade: Grade | None, day: datetime.date) -> Grade | None:
    if grade is not None and day >= KEY_JUDGEMENTS_FROM:
        row.say(field, "An inspection gives no overall grade since 2 September 2024. The grade was left out.")
        return None
    return grade


def safeguarding(row: Row, field: str, found: Safeguarding | None, day: datetime.date) -> Safeguarding | None:
    if found is not None and (found in ON_CARD) != (day >= REPORT_CARD_FROM):
        row.say(
            field,
            "Safeguarding is effective or not until 9 November 2025, met or not met since. This was left out.",
        )
        return None
    return found


def outcome(row: Row, field: str, found: UngradedOutcome | None, day: datetime.date) -> UngradedOutcome | None:
    is_late = found in KEY_JUDGEMENT_OUTCOMES and day < KEY_JUDGEMENTS_FROM
    if found is not None and (is_late or day >= REPORT_CARD_FROM):
        row.say(field, "That outcome belongs to ungraded inspections of another time. It was left out.")
        return None
    return found


def areas(row: Row, found: list[tuple[str, AreaJudged]], day: datetime.date) -> tuple[AreaJudged, ...]:
    """`found` has each grade with its field."""
    is_card = Regime.on(day) == Regime.REPORT_CARD
    kept = []
    for field, judged in found:
        if (judged.area in CARD_AREAS) == is_card:
            kept.append(judged)
        else:
            row.say(field, "That area is not judged under the framework of the inspection’s day. It was left out.")
    return tuple(kept)


def not_before(
    row: Row, field: str, found: datetime.date | None, day: datetime.date, words: str
) -> datetime.date | None:
    if found is not None and found < day:
        row.say(field, f"{words} This date was left out.")
        return None
    return found
