"""Who is due: how long ago each school in area had its last graded inspection. It does not say when Ofsted comes."""

import datetime
from typing import Any

from django.db.models import DateField, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from documents.display import Kind
from lists.asking import Asked
from lists.declared import List, ListColumn, ListLink
from lists.filters import DayFilter
from ofsted.kpis.due import whole_months, with_last_graded
from ofsted.kpis.grades import grade_in_words
from ofsted.models import Regime
from overview.ofsted.opened import BY_HAND, file_of
from overview.school_filters import SchoolFilter
from schools.models import School
from schools.sources import LICENCE, SOURCES


class DueFilter(SchoolFilter):
    """`on` is the day up to which years are counted: today, unless another is chosen. All are open on that day."""

    on = DayFilter(label="Years up to", method="kept")

    in_sight = ("q", "phase", "member", "on")

    def hidden_from(self, user: Any) -> tuple[str, ...]:
        """What the list of schools asks for besides: here all are in area and open, and visits are another subject."""
        return ("area", "open", "not_visited")

    @property
    def chosen_day(self) -> datetime.date:
        return self.asked("on") or timezone.localdate()

    def filter_queryset(self, schools: QuerySet[School]) -> QuerySet[School]:
        on = self.chosen_day
        opened, closed = Q(opened_on=None) | Q(opened_on__lte=on), Q(closed_on=None) | Q(closed_on__gt=on)
        return super().filter_queryset(schools).filter(opened & closed)


def in_area(user: Any) -> QuerySet[School]:
    return School.objects.visible_to(user).in_area()


def with_columns(schools: QuerySet[School], asked: Asked) -> QuerySet[School]:
    on = asked.filters.chosen_day
    return with_last_graded(schools.with_urn(), on).annotate(up_to=Value(on, output_field=DateField()))


def _ledger(school: School) -> str:
    return reverse("school-inspections", args=[school.pk])


def _since(school: School) -> tuple[int, int] | tuple[None, None]:
    """Whole years, and whole months beyond them, up to the day; nothing where the school was never graded."""
    first = school.last_inspected_on
    return divmod(whole_months(first, school.up_to), 12) if first else (None, None)


def _grade(school: School) -> str:
    words = grade_in_words(school.last_overall, school.last_regime)
    return f"{words} (its predecessor’s)" if school.last_is_predecessors else words


def _source(school: School) -> str | None:
    if not school.last_inspected_on:
        return None
    return file_of(school.last_file_as_at) if school.last_file_as_at else BY_HAND


COLUMNS = (
    ListColumn("School", str, link=_ledger, sort="name", by=("sort_name",)),
    ListColumn("URN", lambda school: school.urn, sort="urn", has_gaps=True),
    ListColumn("Phase", lambda school: school.phase_label if school.phase else None, sort="phase", has_gaps=True),
    ListColumn("Last graded", lambda school: school.last_inspected_on, Kind.DATE, sort="graded", by=("waits_from",)),
    ListColumn("Years since", lambda school: _since(school)[0], Kind.INTEGER),
    ListColumn("and months", lambda school: _since(school)[1], Kind.INTEGER),
    ListColumn(
        "Regime",
        lambda school: school.last_regime and Regime(school.last_regime).label,
        sort="regime",
        by=("last_regime", "waits_from"),
        has_gaps=True,
    ),
    ListColumn("Grade", _grade),
    ListColumn(
        "Published",
        lambda school: school.last_published_on,
        Kind.DATE,
        sort="published",
        by=("last_published_on",),
        has_gaps=True,
    ),
    ListColumn("From", _source),
)
DUE = List(
    name="ofsted-due",
    title="Years since the last graded inspection",
    one="school",
    many="schools",
    about="Schools in area, those never graded first, then those whose last graded inspection began longest ago. "
    "Ungraded and monitoring inspections do not count. It says nothing of when Ofsted comes next.",
    empty="No school in area is on record yet.",
    columns=COLUMNS,
    filters=DueFilter,
    rows=in_area,
    read=with_columns,
    sort="graded",
    permission=Permission.REPORT_VIEW,
    licence=LICENCE,
    foot=SOURCES,
    links=(
        ListLink("Outcomes", "ofsted", Permission.REPORT_VIEW),
        ListLink("Report cards", "ofsted-report-cards", Permission.REPORT_VIEW),
    ),
)
