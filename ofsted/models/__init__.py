"""Inspections under Ofsted's three regimes, what each judged, and the national figures.

The regimes (Ofsted: "School inspection: changes from September 2024" and "Ofsted's report card", from November 2025)
have different scales, and nothing converts one into another.
"""

from ofsted.models.inspections import (
    KEY_JUDGEMENT_OUTCOMES,
    KEY_JUDGEMENTS_FROM,
    REPORT_CARD_FROM,
    CategoryOfConcern,
    Grade,
    Inspection,
    InspectionKind,
    Regime,
    Safeguarding,
    UngradedOutcome,
)
from ofsted.models.judgements import (
    CARD_AREAS,
    CARD_GRADES,
    FOUR_GRADES,
    GRADED_AREAS,
    Area,
    AreaGrade,
    Judgement,
)
from ofsted.models.national import Basis, NationalArea, NationalOutcome

__all__ = [
    "CARD_AREAS",
    "CARD_GRADES",
    "FOUR_GRADES",
    "GRADED_AREAS",
    "KEY_JUDGEMENTS_FROM",
    "KEY_JUDGEMENT_OUTCOMES",
    "REPORT_CARD_FROM",
    "Area",
    "AreaGrade",
    "Basis",
    "CategoryOfConcern",
    "Grade",
    "Inspection",
    "InspectionKind",
    "Judgement",
    "NationalArea",
    "NationalOutcome",
    "Regime",
    "Safeguarding",
    "UngradedOutcome",
]
