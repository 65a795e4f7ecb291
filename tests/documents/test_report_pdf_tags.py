"""The tags of the report as PDF, as a reader's program walks through them."""

import itertools
import re
from dataclasses import replace

import pytest

from documents.chart import Chart
from documents.document import Brand, Cell, Heading, Line
from documents.report_pdf import to_pdf
from tests.documents.reading_pdf import Tag, alternatives_of, facts_of, tree_of
from tests.documents.sample_report import REPORT
from tests.documents.small_reports import counted_table, section, table
from tests.documents.test_report_pdf import png

LONG = "Long"
DOCUMENT = replace(
    REPORT,
    sections=(
        *REPORT.sections,
        section(counted_table(120), title=LONG),
        section(
            table(
                [Line(f"Row {each}", tuple(Cell.of("1,018 of 1,021 (100%)") for _ in range(12))) for each in range(3)],
                *(Heading(f"Requirements {each}", is_number=True) for each in range(12)),
            ),
            title="Lying",
        ),
    ),
    brand=Brand(logo=png()),
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(DOCUMENT)


@pytest.fixture(scope="module")
def tree(pdf) -> Tag:
    return tree_of(pdf)


def across(row: Tag) -> int:
    return sum(int(cell.attributes.get("ColSpan", 1)) for cell in row.tags)


def test_the_file_says_that_it_is_tagged_and_after_which_standard(pdf):
    facts = facts_of(pdf)
    assert (facts["Tagged"], facts["Title"]) == ("yes", REPORT.title)
    assert re.findall(rb"<pdfuaid:part>(\d)</pdfuaid:part>", pdf) == [b"1"]
    assert re.findall(rb"/DisplayDocTitle (\w+)", pdf) == [b"true"]


def test_every_table_has_headings_of_columns_and_a_cell_in_each_column_of_each_line(tree):
    tables = list(tree.every("Table"))
    assert len(tables) == 4
    for each in tables:
        head, body = each.only("THead"), each.only("TBody")
        headings = list(head.every("TH"))
        assert {cell.name for row in head.tags for cell in row.tags} == {"TH"}
        assert {cell.attributes["Scope"] for cell in headings} == {"/Column"}
        assert {row.name for row in (*head.tags, *body.tags)} == {"TR"}
        assert {cell.name for row in body.tags for cell in row.tags} == {"TD"}
        assert {across(row) for row in body.tags} == {across(head.tags[0])}


def test_every_cell_names_the_headings_above_it(pdf, tree):
    for each in tree.every("Table"):
        for row in each.only("TBody").tags:
            named = [re.findall(r"\((\w+)\)", cell.attributes["Headers"]) for cell in row.tags]
            assert all(named)
            assert len({headings[-1] for headings in named}) == len(row.tags)


def test_a_table_over_pages_is_one_table_with_one_head(tree):
    (found,) = (each for each in tree.every("Table") if len(each.only("TBody").tags) == 120)
    assert len(found.only("THead").tags) == 1
    assert [row.tags[0].words for row in found.only("TBody").tags] == [f"School {n}" for n in range(1, 121)]


def test_every_picture_has_a_text_in_its_place(pdf, tree):
    charts = [block for each in DOCUMENT.sections for block in each.blocks if isinstance(block, Chart)]
    said = alternatives_of(pdf)
    assert sorted(said) == sorted([f"Logo of {REPORT.sender}", *(chart.summary for chart in charts)])
    assert len(list(tree.every("Figure"))) == len(said)


def test_headings_go_down_one_level_at_a_time(tree):
    levels = [int(each.name[1:]) for each in tree.every("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []
    assert set(levels) == {1, 2, 3}


def test_lists_quotations_and_the_contents_are_tagged_as_such(tree):
    assert {item.name for each in tree.every("L") for item in each.tags} == {"LI", "L"}  # a list can hold another
    assert {part.name for each in tree.every("LI") for part in each.tags} == {"Lbl", "LBody"}
    assert len(list(tree.every("BlockQuote"))) == 3
    listed = [" ".join(each.words.split()) for each in tree.every("TOCI")]
    assert listed == [each.title for each in DOCUMENT.sections]
