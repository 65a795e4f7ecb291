"""Members, who joined and left, whose renewal is outstanding, and associates."""

import datetime
from collections.abc import Iterator

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from documents.figure import Unit
from documents.tables import Column
from figures.tally import Cell, Tally
from membership.models import (
    AssociateMembership,
    AssociateStatus,
    Membership,
    MembershipStatus,
)
from schools import columns
from schools.models import LINES, School, SchoolPhase, main_phase, open_in
from schools.on_a_day import as_on, named_on, told_on, trust_on
from thep.years import AcademicYear, AcademicYearField


def member_row(year: AcademicYear, school: str = "") -> FilteredRelation:
    """The membership row of `year` that says member: at most one, joined. `school` is the path to the school."""
    path = f"{school}memberships"
    return FilteredRelation(path, condition=Q(**{f"{path}__year": year, f"{path}__status": MembershipStatus.MEMBER}))


def holds(condition: Q) -> ExpressionWrapper:
    """Whether the condition holds, as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def counted_schools(year: AcademicYear) -> QuerySet[SchoolPhase]:
    """A row for each school open in `year` and each phase it counts in, with `line`, `is_in_area` and `is_member`.

    A member is a school open in that year whose membership row for it has the status `member`.
    """
    return SchoolPhase.objects.counted_in(year).annotate(
        member_row=member_row(year, "school__"), is_member=holds(Q(member_row__isnull=False))
    )


def members_in_area(year: AcademicYear) -> QuerySet[SchoolPhase]:
    """The rows that outcomes are counted over."""
    return counted_schools(year).filter(is_member=True, is_in_area=True)


def members(year: AcademicYear) -> QuerySet[School]:
    """The members of `year`, in area or out of it, each once."""
    return School.objects.open_in(year).filter(memberships__year=year, memberships__status=MembershipStatus.MEMBER)


def usual_membership_year(report_year: AcademicYear) -> AcademicYear:
    """The membership year that a report of `report_year` is made with unless someone chooses another.

    The next one as soon as any row of it is on record, for renewals come in before the summer report.
    """
    following = report_year + 1
    return following if Membership.objects.filter(year=following).exists() else report_year


def status_in(year: AcademicYear, school: str) -> Subquery:
    """What the membership row of `year` says of the school in column `school`; `None` where there is no row."""
    return Subquery(Membership.objects.filter(school=OuterRef(school), year=year).values("status"))


def not_open_members(year: AcademicYear) -> QuerySet[Membership]:
    """`member` rows of schools that are not open in `year`: they are counted nowhere."""
    return Membership.objects.filter(~open_in(year, "school__"), year=year, status=MembershipStatus.MEMBER)


def membership_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Members by phase, in area and out of it, and the schools in area that are none; named as on the day `on`."""
    return Tally(
        prefixes=(f"membership.{year.slug}.",),
        rows=counted_schools(year),
        by=("line", "is_in_area", "is_member", "is_main"),
        cells=lambda groups: _membership_cells(year),
        **named_on(on, "school__") | {"named": lambda rows: rows.alias(**as_on(on, "school__", ["name", "trust"]))},
        aside=trust_on(on, "school__"),
        listed=Q(is_member=False, is_in_area=True) | Q(is_member=True, is_in_area=False) | Q(is_main=False),
        detail=lambda rows: told_on(rows.select_related("school"), on, "school__"),
        columns=(
            columns.SCHOOL,
            columns.URN,
            columns.PHASE,
            columns.GOVERNANCE,
            columns.TRUST,
            columns.LOCAL_AUTHORITY,
        ),
    )


def _membership_cells(year: AcademicYear) -> Iterator[Cell]:
    member = (
        f"A member is a school open on 1 September {year.start} (opened on or before it, and not closed on or "
        "before it) "
        f"whose membership row for {year} says member; invited, renewing, declined and withdrawn schools are not "
        "members. "
    )
    phases = (
        "An all-through school counts once in each phase it is counted in; alternative provision is with secondary."
    )
    for line in LINES:
        stem, place = f"membership.{year.slug}.{line}", f"{line.label.lower()}, {year}"
        here, away = {"line": line, "is_in_area": True}, {"line": line, "is_in_area": False}
        yield Cell(
            f"{stem}.in_area",
            f"Members in area: {place}",
            f"Members among the schools in area. {member}In area are the schools of the partnership’s local "
            f"authorities. {phases}",
            {**here, "is_member": True},
            of=here,
            beside=(
                (f"{stem}.not_members", "In area and open, but not members"),
                (f"{stem}.out_of_area", "Members out of area: counted in the total, in no share"),
            ),
        )
        yield Cell(
            f"{stem}.out_of_area",
            f"Members out of area: {place}",
            f"Members whose local authority is not one of the partnership’s. {member}",
            {**away, "is_member": True},
        )
        yield Cell(
            f"{stem}.total",
            f"All members: {place}",
            f"Members in area and out of area together. {member}{phases}",
            {"line": line, "is_member": True},
        )
        yield Cell(
            f"{stem}.not_members",
            f"Schools in area that are not members: {place}",
            f"Schools in area, open on 1 September {year.start}, that are not members. {member}",
            {**here, "is_member": False},
        )
        yield Cell(
            f"{stem}.also_counted",
            f"All-through schools also counted here: {place}",
            f"Schools in area, open on 1 September {year.start}, that have another main phase and count in this "
            "one as well.",
            {**here, "is_main": False},
        )
    yield Cell(
        f"membership.{year.slug}.all.total",
        f"All members, {year}",
        f"The members of all phases added up, in area and out of area. {member}{phases}",
        {"is_member": True},
    )


