"""The KPI page: its dates, its limits and what it costs. `test_sample_page.py` reads it against the reference."""

import datetime

import pytest
from django.urls import reverse

from accounts.permissions import Role
from reports.dates import ReportDates, years_on_record
from tests.factories import (
    YEAR,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    ProgrammeFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from thep.years import AcademicYear

PAGE = reverse("kpi-page", args=[YEAR])


@pytest.fixture
def trustee(db, client):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def test_an_empty_portal_opens_a_page_of_noughts(trustee):
    answer = trustee.get(PAGE)
    assert answer.status_code == 200
    assert "No participation on record for the year." in answer.content.decode()
    assert "year-list" not in trustee.get(reverse("report-list")).content.decode()


def test_the_usual_membership_year_is_the_next_one_once_renewals_are_in(db):
    assert ReportDates.usual(YEAR).membership_year == YEAR
    MembershipFactory(year=YEAR + 1, status="invited")
    assert ReportDates.usual(YEAR) == ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31))


def test_other_dates_are_chosen_in_the_address_and_go_along_to_the_figures(trustee):
    page = trustee.get(PAGE, {"membership_year": "2016-17", "as_at": "2018-01-31"}).content.decode()
    assert 'href="figures/membership.2016-17.primary.in_area/?membership_year=2016-17&amp;as_at=2018-01-31"' in page
    assert "outcomes.2018-01-31.primary.good" in page
    figure = f"{PAGE}figures/membership.2016-17.primary.in_area/?membership_year=2016-17&as_at=2018-01-31"
    assert trustee.get(figure).status_code == 200


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"membership_year": "2016-18"}, "2016 is followed by 2017"),
        ({"as_at": "31 June"}, "Enter a valid date."),
        ({"as_at": "0001-01-01"}, "Choose a day after 1900."),
    ],
)
def test_a_date_that_is_none_is_told_and_the_usual_one_shown(trustee, query, message):
    page = trustee.get(PAGE, query).content.decode()
    assert message in page
    assert 'data-figure="membership.2017-18.primary.in_area"' in page


@pytest.mark.parametrize("where", ["/reports/2017-19/", "/reports/1700-01/", "/reports/1900-01/", "/reports/2017/"])
def test_a_year_that_is_none_is_not_found(trustee, where):
    assert trustee.get(where).status_code == 404


def test_nothing_of_the_page_comes_from_elsewhere_and_nothing_runs_inline(trustee):
    SchoolFactory(name="<script>alert(1)</script>", phase="primary")
    answer = trustee.get(PAGE)
    page = answer.content.decode()
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert [part for part in ("<script", " style=", "http://", "https://") if part in page] == []


def fill(count: int, programme) -> None:
    for _ in range(count):
        school = SchoolFactory(short_name="")
        for year in (YEAR, YEAR + 1):
            MembershipFactory(school=school, year=year)
        InspectionFactory(school=school, overall=2)
        ParticipationFactory(school=school, programme=programme, people=2)
        VisitFactory(school=school)
        SchoolFactory()


def test_the_page_asks_as_many_queries_with_one_school_as_with_three(trustee, django_assert_num_queries):
    programme = ProgrammeFactory()
    for count in (1, 2):
        fill(count, programme)
        with django_assert_num_queries(COUNTED_ANEW):
            trustee.get(PAGE)
        with django_assert_num_queries(STORED):
            trustee.get(PAGE)


COUNTED_ANEW, STORED = 25, 8


@pytest.mark.parametrize(
    ("key", "queries"),
    [
        ("membership.2018-19.primary.in_area", 7),
        ("visits.2017-18.all.schools", 7),
        ("outcomes.2018-07-31.primary.good", 7),
    ],
)
def test_a_figures_page_asks_as_many_queries_with_one_school_as_with_three(
    trustee, django_assert_num_queries, key, queries
):
    programme = ProgrammeFactory()
    for count in (1, 2):
        fill(count, programme)
        with django_assert_num_queries(queries):
            trustee.get(f"{PAGE}figures/{key}/")


def test_years_on_record_run_from_the_first_to_the_last(db):
    assert years_on_record() == []
    VisitFactory(visited_on=datetime.date(2016, 8, 31))
    ParticipationFactory(year=AcademicYear(2018))
    assert years_on_record() == [AcademicYear(2018), AcademicYear(2017), AcademicYear(2016), AcademicYear(2015)]
