"""A report of an earlier year does not change when schools are renamed, convert or join a trust since."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from documents.figure import Unit
from documents.spreadsheets import to_csv
from membership.kpis import movement
from reports.book import Book
from reports.dates import ReportDates
from schools.models import FormerGovernance, FormerName, FormerTrust, Governance, School, SchoolUrn, Trust
from tests.factories import YEAR, MembershipFactory, SchoolFactory
from tests.figures.reading import figure, names

THEN = ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31))
LATER = ReportDates(YEAR, YEAR + 1, datetime.date(2026, 7, 31))
CHANGED_ON = datetime.date(2025, 9, 1)
UNTIL = DateRange(None, CHANGED_ON)
LISTS = (
    "membership.2018-19.primary.total",
    "membership.2018-19.movement.renewed",
    "packages.2018-19.all.schools",
    "income.2018-19.total",
    "participation.2017-18.peer-review.schools",
    "inspections.2017-18.all.schools",
    "outcomes.2018-07-31.primary.good",
    "visits.2017-18.all.schools",
)


@contextmanager
def everything_changed() -> Iterator[None]:
    """Each school has another name, governance, trust and URN since, and what it had before stands with its days."""
    schools = list(School.objects.order_by("pk"))
    with transaction.atomic():
        FormerName.objects.bulk_create(
            FormerName(school=school, name=school.name, short_name=school.short_name, period=UNTIL)
            for school in schools
        )
        FormerGovernance.objects.bulk_create(
            FormerGovernance(school=school, governance=school.governance, period=UNTIL) for school in schools
        )
        FormerTrust.objects.bulk_create(
            FormerTrust(school=school, trust_id=school.trust_id, period=UNTIL) for school in schools
        )
        SchoolUrn.objects.filter(is_current=True).update(is_current=False, period=UNTIL)
        SchoolUrn.objects.bulk_create(
            SchoolUrn(school=school, urn=900_000 + n, period=DateRange(CHANGED_ON, None))
            for n, school in enumerate(schools)
        )
        trust = Trust.objects.create(name="Trust of all")
        for n, school in enumerate(schools):
            school.name, school.short_name = f"Renamed {len(schools) - n:03}", ""
            school.governance, school.trust = Governance.OTHER, trust
        School.objects.bulk_update(schools, ["name", "short_name", "governance", "trust"])
        yield
        transaction.set_rollback(True)


def read(dates: ReportDates) -> tuple[dict, dict, dict]:
    """Every figure with its names, the movement, and what the longest lists export."""
    book = Book(dates)
    moved = movement.closing(dates.membership_year, dates.as_at, names=None).figures
    lists = {}
    for key in LISTS:
        found = book.find(key.replace("2018-07-31", str(dates.as_at)))
        lists[key] = "".join(to_csv(found.columns, found.stream()))
    return book.figures(names=None), moved, lists


def test_every_figure_name_and_list_of_an_earlier_report_stays(sample):
    before = read(THEN)
    assert all(len(text.splitlines()) > 5 for text in before[2].values())

    with everything_changed():
        after = read(THEN)

    assert after == before


def test_a_report_made_for_a_day_after_the_changes_prints_what_is_so_then(sample):
    with everything_changed():
        figures, moved, _ = read(LATER)

    of_schools = [each for each in (*figures.values(), *moved.values()) if each.unit == Unit.SCHOOLS]
    named = {name.text for each in of_schools for name in each.names}
    assert {text for text in named if not text.startswith("Renamed ")} == set()
    assert {name.aside for each in of_schools if each.key.endswith(".not_members") for name in each.names} == {
        "Trust of all"
    }
    below_good = {key: each.value for key, each in figures.items() if ".2026-07-31.all.below_good." in f".{key}"}
    assert sum(below_good.values()) == below_good["outcomes.2026-07-31.all.below_good.other"] > 0


@pytest.mark.django_db
def test_schools_outside_are_grouped_by_the_trust_that_they_were_of_on_the_day():
    old, new = (Trust.objects.create(name=name) for name in ("Old Trust", "New Trust"))
    moved, joined = SchoolFactory(name="Moved", trust=new), SchoolFactory(name="Joined since", trust=old)
    SchoolFactory(name="Stayed", trust=old)
    MembershipFactory(school=SchoolFactory(name="Member", trust=old))
    FormerTrust.objects.create(school=moved, trust=old, period=UNTIL)
    FormerTrust.objects.create(school=joined, trust=None, period=UNTIL)

    def trusts(as_at: datetime.date) -> dict[str, str]:
        key = f"membership.{YEAR.slug}.primary.not_members"
        return {name.text: name.aside for name in figure(key, ReportDates(YEAR, YEAR, as_at)).names}

    assert trusts(datetime.date(2025, 8, 31)) == {"Moved": "Old Trust", "Stayed": "Old Trust", "Joined since": ""}
    assert trusts(CHANGED_ON) == {"Moved": "New Trust", "Stayed": "Old Trust", "Joined since": "Old Trust"}


@pytest.mark.django_db
def test_names_stand_in_the_order_of_the_names_of_the_day():
    for name, before in (("Alma", "Zion"), ("Bow", None), ("Swan", "Acorn")):
        school = MembershipFactory(school=SchoolFactory(name=name)).school
        if before:
            FormerName.objects.create(school=school, name="Long name", short_name=before, period=UNTIL)

    def listed(as_at: datetime.date) -> tuple[list[str], list[str]]:
        dates, key = ReportDates(YEAR, YEAR, as_at), f"membership.{YEAR.slug}.primary.in_area"
        return names(key, dates), [row.name for row in Book(dates).find(key).page(0, 10)]

    assert listed(datetime.date(2018, 7, 31)) == (["Acorn", "Bow", "Zion"],) * 2
    assert listed(CHANGED_ON) == (["Alma", "Bow", "Swan"],) * 2
