"""Figures that do not fit each other, each beside one that does."""

import datetime

import pytest

from reports.book import Book
from reports.checks.figures import of_figures
from reports.dates import ReportDates
from schools.models import OfficialKind
from tests.factories import (
    YEAR,
    MembershipFactory,
    OfficialFileFactory,
    ParticipationFactory,
    SchoolFactory,
    VisitFactory,
)
from tests.figures.reading import DATES

pytestmark = pytest.mark.django_db


def found(dates: ReportDates = DATES) -> list[tuple[str, str]]:
    book = Book(dates)
    return [(finding.title, finding.words) for finding in of_figures(book, book.figures())]


def test_a_visited_school_in_no_phase_is_in_the_total_and_on_no_line():
    VisitFactory(school=SchoolFactory(name="Elm"), visited_on=datetime.date(2018, 3, 1))
    VisitFactory(school=SchoolFactory(name="Oak", phase=None), visited_on=datetime.date(2018, 3, 1))
    ((title, words),) = found()
    assert title == f"Parts do not sum: Schools visited, {YEAR}"
    assert words.endswith("make 1, and 2 stand there. A school in no phase is in the total and on no line.")


def test_a_subject_without_records_beside_the_year_before_is_told():
    ParticipationFactory(year=YEAR - 1, programme__kind="conference")
    ParticipationFactory(year=YEAR - 1, programme__kind="project")
    ParticipationFactory(year=YEAR, programme__kind="project")
    assert found() == [
        (
            "Nothing on record: conferences",
            f"The year before has figures there, and {YEAR} has none. Perhaps its records have not been entered yet.",
        )
    ]


def test_members_of_no_year_are_told_beside_those_of_the_year_before():
    MembershipFactory(year=DATES.membership_year - 1)
    assert [title for title, _ in found()] == ["Nothing on record: membership"]


def test_a_file_of_before_the_day_of_the_grades_is_stale():
    OfficialFileFactory(kind=OfficialKind.OFSTED, name="mi.csv", as_at=DATES.as_at - datetime.timedelta(days=1))
    OfficialFileFactory(kind=OfficialKind.GIAS, as_at=DATES.as_at)
    assert [title for title, _ in found()] == ["A stale source"]
    assert "Ofsted: mi.csv" in found()[0][1]
    OfficialFileFactory(kind=OfficialKind.OFSTED, as_at=DATES.as_at)
    assert found() == []


def test_no_file_at_all_is_no_stale_source():
    assert found() == []
