"""What people wrote that the figures do not bear out."""

import datetime

import pytest

from reports.checks.words import counts_in, of_words
from reports.dates import ReportDates
from reports.models import Report, RowNote
from reports.writing import actions
from reports.writing.document import Writing
from tests.factories import YEAR, SchoolFactory, VisitFactory

VISITED = f"visits.{YEAR.slug}.all.schools"


@pytest.fixture
def report(db) -> Report:
    for name in ("Elm", "Oak", "Ash"):
        VisitFactory(school=SchoolFactory(name=name), visited_on=datetime.date(2018, 3, 1))
    return actions.begin(dates=ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31)), by=None)


def found(report: Report, text: str, title: str = "Foreword") -> list[tuple[str, str]]:
    report.sections.filter(title="Foreword").update(text=text, title=title)
    return [(finding.title, finding.words) for finding in of_words(Writing(report))]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("We visited 66 of 71 schools (93%) for £327,600.", ["66", "71", "93%", "£327,600"]),
        ("67/71 are members", ["67", "71"]),
        ("In 2017\u201318, since 2015, by 2020/21", []),
        ("At 3pm on the 21st June, on 4 July and at 9.30am", []),
        ("KS4 and KS4/KS5, Y6, Year 11, Key Stage 2, aged 11, ages 4 to 11", []),
        ("1 school of 2", ["2"]),
        ("Deviation of 1.5", []),
        ("12,345.50", ["12,345.50"]),
    ],
)
def test_numbers_that_count_are_told_from_years_days_times_and_stages(text, numbers):
    assert counts_in(text) == numbers


def test_a_number_that_no_figure_has_is_told_where_it_stands(report):
    assert found(report, "We visited 3 schools, met 60 leaders and gave 60 talks.") == [
        (
            "Numbers that no figure has, in “Foreword”",
            "60: no figure of the report says so. Write the figure itself, between two braces, or accept it with the "
            "source that it has.",
        )
    ]


def test_live_figures_and_what_figures_say_are_borne_out(report):
    assert found(report, f"We visited {{{{ {VISITED} }}}} schools: 3, or 100%.") == [
        (
            "Numbers that no figure has, in “Foreword”",
            "100%: no figure of the report says so. Write the figure itself, between two braces, or accept it with the "
            "source that it has.",
        )
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [("Membership 2015\u201316", "Thank you."), ("Foreword", "# Where 2015-2016 led\n\nThank you.")],
)
def test_a_heading_of_another_year_is_told(report, title, text):
    assert [title for title, _ in found(report, text, title)] == [f"A heading of another year, in “{title}”"]


@pytest.mark.parametrize("heading", ["Our 2017\u201318", "From 2016/17 to 2018-19", "Since 2003", "Years 2010\u201320"])
def test_a_heading_of_the_reports_years_is_not(report, heading):
    assert found(report, "Thank you.", heading) == []


def test_what_is_not_printed_is_not_checked(report):
    report.sections.filter(title="Foreword").update(is_shown=False)
    assert found(report, "We met 60 leaders. {{ nothing }}") == []


def test_a_number_of_something_is_no_percentage(report):
    """All three were primary schools in area that are no members: 0% of 3."""
    assert found(report, "We met 0 and 3 schools, and 3% of them.")[0][1].startswith("3%: no figure")
    assert found(report, "We met 3 schools, and 0% of them.") == []


def test_what_is_written_beside_lines_is_checked_too(report):
    notes = RowNote.objects.bulk_create(
        RowNote(report=report, line=line, text=text)
        for line, text in (
            ("visits.1.primary", "3 schools were met.\n{{ nothing }} of 4711."),
            ("membership.1.primary", f"Of {{{{ {VISITED} }}}}, 3 are told."),
        )
    )
    assert [(title, words.split(":")[0]) for title, words in found(report, "Thank you.")] == [
        ("A live figure that is none, in “Visits to schools”", "{{ nothing }}"),
        ("Numbers that no figure has, in “Visits to schools”", "4711"),
    ]
    notes[0].delete()
    assert found(report, "Thank you.") == []
