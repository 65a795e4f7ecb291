"""A report as a document: words, quotes, figures, notes and charts in the order people gave them."""

import datetime

import pytest

from documents.chart import Chart
from documents.document import Printed, Prose, Quotation, Section, Sentences, Table, Words
from documents.html import drawn
from documents.stored import figures_of, from_json, to_json
from reports.book import Book
from reports.composing import NAMES_IN_A_CELL, Material
from reports.dates import ReportDates
from reports.models import Quote, Report, RowNote
from reports.sections import TITLES, figure_sections
from reports.writing import actions
from reports.writing.document import Writing
from thep.years import AcademicYear

DATES = ReportDates(AcademicYear(2017), AcademicYear(2018), datetime.date(2018, 7, 31))
VISITED = "visits.2017-18.all.schools"


@pytest.fixture
def report(sample, db) -> Report:
    return actions.begin(dates=DATES, by=None)


def printed(report: Report) -> dict[str, Section]:
    return {section.anchor: section for section in Writing(report).document().sections}


def test_every_section_of_figures_stands_under_its_own_name(report):
    writing = Writing(report)
    found = {anchor: writing.of_figures(anchor) for anchor in TITLES}
    assert {section.anchor: section.title for section in found.values()} == TITLES
    assert [anchor for anchor, section in found.items() if not section.blocks] == []
    assert writing.of_figures("") is writing.of_figures("elsewhere") is None
    book = Book(DATES)
    material = Material(DATES, book.figures(names=NAMES_IN_A_CELL), book.programmes, book.packages)
    assert [found[each.anchor] for each in figure_sections(material)] == [*figure_sections(material)]


def test_a_section_without_words_quotes_or_figures_is_not_printed(report):
    assert "foreword" not in printed(report)
    report.sections.filter(title="Foreword").update(text="Thank you.")
    assert next(iter(printed(report))) == "foreword"


def test_what_is_left_out_is_not_printed(report):
    report.sections.filter(figures="visits").update(is_shown=False)
    assert "visits" not in printed(report)


def test_words_come_before_quotes_before_tables_before_charts(report):
    visits = report.sections.get(figures="visits")
    visits.text = f"We visited {{{{ {VISITED} }}}} schools."
    visits.save()
    Quote.objects.create(
        section=visits, words="It helped.\nA lot.", role="Headteacher", phase="primary", has_consent=True
    )
    Quote.objects.create(section=visits, words="Not to be printed.")

    blocks = printed(report)["visits"].blocks

    assert [type(block) for block in blocks] == [Prose, Quotation, Table, Chart]
    figure = Writing(report).figures[VISITED]
    assert blocks[0] == Prose((Sentences((Words("We visited "), Printed(figure), Words(" schools."))),))
    assert blocks[1] == Quotation(("It helped.", "A lot."), "Primary headteacher")


def test_a_note_has_live_figures(report):
    RowNote.objects.create(report=report, line="membership.1.primary", text=f"Visited: {{{{ {VISITED} }}}}.")
    table = printed(report)["membership"].blocks[0]
    figure = Writing(report).figures[VISITED]
    assert table.lines[1].cells[-1].lines == (("Visited: ", Printed(figure), "."),)


def test_two_sections_of_one_name_have_an_anchor_each(report):
    for _ in range(2):
        section = actions.add_section(report=report, title="Thanks", by=None)
        section.text = "Thank you."
        section.save()
    assert [anchor for anchor in printed(report) if anchor.startswith("thanks")] == ["thanks", "thanks-2"]


def test_charts_are_taken_as_they_are_stored_in_the_partnerships_colour_alone(report, monkeypatch):
    first = Writing(report)
    charts = [block for part in first.parts for block in part.printed.blocks if isinstance(block, Chart)]
    colour = first.document().brand.colour
    expected = [drawn(chart, colour) for chart in charts]
    assert [first.drawn(chart, colour) for chart in charts] == expected
    monkeypatch.setattr("reports.writing.document.drawn", lambda chart, colour: ("anew", colour))
    again = Writing(report, has_charts=True)
    assert [again.drawn(chart, colour) for chart in charts] == expected
    assert again.drawn(charts[0], "#123456") == ("anew", "#123456")


def test_every_chart_is_drawn_from_figures_that_open(report):
    writing = Writing(report)
    charts = [block for part in writing.parts for block in part.printed.blocks if isinstance(block, Chart)]
    assert [chart.title for chart in charts] == [
        "Members by phase, 2018–19 and 2017–18",
        "Schools with each package, 2017–18 to 2018–19",
        "Income, 2017–18 to 2018–19",
        "Schools in networks, 2017–18",
        "Schools in projects, 2017–18",
        "Schools in conferences, 2017–18",
        "Schools in leadership programmes, 2017–18",
        "Members whose grade changed, 2017–18",
        "Ofsted grades of members on 31 July 2018, a year before and nationally",
        "Schools visited in each month, 2017–18",
    ]
    figures = [figure for chart in charts for series in chart.series for figure in series.figures if figure]
    assert [
        figure.key for figure in figures if writing.counted.book.find(figure.key).figure.value != figure.value
    ] == []


def test_it_is_kept_as_it_is(report):
    document = Writing(report).document()
    assert from_json(to_json(document)) == document
    assert VISITED in figures_of(document)


def test_the_document_says_its_dates_and_whose_it_is(report):
    document = Writing(report).document(notice="Draft")
    assert (document.title, document.sender, document.notice) == (
        "End-of-year report 2017–18",
        "Tower Hamlets Education Partnership",
        "Draft",
    )
    assert document.facts == (
        ("Work of", "2017–18"),
        ("Membership", "2018–19"),
        ("Ofsted grades as at", "31 July 2018"),
    )
