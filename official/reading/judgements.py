"""Ofsted's grades, outcomes and categories in the words and numbers of its files."""

from collections.abc import Callable
from typing import Any, TypeVar

from official.reading import values
from official.reading.values import NO_GRADE, NotRight
from ofsted.models import CARD_GRADES, AreaGrade, CategoryOfConcern, Grade, Safeguarding, UngradedOutcome

T = TypeVar("T")

NOT_JUDGED = "not judged"
GRADES = {name: grade for grade in Grade for name in (str(grade.value), values.folded(grade.label))}
AREA_GRADES = {name: AreaGrade(str(grade.value)) for name, grade in GRADES.items()}
ON_CARD = {values.folded(grade.label): grade for grade in CARD_GRADES}
EFFECTIVE = {"yes": Safeguarding.EFFECTIVE, "no": Safeguarding.NOT_EFFECTIVE}
STANDARDS = {"met": Safeguarding.MET, "not met": Safeguarding.NOT_MET}
CATEGORIES = {
    **{name: one for one in CategoryOfConcern for name in (values.folded(one.value), values.folded(one.label))},
    "sw": CategoryOfConcern.SERIOUS_WEAKNESSES,
    "significant improvement": CategoryOfConcern.SIGNIFICANT_IMPROVEMENT,
}
OUTCOMES = {
    **{values.folded(outcome.label): outcome for outcome in UngradedOutcome},
    "some aspects not as strong as at previous inspection": UngradedOutcome.SOME_NOT_AS_STRONG,
}
NO_CATEGORY = NO_GRADE | {"no", "not in category", "no category"}
NO_OUTCOME = NO_GRADE | {"not recorded"}


def _one_of(known: dict[str, T], none: frozenset[str], right: str) -> Callable[[Any], T | None]:
    def read(raw: Any) -> T | None:
        word = values.folded(raw).removesuffix(".0")
        if word in known:
            return known[word]
        if word in none:
            return None
        raise NotRight(f"Expected {right}.")

    return read


overall = _one_of(GRADES, NO_GRADE, "a grade from 1 to 4, or Not judged")
area = _one_of(AREA_GRADES, NO_GRADE, "a grade from 1 to 4")
card_area = _one_of(ON_CARD, NO_GRADE, "a grade of the report card, such as Strong standard")
effective = _one_of(EFFECTIVE, NO_GRADE, "Yes or No")
standards = _one_of(STANDARDS, NO_GRADE, "Met or Not met")
category = _one_of(CATEGORIES, NO_CATEGORY, "a category of concern: SM, SWK, RSI or NTI")
outcome = _one_of(OUTCOMES, NO_OUTCOME, "an outcome such as School remains Good")


def is_not_judged(raw: Any) -> bool:
    return values.folded(raw) == NOT_JUDGED
