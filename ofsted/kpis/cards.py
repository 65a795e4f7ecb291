"""Report cards, area by area. A card has no overall grade, and none is made of its areas."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ofsted.models import CARD_AREAS, Area, AreaGrade, Inspection, InspectionKind, Judgement, Regime

WHERE_THERE_ARE_ANY = (Area.CARD_EARLY_YEARS, Area.CARD_POST_16)
SIX_AREAS = tuple(area for area in CARD_AREAS if area not in WHERE_THERE_ARE_ANY)
OF_THE_INSPECTION = ("school", "kind", "inspected_on")


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
    found: dict[int, list[Any]] = defaultdict(list)
    judgements = Judgement.objects.filter(
        regime=Regime.REPORT_CARD, graded_on__lte=on, inspection__known_on__lte=on, inspection__school__in=cards
    )
    facts = ("area", "grade", "graded_on", "inspection", *(f"inspection__{fact}" for fact in OF_THE_INSPECTION))
    for judgement in judgements.order_by("graded_on", "pk").values_list(*facts, named=True):
        school = judgement.inspection__school
        if _is_of(judgement, cards[school]):
            found[school].append(judgement)
    return {school: ReportCard(card, latest_of_each(found[school])) for school, card in cards.items()}


def latest_of_each(judgements: Iterable[Any]) -> dict[Area, AreaGraded]:
    """In the order of the report. The judgements, records or their values, come in order of their dates of grade."""
    found: dict[Area, AreaGraded] = {}
    for judgement in judgements:
        area = Area(judgement.area)
        last = found.get(area)
        before = () if last is None else (AreaGraded(area, last.grade, last.graded_on), *last.before)
        found[area] = AreaGraded(area, AreaGrade(judgement.grade), judgement.graded_on, before)
    return {area: found[area] for area in Area if area in found}


def _is_of(judgement: Any, card: Inspection) -> bool:
    return judgement.inspection == card.pk or (
        judgement.inspection__kind == InspectionKind.MONITORING
        and judgement.inspection__inspected_on >= card.inspected_on
    )
