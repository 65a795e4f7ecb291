"""The KPI page: the reference's tables in the reference's order, in its words where words are figures."""

import datetime
import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts.permissions import Role
from documents.document import figures_in
from reports.book import Book
from reports.composing import Material
from reports.dates import ReportDates, years_on_record
from reports.sections import anchor_of, compose
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
GOLDEN = Path(__file__).resolve().parents[2] / "samples" / "tower-hamlets-2017-18.golden.json"


@pytest.fixture
def trustee(db, client):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def words(html: str) -> str:
    """A page's text with single spaces."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


@pytest.fixture(scope="module")
def document(sample):
    book = Book(ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31)))
    return compose(Material(book.dates, book.figures(names=100), book.programmes, book.packages))


@pytest.fixture(scope="module")
def text(sample):
    """The words of the sample's page."""
    client, person = Client(), UserFactory(role=Role.TRUSTEE)
    client.force_login(person)
    page = words(client.get(PAGE).content.decode())
    person.delete()
    return page


def test_sections_stand_in_the_references_order(document):
    assert [section.title for section in document.sections] == [
        "Membership",
        "Associate membership",
        "Packages and income",
        "Networks",
        "Projects",
        "Conferences",
        "Leadership programmes",
        "Ofsted inspections",
        "Changes in Ofsted outcomes",
        "Ofsted outcomes",
        "Ofsted outcomes beside the nation",
        "Visits to schools",
        "Visits to associates",
    ]


NOT_PRINTED = {
    "people.member",  # a network's members are counted as schools
    "new-headteacher-induction.schools",  # reported as people alone, as are the two below
    "future-headteachers.schools",
    "primary-curriculum-conference.schools",
    ".graded",  # stands in every share
}


def test_every_golden_figure_is_printed(document):
    printed = {figure.key for figure in figures_in(document.sections)}
    golden = json.loads(GOLDEN.read_text())["figures"]
    left_out = {key for key in set(golden) - printed if not any(part in key for part in NOT_PRINTED)}
    assert left_out == {"membership.2018-19.joined", "membership.2018-19.left"}  # printed by phase, with their names


def test_a_figures_page_leads_back_to_the_section_that_prints_it(document):
    elsewhere = {"movements": {"outcomes"}, "outcomes": {"national"}, "national": {"outcomes"}}  # printed there as well
    programmes = Book(ReportDates.usual(YEAR)).programmes
    wrong = [
        (section.anchor, figure.key)
        for section in document.sections
        for figure in figures_in([section])
        if (anchor := anchor_of(figure.key, programmes)) != section.anchor
        and anchor not in elsewhere.get(section.anchor, ())
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "wanted",
    [
        "Left: Old Palace.",
        "Joined: Green Springs.",
        "Also counted in another phase: St Paul's Way.",
        "Out of area: Sir John Cass Primary (City).",
        "36 (+2)",
        "56 schools – 36 (SSAT), 17 (EDT), 3 (Challenge Partners)",
        "70 delegates",
        "18 delegates (3 schools)",
        "30 delegates; 30 coaches",
        "Outstanding now: Globe, Mowlem (from good), Bigland Green (from requires improvement).",
        "Of the 2 members below good: 1 maintained by the local authority, 0 academy, 1 free school.",
        "66 of 71 93%",
    ],
)
def test_its_words_say_what_the_reference_says(text, wanted):
    assert wanted in text


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
        with django_assert_num_queries(QUERIES):
            trustee.get(PAGE)


QUERIES = 22


@pytest.mark.parametrize(
    ("key", "queries"),
    [
        ("membership.2018-19.primary.in_area", 7),
        ("visits.2017-18.all.schools", 7),
        ("outcomes.2018-07-31.primary.good", 6),
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
