"""Schools, with the URNs, names, trusts and phases they have and had."""

import datetime
import re
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import JSONObject, Lower, Upper
from django.urls import reverse
from django.utils import timezone

from accounts.history.tracking import tracked
from accounts.permissions import Permission, Role
from documents.display import NOTHING, day
from schools import spelling
from schools.models.area import LA_CODE, LINES, Governance, Phase, Trust, in_area, is_in_area
from schools.models.words import words_kept
from schools.names import Folded, display_name_of, folded
from thep.ranges import only, years_between
from thep.years import AcademicYear, AcademicYearField

NO_TRUST = "No trust"
ONE_DAY = datetime.timedelta(days=1)


def open_in(year: AcademicYear, school: str = "") -> Q:
    """Opened on or before 1 September of `year`, and not closed on or before it. No date is always, or never.

    `school` is the path to the school with its underscores, `"school__"`.
    """
    opened, closed = f"{school}opened_on", f"{school}closed_on"
    return (Q(**{f"{opened}__isnull": True}) | Q(**{f"{opened}__lte": year.first_day})) & (
        Q(**{f"{closed}__isnull": True}) | Q(**{f"{closed}__gt": year.first_day})
    )


def current_urn(school: str) -> models.Subquery:
    """The current URN of the school in column `school`."""
    return models.Subquery(SchoolUrn.objects.filter(school=models.OuterRef(school), is_current=True).values("urn"))


def main_phase(year: AcademicYear, school: str = "") -> models.FilteredRelation:
    """The phase row in which a school counts as a place in `year`: at most one, joined. `school` is the path to it.

    Annotate it under a name, and `name__phase` is the phase, `name__line` its line in the report.
    """
    path = f"{school}phases"
    of_the_year = (Q(**{f"{path}__from_year": None}) | Q(**{f"{path}__from_year__lte": year})) & (
        Q(**{f"{path}__until_year": None}) | Q(**{f"{path}__until_year__gte": year})
    )
    return models.FilteredRelation(path, condition=Q(**{f"{path}__is_main": True}) & of_the_year)


DAYS = {"from_on": Lower("period"), "until_on": Upper("period")}


def _bounds(row: dict[str, Any]) -> list[datetime.date | None]:
    """Of a period read as `DAYS`, the last bound excluded."""
    return [row[bound] and datetime.date.fromisoformat(row[bound]) for bound in DAYS]


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user: Any, *, on: datetime.date | None = None) -> Self:
        """All schools; for a headteacher those they may act for on the day, today unless said otherwise."""
        if not user.may(Permission.SCHOOL_VIEW):
            return self.none()
        if user.role == Role.HEADTEACHER:
            return self.filter(pk__in=user.acts_for.on(on or timezone.localdate()).values("school"))
        return self

    def in_area(self) -> Self:
        return self.filter(in_area())

    def open_in(self, year: AcademicYear) -> Self:
        return self.filter(open_in(year))

    def with_urn(self) -> Self:
        """Each school with its current `urn` and its main `phase` as of the latest year."""
        return self.annotate(
            urn=current_urn("pk"),
            phase=models.Subquery(
                SchoolPhase.objects.filter(school=models.OuterRef("pk"), is_main=True, until_year=None).values("phase")
            ),
        )

    def with_urns_and_phases(self) -> Self:
        """Each school with every URN and phase it has or had, for `its_urns` and `its_phases`, by no further query."""
        urns = SchoolUrn.objects.filter(school=models.OuterRef("pk")).order_by("-is_current", "-urn")
        phases = SchoolPhase.objects.filter(school=models.OuterRef("pk")).order_by("-is_main", "phase", "pk")
        return self.annotate(
            urn_rows=ArraySubquery(urns.values(row=JSONObject(urn="urn", is_current="is_current", **DAYS))),
            phase_rows=ArraySubquery(
                phases.values(row=JSONObject(phase="phase", from_year="from_year", until_year="until_year"))
            ),
        )

    def with_past(self) -> Self:
        """Each school with the names, trusts and governance it had, for `its_former_names` and its like, latest first.

        By no further query.
        """
        of_school = {"school": models.OuterRef("pk")}
        latest_first = F("until_on").desc(nulls_first=True), F("from_on").desc(nulls_last=True), "-pk"
        names = FormerName.objects.filter(**of_school).alias(**DAYS).order_by(*latest_first)
        trusts = FormerTrust.objects.filter(**of_school).alias(**DAYS).order_by(*latest_first)
        governances = FormerGovernance.objects.filter(**of_school).alias(**DAYS).order_by(*latest_first)
        return self.annotate(
            former_name_rows=ArraySubquery(names.values(row=JSONObject(what="name", **DAYS))),
            former_trust_rows=ArraySubquery(trusts.values(row=JSONObject(what="trust__name", **DAYS))),
            former_governance_rows=ArraySubquery(governances.values(row=JSONObject(what="governance", **DAYS))),
        )

    def matching(self, text: str) -> Self:
        """Schools with a name, full, short or former, that holds each word of `text`, or that have or had it as a URN.

        Names are compared folded. A word that no name holds stands for those nearest to it in spelling.
        """
        return self.meaning(spelling.meant(folded(text).split()))

    def meaning(self, words: spelling.Meant) -> Self:
        """The same, by words that were looked up already."""
        if not words:
            return self.none()
        found = words.all_in("sort_name") | words.all_in("search_name")
        found |= Q(pk__in=FormerName.objects.filter(words.all_in("search_name")).values("school"))
        short_before = FormerName.objects.exclude(short_name="").alias(folded=Folded(F("short_name")))
        found |= Q(pk__in=short_before.filter(words.all_in("folded")).values("school"))
        if re.fullmatch(r"\d{6}", words.phrase):
            found |= Q(pk__in=SchoolUrn.objects.filter(urn=int(words.phrase)).values("school"))
        return self.filter(found)


