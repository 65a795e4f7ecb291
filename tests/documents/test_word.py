"""The report as Word, read back with python-docx and as the bytes say."""

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.charts import to_png
from documents.document import (
    Brand,
    Bullets,
    Cell,
    Document,
    Heading,
    Line,
    Paragraph,
    Printed,
    Prose,
    Quotation,
    Section,
    Sentences,
    Table,
    Words,
)
from documents.word import to_docx
from tests.documents.sample_report import MEMBERS, MEMBERSHIP, REPORT

CHART = MEMBERSHIP.blocks[1]
LOGO = to_png(CHART, pixels_per_inch=40)


REPORTS_BYTES = to_docx(REPORT)


def read(report=REPORT):
    return docx.Document(io.BytesIO(REPORTS_BYTES if report is REPORT else to_docx(report)))


def section(*blocks):
    return Document("Report", (Section("one", "One", blocks),))


def prose(*runs):
    return section(Prose((Sentences(runs),)))


def texts(file, style):
    return [each.text for each in file.paragraphs if each.style.name == style]


def whole(element):
    """With what stands in fields, which python-docx leaves out."""
    return "".join(each.text for each in element.iter(qn("w:t")))


def printed_in(value):
    """Every figure where the document prints it, in reading order."""
    if isinstance(value, Printed):
        return [value.text]
    if isinstance(value, tuple):
        return [text for one in value for text in printed_in(one)]
    if dataclasses.is_dataclass(value):
        return [text for each in dataclasses.fields(value) for text in printed_in(getattr(value, each.name))]
    return []


def instructions(element):
    simple = [each.get(qn("w:instr")) for each in element.iter(qn("w:fldSimple"))]
    return simple + [each.text.strip() for each in element.iter(qn("w:instrText"))]


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


# What it says


def test_headings_stand_at_their_levels():
    headings = [(each.style.name, each.text) for each in read().paragraphs if each.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Foreword"),
        ("Heading 2", "What comes next"),
        ("Heading 3", "In detail"),
        ("Heading 1", "Membership & packages"),
        ("Heading 1", "Ofsted outcomes"),
    ]


def test_every_figure_stands_in_it_in_the_documents_order():
    runs = read().element.body.iter(qn("w:r"))
    figures = ["".join(run.text) for run in runs if run.style == "LiveFigure"]
    assert figures == printed_in(REPORT.sections)


def test_the_title_page_names_the_report_its_sender_and_its_facts():
    file = read()
    assert (texts(file, "Title"), texts(file, "Subtitle")) == ([REPORT.title], [REPORT.sender])
    assert texts(file, "Facts") == ["Work of\t2017–18", "Ofsted grades as at\t31 July 2018"]
    assert texts(file, "Sources") == list(REPORT.sources)


def test_a_table_has_the_documents_cells():
    grouped, nation = read().tables
    assert rows_of(grouped) == [
        ["Phase", "2017–18", "2016–17", ""],
        ["Phase", "Members", "Members", "Notes"],
        ["Primary", "67 of 71 (94%)", "68 of 71 (96%)", "Joined: Elm Primary.\nGreen <Springs> have joined."],
        ["Secondary", "1,018 (+2)", "17", ""],
        ["Income", "£327,600.50", "", "=1+1 is no formula"],
    ]
    assert rows_of(nation) == [["Phase", "Good"], ["Primary", "66.5%"], ["Special", "–"]]
    assert texts(read(), "Table Note") == ["Each school once.", "National figures stand in the table.", ""]


def test_a_table_of_no_lines_says_so():
    table = Table("Nobody", "Phase", (Heading("Members"),), (), note="So it is.", empty="None at all.")
    file = read(section(table))
    assert [whole(each._p) for each in file.paragraphs][-3:] == ["Table 1: Nobody", "None at all.", "So it is."]
    assert file.tables == []


def test_lists_are_words_lists_and_begin_where_they_are_told():
    file = read()
    lists = [(each.style.name, each.text) for each in file.paragraphs if each.style.name.startswith("List")]
    assert lists == [
        ("List Bullet", "Coaching"),
        ("List Bullet 2", "for heads"),
        ("List Bullet", "Peer review"),
        ("List Number", "Begin"),
        ("List Number", "Go on"),
    ]
    numbers = [p._p.pPr.numPr.numId.val for p in file.paragraphs if p.style.name == "List Number"]
    (number,) = [
        each for each in file.part.numbering_part.element.num_lst if each.numId == numbers[0] and set(numbers) == {3}
    ]
    assert [each.startOverride.val for each in number.lvlOverride_lst] == [3]


