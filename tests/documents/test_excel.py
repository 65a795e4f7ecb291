"""The report as a workbook, read back with openpyxl and, where that does not look, as the bytes say."""

import dataclasses
import datetime
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from documents.chart import Chart, ChartKind, Series
from documents.display import Kind
from documents.document import Cell, Document, Heading, Line, Printed, Section, Table
from documents.excel import FigureRows, figures, to_xlsx
from documents.figure import Figure, Unit
from tests.documents.sample_report import FIGURES, GOOD, INCOME, MEMBERS, OUTCOMES, OUTSTANDING, REPORT, UNPUBLISHED

SCHOOLS = (("School", Kind.TEXT), ("Joined", Kind.DATE))
ROWS = (
    FigureRows(MEMBERS.key, SCHOOLS, [("Elm Primary", datetime.date(2017, 9, 1)), ("=Oak", None)]),
    FigureRows(INCOME.key, (("Charge", Kind.TEXT), ("Fee", Kind.MONEY)), [("Gold", Decimal("1200.50"))]),
    FigureRows(GOOD.key, SCHOOLS, [("Ash", None)]),
)
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RUNS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "http://elm.example", "123"]


def book(report=REPORT, rows=ROWS):
    return load_workbook(io.BytesIO(to_xlsx(report, rows)))


def of(*blocks):
    return Document("Report", (Section("one", "One", blocks),))


def table(*cells, heading="Members", **more):
    return Table(
        "Members", "Phase", (Heading(heading, is_number=True),) * len(cells), (Line("Primary", cells),), **more
    )


def values(sheet, first=1):
    return [list(row) for row in sheet.iter_rows(min_row=first, values_only=True)]


def parts(written, pattern):
    with zipfile.ZipFile(io.BytesIO(written)) as held:
        return {name: etree.fromstring(held.read(name)) for name in held.namelist() if re.fullmatch(pattern, name)}


# The sheets


def test_contents_name_the_report_and_lead_to_every_sheet():
    read = book()
    sheet = read["Contents"]
    assert values(sheet) == [
        [REPORT.title, None, None],
        [REPORT.sender, None, None],
        [REPORT.notice, None, None],
        [None, None, None],
        ["Work of", "2017–18", None],
        ["Ofsted grades as at", "31 July 2018", None],
        [None, None, None],
        ["Sheet", "What it holds", "Section"],
        ["Table 1", "Members by phase", "Membership & packages"],
        ["Figure 1", "Members by phase, with the year before", "Membership & packages"],
        ["Table 2", "Nobody", "Membership & packages"],
        ["Figure 2", "Grades of primary schools", "Ofsted outcomes"],
        ["Table 3", "The nation", "Ofsted outcomes"],
        ["Figures", "Every figure of the report", None],
        ["Rows", "What figures count: School, Joined", None],
        ["Rows (2)", "What figures count: Charge, Fee", None],
        [None, None, None],
        [REPORT.sources[0], None, None],
    ]
    leads = [cell.hyperlink.location for cell in sheet["B"] if cell.hyperlink]
    assert leads == [f"'{name}'!A1" for name in read.sheetnames[1:]]


def test_sheets_are_named_apart_however_alike_their_captions():
    captions = ["Members by phase, 2017–18 and 2016–17"] * 40 + [
        "History",
        "contents",
        "Figures",
        "",
        "'[]'",
        "😀" * 30,
    ]
    tables = [dataclasses.replace(table(Cell()), caption=caption) for caption in captions]
    names = book(of(*tables)).sheetnames
    assert len({name.lower() for name in names}) == len(captions) + 4
    assert [name for name in names if len(name.encode("utf-16-le")) > 62 or re.search(r"[\[\]:*?/\\]", name)] == []
    assert names[1:3] == ["Members by phase, 2017–18 and 2", "Members by phase, 2017–18 a (2)"]
    assert names[41:] == [
        "History (2)",
        "contents (2)",
        "Figures",
        "One",
        "Figure",
        "😀" * 15,
        "Figures (2)",
        "Rows",
        "Rows (2)",
    ]