@tracked(school="id")
class School(models.Model):
    """A school, which stays itself when its URN, name or trust changes."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200, blank=True, help_text="As the partnership's lists print it.")
    la_code = models.CharField("local authority code", max_length=3, validators=[LA_CODE])
    governance = models.CharField(max_length=20, choices=Governance, default=Governance.MAINTAINED)
    trust = models.ForeignKey(Trust, models.SET_NULL, null=True, blank=True, related_name="schools")
    opened_on = models.DateField(null=True, blank=True, help_text="Leave empty if it has long been open.")
    closed_on = models.DateField(null=True, blank=True)
    is_proposed_to_close = models.BooleanField(default=False, help_text="GIAS: open, but proposed to close.")
    has_predecessors_grade = models.BooleanField(
        "has its predecessor’s grade",
        default=True,
        help_text=(
            "Ofsted’s method since June 2018: an academy without a grade of its own has its predecessor’s. "
            "Without it, only inspections under the school’s URN of today count."
        ),
    )

    display_name = models.GeneratedField(
        expression=display_name_of(), output_field=models.TextField(), db_persist=True, editable=False
    )
    sort_name = models.GeneratedField(
        expression=Folded(display_name_of()),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
        editable=False,
    )
    search_name = models.GeneratedField(
        expression=Folded(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True, editable=False
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("opened_on")),
                name="school_closed_after_opened",
                violation_error_message="A school cannot close before it opens.",
            ),
            models.CheckConstraint(condition=Q(governance__in=Governance.values), name="school_governance_known"),
            models.CheckConstraint(condition=~Q(name=""), name="school_named"),
            models.CheckConstraint(condition=Q(la_code__regex=r"^\d{3}$"), name="school_la_code_three_digits"),
        ]
        indexes = [models.Index(fields=["sort_name", "id"], name="school_by_name")]
        triggers = words_kept("sort_name", "search_name")

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("school-detail", args=[self.pk])

    @property
    def phase_label(self) -> str:
        """The main phase in words, of a school read `with_urn()`."""
        return Phase(self.phase).label if self.phase else NOTHING

    @property
    def its_urns(self) -> list["SchoolUrn"]:
        """The current URN first, of a school read `with_urns_and_phases()`."""
        return [
            SchoolUrn(urn=row["urn"], is_current=row["is_current"], period=DateRange(*_bounds(row)))
            for row in self.urn_rows
        ]

    @property
    def its_former_names(self) -> list["Former"]:
        """The latest first, of a school read `with_past()`."""
        return [Former.read(row) for row in self.former_name_rows]

    @property
    def its_former_trusts(self) -> list["Former"]:
        """The latest first, of a school read `with_past()`; days on which it belonged to none are among them."""
        return [Former.read(row | {"what": row["what"] or NO_TRUST}) for row in self.former_trust_rows]

    @property
    def its_former_governances(self) -> list["Former"]:
        """The latest first, of a school read `with_past()`."""
        return [Former.read(row | {"what": Governance(row["what"]).label}) for row in self.former_governance_rows]

    @property
    def its_phases(self) -> list["SchoolPhase"]:
        """The main phase first, of a school read `with_urns_and_phases()`."""

        def year(start: int | None) -> AcademicYear | None:
            return None if start is None else AcademicYear(start)

        return [
            SchoolPhase(phase=row["phase"], from_year=year(row["from_year"]), until_year=year(row["until_year"]))
            for row in self.phase_rows
        ]


class SchoolRows(models.QuerySet):
    """Rows that each belong to a school: all for those who read the report, else those of a person's own schools.

    `school` is the path from a row to its school.
    """

    school = "school"

    def visible_to(self, user: Any) -> Self:
        if user.may(Permission.REPORT_VIEW):
            return self
        return self.filter(**{f"{self.school}__in": School.objects.visible_to(user)})


@tracked(school="school")
class SchoolUrn(models.Model):
    """A URN of a school: the current one, and those it had before, as when it became an academy.

    A URN belongs to one school at a time. An empty `period` bound is a day nobody wrote down.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="urns")
    urn = models.PositiveIntegerField("URN")
    is_current = models.BooleanField(default=True)
    period = DateRangeField(default="(,)", help_text="The days it was in use, the last day excluded.")

    objects = SchoolRows.as_manager()

    class Meta:
        verbose_name = "URN"
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(is_current=True),
                name="schoolurn_one_current",
                violation_error_message="A school has one current URN.",
            ),
            ExclusionConstraint(
                name="schoolurn_one_school_at_a_time",
                expressions=[
                    (only(F("urn")), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another school has this URN at that time.",
            ),
            models.CheckConstraint(  # an empty one would overlap with nothing
                condition=Q(period__isempty=False),
                name="schoolurn_period_not_empty",
                violation_error_message="The first day comes before the last.",
            ),
            models.CheckConstraint(
                condition=Q(urn__range=(100_000, 999_999)),
                name="schoolurn_six_digits",
                violation_error_message="A URN is six digits.",
            ),
        ]
        indexes = [models.Index(fields=["urn"], name="schoolurn_urn")]

    def __str__(self) -> str:
        return str(self.urn)


class SchoolPhaseQuerySet(SchoolRows):
    def in_year(self, year: AcademicYear) -> Self:
        return self.filter(Q(from_year=None) | Q(from_year__lte=year), Q(until_year=None) | Q(until_year__gte=year))

    def counted_in(self, year: AcademicYear) -> Self:
        """A row for each school open in `year` and each phase it is counted in, with its `line` and `is_in_area`."""
        return self.in_year(year).filter(open_in(year, "school__")).annotate(is_in_area=is_in_area("school__"))


@tracked(school="school")
class SchoolPhase(models.Model):
    """A phase that a school is counted in, from a year until a year, both included.

    Its main phase is where it counts as a place (visits, inspections). An all-through school has a second row, and
    counts there as well wherever membership and outcomes are counted by phase.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=20, choices=Phase)
    is_main = models.BooleanField(default=True)
    from_year = AcademicYearField(null=True, blank=True, help_text="Such as 2017-18; empty: from the first.")
    until_year = AcademicYearField(null=True, blank=True, help_text="The last year; empty: until further notice.")
    line = models.GeneratedField(  # a column, for PostgreSQL keeps no statistics on an expression
        expression=Case(When(phase=Phase.AP, then=Value(Phase.SECONDARY)), default=F("phase")),
        output_field=models.CharField(max_length=20, choices=Phase),
        db_persist=True,
        editable=False,
    )

    objects = SchoolPhaseQuerySet.as_manager()

    class Meta:
        verbose_name = "phase"
        constraints = [
            ExclusionConstraint(
                name="schoolphase_one_main_at_a_time",
                expressions=[
                    (only(F("school")), RangeOperators.OVERLAPS),
                    (years_between("from_year", "until_year"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_main=True),
                violation_error_message="A school has one main phase at a time.",
            ),
            ExclusionConstraint(
                name="schoolphase_once_on_a_line",
                expressions=[
                    (only(F("school")), RangeOperators.OVERLAPS),
                    (years_between("from_year", "until_year"), RangeOperators.OVERLAPS),
                    (
                        only(
                            Case(
                                *(When(phase=phase, then=Value(n)) for n, phase in enumerate(LINES)),
                                default=Value(LINES.index(Phase.SECONDARY)),
                                output_field=models.IntegerField(),
                            )
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=(
                    "A school counts once in a phase; alternative provision is on the secondary line."
                ),
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="schoolphase_known"),
            models.CheckConstraint(
                condition=Q(until_year__gte=F("from_year")),
                name="schoolphase_years_in_order",
                violation_error_message="The last year cannot be before the first.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_phase_display()


@dataclass(frozen=True)
class Former:
    """What a school had before, from a day until a day, both included; `None` is a day nobody wrote down."""

    what: str
    from_on: datetime.date | None
    until_on: datetime.date | None

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        first, last = _bounds(row)
        return cls(row["what"], first, last and last - ONE_DAY)

    def __str__(self) -> str:
        """`Redlands (until 31 August 2017)`."""
        first, last = (on and day(on) for on in (self.from_on, self.until_on))
        if first and last:
            return f"{self.what} ({first} to {last})"
        return f"{self.what} (from {first})" if first else f"{self.what} (until {last})" if last else self.what


class _Former(models.Model):
    """What a school had before, for some days that are known or not; what it has now stands with the school itself."""

    period = DateRangeField(default="(,)", help_text="The days on which it had it.")

    objects = SchoolRows.as_manager()

    class Meta:
        abstract = True


@tracked(school="school")
class FormerName(_Former):
    """A name that a school had: it is still found by it, and print of that time has it."""

    school = models.ForeignKey(School, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200, blank=True, help_text="As the partnership's lists printed it.")
    search_name = models.GeneratedField(
        expression=Folded(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True, editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="formername_named"),
            models.CheckConstraint(  # an empty one would overlap with nothing
                condition=Q(period__isempty=False),
                name="formername_period_not_empty",
                violation_error_message="The first day comes before the last.",
            ),
            ExclusionConstraint(
                name="formername_once_at_a_time",
                expressions=[
                    (only(F("school")), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="The school had another name on some of those days.",
            ),
        ]
        triggers = words_kept("search_name")

    def __str__(self) -> str:
        return self.name


@tracked(school="school")
class FormerTrust(_Former):
    """A trust that a school belonged to; without one, the days on which it belonged to none."""

    school = models.ForeignKey(School, models.CASCADE, related_name="former_trusts")
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="former_schools")

    class Meta:
        constraints = [
            models.CheckConstraint(  # an empty one would overlap with nothing
                condition=Q(period__isempty=False),
                name="formertrust_period_not_empty",
                violation_error_message="The first day comes before the last.",
            ),
            ExclusionConstraint(
                name="formertrust_one_at_a_time",
                expressions=[
                    (only(F("school")), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="The school belonged to another trust on some of those days.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.trust) if self.trust else NO_TRUST


@tracked(school="school")
class FormerGovernance(_Former):
    """Who governed a school before, such as the local authority of what is an academy today."""

    school = models.ForeignKey(School, models.CASCADE, related_name="former_governances")
    governance = models.CharField(max_length=20, choices=Governance)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(governance__in=Governance.values), name="formergovernance_known"),
            models.CheckConstraint(  # an empty one would overlap with nothing
                condition=Q(period__isempty=False),
                name="formergovernance_period_not_empty",
                violation_error_message="The first day comes before the last.",
            ),
            ExclusionConstraint(
                name="formergovernance_one_at_a_time",
                expressions=[
                    (only(F("school")), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="The school had another governance on some of those days.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_governance_display()