def test_two_numbered_lists_do_not_count_on():
    one = Bullets(((Sentences((Words("One"),)),),), is_numbered=True)
    file = read(section(Prose((one, one))))
    assert [p._p.pPr.numPr.numId.val for p in file.paragraphs if p.style.name == "List Number"] == [3, 4]


def test_what_follows_in_an_item_stands_below_it_without_a_mark():
    said = [Sentences((Words(text),)) for text in ("First", "and more")]
    file = read(section(Prose((Bullets((tuple(said), (), (Bullets(((said[0],),)),))),))))
    assert [(p.style.name, p.text) for p in file.paragraphs if p.style.name.startswith("List")] == [
        ("List Bullet", "First"),
        ("List Continue", "and more"),
        ("List Bullet", ""),
        ("List Bullet", ""),
        ("List Bullet 2", "First"),
    ]


def test_quotations_are_set_apart_with_who_said_it():
    file = read()
    assert texts(file, "Quote") == ["It changed how we work.", "All of it.", "Without a name."]
    assert texts(file, "Quote Attribution") == ["Primary headteacher, survey, May 2018"]
    assert texts(file, "Block Text") == ["What was said before."]


def test_stress_is_a_style_and_a_line_break_a_break():
    said = [
        Words("a\nb\tc"),
        Words("strong", is_strong=True),
        Words("soft", is_emphasised=True),
        Words("both", True, True),
    ]
    (paragraph,) = [each for each in read(prose(*said)).paragraphs if each.text.startswith("a\n")]
    assert [(run.style.name, run.text) for run in paragraph.runs] == [
        ("Default Paragraph Font", "a\nb\tc"),
        ("Strong", "strong"),
        ("Emphasis", "soft"),
        ("Intense Emphasis", "both"),
    ]


# Links


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://partnership.example/?a=1&b=2", "https://partnership.example/?a=1&b=2"),
        ("mailto:head@elm.example", "mailto:head@elm.example"),
        ("https://elm.example/two words/é", "https://elm.example/two%20words/%C3%A9"),
    ],
)
def test_a_link_is_words_own(url, address):
    (link,) = [each for p in read(prose(Words("here", url=url))).paragraphs for each in p.hyperlinks if each.address]
    assert (link.text, link.address, link.runs[0].style.name) == ("here", address, "Hyperlink")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "/schools/1/", "file:///etc/passwd", "https://", "mailto:", "http://[", "C:\\x", "\x00"],
)
def test_what_leads_nowhere_safe_is_no_link(url):
    file = read(prose(Words("here", url=url)))
    assert [each.address for p in file.paragraphs for each in p.hyperlinks if each.address] == []
    assert file.paragraphs[-1].text == "here"


# Fields


def test_the_contents_are_a_field_with_every_section_and_heading_that_lead_to_them():
    body = read().element.body
    (contents,) = body.iter(qn("w:sdt"))
    lines = [each for each in contents.iter(qn("w:p")) if each.style in ("TOC1", "TOC2")]
    starts = {each.get(qn("w:name")): each.getparent() for each in body.iter(qn("w:bookmarkStart"))}
    found = [
        (
            each.style,
            starts[link.get(qn("w:anchor"))].style,
            "".join(run.text for run in starts[link.get(qn("w:anchor"))].r_lst),
        )
        for each in lines
        for link in each.iter(qn("w:hyperlink"))
    ]
    assert found == [
        ("TOC1", "Heading1", "Foreword"),
        ("TOC2", "Heading2", "What comes next"),
        ("TOC1", "Heading1", "Membership & packages"),
        ("TOC1", "Heading1", "Ofsted outcomes"),
    ]
    assert instructions(contents)[-1] == 'TOC \\o "1-2" \\h \\z \\u'
    assert [each.get(qn("w:fldCharType")) for each in contents.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]


