"""What counting predecessors makes of a school's grade."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Subquery, Value

from ofsted.kpis.grades import grade_in_words, latest_graded, whose_in_words
from ofsted.models import Inspection
from schools.models import School


@dataclass(frozen=True)
class Effect:
    """The inspection that decides the grade on a day where predecessors count, and where they do not."""

    on: datetime.date
    counting: Inspection | None
    not_counting: Inspection | None

    @property
    def is_none(self) -> bool:
        return self.counting == self.not_counting

    @property
    def counting_words(self) -> str:
        return _words(self.counting)

    @property
    def not_counting_words(self) -> str:
        return _words(self.not_counting)


def _words(inspection: Inspection | None) -> str:
    if inspection is None:
        return grade_in_words(None, None)
    whose = whose_in_words(inspection) or (f"under URN {inspection.urn}" if inspection.urn else "")
    return f"{grade_in_words(inspection.overall, inspection.regime)}{f', {whose}' if whose else ''}"


def effects(school: School, days: Iterable[datetime.date]) -> list[Effect]:
    """Of the school's switch on each day, whichever way it stands now; by two queries."""
    days = list(days)
    deciding = {
        f"{name}_{n}": Subquery(latest_graded("pk", day, has_predecessors_grade=Value(counts)).values("pk"))
        for n, day in enumerate(days)
        for name, counts in (("counting", True), ("not_counting", False))
    }
    row = School.objects.filter(pk=school.pk).values(**deciding).get()
    found = Inspection.objects.in_bulk(set(row.values()) - {None})
    return [
        Effect(day, found.get(row[f"counting_{n}"]), found.get(row[f"not_counting_{n}"])) for n, day in enumerate(days)
    ]