def test_heads_stay_in_sight():
    read = book()
    found = {name: read[name].freeze_panes for name in read.sheetnames}
    assert found == {
        "Contents": None,
        "Members by phase": "B8",
        "Members by phase, with the year": "B6",
        "Nobody": None,
        "Grades of primary schools": "B6",
        "The nation": "B6",
        "Figures": "B2",
        "Rows": "B2",
        "Rows (2)": "B2",
    }


# Tables


def test_a_table_has_its_groups_headings_and_parts_of_shares_above_its_numbers():
    sheet = book()["Members by phase"]
    assert values(sheet, 5) == [
        ["Phase", "2017–18", None, None, "2016–17", None, None, None],
        [None, "Members", None, None, "Members", None, None, "Notes"],
        [None, "Number", "Of", "%", "Number", "Of", "%", None],
        ["Primary", 67, 71, 94, 68, 71, 96, "Joined: Elm Primary.\nGreen <Springs> have joined."],
        ["Secondary", 1018, None, None, 17, None, None, None],
        ["Income", 327600.5, None, None, None, None, None, "=1+1 is no formula"],
        [None] * 8,
        ["Each school once.", *[None] * 7],
    ]
    assert sorted(map(str, sheet.merged_cells.ranges)) == [
        "A12:H12", "A5:A7", "B5:D5", "B6:D6", "E5:G5", "E6:G6", "H6:H7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "value", "number_format"),
    [
        (Printed(MEMBERS), 67, "#,##0"),
        (Printed(INCOME), 327600.5, "£#,##0.00;[Red]-£#,##0.00"),
        (Printed(FIGURES["national.2018.primary.good"]), 66.5, 'General"%"'),
        (Printed(MEMBERS, is_percentage=True), 94, 'General"%"'),
        (Printed(MEMBERS, after=' (+2) "new"'), 67, '#,##0" (+2) "\\""new"\\"""'),
        (Printed(INCOME, after=" paid"), 327600.5, '£#,##0.00" paid";[Red]-£#,##0.00" paid"'),
        (Printed(UNPUBLISHED), "–", "General"),
        (Printed(MEMBERS, after=" schools" * 20), "67" + " schools" * 20, "General"),
    ],
)
def test_a_figure_alone_is_a_number_that_looks_as_it_is_printed(printed, value, number_format):
    cell = book(of(table(Cell.of(printed))))["Members"]["B6"]
    assert (cell.value, cell.number_format) == (value, number_format)


def test_a_figure_among_words_is_text():
    cell = book(of(table(Cell.of("about ", Printed(MEMBERS, share=True), "!"))))["Members"]["B5":"B6"]
    assert [each.value for (each,) in cell] == ["Members", "about 67 of 71 (94%)!"]


def test_so_many_words_behind_numbers_that_excel_has_no_formats_left_are_text():
    cells = tuple(Cell.of(Printed(MEMBERS, after=f" {n}")) for n in range(60))
    found = values(book(of(table(*cells)))["Members"], 6)[0][1:]
    assert found == [67] * 50 + [f"67 {n}" for n in range(50, 60)]


def test_totals_are_bold_and_what_is_under_a_line_is_not():
    sheet = book()["Members by phase"]
    assert [sheet[place].font.b for place in ("A10", "B10", "H10", "A9", "B9", "A8")] == [True] * 3 + [False] * 2 + [
        True
    ]


def test_a_table_of_no_lines_says_so():
    assert [row[0] for row in values(book()["Nobody"])] == [
        "Nobody",
        "Contents",
        REPORT.notice,
        None,
        "Nothing on record.",
    ]


# Charts


def test_a_charts_numbers_stand_on_its_sheet_and_shares_per_cent_beside_them():
    assert values(book()["Grades of primary schools"], 5)[:3] == [
        [None, "Outstanding", "Good", "Outstanding, %", "Good, %"],
        ["31 July 2018", 20, 40, 33, 67],
        ["31 July 2017", 15, 45, 25, 75],
    ]


