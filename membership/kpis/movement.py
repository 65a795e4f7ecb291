"""Movement between two years: who is new, renewed, traded up or down, came back or left, in schools and in pounds."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from documents.display import Kind
from documents.figure import Figure, Unit
from documents.tables import Column
from figures.tally import Cell, Tally
from membership.kpis.members import holds, member_row, members
from membership.models import Agreement, Membership, MembershipStatus, PackagePrice
from schools import columns
from schools.models import School, main_phase, open_in
from schools.on_a_day import named_on, told_on
from thep.years import AcademicYear

POUNDS = DecimalField(max_digits=12, decimal_places=2)


class Movement(TextChoices):
    """What became of a school from one year to the next. Each school is in one of them, once.

    The money of a school is its share of the fees of the service-level agreements that cover it.
    """

    NEW = "new", "New"
    REJOINED = "rejoined", "Rejoined"
    RENEWED = "renewed", "Renewed"
    UP = "traded_up", "Traded up"
    DOWN = "traded_down", "Traded down"
    LEFT = "left", "Left"
    NEVER = "no_member", "Not a member in either year"


CAME, STAYED = (Movement.NEW, Movement.REJOINED), (Movement.RENEWED, Movement.UP, Movement.DOWN)
WORDS = {
    Movement.NEW: "Members of {now} that were no member in any year before.",
    Movement.REJOINED: "Members of {now} that were none in {before} and had been one in an earlier year.",
    Movement.RENEWED: "Members of both years with the same package, with none in either year, or with another package "
    "that is worth the same; also where the fee changed.",
    Movement.UP: "Members of both years that took a package after having none, or another one that is worth more: "
    "whose list price for {now} and the school’s phase is higher or, where the list has no price for one of the two, "
    "for which the school’s share of the fee is.",
    Movement.DOWN: "Members of both years that gave up their package, or took another one that is worth less, by the "
    "rule of trading up.",
    Movement.LEFT: "Members of {before} that are not members of {now}.",
    Movement.NEVER: "Schools that are members in neither year and have a package in one of them.",
}
SHARE = (
    "A school’s money is its share of the fees agreed under service-level agreements: a fee for several schools is "
    "divided equally, in whole pence."
)


def movement_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Each school that was a member or had a package, in `year` or the year before, by what became of it.

    Named as on the day `on`.
    """
    return Tally(
        prefixes=(f"membership.{year.slug}.movement.", f"income.{year.slug}.movement."),
        rows=_moved(year),
        by=("movement",),
        cells=lambda groups: _cells(year),
        adds=("paid_before", "paid_now", "change"),
        **named_on(on),
        listed=~Q(movement=Movement.RENEWED),
        detail=lambda rows: told_on(rows, on).annotate(
            named_before=F("taken_before__package__name"),
            named_now=F("taken_now__package__name"),
        ),
        columns=(
            columns.SCHOOL,
            columns.URN,
            Column("Movement", lambda row: Movement(row.record.movement).label),
            Column(f"Package {year - 1}", lambda row: row.record.named_before),
            Column(f"Package {year}", lambda row: row.record.named_now),
            Column(str(year - 1), lambda row: row.record.paid_before, Kind.MONEY),
            Column(str(year), lambda row: row.record.paid_now, Kind.MONEY),
            Column("Change", lambda row: row.record.change, Kind.MONEY),
        ),
    )


def _cells(year: AcademicYear) -> Iterator[Cell]:
    before = year - 1
    schools, money = f"membership.{year.slug}.movement", f"income.{year.slug}.movement"
    yield Cell(
        f"{schools}.opening",
        f"Members in {before}",
        f"The members of {before}, in area or out of it, each school once.",
        {"movement": (*STAYED, Movement.LEFT)},
    )
    yield Cell(
        f"{money}.opening",
        f"Income from packages, {before}",
        f"{SHARE} Here for {before}.",
        {},
        adds="paid_before",
        unit=Unit.POUNDS,
    )
    for movement in Movement:
        words = WORDS[movement].format(now=year, before=before)
        where = {"movement": movement}
        yield Cell(f"{schools}.{movement}", f"{movement.label}, {before} to {year}", words, where)
        for part, title, adds in (
            ("", f"{movement.label}: change of income, {before} to {year}", "change"),
            (".before", f"{movement.label}: income in {before}", "paid_before"),
            (".now", f"{movement.label}: income in {year}", "paid_now"),
        ):
            yield Cell(f"{money}.{movement}{part}", title, f"{words} {SHARE}", where, adds=adds, unit=Unit.POUNDS)
    yield Cell(
        f"{schools}.closing",
        f"Members in {year}",
        f"The members of {year}, in area or out of it, each school once.",
        {"movement": (*STAYED, *CAME)},
    )
    yield Cell(
        f"{money}.closing",
        f"Income from packages, {year}",
        f"{SHARE} Here for {year}.",
        {},
        adds="paid_now",
        unit=Unit.POUNDS,
    )
    yield Cell(
        f"{money}.change",
        f"Change of income from packages, {before} to {year}",
        f"{SHARE} Of {year}, less that of {before}.",
        {},
        adds="change",
        unit=Unit.POUNDS,
    )


