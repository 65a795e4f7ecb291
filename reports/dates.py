"""The three dates of a report. They are separate inputs, and none is derived from today."""

import datetime
from dataclasses import dataclass
from typing import Self

from django.db.models import DateField, F, Func, Value

from membership.kpis.members import usual_membership_year
from programmes.models import Participation
from thep.years import FIRST_START, AcademicYear, years_earlier
from visits.kpis import made


@dataclass(frozen=True)
class ReportDates:
    """`report_year`: the year whose work is reported. `membership_year`: the subscription year shown first.

    `as_at`: the day on which Ofsted grades are read; beside it stands the same day a year earlier.
    """

    report_year: AcademicYear
    membership_year: AcademicYear
    as_at: datetime.date

    def __post_init__(self) -> None:
        """`ValueError` for dates before which there is no year to compare with."""
        if min(self.report_year, self.membership_year).start < FIRST_START + 2:
            raise ValueError(f"Choose a year from {AcademicYear(FIRST_START + 2)} on.")
        if self.as_at.year <= FIRST_START:
            raise ValueError(f"Choose a day after {FIRST_START}.")

    @classmethod
    def usual(cls, report_year: AcademicYear) -> Self:
        """The dates a report is made with unless someone chooses others.

        The membership year is the next one as soon as any row of it is on record, for renewals come in before the
        summer report; grades are read on 31 July.
        """
        return cls(report_year, usual_membership_year(report_year), report_year.report_day)

    @property
    def year_before(self) -> datetime.date:
        return years_earlier(self.as_at)


def years_on_record() -> list[AcademicYear]:
    """Every year from the first to the last with participation or a visit made, the latest first.

    One query, of four steps into an index: the first and the last of each.
    """
    began_on = Func(F("year"), Value(9), Value(1), function="make_date", output_field=DateField())
    took_part, visited = Participation.objects.values_list(began_on), made().values_list("visited_on")
    ends = [
        rows.order_by(column)[:1]
        for rows, first in ((took_part, "year"), (visited, "visited_on"))
        for column in (first, f"-{first}")
    ]
    years = [AcademicYear.of(day) for (day,) in ends[0].union(*ends[1:], all=True)]
    if not years:
        return []
    return [AcademicYear(start) for start in range(max(years).start, min(years).start - 1, -1)]
