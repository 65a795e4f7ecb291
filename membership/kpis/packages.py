"""Packages, the schools they cover, and income."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from documents.display import Kind, listed
from documents.figure import Unit
from documents.tables import Column
from figures.tally import Cell, Combined, Group, Tally
from membership.models import (
    Agreement,
    AgreementSchool,
    Charge,
    Package,
)
from schools import columns
from schools.names import Folded
from schools.on_a_day import as_on, name_on, named_on, sort_name_on, told_on
from thep.years import AcademicYear


def packages_in(year: AcademicYear, school: str) -> Subquery:
    """The names of the packages that cover the school in column `school` in `year`, as one text; `None` for none."""
    rows = AgreementSchool.objects.filter(school=OuterRef(school), agreement__year=year).order_by().values("school")
    names = StringAgg("agreement__package__name", ", ", distinct=True, order_by="agreement__package__name")
    return Subquery(rows.annotate(names=names).values("names"), output_field=TextField())


def all_packages() -> QuerySet[Package]:
    return Package.objects.order_by("position", "slug")


def _covered(on: datetime.date, of_each: Any) -> Subquery:
    """What `of_each` gives for the schools that the agreement covers, in the order of their names, as one text."""
    text = StringAgg(of_each(on, "school__"), " with ", order_by=sort_name_on(on, "school__"))
    rows = AgreementSchool.objects.filter(agreement=OuterRef("pk")).alias(**as_on(on, "school__", ["name"])).order_by()
    return Subquery(rows.values("agreement").annotate(text=text).values("text"), output_field=TextField())


def agreement_tally(year: AcademicYear, packages: Iterable[Package], on: datetime.date) -> Tally:
    """Agreements for each of `packages`, and the fees agreed for any, in `year` and the year before.

    Their schools are named as on the day `on`, here as in the tallies below.
    """
    return Tally(
        prefixes=("packages.", "income."),
        rows=Agreement.objects.filter(year__in=[year, year - 1]).annotate(is_sla=F("package__is_sla")),
        by=("year", "package", "is_sla"),
        cells=lambda groups: _agreement_cells([year, year - 1], packages),
        unit=Unit.AGREEMENTS,
        adds=("fee",),
        name=Coalesce(_covered(on, name_on), Value("No school yet"), output_field=TextField()),
        order=Coalesce(_covered(on, sort_name_on), Value(""), output_field=TextField()),
        detail=lambda rows: rows.select_related("package"),
        columns=INCOME_COLUMNS,
    )


INCOME_COLUMNS = (
    Column("School", lambda row: row.name if _has_payer(row.record) else None),
    Column("For", lambda row: row.record.package.name if isinstance(row.record, Agreement) else row.record.description),
    Column(
        "Agreed or charged on",
        lambda row: getattr(row.record, "agreed_on", None) or getattr(row.record, "charged_on", None),
        Kind.DATE,
    ),
    Column(
        "Amount", lambda row: row.record.fee if isinstance(row.record, Agreement) else row.record.amount, Kind.MONEY
    ),
)
"""Agreements and charges stand in the same columns, so that one list can hold both."""


def _has_payer(record: Agreement | Charge) -> bool:
    """A charge to no school is listed under what it is for."""
    return isinstance(record, Agreement) or record.school_id is not None


def _agreement_cells(years: list[AcademicYear], packages: Iterable[Package]) -> Iterator[Cell]:
    for year in years:
        for package in packages:
            yield Cell(
                f"packages.{year.slug}.{package.slug}.agreements",
                f"{package.name} agreements, {year}",
                "Agreements for the package in the year. One agreement can cover several schools, such as a "
                "federation.",
                {"year": year, "package": package.pk},
            )
        yield Cell(
            f"income.{year.slug}.packages",
            f"Income from packages, {year}",
            "The fees agreed under service-level agreements, as agreed at the time and not as the price list has "
            "them today.",
            {"year": year, "is_sla": True},
            adds="fee",
            unit=Unit.POUNDS,
        )


def covered_tally(year: AcademicYear, packages: QuerySet[Package], on: datetime.date) -> Tally:
    """Schools by the package that covers them, in `year` and the year before."""
    return _covering_tally(
        year,
        on,
        ("year", "package"),
        lambda groups: (
            Cell(
                f"packages.{each.slug}.{package.slug}.schools",
                f"Schools with {package.name}, {each}",
                "Schools covered by an agreement for the package in the year, each once.",
                {"year": each, "package": package.pk},
            )
            for each in (year, year - 1)
            for package in packages
        ),
    )


def sla_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Schools with any service-level agreement, in `year` and the year before."""
    return _covering_tally(
        year,
        on,
        ("year", "is_sla"),
        lambda groups: (
            Cell(
                f"packages.{each.slug}.all.schools",
                f"Schools with a package, {each}",
                "Schools covered by a service-level agreement in the year, each once; non-SLA schools are not "
                "among them.",
                {"year": each, "is_sla": True},
            )
            for each in (year, year - 1)
        ),
    )


def _covering_tally(
    year: AcademicYear, on: datetime.date, by: tuple[str, ...], cells: Callable[[list[Group]], Iterable[Cell]]
) -> Tally:
    return Tally(
        prefixes=("packages.",),
        rows=AgreementSchool.objects.filter(agreement__year__in=[year, year - 1]).annotate(
            year=F("agreement__year"), package=F("agreement__package"), is_sla=F("agreement__package__is_sla")
        ),
        by=by,
        cells=cells,
        subject="school",
        **named_on(on, "school__"),
        detail=lambda rows: told_on(rows.select_related("school", "agreement__package"), on, "school__"),
        columns=(
            columns.SCHOOL,
            columns.URN,
            Column("Package", lambda row: listed([str(covering.agreement.package) for covering in row.records])),
            columns.GOVERNANCE,
            columns.TRUST,
        ),
    )


def charge_tally(year: AcademicYear, on: datetime.date) -> Tally:
    """Charges beside the packages, in `year` and the year before."""
    return Tally(
        prefixes=("income.",),
        rows=Charge.objects.filter(year__in=[year, year - 1]),
        by=("year",),
        cells=lambda groups: (
            Cell(
                f"income.{each.slug}.extra",
                f"Extra income, {each}",
                "The charges of the year beside the packages, refunds taken off.",
                {"year": each},
                adds="amount",
                unit=Unit.POUNDS,
            )
            for each in (year, year - 1)
        ),
        adds=("amount",),
        named=lambda rows: rows.alias(**as_on(on, "school__", ["name"])),
        name=Coalesce(name_on(on, "school__"), "description", output_field=TextField()),
        order=Coalesce(sort_name_on(on, "school__"), Folded(F("description")), output_field=TextField()),
        columns=INCOME_COLUMNS,
    )


def income_total(year: AcademicYear) -> Combined:
    """All income of `year`: agreements and charges in one list."""
    return Combined(
        Cell(
            f"income.{year.slug}.total",
            f"All income, {year}",
            "Income from packages and extra income together.",
            {},
            unit=Unit.POUNDS,
        ),
        parts=(f"income.{year.slug}.packages", f"income.{year.slug}.extra"),
    )
