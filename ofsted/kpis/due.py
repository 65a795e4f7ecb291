"""How long ago schools had their last graded inspection. That says nothing of when Ofsted comes again."""

import datetime

from django.db.models import DateField, F, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ofsted.kpis.grades import latest_graded
from schools.models import School


def with_last_graded(schools: QuerySet[School], on: datetime.date) -> QuerySet[School]:
    """Each school with what the graded inspection that decides on the day says of it.

    `waits_from` puts those without one before all others: nobody has waited longer.
    """

    def of_the_last(field: str) -> Subquery:
        return Subquery(latest_graded("pk", on).values(field))

    found = {
        f"last_{name}": of_the_last(name)
        for name in ("inspected_on", "published_on", "regime", "overall", "is_predecessors")
    }
    found["last_file_as_at"] = of_the_last("file__as_at")
    return schools.annotate(
        **found, waits_from=Coalesce(F("last_inspected_on"), Value(datetime.date.min), output_field=DateField())
    )


def whole_months(first: datetime.date, last: datetime.date) -> int:
    """How many months have passed in whole from `first` to `last`: from 31 January to 28 February none has."""
    return 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
