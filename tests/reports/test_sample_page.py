"""The KPI page of the sample partnership: the reference's tables in the reference's order, and its words.

Apart from the other tests of the page, for the sample's records stand as long as the module runs.
"""

import datetime
import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts.permissions import Role
from documents.document import Paragraph, Printed, Section
from documents.figure import Figure
from membership.kpis.movement import closing
from reports.book import Book
from reports.composing import Material
from reports.dates import ReportDates
from reports.sections import anchor_of, compose
from tests.factories import YEAR, UserFactory
from thep.years import AcademicYear

PAGE = reverse("kpi-page", args=[YEAR])
GOLDEN = Path(__file__).resolve().parents[2] / "samples" / "tower-hamlets-2017-18.golden.json"


def words(html: str) -> str:
    """A page's text with single spaces."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def figures_in(sections: Iterable[Section]) -> Iterable[Figure]:
    """Every figure printed, in reading order."""
    for section in sections:
        for block in section.blocks:
            pieces = (
                block.pieces
                if isinstance(block, Paragraph)
                else (piece for line in block.lines for cell in line.cells for text in cell.lines for piece in text)
            )
            yield from (piece.figure for piece in pieces if isinstance(piece, Printed))


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


def test_movement_of_the_sample_closes_from_the_printed_income_to_the_printed_income(sample):
    found = closing(AcademicYear(2018), datetime.date(2018, 7, 31))

    assert found.is_closed
    assert (found.members, found.income) == ((95, 95), (368600, 327600))
