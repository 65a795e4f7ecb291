"""Publishing keeps the report whole, whatever happens to the records afterwards."""

import datetime
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.stored import figures_of, to_json
from membership.models import Membership, Package
from official.deciding.decisions import accept as accept_proposal
from official.facts import Link
from official.models import Proposal
from reports.book import Book
from reports.dates import ReportDates
from reports.models import Edition, Format, Report
from reports.publishing.editions import publish
from reports.publishing.formats import made_in
from reports.publishing.since import changes
from reports.writing.document import Writing
from schools.models import EstablishmentStatus, School
from tests.documents.reading_pdf import words_of
from tests.factories import UserFactory
from tests.official.rows import establishment, gias, gias_links
from tests.reports.publishing.publishing import accept_all, begun
from tests.reports.publishing.reading import Page
from thep.years import AcademicYear
from visits.models import Visit

DATES = ReportDates(AcademicYear(2017), AcademicYear(2018), datetime.date(2018, 7, 31))
VISITED = "visits.2017-18.all.schools"
SINCE = datetime.date(2021, 9, 1)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def admin(sample):
    return UserFactory(role="admin", name="Ada Admin")


@pytest.fixture(scope="module")
def report(sample, admin) -> Report:
    """The sample's, its warnings accepted."""
    report = begun(DATES, admin, {"Foreword": f"We visited {{{{ {VISITED} }}}} schools."})
    accept_all(report, admin)
    return report


@pytest.fixture(scope="module")
def published(report, admin) -> Edition:
    """Kept for all tests of the module; each may change what it likes, and it is undone."""
    return publish(report=report, by=admin)


@pytest.fixture
def edition(published) -> Edition:
    return Edition.objects.get(pk=published.pk)


def files(edition: Edition) -> dict[str, bytes]:
    return {file.format: bytes(file.content) for file in edition.files.all()}


def test_it_is_kept_in_every_format_with_its_figures_and_their_rows(edition, report):
    document = edition.read()
    assert document == Writing(report).document()
    assert files(edition).keys() == set(Format.values)
    assert files(edition)["json"].decode() == edition.document
    printed = {key: figure for key, figure in figures_of(document).items() if figure.value is not None}
    kept = {figure.key: figure for figure in edition.figures.all()}
    assert kept.keys() == printed.keys()
    book = Book(DATES)
    for key in (VISITED, "income.2018-19.total", "membership.2018-19.primary.in_area"):
        found = book.find(key)
        assert len(kept[key].rows) == found.length
        assert kept[key].definition == found.cell.definition


def test_the_length_or_sum_of_the_kept_rows_is_the_figure(edition):
    printed = figures_of(edition.read())
    counted = [one for one in edition.figures.all() if printed[one.key].unit in ("school", "associate", "agreement")]
    assert [one.key for one in counted if len(one.rows) != printed[one.key].value] == []
    assert len(counted) > 100


def test_nothing_that_happens_to_the_records_touches_it(edition, admin):
    before = (edition.document, files(edition), [(one.key, one.rows) for one in edition.figures.order_by("key")])

    Visit.objects.filter(school__isnull=False).first().delete()
    Membership.objects.update(status="withdrawn")
    Package.objects.update(name="Renamed")
    School.objects.update(name="Renamed")

    found = Edition.objects.get(pk=edition.pk)
    assert (found.document, files(found), [(one.key, one.rows) for one in found.figures.order_by("key")]) == before
    assert made_in(Format.PDF, found.read()) == before[1]["pdf"]
    assert to_json(found.read()) == found.document


