"""Publishing keeps the report whole, whatever happens to the records afterwards."""

import datetime

import pytest
from django.db import transaction

from documents.stored import figures_of, to_json
from membership.models import Membership, Package
from reports.book import Book
from reports.checks.standing import Standing, accept
from reports.dates import ReportDates
from reports.models import Edition, Format, Report
from reports.publishing.editions import publish
from reports.publishing.formats import made_in
from reports.publishing.since import changes
from reports.writing import actions
from reports.writing.document import Writing
from schools.models import School
from tests.factories import UserFactory
from thep.years import AcademicYear
from visits.models import Visit

DATES = ReportDates(AcademicYear(2017), AcademicYear(2018), datetime.date(2018, 7, 31))
VISITED = "visits.2017-18.all.schools"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def admin(sample):
    return UserFactory(role="admin", name="Ada Admin")


@pytest.fixture(scope="module")
def report(sample, admin) -> Report:
    """The sample's, its warnings accepted."""
    report = actions.begin(dates=DATES, by=admin)
    report.sections.filter(title="Foreword").update(text=f"We visited {{{{ {VISITED} }}}} schools.")
    for finding in Standing(Writing(report)).in_the_way:
        accept(report=report, digest=finding.digest, reason="So it was published.", by=admin)
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