def test_charts_are_excels_own_and_drawn_from_the_cells_of_their_sheet():
    drawn = parts(to_xlsx(REPORT), r"xl/charts/chart\d+\.xml")
    found = [[each.text for each in chart.iter(f"{CHART}f")] for _, chart in sorted(drawn.items())]
    name = "'Members by phase, with the year'"
    assert found[0] == [f"{name}!$A$1"] + [
        f"{name}!{place}" for c in "BC" for place in (f"${c}$5", "$A$6:$A$7", f"${c}$6:${c}$7")
    ]
    sheet = book()["Members by phase, with the year"]
    assert [sheet[place].value for place in ("B5", "A6", "B6", "C7")] == ["2017–18", "Primary", 67, 17]
    cached = [each.text for each in sorted(drawn.items())[0][1].iter(f"{CHART}v")]
    assert cached == [
        "Members by phase, with the year before",
        *("2017–18", "Primary", "Secondary", "67", "1018"),
        *("2016–17", "Primary", "Secondary", "68", "17"),
    ]


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        (ChartKind.COLUMNS, ("col", "clustered")),
        (ChartKind.STACKED, ("col", "stacked")),
        (ChartKind.BARS, ("bar", "clustered")),
        (ChartKind.SHARES, ("bar", "percentStacked")),
    ],
)
def test_each_kind_of_chart_is_drawn_as_it_is(kind, drawn):
    chart = Chart(kind, "Grades", "As told.", ("Primary",), (Series("Good", (GOOD,)), Series("Other", (None,))))
    (found,) = parts(to_xlsx(of(chart)), r"xl/charts/chart\d+\.xml").values()
    assert tuple(found.find(f".//{CHART}{name}").get("val") for name in ("barDir", "grouping")) == drawn
    assert [each.text for each in found.iter(f"{CHART}v")] == ["Grades", "Good", "Primary", "40", "Other", "Primary"]


def test_a_chart_has_a_text_alternative():
    drawn = parts(to_xlsx(REPORT), r"xl/drawings/drawing\d+\.xml")
    told = [each.get("descr") for _, drawing in sorted(drawn.items()) for each in drawing.iter("{*}cNvPr")]
    assert told == [
        chart.summary for section in REPORT.sections for chart in section.blocks if isinstance(chart, Chart)
    ]


def test_a_chart_of_nothing_is_its_words_alone():
    written = to_xlsx(of(Chart(ChartKind.COLUMNS, "Nothing", "None known.", (), ())))
    assert parts(written, r"xl/charts/.*") == {}
    assert load_workbook(io.BytesIO(written))["Nothing"]["A7"].value == "None known."


# Figures and the rows behind them


def test_every_figure_stands_in_figures_as_a_number():
    rows = values(book()["Figures"], 2)
    assert [row[:6] for row in rows] == [
        [key, each.title, each.value and float(each.value), each.of, each.value and each.percent, each.unit.value]
        for key, each in sorted(FIGURES.items(), key=lambda pair: [row[0] for row in rows].index(pair[0]))
    ]
    assert {row[0]: row[6] for row in rows if row[6]} == {
        "national.2018.primary.good": "as published, 31 March 2018. Rounded."
    }


def test_money_is_money_in_figures():
    sheet = book()["Figures"]
    (line,) = [row for row in sheet.iter_rows() if row[0].value == INCOME.key]
    assert (line[2].value, line[2].number_format) == (327600.5, "£#,##0.00;[Red]-£#,##0.00")


def test_the_rows_of_figures_with_the_same_headings_stand_below_one_another_and_filter():
    read = book()
    assert values(read["Rows"]) == [
        ["Figure", "School", "Joined"],
        [MEMBERS.key, "Elm Primary", datetime.datetime(2017, 9, 1)],  # noqa: DTZ001 - Excel's days have no zone
        [MEMBERS.key, "=Oak", None],
        [GOOD.key, "Ash", None],
    ]
    assert values(read["Rows (2)"]) == [["Figure", "Charge", "Fee"], [INCOME.key, "Gold", 1200.5]]
    assert [read[name].auto_filter.ref for name in ("Figures", "Rows", "Rows (2)")] == ["A1:H12", "A1:C4", "A1:C2"]


def test_a_figure_leads_to_its_rows_where_they_were_handed_over():
    leads = {row[0].value: row[7].hyperlink.location for row in book()["Figures"].iter_rows() if row[7].hyperlink}
    assert leads == {MEMBERS.key: "'Rows'!A2", INCOME.key: "'Rows (2)'!A2", GOOD.key: "'Rows'!A4"}


