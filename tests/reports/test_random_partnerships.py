"""Every figure of random small partnerships against `oracle.py`, a second reading of the definitions in plain Python.

The same examples come each time. To look further, with other examples every time:

    RANDOM_PARTNERSHIPS=3000 python -m pytest tests/reports/test_random_partnerships.py -n 0
"""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from documents.figure import Figure, Unit
from figures.tally import Row
from membership.kpis import movement
from membership.kpis.movement import Movement
from membership.models import (
    Agreement,
    AgreementSchool,
    AssociateMembership,
    AssociateStatus,
    Charge,
    Membership,
    MembershipStatus,
    Package,
    PackagePrice,
    whole,
)
from ofsted.models import KEY_JUDGEMENTS_FROM, REPORT_CARD_FROM, Inspection, InspectionKind, NationalOutcome
from programmes.models import Participation, ParticipationRole, Programme, Strand
from reports.book import Book
from reports.counted import Counted
from reports.dates import ReportDates
from schools.models import (
    Associate,
    FormerGovernance,
    FormerName,
    Governance,
    Partnership,
    Phase,
    School,
    SchoolPhase,
    SchoolUrn,
)
from tests.reports.oracle import Oracle, Reading
from thep.years import AcademicYear
from visits.models import Visit, VisitKind, VisitStatus

pytestmark = pytest.mark.long
MORE = int(os.environ.get("RANDOM_PARTNERSHIPS", 0))
EXAMPLES = settings(
    max_examples=MORE or 60,
    derandomize=not MORE,
    database=None,
    deadline=None,  # how long an example takes is the machine's business
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,  # each example is rolled back
        HealthCheck.too_slow,  # a whole partnership is drawn
        HealthCheck.data_too_large,
    ],
)

NAMES = ["Bow", "bow", "St Anne’s", "Saint Anne's", "Élan", "Wapping High", "10th Street", "Zealand Road"]
NUMBERS = ["9", "10", "ITS9", "ITS425578", "10323215", "PUBLIC-7", "X"]
SCHOOL_FIELDS = ("name", "short_name", "la_code", "governance", "has_predecessors_grade")
LONG_AGO = datetime.date(2009, 5, 5)
DAY = datetime.timedelta(days=1)
IN_ONE_PHASE = [[(phase, True, None, None)] for phase in Phase]


@dataclass(frozen=True)
class Sketch:
    """A partnership before it is written: rows as plain values, which name schools and associates by their place."""

    dates: ReportDates
    la_codes: list[str]
    schools: list[dict[str, Any]]
    associates: list[list[str | None]]
    agreements: list[tuple]
    charges: list[tuple]
    participation: list[tuple]
    visits: list[tuple]
    national: list[tuple]


@st.composite
def report_dates(draw: st.DrawFn) -> ReportDates:
    """Years on both sides of Ofsted's regimes and of leap days; the membership year is the report year or the next."""
    start = draw(st.sampled_from([2017, 2019, 2023, 2024, 2025]))
    ends = [(7, 31), (8, 31), (9, 1), (1, 15), *([(2, 29)] if (start + 1) % 4 == 0 else [])]
    month, day = draw(st.sampled_from(ends))
    following = draw(st.integers(0, 2))
    return ReportDates(AcademicYear(start), AcademicYear(start + following), datetime.date(start + 1, month, day))


def edges(dates: ReportDates) -> list[datetime.date]:
    """The days on which something begins or ends, and those beside them."""
    start, members = dates.report_year.start, dates.membership_year.start
    turns = [
        *(datetime.date(year, 9, 1) for year in sorted({start, start + 1, members, members - 1})),
        dates.as_at,
        dates.year_before,
        KEY_JUDGEMENTS_FROM,
        REPORT_CARD_FROM,
    ]
    return [LONG_AGO, *(turn + step * DAY for turn in turns for step in (0, -1, 1))]


