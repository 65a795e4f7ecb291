"""A real report, typed in as it was printed, and what the checks say to it.

Of the reference, the end-of-year report of 2017–18, these faults are its own print's: national figures whose parts do
not give the total beside them (nursery and special schools; the sample's records carry them, as published); a number
of school leaders in its words that nothing counts; indicators headed as of May beside grades read in July; and what
schools said, without a word of whether they agreed. A number that only looks borne out is among them: 60 leaders, where
60% of the secondary schools were good.

The sample's records are sound otherwise. So that every kind of check has something to find, the rest is typed into
them: a visited school that loses its phase, a member that had closed, a subject not entered this year, a heading kept
from an earlier year, a number beside a line that nothing counts, and a fee that is no school’s.
"""

import datetime

import pytest
from django.db import transaction

from membership.models import Membership, Package
from reports.checks.finding import Finding
from reports.checks.standing import CannotAccept, Standing, accept
from reports.dates import ReportDates
from reports.models import Acceptance, Quote, Report, RowNote
from reports.publishing.editions import CannotPublish, publish
from reports.writing.document import Writing
from schools.models import Associate, OfficialKind, School, SchoolPhase
from tests.factories import YEAR, AgreementFactory, OfficialFileFactory, UserFactory, VisitFactory
from tests.reports.publishing.publishing import begun
from visits.models import Visit

pytestmark = pytest.mark.django_db

DATES = ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31))
MAY = datetime.date(2018, 5, 31)
OWN = {
    "National figures for nursery schools, 2017": "national.2017.nursery.good_or_outstanding",
    "National figures for special schools, 2017": "national.2017.special.good_or_outstanding",
}
"""What the sample's own records trip, with the figure that each points at."""
FOREWORD = """In June 60 school leaders talked about coaching in one hall, from 3pm. Our director was in 70 schools.

30 headteachers coach those who may follow them, and 100% of our primary schools are good or better (KS2 and KS4/KS5).
"""


def found(report: Report) -> dict[str, Finding]:
    findings = Standing(Writing(report)).in_the_way
    assert len({finding.title for finding in findings}) == len(findings)
    return {finding.title: finding for finding in findings}


@pytest.fixture(scope="module")
def admin(sample):
    return UserFactory(role="admin", name="Ada Admin")


@pytest.fixture(scope="module")
def report(sample, admin) -> Report:
    return begun(DATES, admin)


@pytest.fixture(scope="module")
def untouched(report) -> dict[str, Finding]:
    """What is found before anything is typed in."""
    return found(report)


@pytest.fixture(scope="module")
def typed(report, untouched):
    """The report with all faults; undone afterwards."""
    with transaction.atomic():
        write(report)
        spoil()
        yield report
        transaction.set_rollback(True)


def write(report: Report) -> None:
    report.sections.filter(title="Foreword").update(text=FOREWORD)
    report.sections.filter(figures="networks").update(text="# Networks of 2014–2015\n\nThey went on.")
    said = report.sections.get(title="What schools said")
    Quote.objects.create(section=said, words="Faster than ever: from 20 to 120.", role="Headteacher", phase="primary")
    RowNote.objects.create(report=report, line="membership.1.primary", text="2 of them count as 1, of 4711 in all.")


def spoil() -> None:
    for kind in (OfficialKind.GIAS, OfficialKind.OFSTED):
        OfficialFileFactory(kind=kind, name=f"{kind}.csv", as_at=MAY)
    SchoolPhase.objects.filter(school=without_phase()).delete()
    School.objects.filter(pk=closed().pk).update(closed_on=datetime.date(2018, 8, 31))
    Visit.objects.filter(associate__isnull=False).delete()
    VisitFactory(school=None, associate=Associate.objects.first(), visited_on=datetime.date(2017, 3, 1))
    AgreementFactory(year=YEAR + 1, fee=500, schools=[], package=Package.objects.get(slug="gold"))


def without_phase() -> School:
    """A visited school in area that is no member, and was not inspected: nothing but visits counts it."""
    in_area = School.objects.filter(la_code="211", visits__status="done", inspections=None)
    return in_area.exclude(memberships__status="member").order_by("pk").distinct()[0]


def closed() -> School:
    return School.objects.get(pk=Membership.objects.filter(year=YEAR + 1, status="member").order_by("pk")[0].school_id)


def test_the_records_of_the_sample_trip_what_was_published_of_the_nation_alone(untouched):
    assert {title: finding.key for title, finding in untouched.items()} == OWN


def test_each_fault_is_told_with_the_record_that_it_points_at(typed):
    findings = found(typed)
    sections = {title: finding.section.title for title, finding in findings.items() if finding.section}
    schools = {title: [school.pk for school in finding.schools] for title, finding in findings.items()}
    assert sections == {
        "Numbers that no figure has, in “Foreword”": "Foreword",
        "Numbers that no figure has, in “Membership”": "Membership",
        "A heading of another year, in “Networks”": "Networks",
        "Quotes without consent, in “What schools said”": "What schools said",
    }
    assert {title: pks for title, pks in schools.items() if pks} == {
        "Schools in no phase in 2017–18": [without_phase().pk],
        "Members of 2018–19 that are not open": [closed().pk],
    }
    assert {title: finding.key for title, finding in findings.items() if finding.key} == {
        **OWN,
        "Parts do not sum: Schools visited, 2017–18": "visits.2017-18.all.schools",
        "Movement from 2017–18 to 2018–19 does not close": "income.2018-19.movement.closing",
    }
    others = findings.keys() - sections.keys() - {title for title, f in findings.items() if f.key or f.schools}
    assert others == {"A stale source", "Nothing on record: visits to associates"}


def test_they_say_which_number_heading_and_file_it_is(typed):
    findings = found(typed)

    def said(title: str) -> str:
        return findings[title].words

    assert said("Numbers that no figure has, in “Foreword”").startswith("60: no figure")
    assert said("Numbers that no figure has, in “Membership”").startswith("4711: no figure")
    assert "“Networks of 2014–2015” names 2014–15" in said("A heading of another year, in “Networks”")
    assert said("A stale source").endswith(
        "GIAS: gias.csv, as at 31 May 2018 and Ofsted: ofsted.csv, as at 31 May 2018."
    )
    assert "63 and good 37 do not make" in said("National figures for nursery schools, 2017")
    assert said("Parts do not sum: Schools visited, 2017–18").count("70") == 1
    assert said("Movement from 2017–18 to 2018–19 does not close").startswith("£500 unexplained")


def test_publishing_is_refused_until_each_is_accepted_or_mended(typed, admin):
    findings = found(typed)
    with pytest.raises(CannotPublish) as refused:
        publish(report=typed, by=admin)
    assert str(refused.value) == f"Checks stand in the way: {'; '.join(findings)}."

    unexplained = findings["Movement from 2017–18 to 2018–19 does not close"]
    with pytest.raises(CannotAccept, match="has to be mended"):
        accept(report=typed, digest=unexplained.digest, reason="So be it.", by=admin)
    Acceptance.objects.bulk_create(
        Acceptance(report=typed, finding=finding.digest, title=title, reason="So it was printed.", accepted_by=admin)
        for title, finding in findings.items()
    )
    with pytest.raises(CannotPublish, match=r"stand in the way: Movement from 2017–18 to 2018–19 does not close\.$"):
        publish(report=typed, by=admin)

    Package.objects.get(slug="gold").agreements.filter(schools=None).delete()
    assert found(typed) == {}
