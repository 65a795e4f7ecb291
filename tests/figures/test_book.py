"""All the figures of a report together: what they ask of the database, and how one is found by its key."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.book import Book
from tests.factories import (
    YEAR,
    AgreementFactory,
    AssociateMembershipFactory,
    ChargeFactory,
    InspectionFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    ParticipationFactory,
    SchoolFactory,
    StrandFactory,
    VisitFactory,
)
from tests.figures.reading import DATES

pytestmark = pytest.mark.django_db


def record(n: int) -> None:
    """One of everything."""
    school = SchoolFactory(name=f"School {n}", also="secondary", governance=("maintained", "academy", "other")[n])
    MembershipFactory(school=school, year=YEAR - n)
    AssociateMembershipFactory(year=YEAR)
    AgreementFactory(package=("bronze", "silver", "non_sla")[n], schools=[school], fee=100)
    ChargeFactory(school=school)
    ParticipationFactory(school=school, role="delegate", people=n, strand=StrandFactory(slug=f"strand-{n}"))
    VisitFactory(school=school)
    VisitFactory(school=None, associate=AssociateMembershipFactory(year=YEAR).associate)
    InspectionFactory(school=school, overall=n + 1)
    NationalOutcomeFactory(as_at=datetime.date(2015 + n, 8, 31), good=50 + n)


def queries(names: int | None) -> int:
    with CaptureQueriesContext(connection) as asked:
        Book(DATES).figures(names=names)
    return len(asked)


@pytest.mark.parametrize("names", [0, 120, None])
def test_all_figures_ask_as_many_queries_with_three_of_everything_as_with_one(names):
    record(0)
    with_one = queries(names)
    record(1)
    record(2)
    assert queries(names) == with_one
    assert with_one <= 20


def test_every_figure_is_found_by_its_key_with_as_many_rows_as_names():
    for n in range(3):
        record(n)
    book = Book(DATES)
    figures = book.figures(names=None)
    found = {key: book.find(key) for key in figures}
    assert {key: one.figure.value for key, one in found.items()} == {key: each.value for key, each in figures.items()}
    assert {key: one.length for key, one in found.items()} == {key: len(each.names) for key, each in figures.items()}


@pytest.mark.parametrize(
    "key",
    [
        "",
        "membership",
        "membership.2017-18.primary",
        "membership.2015-16.primary.total",
        "membership.2017-18.ap.total",
        "participation.2017-18.no-such-programme.schools",
        "outcomes.2018-08-01.primary.good",
        "national.2018.primary.good",
        "income.2017-18.refunds",
    ],
)
def test_a_key_of_no_figure_of_these_dates_finds_nothing(key):
    record(0)
    assert Book(DATES).find(key) is None


def test_a_page_of_an_added_up_figure_runs_on_from_one_part_into_the_next():
    for n, name in enumerate(("Alma", "Bow", "Swan")):
        school = SchoolFactory(name=name)
        AgreementFactory(schools=[school], fee=100 * n)
        ChargeFactory(school=school, amount=n)
    found = Book(DATES).find("income.2017-18.total")

    def payers(rows) -> list[tuple[str, str]]:
        return [(type(row.record).__name__, found.columns[0].get(row)) for row in rows]

    everyone = [(record, name) for record in ("Agreement", "Charge") for name in ("Alma", "Bow", "Swan")]
    assert payers(found.stream()) == payers(found.page(0, 6)) == everyone
    assert [payers(found.page(start, start + 2)) for start in (0, 2, 4, 6)] == [
        everyone[:2],
        everyone[2:4],
        everyone[4:],
        [],
    ]