def schools(dates: ReportDates, few_days: list[datetime.date]) -> st.SearchStrategy:
    """`few_days` are those of inspections, few enough for two to fall on one day."""
    days, first = st.sampled_from(edges(dates)), dates.membership_year.start - 2
    years = st.integers(first, first + 3)
    all_through = st.tuples(st.sampled_from([Phase.PRIMARY, Phase.SPECIAL]), years, st.none() | years).map(
        lambda drawn: [(drawn[0], True, None, None), (Phase.SECONDARY, False, drawn[1], drawn[2])]
    )
    changing = years.map(
        lambda year: [(Phase.NURSERY, True, None, year), (Phase.PRIMARY, True, year + 1, None)],
    )
    inspections = st.tuples(
        st.sampled_from(NUMBERS),
        st.sampled_from([InspectionKind.GRADED] * 3 + list(InspectionKind)),
        st.sampled_from(few_days),
        st.none() | st.sampled_from(few_days) | days,
        st.sampled_from([1, 2, 3, 4, None]),
        st.sampled_from(["now", "now", "before", None]),  # under which URN
        st.sampled_from([False, False, True]),  # whether it was a predecessor's
    )
    return st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES),
            "short_name": st.sampled_from(["", "", "Short"]),
            "la_code": st.sampled_from(["211", "211", "211", "309", "201"]),
            "governance": st.sampled_from(list(Governance)),
            "opened_on": st.none() | st.none() | days,
            "closed_on": st.none() | st.none() | days,
            "phases": st.sampled_from([*IN_ONE_PHASE[1:2] * 5, *IN_ONE_PHASE, []]) | all_through | changing,
            "became_academy": st.booleans(),
            "converted_on": st.none() | days,
            "has_predecessors_grade": st.sampled_from([True, True, False]),
            "former_name": st.none() | st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "Former"]), days),
            "former_governance": st.none() | st.tuples(st.sampled_from(list(Governance)), days),
            "memberships": st.lists(
                st.sampled_from([MembershipStatus.MEMBER] * 5 + [*MembershipStatus, None]), min_size=4, max_size=4
            ),
            "inspections": st.lists(inspections, max_size=5, unique_by=itemgetter(0)),
        }
    )


@st.composite
def partnerships(draw: st.DrawFn) -> Sketch:
    dates = draw(report_dates())
    days = st.sampled_from(edges(dates))
    by_then = [day for day in edges(dates) if day <= dates.as_at + DAY]
    few_days = draw(st.lists(st.sampled_from(by_then), min_size=2, max_size=4, unique=True))
    places = draw(st.lists(schools(dates, few_days), min_size=1, max_size=12))
    school = st.integers(0, len(places) - 1)
    years = st.integers(dates.membership_year.start - 2, dates.membership_year.start)
    report_years = st.integers(dates.report_year.start - 1, dates.report_year.start)
    money = st.decimals(0, 9000, places=2)
    associates = draw(
        st.lists(st.lists(st.sampled_from([*AssociateStatus, None]), min_size=3, max_size=3), min_size=1, max_size=4)
    )
    associate = st.integers(0, len(associates) - 1)
    percentage = st.none() | st.decimals(0, 100, places=1)
    return Sketch(
        dates=dates,
        la_codes=draw(st.sampled_from([["211"], ["211", "309"]])),
        schools=places,
        associates=associates,
        agreements=draw(
            st.lists(
                st.tuples(
                    years,
                    st.sampled_from(["bronze", "silver", "gold", "nursery", "non_sla", "peer_support", "ad_hoc"]),
                    money,
                    st.lists(school, min_size=1, max_size=3, unique=True),
                    st.sampled_from(["whole", "autumn", "rest"]),
                ),
                max_size=10,
            )
        ),
        charges=draw(st.lists(st.tuples(years, st.none() | school, money | money.map(lambda pounds: -pounds)))),
        participation=draw(
            st.lists(
                st.tuples(
                    report_years,
                    st.integers(0, 1),
                    school,
                    st.sampled_from(list(ParticipationRole)),
                    st.sampled_from([None, "ssat", "edt"]),
                    st.none() | st.integers(0, 40),
                ),
                max_size=20,
                unique_by=itemgetter(0, 1, 2, 3, 4),
            )
        ),
        visits=draw(
            st.lists(
                st.tuples(
                    days,
                    st.tuples(st.just("school"), school) | st.tuples(st.just("associate"), associate),
                    st.sampled_from([VisitKind.VISIT, *VisitKind]),
                    st.sampled_from([VisitStatus.DONE] * 3 + list(VisitStatus)),
                ),
                max_size=20,
            )
        ),
        national=draw(
            st.lists(
                st.tuples(days, st.sampled_from(list(Phase)), st.lists(percentage, min_size=5, max_size=5)),
                max_size=4,
                unique_by=itemgetter(0, 1),
            )
        ),
    )


