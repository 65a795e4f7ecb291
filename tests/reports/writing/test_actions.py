"""A report begun, its sections moved, added and taken away."""

import datetime

import pytest

from reports.dates import ReportDates
from reports.models import Report, ReportSection
from reports.sections import TITLES
from reports.writing import actions
from tests.factories import YEAR, UserFactory

pytestmark = pytest.mark.django_db

DATES = ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31))


@pytest.fixture
def writer():
    return UserFactory()


@pytest.fixture
def report(writer):
    return actions.begin(dates=DATES, by=writer)


def titles(report: Report) -> list[str]:
    return list(report.sections.order_by("position").values_list("title", flat=True))


def places(report: Report) -> list[int]:
    return list(report.sections.order_by("position").values_list("position", flat=True))


def only(report: Report, *kept: str) -> None:
    """The sections with these titles alone, in this order."""
    report.sections.exclude(title__in=kept).delete()
    for number, title in enumerate(kept, 1):
        report.sections.filter(title=title).update(position=number)


def test_the_first_report_has_words_every_table_and_room_for_quotes(report):
    assert titles(report) == ["Foreword", "The director’s report", *TITLES.values(), "What schools said"]
    assert list(report.sections.exclude(figures="").order_by("position").values_list("figures", flat=True)) == [*TITLES]
    assert (report.title, report.dates) == ("End-of-year report 2017–18", DATES)


def test_the_next_one_begins_with_last_years_structure_and_none_of_its_words(report, writer):
    only(report, "Visits to schools", "Foreword")
    report.sections.filter(title="Foreword").update(text="Last year’s words.", title="From the chair")
    report.sections.filter(figures="visits").update(is_shown=False)

    following = actions.begin(dates=ReportDates(YEAR + 1, YEAR + 2, datetime.date(2019, 7, 31)), by=writer)

    sections = list(following.sections.order_by("position").values_list("title", "text", "is_shown"))
    assert sections[:2] == [("Visits to schools", "", False), ("From the chair", "", True)]
    assert [(text, is_shown) for _, text, is_shown in sections[2:]] == [("", False)] * (len(TITLES) - 1)


def test_a_report_is_begun_once(report, writer):
    with pytest.raises(actions.AlreadyBegun):
        actions.begin(dates=DATES, by=writer)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("to", "order"),
    [(1, "CAB"), (2, "ACB"), (3, "ABC"), (9, "ABC"), (0, "CAB"), (-5, "CAB")],
)
def test_a_section_moves_and_the_others_close_up(report, writer, to, order):
    report.sections.all().delete()
    for title in "ABC":
        last = actions.add_section(report=report, title=title, by=writer)
    actions.move(section=last, to=to, by=writer)
    assert ("".join(titles(report)), places(report)) == (order, [1, 2, 3])


def test_a_new_section_stands_at_the_end(report, writer):
    added = actions.add_section(report=report, title="Looking ahead", by=writer)
    assert (titles(report)[-1], added.position) == ("Looking ahead", len(titles(report)))


def test_a_section_of_words_is_removed_and_the_others_close_up(report, writer):
    actions.remove(section=report.sections.get(title="Foreword"), by=writer)
    assert titles(report)[0] == "The director’s report"
    assert places(report) == list(range(1, len(titles(report)) + 1))


def test_a_section_of_figures_is_kept_without_being_printed(report, writer):
    actions.remove(section=report.sections.get(figures="visits"), by=writer)
    assert ReportSection.objects.get(figures="visits").is_shown is False