def test_it_opens_as_it_was_after_schools_merged_closed_and_were_renamed(edition, admin):
    """By what official files said of them, accepted in the inbox. The report is of before: nothing of it changes."""
    before = (edition.document, files(edition), pages(edition, admin))
    elm, oak, ash, fir = schools = list(visited_members()[:4])
    urns = [school.urns.get(is_current=True).urn for school in schools]
    names = [school.name for school in schools]
    gias_links(*(Link(140_001, urn, name, "Predecessor - merged") for urn, name in zip(urns[:2], names, strict=False)))
    gias(
        establishment(140_001, "Elm and Oak", laestab="2119999", type_code="34", opened_on=SINCE),
        establishment(urns[2], names[2], status=EstablishmentStatus.CLOSED, closed_on=SINCE),
        establishment(urns[3], "Another name"),
    )
    for kind, choices in (("merger", {"successor": str(oak.pk)}), ("closure", {}), ("name", {"on": SINCE})):
        accept_proposal(proposal=Proposal.objects.get(kind=kind), by=admin, choices=choices)

    became = School.objects.in_bulk([elm.pk, oak.pk, ash.pk, fir.pk])
    assert [(became[each.pk].name, became[each.pk].closed_on) for each in schools] == [
        (elm.name, SINCE),
        ("Elm and Oak", None),
        (ash.name, SINCE),
        ("Another name", None),
    ]
    found = Edition.objects.get(pk=edition.pk)
    assert (found.document, files(found), pages(found, admin)) == before
    assert words_of(made_in(Format.PDF, found.read())) == words_of(before[1]["pdf"])
    assert changes(found, admin) == []


def visited_members() -> list[School]:
    members = School.objects.filter(memberships__year=2018, memberships__status="member", closed_on=None)
    return list(members.filter(visits__status="done", visits__visited_on__year=2018).distinct().order_by("pk"))


def pages(edition: Edition, by: User) -> tuple:
    """What the edition's pages say: the report, the rows of a figure, and every file."""
    client = Client()
    client.force_login(by)
    year, number = edition.report_year, edition.number
    page = Page(client.get(reverse("edition", args=[year, number])).content.decode())
    rows = client.get(reverse("edition-figure", args=[year, number, VISITED])).content.decode()
    listed = b"".join(client.get(reverse("edition-figure-csv", args=[year, number, VISITED])))
    sent = [client.get(reverse("edition-file", args=[year, number, form])).content for form in Format]
    assert rows.count("<tr data-row>") == len(listed.splitlines()) - 1 == page_value(page)
    return page.tables, page.paragraphs, re.findall("<tr data-row>.*?</tr>", rows), listed, sent


def page_value(page: Page) -> int:
    return next(
        int(value) for table in page.numbers for row in table for cell in row for key, value in cell if key == VISITED
    )


def test_what_has_changed_since_is_told_figure_by_figure_with_the_change_that_explains_it(edition, admin):
    assert changes(edition, admin) == []
    school = School.objects.filter(visits__visited_on__year=2018).order_by("pk").first()
    visits = Visit.objects.filter(school=school)
    with transaction.atomic():
        for visit in visits:
            visit.delete()

    told = {change.published.key: change for change in changes(edition, admin)}

    now = told[VISITED]
    assert now.now.value == now.published.value - 1
    assert [(row.subject, row.words) for row in now.rows] == [
        (("schools.school", school.pk), "was counted and is not any more")
    ]
    assert {(change.subject, change.kind) for change in now.because} >= {("Visit", "removed")}
    assert all(key.startswith("visits.") for key in told)


def test_a_correction_is_a_new_edition_and_both_stay(edition, report, admin):
    report.sections.filter(title="Foreword").update(text="Corrected.")
    second = publish(report=report, corrects="A word in the foreword.", by=admin)
    assert [(one.number, one.corrects) for one in Edition.objects.order_by("number")] == [
        (1, ""),
        (2, "A word in the foreword."),
    ]
    assert second.read().sections[0] != edition.read().sections[0]


def test_accepted_warnings_are_kept_with_their_reasons(edition, admin):
    assert {(one["reason"], one["by"]) for one in edition.accepted} == {("So it was published.", admin.pk)}
