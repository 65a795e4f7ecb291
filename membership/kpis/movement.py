"""Movement between two years: who is new, renewed, traded up or down, came back or left, in schools and in pounds."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
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
from django.db.models.functions import Cast, Coalesce, Floor

from documents.display import Kind
from documents.figure import Figure, Unit
from documents.tables import Column
from figures.tally import Cell, Tally
from membership.kpis.members import members
from membership.models import Agreement, AgreementSchool, Membership, MembershipStatus, PackagePrice
from schools import columns
from schools.models import School, main_phase
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
            named_before=_package(year - 1, "package__name"),
            named_now=_package(year, "package__name"),
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
    years = [before, year]
    covered = AgreementSchool.objects.filter(agreement__year__in=years, agreement__package__is_sla=True)
    its_members = Membership.objects.filter(year__in=years, status=MembershipStatus.MEMBER)
    concerned = Q(pk__in=its_members.values("school")) | Q(pk__in=covered.values("school"))
    rows = School.objects.filter(concerned).annotate(
        main=main_phase(year),
        is_now=Exists(members(year).filter(pk=OuterRef("pk"))),
        was_before=Exists(members(before).filter(pk=OuterRef("pk"))),
        was_ever=Exists(_member_before(before)),
        paid_before=_share(before),
        paid_now=_share(year),
        package_before=_package(before, "package"),
        package_now=_package(year, "package"),
    )
    rows = rows.annotate(
        price_before=_price(year, "package_before"),
        price_now=_price(year, "package_now"),
        change=F("paid_now") - F("paid_before"),
    )
    return rows.annotate(movement=_movement()).exclude(
        movement=Movement.NEVER,
        package_before=None,
        package_now=None,  # a `member` row of a school that is not open
    )


def _movement() -> Case:
    both = Q(is_now=True, was_before=True)
    is_other = both & ~Q(package_now=F("package_before"))
    is_priced = Q(price_now__isnull=False, price_before__isnull=False)
    has_both = Q(package_now__isnull=False, package_before__isnull=False)
    is_dearer = is_priced & Q(price_now__gt=F("price_before")) | ~is_priced & Q(paid_now__gt=F("paid_before"))
    is_cheaper = is_priced & Q(price_now__lt=F("price_before")) | ~is_priced & Q(paid_now__lt=F("paid_before"))
    return Case(
        When(both & Q(package_before=None, package_now__isnull=False), then=Value(Movement.UP)),
        When(both & Q(package_now=None, package_before__isnull=False), then=Value(Movement.DOWN)),
        When(is_other & has_both & is_dearer, then=Value(Movement.UP)),
        When(is_other & has_both & is_cheaper, then=Value(Movement.DOWN)),
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


def _coverings(year: AcademicYear) -> QuerySet[AgreementSchool]:
    """Those of the outer school, under service-level agreements."""
    rows = AgreementSchool.objects.filter(school=OuterRef("pk"), agreement__year=year, agreement__package__is_sla=True)
    return rows.order_by()


def _share(year: AcademicYear) -> Coalesce:
    """What the school's share of its agreements comes to.

    Of a fee for n schools the k-th has what the first k have less what the first k - 1 have, both rounded down to the
    penny: so the shares of all are the fee, to the penny.
    """
    together = AgreementSchool.objects.filter(agreement=OuterRef("agreement")).order_by().values("agreement")
    upto = together.filter(school__lte=OuterRef("school"))
    number = {"output_field": IntegerField()}
    shares = _coverings(year).annotate(
        n=Subquery(together.annotate(count=Count("pk")).values("count"), **number),
        k=Subquery(upto.annotate(count=Count("pk")).values("count"), **number),
        pence=F("agreement__fee") * 100,
    )
    shares = shares.annotate(
        share=Floor(F("pence") * F("k") / F("n")) - Floor(F("pence") * (F("k") - 1) / F("n")),
    )
    total = shares.values("school").annotate(total=Cast(Sum("share"), POUNDS) / 100).values("total")
    return Coalesce(Subquery(total, output_field=POUNDS), Value(Decimal(0)), output_field=POUNDS)


def _package(year: AcademicYear, field: str) -> Subquery:
    """Of the school's packages in the year, the one it had last."""
    return Subquery(_coverings(year).order_by("-period", "-pk").values(f"agreement__{field}")[:1])


def _price(year: AcademicYear, package: str) -> Subquery:
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
    figures: dict[str, Figure]
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