def test_rows_go_on_in_a_further_sheet_where_one_is_full(monkeypatch):
    monkeypatch.setattr(figures, "MOST_LINES", 3)
    rows = [FigureRows(key, SCHOOLS, [(f"{key}{n}", None) for n in range(3)]) for key in (MEMBERS.key, GOOD.key)]
    read = book(rows=rows)
    found = [[row[1] for row in values(read[name], 2)] for name in ("Rows", "Rows (2)", "Rows (3)")]
    assert found == [
        [f"{MEMBERS.key}0", f"{MEMBERS.key}1"],
        [f"{MEMBERS.key}2", f"{GOOD.key}0"],
        [f"{GOOD.key}1", f"{GOOD.key}2"],
    ]
    leads = {row[0].value: row[7].hyperlink.location for row in read["Figures"].iter_rows() if row[7].hyperlink}
    assert leads == {MEMBERS.key: "'Rows'!A2", GOOD.key: "'Rows (2)'!A3"}


# The file


@pytest.mark.parametrize("text", RUNS)
def test_text_is_never_a_formula_wherever_it_stands(text):
    figure = Figure(text, text, Unit.SCHOOLS, 1)
    heads = tuple(Heading(text, text) for _ in range(2))
    lines = (Line(text, (Cell.of(text), Cell.of(Printed(figure, after=text)))),)
    chart = Chart(ChartKind.COLUMNS, text, text, (text,), (Series(text, (figure,)),), note=text)
    blocks = (Table(text, text, heads, lines, note=text), Table(text, text, heads, (), empty=text), chart)
    report = Document(text, (Section(text, text, blocks),), text, ((text, text),), (text,), text)
    written = to_xlsx(report, [FigureRows(text, ((text, Kind.TEXT),), [(text,)])])
    sheets = parts(written, r"xl/worksheets/sheet\d+\.xml").values()
    assert [each for sheet in sheets for each in sheet.iter("{*}f")] == []
    cells = [cell for sheet in load_workbook(io.BytesIO(written)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == text} == {"s"}
    for drawn in parts(written, r"xl/charts/chart\d+\.xml").values():
        assert [each.text for each in drawn.iter(f"{CHART}f") if not re.search(r"!\$[AB]\$\d+", each.text)] == []


def test_its_properties_name_it_and_its_sender_and_no_hour():
    told = book().properties
    made = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - as openpyxl reads it
    assert (told.title, told.creator, told.created, told.modified) == (REPORT.title, REPORT.sender, made, made)


def test_the_same_report_makes_the_same_bytes():
    assert to_xlsx(REPORT, ROWS) == to_xlsx(REPORT, ROWS)


def test_a_report_of_no_sections_has_its_contents():
    assert book(Document("Report", ()), ()).sheetnames == ["Contents", "Figures"]


ODD = ["\x00\x1f", "\ud800", "\ufffe", "😀" * 17_000, "a" * 33_000, "_x0041_", "'", "&", "x\ry"]
SAID = st.text(max_size=80) | st.sampled_from(ODD)


@settings(max_examples=25, deadline=None)
@given(said=SAID, other=SAID)
def test_whatever_was_typed_opens_again(said, other):
    chart = dataclasses.replace(OUTCOMES.blocks[0], title=said, summary=other, categories=(said, other))
    head = Heading(said, other)
    blocks = (Table(said, other, (head,), (Line(said, (Cell.of(other),)),), note=said), chart)
    report = Document(said, (Section("one", other, blocks),), said, ((other, said),), (said,), other)
    sheet = book(report, [FigureRows(OUTSTANDING.key, (("Name", Kind.TEXT),), [(said,)])])["Rows"]
    held = "".join(each for each in said if each not in "\r" and (each in "\t\n" or each >= " "))
    held = "".join(each for each in held if each not in "\ufffe\uffff" and not "\ud800" <= each <= "\udfff")
    assert (sheet["B2"].value or "") == held.encode("utf-16-le")[: 2 * 32_767].decode("utf-16-le", errors="ignore")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path):
    (tmp_path / "report.xlsx").write_bytes(to_xlsx(REPORT, ROWS))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "report.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    command = ["pdftotext", "-layout", tmp_path / "report.pdf", "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert [words for words in ("1,018 (+2)", "£327,600.50", "66.5%", "1 Sep 2017") if words not in text] == []