def write(sketch: Sketch) -> None:
    """The sketch as rows; what the database would refuse is left out or set right."""
    Partnership.objects.create(name="Riverside Education Partnership", la_codes=sketch.la_codes)
    schools = [_write_school(n, drawn, sketch.dates) for n, drawn in enumerate(sketch.schools)]
    associates = Associate.objects.bulk_create(
        Associate(name=f"{NAMES[n % len(NAMES)]} Arts") for n in range(len(sketch.associates))
    )
    first = sketch.dates.membership_year - 2
    AssociateMembership.objects.bulk_create(
        AssociateMembership(associate=associate, year=first + n, status=status)
        for associate, statuses in zip(associates, sketch.associates, strict=True)
        for n, status in enumerate(statuses)
        if status
    )
    _write_agreements(sketch, schools)
    Charge.objects.bulk_create(
        Charge(
            year=AcademicYear(year),
            reference=str(n),
            school=None if place is None else schools[place],
            description=f"Charge {n}",
            amount=amount,
        )
        for n, (year, place, amount) in enumerate(sketch.charges)
    )
    programmes = [Programme.objects.create(slug=slug, name=slug, kind="project") for slug in ("peer-review", "forum")]
    strands = {slug: Strand.objects.create(slug=slug, name=slug.upper()) for slug in ("ssat", "edt")}
    Participation.objects.bulk_create(
        Participation(
            year=AcademicYear(year),
            programme=programmes[programme],
            school=schools[place],
            role=role,
            strand=strands.get(strand),
            people=people,
        )
        for year, programme, place, role, strand, people in sketch.participation
    )
    places = {"school": schools, "associate": associates}
    Visit.objects.bulk_create(
        Visit(visited_on=day, kind=kind, status=status, **{what: places[what][n]})
        for day, (what, n), kind, status in sketch.visits
    )
    parts = ("outstanding", "good", "requires_improvement", "inadequate", "good_or_outstanding")
    NationalOutcome.objects.bulk_create(
        NationalOutcome(as_at=day, phase=phase, **dict(zip(parts, published, strict=True)))
        for day, phase, published in sketch.national
    )


def _write_school(n: int, drawn: dict[str, Any], dates: ReportDates) -> School:
    opened_on, closed_on = drawn["opened_on"], drawn["closed_on"]
    if opened_on and closed_on:
        closed_on = max(opened_on, closed_on)
    school = School.objects.create(
        **{field: drawn[field] for field in SCHOOL_FIELDS},
        opened_on=opened_on,
        closed_on=closed_on,
    )
    urns = {"now": 100_000 + 2 * n, "before": 100_001 + 2 * n, None: None}
    converted_on = drawn["converted_on"] if drawn["became_academy"] else None
    SchoolUrn.objects.create(school=school, urn=urns["now"], period=DateRange(converted_on, None))
    if drawn["became_academy"]:
        SchoolUrn.objects.create(
            school=school, urn=urns["before"], is_current=False, period=DateRange(None, converted_on)
        )
    if drawn["former_name"]:
        name, short_name, until = drawn["former_name"]
        FormerName.objects.create(school=school, name=name, short_name=short_name, period=DateRange(None, until))
    if drawn["former_governance"]:
        governance, until = drawn["former_governance"]
        FormerGovernance.objects.create(school=school, governance=governance, period=DateRange(None, until))
    for phase, is_main, from_year, until_year in drawn["phases"]:
        if until_year is None or from_year is None or from_year <= until_year:
            SchoolPhase.objects.create(
                school=school,
                phase=phase,
                is_main=is_main,
                from_year=from_year and AcademicYear(from_year),
                until_year=until_year and AcademicYear(until_year),
            )
    first = dates.membership_year - 2
    Membership.objects.bulk_create(
        Membership(school=school, year=first + n, status=status)
        for n, status in enumerate(drawn["memberships"])
        if status
    )
    Inspection.objects.bulk_create(
        Inspection(
            school=school,
            urn=urns[under],
            is_predecessors=is_predecessors,
            inspection_number=number,
            kind=kind,
            inspected_on=inspected_on,
            published_on=published_on and max(inspected_on, published_on),
            overall=overall if kind == InspectionKind.GRADED and inspected_on < KEY_JUDGEMENTS_FROM else None,
        )
        for number, kind, inspected_on, published_on, overall, under, is_predecessors in drawn["inspections"]
    )
    return school


