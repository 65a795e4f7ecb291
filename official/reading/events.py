"""Which kind of inspection Ofsted's words for its type mean, where a file says it in words alone."""

import re
from collections.abc import Iterable

from ofsted.models import InspectionKind

WORDS = (
    # A section 8 visit that was deemed to be, or became, a section 5 inspection is a graded one.
    (r"deemed|conver", InspectionKind.GRADED),
    (r"monitoring|urgent|emergency|designation|not in category", InspectionKind.MONITORING),
    (r"thematic|subject|survey", InspectionKind.THEMATIC),
    (r"\b(ungraded|short)\b", InspectionKind.UNGRADED),
    (r"\b(s5|section 5|graded|full)\b", InspectionKind.GRADED),
    (r"special measures|serious weaknesses|requires improvement", InspectionKind.MONITORING),
)


def kind_of(words: Iterable[str]) -> InspectionKind | None:
    """By the first of `words` that says it: event type grouping, inspection type grouping, inspection type; folded."""
    for said in words:
        for pattern, kind in WORDS:
            if re.search(pattern, said):
                return kind
    return None
