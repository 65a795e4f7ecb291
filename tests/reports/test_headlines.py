"""A trustee's first page: the headlines of the latest report beside the year before, each with the rows it opens."""

import datetime

import pytest
from django.urls import reverse

from accounts.permissions import Role
from tests.factories import (
    YEAR,
    AgreementFactory,
    ChargeFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.reports.headlines import PAGE, numbers

KB = 1000


@pytest.fixture
def trustee(db, client):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def years_on(reader) -> list:
    return [one.year for one in reader.get(PAGE).context["years"]]


def fill(count: int = 1, year=YEAR) -> None:
    for _ in range(count):
        school = SchoolFactory()
        for each in (year, year - 1):
            MembershipFactory(school=school, year=each)
            AgreementFactory(schools=[school], year=each, fee="100.50")
            ChargeFactory(school=school, year=each, amount=-20)
            VisitFactory(school=school, visited_on=each.first_day)
            InspectionFactory(school=school, inspected_on=each.first_day, overall=2)


def test_the_numbers_of_the_latest_year_stand_beside_those_of_the_year_before(trustee):
    fill()
    MembershipFactory(school=SchoolFactory())
    VisitFactory(visited_on=YEAR.last_day)
    VisitFactory(visited_on=YEAR.last_day, kind="call")
    AgreementFactory(package="non_sla", fee=1000)
    assert {key: value for key, (value, _) in numbers(trustee).items()} == {
        "membership.2017-18.all.total": "2",
        "membership.2016-17.all.total": "1",
        "income.2017-18.total": "80.50",
        "income.2016-17.total": "80.50",
        "visits.2017-18.all.schools": "2",
        "visits.2016-17.all.schools": "1",
        "inspections.2017-18.all.schools": "1",
        "inspections.2016-17.all.schools": "1",
        "outcomes.2018-07-31.primary.good_or_outstanding": "1",
        "outcomes.2017-07-31.primary.good_or_outstanding": "1",
    }


def test_each_number_leads_to_the_report_it_stands_in(trustee):
    fill()
    MembershipFactory(year=YEAR + 1, status="invited")
    found = numbers(trustee)
    assert {key: address.split("/")[2] for key, (_, address) in found.items() if not key.startswith("outcomes")} == {
        "membership.2017-18.all.total": "2017-18",
        "income.2017-18.total": "2017-18",
        "visits.2017-18.all.schools": "2017-18",
        "visits.2016-17.all.schools": "2016-17",
        "inspections.2017-18.all.schools": "2017-18",
        "inspections.2016-17.all.schools": "2016-17",
        "membership.2018-19.all.total": "2017-18",
        "income.2018-19.total": "2017-18",
    }


def test_shares_stand_for_phases_where_a_member_has_a_grade(trustee):
    fill()
    MembershipFactory(school=SchoolFactory(phase="special"))
    ungraded = MembershipFactory(school=SchoolFactory()).school
    InspectionFactory(school=ungraded, kind="ungraded")
    page = trustee.get(PAGE)
    shares = page.context["headlines"].shares
    assert [
        (share.words, share.now.figure.value, share.now.figure.of, share.now.figure.percent) for share in shares
    ] == [("Primary", 1, 1, 100)]


def test_without_any_grade_the_page_has_no_shares(trustee):
    VisitFactory()
    assert "Good or outstanding" not in trustee.get(PAGE).content.decode()


def test_planned_visits_and_calls_make_no_latest_year(trustee):
    ParticipationFactory()
    VisitFactory(visited_on=datetime.date(2030, 1, 1), status="planned")
    VisitFactory(visited_on=datetime.date(2030, 1, 1), kind="call")
    assert years_on(trustee) == [YEAR]


def test_an_empty_portal_has_no_headlines(trustee):
    page = trustee.get(PAGE)
    assert page.context["headlines"] is None
    assert "There are no records to report yet." in page.content.decode()


def test_the_page_asks_as_many_queries_with_1_school_as_with_50(trustee, django_assert_num_queries):
    for count in (1, 49):
        fill(count)
        with django_assert_num_queries(12):
            page = trustee.get(PAGE)
    assert page.context["headlines"].numbers[0].now.figure.value == 50
    assert len(page.content) < 60 * KB


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN])
def test_staff_and_admins_read_it_too(db, client, role):
    fill()
    client.force_login(UserFactory(role=role))
    assert years_on(client) == [YEAR, YEAR - 1]


def test_the_latest_checks_are_those_of_the_latest_year(trustee):
    latest = reverse("report-latest-checks")
    assert trustee.get(latest).url == PAGE
    ParticipationFactory()
    assert trustee.get(latest).url == reverse("report-checks", args=[YEAR])