def test_captions_count_with_fields_and_stay_with_what_they_head():
    file = read()
    assert [whole(each._p) for each in file.paragraphs if each.style.name == "Caption"] == [
        "Table 1: Members by phase",
        "Figure 1: Members by phase, with the year before",
        "Table 2: Nobody",
        "Figure 2: Grades of primary schools",
        "Table 3: The nation",
    ]
    counted = [name for name in instructions(file.element.body) if name.startswith("SEQ")]
    assert counted == [f"SEQ {name} \\* ARABIC" for name in ("Table", "Figure", "Table", "Figure", "Table")]
    assert file.styles["Caption"].paragraph_format.keep_with_next


def test_every_page_has_its_number_the_sender_the_title_and_the_notice():
    (pages,) = read().sections
    assert [each.text for each in pages.header.paragraphs] == [f"{REPORT.sender}\t{REPORT.title}", REPORT.notice]
    assert [each.text for each in pages.first_page_header.paragraphs] == [REPORT.notice]
    assert pages.footer._element.xpath("string()") == "Page 1 of 1"
    assert instructions(pages.footer._element) == ["PAGE", "NUMPAGES"]


def test_word_is_not_told_to_ask_about_fields():
    with zipfile.ZipFile(io.BytesIO(to_docx(REPORT))) as parts:
        settings_ = parts.read("word/settings.xml").decode()
    assert re.findall(r"<w:(updateFields|attachedTemplate)", settings_) == []


# Tables


def test_heads_are_repeated_and_rows_stay_whole():
    heads = [[row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] for table in read().tables]
    assert heads == [[True, True, False, False, False], [True, False, False]]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for table in read().tables for row in table.rows)


def test_groups_stand_across_their_columns():
    headings = tuple(Heading(text, group) for text, group in (("a", "One"), ("b", "One"), ("c", "Two"), ("d", "")))
    (table,) = read(section(Table("T", "Corner", headings, (Line("x", (Cell(),) * 4),)))).tables
    spans = [(cell.grid_span, cell.vMerge, "".join(p.text for p in cell.p_lst)) for cell in table.rows[0]._tr.tc_lst]
    assert spans == [(1, "restart", "Corner"), (2, None, "One"), (1, None, "Two"), (1, None, "")]


def test_numbers_are_set_right_and_totals_bold_by_their_style():
    grouped = read().tables[0]
    number, total = grouped.cell(2, 1).paragraphs[0].style, grouped.cell(4, 1).paragraphs[0].style
    assert (number.name, number.paragraph_format.alignment) == ("Table Number", WD_ALIGN_PARAGRAPH.RIGHT)
    assert (total.name, total.base_style.font.bold) == ("Table Total Number", True)
    assert total.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert grouped.cell(4, 0).paragraphs[0].style.name == "Table Total"
    assert grouped.cell(3, 0).paragraphs[0].style.name == "Table Row Under"


def test_a_line_has_the_rules_that_set_it_apart_each_once():
    def rules(**kind):
        (table,) = read(section(Table("T", "Phase", (), (Line("x", (), **kind),)))).tables
        borders = table.cell(1, 0)._tc.tcPr.find(qn("w:tcBorders"))
        return [] if borders is None else [(each.tag, each.get(qn("w:val"))) for each in borders]

    top, bottom = qn("w:top"), qn("w:bottom")
    assert rules() == []
    assert rules(is_total=True) == rules(is_total=True, is_under=True) == [(top, "single")]
    assert rules(is_under=True, goes_on=True) == [(top, "nil"), (bottom, "nil")]


@pytest.mark.parametrize("columns", [1, 4, 9, 30])
def test_a_table_is_never_wider_than_the_text_of_its_page(columns):
    headings = (*(Heading("Out of area", is_number=True) for _ in range(columns)), Heading("Notes", is_wide=True))
    cells = (*(Cell.of(Printed(MEMBERS, share=True)) for _ in range(columns)), Cell.of("word " * 400))
    (table,) = read(section(Table("T", "Phase", headings, (Line("All-through schools", cells),)))).tables
    widths = [column.width for column in table.columns]
    pages = read().sections[0]
    room = pages.page_width - pages.left_margin - pages.right_margin
    assert (len(widths), min(widths) > 0, room - 12700 < sum(widths) <= room) == (columns + 2, True, True)