def change_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Who joined and who left, in `year` and in the year before; named as on the day `on`."""
    years = [year, year - 1, year - 2]
    rows = {f"row_{ago}": member_row(each) for ago, each in enumerate(years)}
    flags = {
        f"member_{ago}": holds(Q(**{f"row_{ago}__isnull": False}) & open_in(each)) for ago, each in enumerate(years)
    }
    return Tally(
        prefixes=tuple(f"membership.{each.slug}.{what}" for each in years[:2] for what in ("joined", "left")),
        rows=School.objects.annotate(**rows, main=main_phase(year))
        .annotate(**flags, phase=F("main__phase"), line=F("main__line"))
        .filter(Q(member_0=True) | Q(member_1=True) | Q(member_2=True)),
        by=("line", *flags),
        cells=lambda groups: _change_cells(year),
        **named_on(on),
        listed=~Q(member_0=True, member_1=True) & ~Q(member_0=False, member_1=False),
        detail=lambda rows: told_on(rows, on),
        columns=(columns.SCHOOL, columns.URN, columns.PHASE, columns.GOVERNANCE, columns.TRUST),
    )


def _change_cells(year: AcademicYear) -> Iterator[Cell]:
    for ago, each in enumerate([year, year - 1]):
        now, before = f"member_{ago}", f"member_{ago + 1}"
        joined, left = {now: True, before: False}, {now: False, before: True}
        for key, where, words in (
            ("joined", joined, f"Members in {each} that were not members in {each - 1}"),
            ("left", left, f"Members in {each - 1} that are not members in {each}"),
        ):
            definition = f"{words}, in area or out of it, each school once."
            yield Cell(f"membership.{each.slug}.{key}", words, definition, where)
            for line in LINES if ago == 0 else ():
                yield Cell(
                    f"membership.{each.slug}.{key}.{line}",
                    f"{words}: {line.label.lower()}",
                    definition,
                    {**where, "line": line},
                )


def renewals_outstanding(year: AcademicYear) -> QuerySet[Membership]:
    """Memberships of `year` and the next one that still say invited or renewing, by year and name.

    A school that is not open in the year will not renew.
    """
    open_then = Q(year=year) & open_in(year, "school__") | Q(year=year + 1) & open_in(year + 1, "school__")
    return Membership.objects.filter(
        open_then, status__in=[MembershipStatus.INVITED, MembershipStatus.RENEWING]
    ).order_by("year", "school__sort_name", "pk")


def associates_to_renew(year: AcademicYear) -> QuerySet[AssociateMembership]:
    """Associates whose row for `year` or the next one still says renewing, by year and name."""
    return AssociateMembership.objects.filter(year__in=[year, year + 1], status=AssociateStatus.RENEWING).order_by(
        "year", "associate__sort_name", "pk"
    )


def associate_tally(year: AcademicYear) -> Tally:
    """Associates of `year` and of the year before."""
    before = Func(OuterRef("year"), template="(%(expressions)s - 1)", output_field=AcademicYearField())
    earlier = AssociateMembership.objects.filter(associate=OuterRef("associate"), year=before)
    return Tally(
        prefixes=("associates.",),
        rows=AssociateMembership.objects.filter(
            year__in=[year, year - 1], status__in=[AssociateStatus.MEMBER, AssociateStatus.RENEWING]
        ).annotate(is_new=~Exists(earlier)),
        by=("year", "status", "is_new"),
        cells=lambda groups: _associate_cells([year, year - 1]),
        unit=Unit.ASSOCIATES,
        name="associate__name",
        order="associate__sort_name",
        listed=Q(year=year, is_new=True),
        detail=lambda rows: rows.select_related("associate"),
        columns=(
            Column("Associate", lambda row: row.record.associate.name),
            Column("Status", lambda row: row.record.get_status_display()),
        ),
    )


def _associate_cells(years: list[AcademicYear]) -> Iterator[Cell]:
    for year in years:
        for key, title, where, definition in (
            (
                "total",
                "Associates",
                {},
                "Associates whose row for the year says member or renewing; lapsed ones are left out.",
            ),
            (
                "to_renew",
                "Associates still to renew",
                {"status": AssociateStatus.RENEWING},
                "Associates whose row for the year still says renewing.",
            ),
            (
                "new",
                "New associates",
                {"is_new": True},
                f"Associates of the year with no row, of any status, for {year - 1}.",
            ),
        ):
            yield Cell(f"associates.{year.slug}.{key}", f"{title}, {year}", definition, {"year": year, **where})
