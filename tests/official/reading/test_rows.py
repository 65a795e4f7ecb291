"""Rows as files really have them: preambles, spellings, encodings, tails, duplicates, and rows out of step."""

import csv
import datetime
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from official.facts import Problem
from official.reading import problems
from tests.official.reading import reads

SAMPLES = [reads.GIAS_2018, reads.GIAS_2025, reads.LINKS, reads.OFSTED_2018, reads.OFSTED_2025, reads.OFSTED_2026]
LINK_HEADINGS = ["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"]
LINK = ["100001", "100002", "Ash School", "Successor", "31-08-2018"]


def titled(path):
    """The row of headings, and those below it."""
    rows = reads.grid(path)
    start = next(n for n, row in enumerate(rows) if "URN" in row)
    return rows[start], rows[start + 1 :]


@pytest.fixture
def said(tmp_path):
    """Reads rows as a .csv: the facts, and each problem's line, column and value."""

    def read(rows, encoding="cp1252"):
        source, facts = reads.read(reads.written(tmp_path / "x.csv", rows, encoding))
        return facts, reads.told(source)

    return read


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem[:30])
def test_columns_in_any_order_with_others_among_them_say_the_same(said, sample):
    headings, rows = titled(sample)
    expected = reads.read(sample)[1]
    chance = random.Random(1)
    for _ in range(3):
        order = [*range(len(headings)), None, None]
        chance.shuffle(order)
        new = [f"New in {n}" if old is None else headings[old] for n, old in enumerate(order)]

        assert said([new, *([row[old] if old is not None else "?" for old in order] for row in rows)]) == (expected, [])


@settings(deadline=None, max_examples=25)
@given(order=st.permutations(range(len(titled(reads.OFSTED_2026)[0]))))
def test_columns_in_any_order_say_the_same(tmp_path_factory, order):
    headings, rows = titled(reads.OFSTED_2026)
    lines = [[row[n] for n in order] for row in [headings, *rows[-12:]]]
    path = reads.written(tmp_path_factory.mktemp("order") / "x.csv", lines)

    assert reads.read(path)[1] == reads.read(reads.OFSTED_2026)[1][-12:]


@pytest.mark.parametrize("lines", [0, 1, 3, 19])
def test_lines_before_the_headings_are_passed_over(said, lines):
    headings, rows = titled(reads.OFSTED_2025)

    facts, problems = said([*[["Title", "", "as at 31 August"]] * lines, headings, *rows])

    assert (facts, problems) == (reads.read(reads.OFSTED_2025)[1], [])


def other_words(heading):
    return f" {heading.upper().replace(' ', '  ').replace('-', chr(0x2013)).replace('?', '')} "


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem[:30])
def test_headings_in_capitals_with_doubled_spaces_and_long_dashes_are_the_same(said, sample):
    headings, rows = titled(sample)

    assert said([list(map(other_words, headings)), *rows]) == (reads.read(sample)[1], [])


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_letters_are_right_in_each_encoding(said, encoding):
    row = ["100001", "100002", "St Anne’s – Curé d’Ars", "Successor", ""]

    facts, problems = said([LINK_HEADINGS, row], encoding)

    assert ([one.linked_name for one in facts], problems) == (["St Anne’s – Curé d’Ars"], [])


def test_byte_that_tells_the_encoding_may_stand_at_the_very_end(said):
    rows = [["1" * 6, f"{n}", "Ash", "Successor", ""] for n in range(100_000, 160_000)]

    facts, _ = said([LINK_HEADINGS, *rows, ["111111", "100000", "Curé", "Other", ""]])

    assert facts[-1].linked_name == "Curé"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_found(tmp_path, separator):
    path = tmp_path / "x.csv"
    path.write_text("\n".join(separator.join(row) for row in [LINK_HEADINGS, LINK]))

    assert [one.linked_urn for one in reads.read(path)[1]] == [100002]


def test_line_break_inside_a_cell_is_a_space_and_counts_no_row(said):
    broken = ["100001", "100002", "Ash\r\nSchool", "Successor", ""]

    facts, problems = said([LINK_HEADINGS, broken, ["x", *LINK[1:]]])

    assert ([one.linked_name for one in facts], problems) == (["Ash School"], [(3, "URN", "x")])


def test_signs_that_no_database_keeps_are_left_out(said):
    facts, _ = said([LINK_HEADINGS, ["100001", "100002", "A\0sh\x0bSchool", "Successor", ""]])

    assert [one.linked_name for one in facts] == ["Ash School"]