def _moved(year: AcademicYear) -> QuerySet[School]:
    """`movement`, and what each school paid in both years."""
    before = year - 1
    rows = School.objects.annotate(
        main=main_phase(year),
        member_before=member_row(before),
        member_now=member_row(year),
        taken_before=_taken(before),
        taken_now=_taken(year),
    )
    was_concerned = Q(member_before__isnull=False) | Q(taken_before__isnull=False)
    is_concerned = Q(member_now__isnull=False) | Q(taken_now__isnull=False)
    rows = rows.filter(was_concerned | is_concerned).annotate(
        is_now=holds(Q(member_now__isnull=False) & open_in(year)),
        was_before=holds(Q(member_before__isnull=False) & open_in(before)),
        was_ever=Exists(_member_before(before)),
        package_before=F("taken_before__package"),
        package_now=F("taken_now__package"),
        paid_before=Coalesce(F("taken_before__paid"), Decimal(0)),
        paid_now=Coalesce(F("taken_now__paid"), Decimal(0)),
    )
    rows = rows.exclude(
        is_now=False,
        was_before=False,
        package_before=None,
        package_now=None,  # a `member` row of a school that is not open
    )
    prices = _price(year, "package_now") - _price(year, "package_before")
    return rows.annotate(change=F("paid_now") - F("paid_before")).annotate(
        worth=Coalesce(prices, F("change"), output_field=POUNDS), movement=_movement()
    )


def _movement() -> Case:
    """`worth` is how much more the package of now is worth than that of before."""
    both = Q(is_now=True, was_before=True)
    has_both = Q(package_now__isnull=False, package_before__isnull=False)
    is_other = both & has_both & ~Q(package_now=F("package_before"))
    return Case(
        When(both & Q(package_before=None, package_now__isnull=False), then=Value(Movement.UP)),
        When(both & Q(package_now=None, package_before__isnull=False), then=Value(Movement.DOWN)),
        When(is_other & Q(worth__gt=0), then=Value(Movement.UP)),
        When(is_other & Q(worth__lt=0), then=Value(Movement.DOWN)),
        When(both, then=Value(Movement.RENEWED)),
        When(was_before=True, then=Value(Movement.LEFT)),
        When(is_now=True, was_ever=True, then=Value(Movement.REJOINED)),
        When(is_now=True, then=Value(Movement.NEW)),
        default=Value(Movement.NEVER),
    )


def _member_before(year: AcademicYear) -> QuerySet[Membership]:
    """Rows of years before `year` that made the school a member then: those of years in which it was open."""
    first_day = Func(Cast("year", IntegerField()), Value(9), Value(1), function="make_date", output_field=DateField())
    rows = Membership.objects.filter(school=OuterRef("pk"), status=MembershipStatus.MEMBER, year__lt=year)
    return rows.alias(first_day=first_day).filter(
        Q(school__opened_on=None) | Q(school__opened_on__lte=F("first_day")),
        Q(school__closed_on=None) | Q(school__closed_on__gt=F("first_day")),
    )


def _taken(year: AcademicYear) -> FilteredRelation:
    """The school's packages of the year with what it pays for them: one row, joined, or none."""
    return FilteredRelation("packages_by_year", condition=Q(packages_by_year__year=year))


def _price(year: AcademicYear, package: str) -> Subquery:
    """What the list of `year` asks of a school of its phase for the package in the column; `None` where it has none."""
    prices = PackagePrice.objects.filter(year=year, package=OuterRef(package), phase=OuterRef("main__phase"))
    return Subquery(prices.values("price")[:1])


def unplaced(year: AcademicYear) -> QuerySet[Agreement]:
    """Service-level agreements of `year` and the year before that cover no school: their fees are nobody's share."""
    rows = Agreement.objects.filter(year__in=[year - 1, year], package__is_sla=True, fee__gt=0, coverings=None)
    return rows.select_related("package").order_by("year", "pk")


@dataclass(frozen=True)
class Closing:
    """Whether opening and movements give what is counted elsewhere: what is left is unexplained.

    `members` and `income` are the counts of the two years made another way: of all members, and of all agreed fees.
    """

    year: AcademicYear
    figures: Mapping[str, Figure]
    members: tuple[int, int]
    income: tuple[Decimal, Decimal]

    def _of(self, subject: str, part: str) -> int | Decimal:
        return self.figures[f"{subject}.{self.year.slug}.movement.{part}"].value

    @property
    def unexplained_schools(self) -> int:
        """What the members of the year are more than those of the year before, came and left taken into account."""
        before, now = self.members
        came = sum(self._of("membership", movement) for movement in CAME)
        return now - (before + came - self._of("membership", Movement.LEFT))

    @property
    def unexplained_income(self) -> Decimal:
        before, now = self.income
        return now - before - sum(self._of("income", movement) for movement in Movement)

    @property
    def is_closed(self) -> bool:
        return not self.unexplained_schools and not self.unexplained_income


def closing(year: AcademicYear, on: datetime.date, *, names: int | None = 0) -> Closing:
    """The movement into `year` with its control sums, by three queries. `on` and `names` as in its tally."""
    fees = Agreement.objects.filter(package__is_sla=True).aggregate(
        before=Coalesce(Sum("fee", filter=Q(year=year - 1)), Decimal(0)),
        now=Coalesce(Sum("fee", filter=Q(year=year)), Decimal(0)),
    )
    both = School.objects.aggregate(
        before=Count("pk", filter=Q(pk__in=members(year - 1))), now=Count("pk", filter=Q(pk__in=members(year)))
    )
    return Closing(
        year,
        movement_tally(year, on).figures(names=names),
        (both["before"], both["now"]),
        (fees["before"], fees["now"]),
    )
