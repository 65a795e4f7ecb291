"""OpenDocument's own ways: cells and rows that stand many times, texts in pieces, comments; and their abuse."""

import pytest

from official.reading import ods
from spreadsheets.refusals import FileRefused
from tests.official.reading import reads, workbooks

HEADINGS = ["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"]
ROW = ["100001", "100002", "Ash School", "Successor", "31-08-2018"]
TOO_LARGE = "A sheet is larger than the portal can read. Save only the table in it."


def text(words, attributes=""):
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def rows_of(tmp_path, xml):
    (grid,) = ods.ods_grids(workbooks.ods(tmp_path / "x.ods", Sheet1=xml))
    return list(grid.rows(10))


def refusal(tmp_path, xml):
    with pytest.raises(FileRefused) as refused:
        rows_of(tmp_path, xml)
    return str(refused.value)


def row(cells, attributes=""):
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def repeated(what, times):
    return f'table:number-{what}-repeated="{times}"'


def test_blank_rows_and_cells_are_counted(tmp_path):
    gap = f"<table:table-cell {repeated('columns', 3)}/>"
    xml = row("", repeated("rows", 4)) + row(gap + text("a")) + row(f"<table:table-cell {repeated('columns', 16384)}/>")

    assert rows_of(tmp_path, xml + row(text("b"))) == [(5, [None, None, None, "a"]), (7, ["b"])]


def test_cells_and_rows_that_stand_several_times_are_read_as_often(tmp_path):
    xml = row(text("a", repeated("columns", 2)) + text("b"), repeated("rows", 2)) + row(text("c"))

    assert rows_of(tmp_path, xml) == [(1, ["a", "a", "b"]), (2, ["a", "a", "b"]), (3, ["c"])]


def test_each_type_gives_its_value_and_not_how_it_is_shown(tmp_path):
    cells = [
        text("1,234.0", 'office:value-type="float" office:value="1234"'),
        text("31 Aug", 'office:value-type="date" office:date-value="2018-08-31"'),
        text("7 %", 'office:value-type="percentage" office:value="0.07"'),
        text("WAHR", 'office:value-type="boolean" office:boolean-value="true"'),
        text("shown", 'office:value-type="string" office:string-value="meant"'),
    ]

    assert rows_of(tmp_path, row("".join(cells))) == [(1, [1234.0, "2018-08-31", 0.07, "true", "meant"])]


def test_text_in_pieces_is_put_together_and_a_comment_left_out(tmp_path):
    note = "<office:annotation><text:p>not this</text:p></office:annotation>"
    pieces = 'St<text:s text:c="1"/>Ann<text:span>e</text:span>’s<text:line-break/>RC'
    cell = f"<table:table-cell>{note}<text:p>{pieces}</text:p><text:p>School</text:p></table:table-cell>"

    assert rows_of(tmp_path, row(cell)) == [(1, ["St Anne’s RC\nSchool"])]


def test_covered_cells_and_grouped_rows_are_cells_and_rows(tmp_path):
    xml = f"<table:table-row-group>{row(text('a') + '<table:covered-table-cell/>' + text('b'))}</table:table-row-group>"

    assert rows_of(tmp_path, xml) == [(1, ["a", None, "b"])]


def test_each_sheet_has_rows_of_its_own(tmp_path):
    grids = ods.ods_grids(workbooks.ods(tmp_path / "x.ods", One=[["a"]], Two=[["b"], ["c"]]))

    assert [(grid.name, list(grid.rows(10))) for grid in grids] == [
        ("One", [(1, ["a"])]),
        ("Two", [(1, ["b"]), (2, ["c"])]),
    ]


def test_cells_beyond_the_width_asked_for_are_left_out(tmp_path):
    assert rows_of(tmp_path, row(text("a", repeated("columns", 16384)))) == [(1, ["a"] * 10)]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (row(text("a", repeated("columns", 1_000_000))), TOO_LARGE),
        (row(text("a") * 16_385), TOO_LARGE),
        (row(text("a"), repeated("rows", 1_048_577)), TOO_LARGE),
        (row(text("a", repeated("columns", 16384)), repeated("rows", 1_048_576)), TOO_LARGE),
        (row(text("a" * 100_001)), TOO_LARGE),
        (row(text("a", repeated("columns", "x"))), ods.DAMAGED),
        (row(text("a", 'office:value-type="float" office:value="x"')), ods.DAMAGED),
        (row("<table:table-cell>"), ods.DAMAGED),
        (
            row(text("a")) + "<table:table/>",
            "A table stands inside another. Save the sheet as .csv or .xlsx.",
        ),
    ],
    ids=["million columns", "columns", "rows", "cells", "text", "times", "number", "unclosed", "nested"],
)
def test_sheet_that_is_too_much_or_damaged_is_refused(tmp_path, xml, message):
    assert refusal(tmp_path, xml) == message


def test_blank_row_of_a_million_columns_is_no_matter(tmp_path):
    xml = row(f"<table:table-cell {repeated('columns', 1_000_000)}/>", repeated("rows", 1_000_000_000))

    assert rows_of(tmp_path, row(text("a")) + xml) == [(1, ["a"])]


def test_entities_are_refused(tmp_path):
    xml = workbooks.content("<table:table/>").replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    path = workbooks.zipped(tmp_path / "x.ods", {"mimetype": workbooks.MIMETYPE, "content.xml": xml})

    with pytest.raises(FileRefused, match="cannot be read"):
        ods.ods_grids(path)


def test_spreadsheet_without_content_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="cannot be read"):
        ods.ods_grids(workbooks.zipped(tmp_path / "x.ods", {"mimetype": workbooks.MIMETYPE}))


def test_links_are_read_from_rows_that_stand_twice(tmp_path):
    xml = workbooks.ods_rows([HEADINGS]) + workbooks.ods_rows([ROW]).replace(
        "<table:table-row>", f"<table:table-row {repeated('rows', 2)}>"
    )

    source, facts = reads.read(workbooks.ods(tmp_path / "x.ods", Sheet1=xml))

    assert ([one.linked_urn for one in facts], source.problem_count) == ([100002], 0)
