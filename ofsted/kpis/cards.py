"""Report cards, area by area. A card has no overall grade, and none is made of its areas."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ofsted.models import CARD_AREAS, Area, AreaGrade, Inspection, InspectionKind, Judgement, Regime

WHERE_THERE_ARE_ANY = (Area.CARD_EARLY_YEARS, Area.CARD_POST_16)
SIX_AREAS = tuple(area for area in CARD_AREAS if area not in WHERE_THERE_ARE_ANY)
JUDGED = ("area", "grade", "graded_on")
Judged = Sequence[Any]
"""The values of a judgement that `JUDGED` names."""
AREA_OF = {area.value: area for area in Area}
GRADE_OF = {grade.value: grade for grade in AreaGrade}


class AreaGraded(NamedTuple):
    """The latest grade of an area; `before` are those it had earlier on the same card, the latest first."""

    area: Area
    grade: AreaGrade
    graded_on: datetime.date
    before: tuple["AreaGraded", ...] = ()


@dataclass(frozen=True)
class ReportCard:
    inspection: Inspection
    areas: Mapping[Area, AreaGraded] = field(default_factory=dict)

    def has_own_day(self, area: Area) -> bool:
        """Whether the area was graded on another day than the card's own: its inspection lasts from day to day."""
        first, last = self.inspection.inspected_on, self.inspection.ended_on or self.inspection.inspected_on
        return not first <= self.areas[area].graded_on <= last


def report_cards(deciding: Iterable[Inspection], on: datetime.date) -> dict[int, ReportCard]:
    """By school, the cards among the inspections that decide on the day, by one query.

    An area has its latest grade up to the day. A monitoring visit made since the card, and published by the day, can
    have changed it; its judgements stand on the card or on the visit's own record.
    """
    cards = {each.school_id: each for each in deciding if each.regime == Regime.REPORT_CARD}
    begun = {school: (card.id, card.inspected_on) for school, card in cards.items()}
    found: dict[int, list[Judged]] = defaultdict(list)
    judgements = Judgement.objects.filter(
        regime=Regime.REPORT_CARD, graded_on__lte=on, inspection__known_on__lte=on, inspection__school__in=cards
    ).order_by("graded_on", "pk")
    for school, inspection, kind, inspected_on, *judged in judgements.values_list(
        "inspection__school", "inspection", "inspection__kind", "inspection__inspected_on", *JUDGED
    ):
        card, first_day = begun[school]
        if inspection == card or (kind == InspectionKind.MONITORING and inspected_on >= first_day):
            found[school].append(judged)
    return {school: ReportCard(card, latest_of_each(found[school])) for school, card in cards.items()}


def latest_of_each(judgements: Iterable[Judged]) -> dict[Area, AreaGraded]:
    """In the order of the report. What was judged, as `JUDGED` names it, comes in order of the dates of grade."""
    found: dict[Area, AreaGraded] = {}
    for judged, grade, graded_on in judgements:
        area = AREA_OF[judged]
        last = found.get(area)
        before = () if last is None else (last._replace(before=()), *last.before)
        found[area] = AreaGraded(area, GRADE_OF[grade], graded_on, before)
    return {area: found[area] for area in AREA_OF.values() if area in found}