def _write_agreements(sketch: Sketch, schools: list[School]) -> None:
    """A school has one agreement at a time; those that would overlap lose it."""
    packages = {package.slug: package for package in Package.objects.all()}
    packages["peer_support"] = Package.objects.create(slug="peer_support", name="Peer support")
    packages["ad_hoc"] = Package.objects.create(slug="ad_hoc", name="Ad hoc", is_sla=False)
    taken = set()
    for start, package, fee, places, part in sketch.agreements:
        year, january = AcademicYear(start), datetime.date(start + 1, 1, 1)
        terms = {"whole": ("autumn", "rest")}.get(part, (part,))
        free = [place for place in places if not any((place, start, term) in taken for term in terms)]
        if not free:
            continue
        taken |= {(place, start, term) for place in free for term in terms}
        period = {
            "whole": whole(year),
            "autumn": (year.first_day, january),
            "rest": (january, (year + 1).first_day),
        }[part]
        agreement = Agreement.objects.create(year=year, package=packages[package], fee=fee, period=period)
        for place in free:
            AgreementSchool.objects.create(agreement=agreement, school=schools[place])


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def as_read(figure: Figure | None, reading: Reading) -> tuple | None:
    """What the portal says, in the oracle's terms."""
    if figure is None:
        return None
    value = figure.raw if figure.unit == Unit.POUNDS else figure.value
    names = None if reading.names is None else tuple(name.text for name in figure.names)
    return value, figure.of, figure.percent, names


@pytest.mark.django_db
@given(partnerships())
@EXAMPLES
def test_every_figure_is_what_a_plain_reading_of_the_rows_gives(sketch):
    with rolled_back():
        write(sketch)
        figures = Book(sketch.dates).figures(names=None)
        readings = Oracle(sketch.dates).figures()
    expected = {key: (reading.value, reading.of, reading.percent, reading.names) for key, reading in readings.items()}
    assert {key: as_read(figures.get(key), reading) for key, reading in readings.items()} == expected


def amount_of(row: Row) -> Decimal:
    return row.record.fee if isinstance(row.record, Agreement) else row.record.amount


@pytest.mark.django_db
@given(partnerships(), st.data())
@EXAMPLES
def test_a_figure_equals_the_length_or_the_sum_of_the_list_it_opens(sketch, data):
    with rolled_back():
        write(sketch)
        book = Book(sketch.dates)
        figures = book.figures(names=None)
        telling = sorted(key for key, figure in figures.items() if figure.value)
        assume(telling)
        for key in data.draw(st.lists(st.sampled_from(telling), min_size=1, max_size=5, unique=True)):
            figure, found = figures[key], book.find(key)
            assert (found.figure.value, found.figure.of) == (figure.value, figure.of)
            rows = list(found.stream())
            half = len(rows) // 2
            assert found.page(0, half) + found.page(half, len(rows) + 1) == rows
            assert len(rows) == found.length == len(figure.names)
            match figure.unit:
                case Unit.POUNDS:
                    assert sum(map(amount_of, rows)) == figure.value
                case Unit.PEOPLE:
                    assert sum(row.record.people or 0 for row in rows) == figure.value
                case Unit.PERCENT:
                    assert [getattr(row.record, key.split(".")[-1]) for row in rows] == [figure.value]
                case Unit.SCHOOLS:
                    assert [row.name for row in rows] == [name.text for name in figure.names]
                    assert len(rows) == figure.value
                case _:
                    assert len(rows) == figure.value


@pytest.mark.django_db
@given(partnerships())
@EXAMPLES
def test_opening_movements_and_first_grades_always_make_the_closing_count(sketch):
    with rolled_back():
        write(sketch)
        found = Counted(sketch.dates, live=True).findings
    assert [finding for finding in found if "do not close" in finding.title] == []


@pytest.mark.django_db
@given(
    partnerships(), st.lists(st.tuples(st.sampled_from(list(Phase)), st.integers(0, 3), st.integers(1, 3)), max_size=8)
)
@EXAMPLES
def test_movement_is_what_a_plain_reading_gives_and_closes_in_schools_and_in_pence(sketch, prices):
    year = sketch.dates.membership_year
    with rolled_back():
        write(sketch)
        packages = list(Package.objects.filter(is_sla=True).order_by("pk"))
        listed = {(phase, packages[n]): 1000 * price for phase, n, price in prices}
        PackagePrice.objects.bulk_create(
            PackagePrice(year=year, package=package, phase=phase, price=price)
            for (phase, package), price in listed.items()
        )
        found, oracle = movement.closing(year, sketch.dates.as_at, names=None), Oracle(sketch.dates)
        readings = oracle.movement_of(year.start)
        counted = (len(oracle.members(year.start - 1)), len(oracle.members(year.start)))

    assert (found.unexplained_schools, found.unexplained_income, found.members) == (0, 0, counted)
    for kind in Movement:
        schools = readings.get(kind, {})
        figures = [found.figures[f"{stem}.{year.slug}.movement.{kind}"] for stem in ("membership", "income")]
        names = tuple(name.text for name in figures[0].names)
        assert (figures[0].value, names) == (len(schools), oracle.listed(schools))
        assert figures[1].value * 100 == sum(now - before for before, now in schools.values())