def test_a_short_table_stays_on_a_page_and_a_long_one_is_divided_between_lines():
    def kept(number):
        lines = tuple(Line(f"{n}", (Cell(),), goes_on=n == 0) for n in range(number))
        (table,) = read(section(Table("T", "Phase", (Heading("Members"),), lines))).tables
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows[1:]]

    assert kept(3) == [True, True, False]
    assert kept(40) == [True] + [False] * 39


# Pictures


def test_a_chart_is_a_picture_with_a_text_alternative():
    drawn = [(each.get("title"), each.get("descr")) for each in read().element.body.iter(qn("wp:docPr"))]
    charts = [block for one in REPORT.sections for block in one.blocks if hasattr(block, "summary")]
    assert drawn == [(each.title, each.summary) for each in charts]


def test_the_logo_stands_on_the_title_page_as_large_as_its_room():
    file = read(dataclasses.replace(section(), brand=Brand(logo=LOGO), sender="Elm & Oak"))
    (shape,) = file.inline_shapes
    assert (shape._inline.docPr.get("descr"), shape.width.cm <= 9, shape.height.cm <= 2.6) == ("Elm & Oak", True, True)
    assert file.paragraphs[0].style.name == "Picture"


def test_a_logo_that_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="The picture is none that Word can show"):
        to_docx(dataclasses.replace(REPORT, brand=Brand(logo=b"no picture")))


# The file


def test_the_brands_colour_is_in_the_styles_and_dark_enough_to_read():
    def colour(written):
        return str(read(dataclasses.replace(section(), brand=Brand(written))).styles["Heading 1"].font.color.rgb)

    assert colour("#7a1f3d") == "7A1F3D"
    assert colour("red") == colour("#14304f") == "14304F"
    assert colour("#ffff00") not in ("FFFF00", "14304F")


def test_every_style_that_is_used_exists_and_no_look_stands_in_a_run():
    file = read()
    used = {
        each.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for each in file.element.iter(qn(f"w:{tag}"))
    }
    assert used - {each.style_id for each in file.styles} == set()
    assert {child.tag for each in file.element.iter(qn("w:rPr")) for child in each} == {qn("w:rStyle")}
    assert {each.style.name for each in file.tables} == {"Report Table"}


def test_its_properties_name_it_and_its_sender():
    told = read().core_properties
    assert (told.title, told.author, told.language) == (REPORT.title, REPORT.sender, "en-GB")
    assert read(dataclasses.replace(section(), title="x" * 300)).core_properties.title == "x" * 255


def test_the_same_report_makes_the_same_bytes():
    made = to_docx(REPORT)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert to_docx(REPORT) == made


def test_a_report_of_no_sections_opens():
    assert [each.text for each in read(Document("Report", ())).paragraphs] == ["Report"]


SAID = st.text(max_size=80) | st.sampled_from(
    ["\x00\x1f", "\ud800", "\ufffe", "😀" * 40, "a" * 33_000, "$title ${x}", "]]>", "<w:p/>"]
)


@settings(max_examples=25, deadline=None)
@given(said=SAID, other=SAID)
def test_whatever_was_typed_opens_again(said, other):
    blocks = (
        Table(said, other, (Heading(said, other),), (Line(said, (Cell.of(other),)),), note=said),
        Prose(
            (Sentences((Words(said, url=f"https://elm.example/{other}"), Words(other))), Sentences((Words(said),), 3))
        ),
        Quotation((said,), other),
        Paragraph((other,)),
        dataclasses.replace(CHART, title=said, summary=other),
    )
    report = Document(said, (Section("one", other, blocks),), said, ((other, said),), (said,), other)
    file = read(report)
    kept = "".join(
        letter
        for letter in said
        if letter in "\t\n" or (letter >= " " and letter not in "\ufffe\uffff" and not "\ud800" <= letter <= "\udfff")
    )
    assert texts(file, "Title") == [kept]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path):
    (tmp_path / "report.docx").write_bytes(to_docx(dataclasses.replace(REPORT, brand=Brand(logo=LOGO))))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "report.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", tmp_path / "report.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert [title for title in ("Foreword", "Page 4 of 4", "67 of 71 (94%)") if title not in text] == []
