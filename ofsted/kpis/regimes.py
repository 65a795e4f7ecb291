"""Where one of Ofsted's regimes ends and the next begins: a series that goes over such a day is broken there."""

import datetime
from dataclasses import dataclass

from documents.display import day
from ofsted.models import KEY_JUDGEMENTS_FROM, REPORT_CARD_FROM, Regime


@dataclass(frozen=True)
class Break:
    """The first day of a regime that follows another; `words` stand on the line between the two."""

    on: datetime.date
    regime: Regime
    words: str


BREAKS = (
    Break(
        KEY_JUDGEMENTS_FROM,
        Regime.KEY_JUDGEMENTS,
        f"From {day(KEY_JUDGEMENTS_FROM)} Ofsted gives no overall grade, only grades for key judgements.",
    ),
    Break(
        REPORT_CARD_FROM,
        Regime.REPORT_CARD,
        f"From {day(REPORT_CARD_FROM)} Ofsted gives report cards: other areas, on another scale of five grades.",
    ),
)


def breaks_between(earlier: datetime.date, later: datetime.date) -> list[Break]:
    """Those after `earlier` and up to `later`, the first one first."""
    return [each for each in BREAKS if earlier < each.on <= later]


def break_before(regime: str) -> Break:
    """Where a regime that is not the first began."""
    return next(each for each in BREAKS if each.regime == regime)
