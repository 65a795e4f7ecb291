"""What is counted for a report is stored, and counted again as soon as a record that it counts has changed."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from documents.stored import figures_of
from reports import counted
from reports.checks.standing import Standing, accept
from reports.composing import NAMES_IN_A_CELL
from reports.counted import Counted, forget
from reports.models import Part, ReportSection, StoredFigures
from reports.publishing.editions import publish
from reports.writing import actions
from reports.writing.document import Writing
from tests.factories import (
    YEAR,
    AgreementFactory,
    AssociateMembershipFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.figures.reading import DATES
from visits.models import Visit

pytestmark = pytest.mark.django_db
MEMBERS, VISITED = f"membership.{YEAR.slug}.all.total", f"visits.{YEAR.slug}.all.schools"
WHOLE = ("figures", "drawn", "closing", "findings", "numbers", "drawings")


def everything(of: Counted) -> list:
    return [getattr(of, part) for part in WHOLE]


def moments() -> set[datetime.datetime]:
    return set(StoredFigures.objects.values_list("made_at", flat=True))


@pytest.fixture
def records():
    """Something of each part: members with names and money, a closed one, a school in no phase."""
    AgreementFactory(
        schools=[MembershipFactory(year=DATES.membership_year).school], year=DATES.membership_year, fee=4400
    )
    MembershipFactory(year=DATES.membership_year, school__closed_on=datetime.date(2016, 1, 1))
    MembershipFactory()
    VisitFactory()
    AssociateMembershipFactory()
    SchoolFactory(phase=None)


def test_what_is_stored_is_what_was_counted(records):
    live = everything(Counted(DATES, live=True))
    assert StoredFigures.objects.count() == 0
    first, second = everything(Counted(DATES)), everything(Counted(DATES))
    assert StoredFigures.objects.count() == len(WHOLE)
    assert first == second == live
    assert live[0] == Counted(DATES).book.figures(names=NAMES_IN_A_CELL)
    assert live[3] != []


def test_it_is_not_counted_again_while_nothing_changes(records, django_assert_num_queries):
    everything(Counted(DATES))
    before = moments()
    with django_assert_num_queries(1):
        again = Counted(DATES, at_once=Part)
        everything(again)
    assert (again.at, moments()) == (min(before), before)


def test_a_part_that_was_not_brought_at_once_is_read_when_it_is_asked_for(records, django_assert_num_queries):
    every = Counted(DATES)
    everything(every)
    before = moments()
    with django_assert_num_queries(2):
        few = Counted(DATES, at_once=[Part.REPORT])
        assert (few.figures, few.numbers) == (every.figures, every.numbers)
    assert moments() == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: VisitFactory(), id="added"),
        pytest.param(lambda: Visit.objects.update(status="cancelled"), id="changed, past every form"),
        pytest.param(lambda: Visit.objects.all().delete(), id="deleted"),
    ],
)
def test_it_is_counted_again_after_a_record_was(records, change):
    before = Counted(DATES).figures[VISITED].value
    change()
    assert Counted(DATES).figures[VISITED].value == Counted(DATES, live=True).figures[VISITED].value != before


def test_what_people_write_changes_no_figure(records):
    writer = UserFactory(role="staff")
    actions.begin(dates=DATES, by=writer)
    everything(Counted(DATES))
    before = moments()
    ReportSection.objects.update(text="Thank you.")
    UserFactory()
    everything(Counted(DATES))
    assert moments() == before


def test_other_dates_are_counted_apart(records):
    everything(Counted(DATES))
    earlier = Counted(type(DATES)(DATES.report_year, DATES.membership_year - 1, DATES.as_at))
    assert (MEMBERS in earlier.figures, MEMBERS in Counted(DATES).figures) == (False, True)
    assert StoredFigures.objects.filter(part="report").count() == 2


def test_of_all_that_is_stored_the_latest_stay(records, monkeypatch):
    monkeypatch.setattr(counted, "MOST_STORED", 2)
    everything(Counted(DATES))
    assert sorted(StoredFigures.objects.values_list("part", flat=True)) == ["charts", "numbers"]


def test_nothing_is_stored_while_somebody_else_is_writing(records):
    """Their change has its number already, and is seen only later: what is counted now may lack it."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("insert into schools_trust (name) values ('Elm Trust')")
            assert (MEMBERS in Counted(DATES).figures, StoredFigures.objects.count()) == (True, 0)
            cursor.execute("rollback")
    finally:
        other.close()
    assert (MEMBERS in Counted(DATES).figures, StoredFigures.objects.count()) == (True, 1)


def test_it_can_be_counted_again_on_demand(client, records):
    writer = UserFactory(role="staff")
    client.force_login(writer)
    actions.begin(dates=DATES, by=writer)
    draft = client.get(reverse("report-draft", args=[YEAR]))
    before = moments()
    assert min(before) == draft.context["counted_at"]
    answer = client.post(reverse("report-count-again", args=[YEAR]), follow=True)
    assert "Every figure is counted again." in answer.content.decode()
    assert min(moments()) > max(before)


def test_a_migration_drops_what_the_version_before_had_counted(records):
    everything(Counted(DATES))
    call_command("migrate", verbosity=0)
    assert StoredFigures.objects.count() == 0


def test_forgetting_is_of_these_dates_alone(records):
    earlier = type(DATES)(DATES.report_year, DATES.membership_year - 1, DATES.as_at)
    assert Counted(DATES).figures.keys() != Counted(earlier).figures.keys()
    forget(DATES)
    assert [row.membership_year for row in StoredFigures.objects.all()] == [earlier.membership_year]


def test_publishing_counts_anew(records):
    """What is kept for good is never taken from what was stored."""
    writer = UserFactory(role="admin")
    report = actions.begin(dates=DATES, by=writer)
    for finding in Standing(Writing(report)).in_the_way:
        accept(report=report, digest=finding.digest, reason="It is as it is.", by=writer)
    StoredFigures.objects.filter(part="report").update(content="")
    assert figures_of(publish(report=report, by=writer).read())[VISITED].value == 1