def test_tail_of_blank_rows_and_a_note_is_no_problem(said):
    headings, rows = titled(reads.STATISTICS)
    tail = [[""] * len(headings)] * 15 + [[]] * 3_000 + [["Source: Ofsted"], [" "] * 5]

    assert said([headings, *rows, *tail]) == (reads.read(reads.STATISTICS)[1], [])


def test_rows_that_say_the_same_twice_count_once(said):
    assert said([LINK_HEADINGS, LINK, LINK, ["100001.0", *LINK[1:]]])[1] == [(4, "URN", "100001.0")]
    headings, rows = titled(reads.GIAS_2018)

    assert said([headings, *rows, *rows]) == (reads.read(reads.GIAS_2018)[1], [])


def test_of_two_rows_that_differ_the_later_one_is_taken_and_it_is_said(tmp_path):
    other = [*LINK[:2], "Ash Academy", *LINK[3:]]
    path = reads.written(tmp_path / "x.csv", [LINK_HEADINGS, LINK, ["100003", *LINK[1:]], other])

    source, facts = reads.read(path)

    assert [(one.urn, one.linked_name) for one in facts] == [(100003, "Ash School"), (100001, "Ash Academy")]
    assert source.problems == [
        Problem(4, "URN", "100001", "Row 2 says something else of the same. This row, the later one, was taken.")
    ]


def test_inspections_without_a_number_are_not_taken_for_one(said):
    headings = reads.header("D1")
    cells = reads.OFSTED_ROW | {"Event type grouping": "Schools - monitoring", "Inspection number": "NULL"}
    days = ["25/11/2025", "10/03/2026"]

    facts, _ = said([headings, *(reads.row(headings, cells | {"Inspection start date": day}) for day in days)])

    assert [one.inspections[0].inspected_on for one in facts] == [
        datetime.date(2025, 11, 25),
        datetime.date(2026, 3, 10),
    ]


def test_row_with_more_cells_than_headings_is_left_out(said):
    assert said([LINK_HEADINGS, [*LINK, "", ""], ["100003", *LINK[1:], "more"]]) == (
        said([LINK_HEADINGS, LINK])[0],
        [(3, "", "")],
    )


def test_row_cut_off_is_left_out(said):
    assert said([LINK_HEADINGS, LINK, ["100003", *LINK[1:4]]]) == (said([LINK_HEADINGS, LINK])[0], [(3, "", "")])


def test_heading_that_stands_twice_is_told_and_the_first_read(tmp_path):
    path = reads.written(tmp_path / "x.csv", [[*LINK_HEADINGS, "linkname "], [*LINK, "Other School"]])

    source, facts = reads.read(path)

    assert [one.linked_name for one in facts] == ["Ash School"]
    assert source.problems == [
        Problem(1, "linkname", "", "This heading stands twice. The first of the two columns was read.")
    ]


def test_column_that_is_missing_says_nothing(said):
    headings, rows = titled(reads.GIAS_2018)
    kept = [n for n, name in enumerate(headings) if name not in ("StatutoryLowAge", "OpenDate", "Trusts (name)")]

    facts, problems = said([[row[n] for n in kept] for row in [headings, *rows]])

    assert (len(facts), problems) == (127, [])
    assert {(one.lowest_age, one.opened_on, one.trust_name) for one in facts} == {(None, None, "")}


def test_first_thousand_problems_are_told_and_all_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(problems, "MOST", 3)
    path = reads.written(tmp_path / "x.csv", [LINK_HEADINGS, *([f"x{n}", *LINK[1:]] for n in range(10))])

    source, facts = reads.read(path)

    assert (facts, len(source.problems), source.problem_count) == ([], 3, 10)


def test_reading_again_tells_the_same(tmp_path):
    path = reads.written(tmp_path / "x.csv", [LINK_HEADINGS, LINK, ["x", *LINK[1:]]])
    with reads.opened(path, "x.csv") as source:
        first, second = ((list(source.links()), source.rows_read, source.problem_count) for _ in range(2))

    assert first == second == (first[0], 1, 1)


def test_csv_is_read_as_a_spreadsheet_program_saves_it_again(tmp_path):
    """Excel leaves out the quotation marks, and takes away the zeros in front of a code."""
    out = io.StringIO(newline="")
    headings, rows = titled(reads.GIAS_2018)
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(headings)
    code = headings.index("TypeOfEstablishment (code)")
    writer.writerows([*row[:code], row[code].lstrip("0"), *row[code + 1 :]] for row in rows)
    path = tmp_path / "x.csv"
    path.write_bytes(out.getvalue().encode("utf-8-sig"))

    assert reads.read(path)[1] == reads.read(reads.GIAS_2018)[1]
