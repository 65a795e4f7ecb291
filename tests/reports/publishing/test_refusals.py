"""What is not published, and that nothing is kept of it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from reports.checks.standing import CannotAccept, Standing, accept, take_back
from reports.dates import ReportDates
from reports.models import Acceptance, Edition, EditionFigure, Quote, Report
from reports.publishing.editions import CannotPublish, publish
from reports.writing import actions
from reports.writing.document import Writing
from tests.factories import YEAR, MembershipFactory, SchoolFactory, UserFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(role="admin", name="Ada Admin")


@pytest.fixture
def report(admin) -> Report:
    """Of one visit, with nothing in the way."""
    VisitFactory(
        school=MembershipFactory(school=SchoolFactory(name="Elm")).school, visited_on=datetime.date(2018, 3, 1)
    )
    report = actions.begin(dates=ReportDates(YEAR, YEAR, datetime.date(2018, 7, 31)), by=admin)
    report.sections.exclude(figures__in=["", "visits"]).update(is_shown=False)
    return report


@pytest.fixture
def doubtful(report) -> Report:
    """With a quote that nobody consented to, which is a warning."""
    Quote.objects.create(section=report.sections.get(figures="visits"), words="It helped.")
    return report


def kept() -> tuple[int, int]:
    return Edition.objects.count(), EditionFigure.objects.count()


def digest(report: Report) -> str:
    (finding,) = Standing(Writing(report)).in_the_way
    return finding.digest


def test_a_report_with_nothing_in_the_way_is_published(report, admin):
    edition = publish(report=report, by=admin)
    assert (edition.number, [section.anchor for section in edition.read().sections]) == (1, ["visits"])


def test_a_first_edition_corrects_nothing(report, admin):
    with pytest.raises(CannotPublish, match="A first edition corrects nothing"):
        publish(report=report, corrects="Something.", by=admin)
    assert kept() == (0, 0)


@pytest.mark.parametrize("corrects", ["", " \n"])
def test_a_second_edition_says_what_it_corrects(report, admin, corrects):
    publish(report=report, by=admin)
    with pytest.raises(CannotPublish, match="Say what this edition corrects in edition 1"):
        publish(report=report, corrects=corrects, by=admin)
    assert Edition.objects.count() == 1


def test_a_warning_stands_in_the_way_until_it_is_accepted(doubtful, admin):
    with pytest.raises(CannotPublish, match="Checks stand in the way: Quotes without consent, in “Visits to schools”"):
        publish(report=doubtful, by=admin)
    assert kept() == (0, 0)
    accept(report=doubtful, digest=digest(doubtful), reason=" It waits for next year. ", by=admin)
    assert [(one["reason"], one["by"]) for one in publish(report=doubtful, by=admin).accepted] == [
        ("It waits for next year.", admin.pk)
    ]


def test_a_warning_that_says_something_else_is_open_again(doubtful, admin):
    accept(report=doubtful, digest=digest(doubtful), reason="It waits.", by=admin)
    assert Standing(Writing(doubtful)).in_the_way == []
    Quote.objects.create(section=doubtful.sections.get(figures="visits"), words="So did this.")
    assert len(Standing(Writing(doubtful)).in_the_way) == 1


def test_an_acceptance_is_taken_back(doubtful, admin):
    acceptance = accept(report=doubtful, digest=digest(doubtful), reason="It waits.", by=admin)
    take_back(acceptance=acceptance, by=admin)
    assert len(Standing(Writing(doubtful)).in_the_way) == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_warning_is_accepted_for_a_reason_alone(doubtful, admin, reason):
    with pytest.raises(CannotAccept, match="Say why it can stay as it is"):
        accept(report=doubtful, digest=digest(doubtful), reason=reason, by=admin)
    assert Acceptance.objects.count() == 0


def test_what_the_checks_do_not_find_cannot_be_accepted(report, admin):
    with pytest.raises(CannotAccept, match="The checks do not find this any more"):
        accept(report=report, digest="0" * 64, reason="It waits.", by=admin)


def test_a_live_figure_that_is_none_has_to_be_mended(report, admin):
    report.sections.filter(title="Foreword").update(text="{{ nothing }}")
    with pytest.raises(CannotAccept, match="This has to be mended"):
        accept(report=report, digest=digest(report), reason="It waits.", by=admin)
    with pytest.raises(CannotPublish, match="A live figure that is none, in “Foreword”"):
        publish(report=report, by=admin)


def test_a_report_of_nothing_is_not_published(report, admin):
    report.sections.update(is_shown=False)
    with pytest.raises(CannotPublish, match="Nothing of the report would be printed"):
        publish(report=report, by=admin)


def test_publishing_is_all_or_nothing(report, admin, monkeypatch):
    def fail(*_args):
        raise IntegrityError

    monkeypatch.setattr("reports.publishing.editions.made_in", fail)
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(report=report, by=admin)
    assert kept() == (0, 0)
