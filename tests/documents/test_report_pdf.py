"""The report as PDF: all that the document says, in order, tagged."""

import re
from dataclasses import replace

import pytest

from documents.chart import Chart
from documents.colours import legible
from documents.document import (
    Brand,
    Bullets,
    Cell,
    Document,
    Heading,
    Indented,
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
from documents.report_pdf import to_pdf
from tests.documents.pictures import png
from tests.documents.reading_pdf import corner_of, links_of, pages_of, tags_of
from tests.documents.sample_report import MEMBERSHIP, OUTCOMES, REPORT
from tests.documents.small_reports import body_of, report, said, section, table


def without_charts(document):
    return replace(
        document,
        sections=tuple(
            replace(each, blocks=tuple(block for block in each.blocks if not isinstance(block, Chart)))
            for each in document.sections
        ),
    )


def figures_in(value):
    """The words of every figure printed anywhere in it, in order of the document."""
    match value:
        case Printed():
            return [value.text]
        case tuple():
            return [text for each in value for text in figures_in(each)]
        case Document():
            return figures_in(value.sections)
        case Section() | Prose() | Indented():
            return figures_in(value.blocks)
        case Table() | Cell():
            return figures_in(value.lines)
        case Line():
            return figures_in(value.cells)
        case Paragraph():
            return figures_in(value.pieces)
        case Sentences():
            return figures_in(value.runs)
        case Bullets():
            return figures_in(value.items)
    return []


def test_it_says_all_that_the_document_says_in_its_order():
    assert pages_of(to_pdf(without_charts(REPORT)))[0] == [
        *("The Elm & Oak Partnership", "End-of-year report 2017–18", "Work of: 2017–18"),
        *("Ofsted grades as at: 31 July 2018", "Draft of 1 August 2018"),
    ]
    assert body_of(to_pdf(without_charts(REPORT))) == [
        "Foreword",
        "This year 67 of 71 (94%) primary schools were members, 94% of them all: Elm Primary, Oak & <Co> and",
        *("65 more. Thank you to everyone, and see our pages.", "A second line."),
        *("What comes next", "• Coaching", "– for heads", "• Peer review", "3. Begin", "4. Go on"),
        *("In detail", "What was said before."),
        *("“ It changed how we work.", "All of it.", "— Primary headteacher, survey, May 2018"),
        "“ Without a name.",
        *("Membership & packages", "Members by phase"),
        *("2017–18 2016–17", "Phase Notes", "Members Members"),
        *("Primary 67 of 71 (94%) 68 of 71 (96%) Joined: Elm Primary.", "Green <Springs> have joined."),
        *("Secondary 1,018 (+2) 17", "Income £327,600.50 =1+1 is no formula", "Each school once."),
        *("Nobody", "Nothing on record.", "New: Elm Primary."),
        *("Ofsted outcomes", "The nation", "Phase Good", "Primary 66.5%", "Special –", "Sources"),
        "Contains public sector information licensed under the Open Government Licence v3.0.",
    ]


def test_every_figure_stands_in_it_in_the_order_of_the_document():
    printed = figures_in(REPORT)
    text = " ".join(body_of(to_pdf(REPORT)))

    found = []
    place = 0
    for each in printed:
        place = text.find(each, place)
        found.append(place)
        place += len(each)

    assert (len(printed), -1 in found) == (9, False)


def test_it_is_tagged_and_has_its_title_author_and_language():
    """PDF/UA-1 is what Typst refuses to name unless headings, tables, title and language are right."""
    pdf = to_pdf(REPORT)

    assert re.findall(rb"<pdfuaid:part>(\d)</pdfuaid:part>", pdf) == [b"1"]
    title = re.search(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", pdf, re.DOTALL)
    author = re.search(rb"<dc:creator>.*?<rdf:li[^>]*>(.*?)</rdf:li>", pdf, re.DOTALL)
    assert (title[1].decode(), author[1].decode()) == (REPORT.title, "The Elm &amp; Oak Partnership")
    assert b"/Lang(en-GB)" in pdf


def test_headings_tables_lists_and_quotations_are_tagged_as_such():
    tags = tags_of(to_pdf(without_charts(REPORT)))

    def of(*kinds):
        return [(tag, words) for tag, words in tags if tag in kinds]

    assert of("H1", "H2", "H3") == [
        *(("H1", "Contents"), ("H1", "Foreword"), ("H2", "What comes next"), ("H3", "In detail")),
        *(("H1", "Membership & packages"), ("H1", "Ofsted outcomes"), ("H1", "Sources")),
    ]
    assert [words for _, words in of("TH")] == [
        *("Phase", "2017–18", "2016–17", "Notes", "Members", "Members"),
        *("Phase", "Good"),
    ]
    assert [words for _, words in of("TD")][:2] == ["Primary", "67 of 71 (94%)"]
    assert [words for _, words in of("Lbl")] == ["•", "–", "•", "3.", "4."]
    assert "Caption" not in {tag for tag, words in tags if words == "Nobody"}


def test_a_chart_is_an_image_with_its_summary_as_text_alternative_between_title_and_note():
    pdf = to_pdf(report(*(section(block, title="Charts") for block in OUTCOMES.blocks if isinstance(block, Chart))))
    text = body_of(pdf)

    alternatives = re.findall(rb"/Alt\((.*?)\)", pdf)
    assert alternatives == [b"A third were outstanding on 31 July 2018, a quarter the year before."]
    assert (text[1], text[-1]) == ("Grades of primary schools", "National figures stand in the table.")


@pytest.mark.parametrize("section_of", [MEMBERSHIP, OUTCOMES], ids=["columns", "shares"])
def test_a_chart_says_its_categories_series_and_figures(section_of):
    chart = next(block for block in section_of.blocks if isinstance(block, Chart))
    text = " ".join(body_of(to_pdf(report(section(chart)))))

    named = [*chart.categories, *(series.name for series in chart.series)]
    figures = [figure.text for series in chart.series for figure in series.figures]
    assert [each for each in (*named, *figures) if each not in text] == []


def test_addresses_outside_the_portal_are_links_and_others_are_words():
    long = "https://partnership.example/" + "a" * 100
    words = [
        Words("far", url=long),
        Words("mail", url="mailto:office@partnership.example"),
        Words("zoë", url="https://partnership.example/zoë"),
        *(Words("near", url=url) for url in ("/schools/1/", "javascript:alert(1)", "https:", "http:x", "")),
        Words("endless", url="https://partnership.example/" + "a" * 20_000),
    ]

    assert links_of(to_pdf(report(section(Prose((said(*words),)))))) == [
        *(long, "mailto:office@partnership.example", "https://partnership.example/zo%C3%AB"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd") #strong[x]',
        "*b* _u_ = H $x^2$ `c` @a <b> // end",
        '"]] } ) \\ \\n \\u{41} #{ 1 + 1 }',
        "<b>Zoë</b> &amp; Co’s “note” — 50% £3",
    ],
)
def test_what_was_typed_is_no_markup(typed):
    blocks = (
        Prose((said(typed, level=3), said(typed), Bullets(((said(typed),),)), Indented((said(typed),)))),
        Quotation((typed,), typed),
        table([Line(typed, (Cell.of(typed),))], Heading(typed, typed), caption=typed, corner=typed, note=typed),
        table([], caption=typed, empty=typed),
        Paragraph((typed,)),
    )
    around = {"title": typed, "sender": typed, "facts": ((typed, typed),), "sources": (typed,), "notice": typed}

    pdf = to_pdf(report(section(*blocks, title=typed), **around))

    assert [words for _, words in tags_of(pdf)] == [
        *(typed, typed, f"{typed}: {typed}", typed, "Contents", f"{typed}  "),
        *(typed, typed, typed, "•", typed, typed, typed, f"— {typed}"),
        *([typed] * 7),  # the table: caption, three headings, two cells and note
        *(typed, typed, typed, "Sources", typed),
    ]
    head = f"{typed} · {typed} Contents"
    assert " ".join(pages_of(pdf)[1])[: len(head)] == head


def test_letters_in_no_font_cost_the_standard_s_name_and_no_more():
    pdf = to_pdf(report(section(Prose((said("Well \U0010fffd\U0001f9ff done"),)))))

    assert (b"/StructTreeRoot" in pdf, b"pdfuaid:part" in pdf, body_of(pdf)[-1][-4:]) == (True, False, "done")


def test_headings_without_words_and_leaps_of_level_do_not_break_it():
    prose = Prose((said("Deep", level=4), said("", level=3), said("\u200b ", level=3), said("Deeper", level=4)))
    tags = tags_of(to_pdf(report(section(prose, title=" "), section(Prose((said("Again", level=4),))))))

    assert [each for each in tags if each[0].startswith("H")] == [
        *(("H1", "Contents"), ("H1", "–"), ("H2", "Deep"), ("H3", "Deeper"), ("H1", "Only"), ("H2", "Again")),
    ]


def test_a_document_without_sections_is_its_title_page():
    assert pages_of(to_pdf(Document("Report", ()))) == [["Report"]]


def test_a_section_without_blocks_is_its_heading():
    assert body_of(to_pdf(report(section()))) == ["Only"]


@pytest.mark.parametrize("colour", ["#6b1f5c", "#ffff00", "#ffffff", "blue", '#14304f");'])
def test_the_partnership_s_colour_is_on_the_title_page_as_dark_as_it_must_be(colour):
    pdf = to_pdf(replace(REPORT, brand=Brand(colour)))

    assert corner_of(pdf) == legible(colour)


def test_a_logo_is_on_the_title_page_under_the_partnership_s_name():
    pdf = to_pdf(report(brand=Brand(logo=png())))

    assert re.findall(rb"/Alt\((.*?)\)", pdf) == [b"Logo of Riverside"]
    assert re.findall(rb"/Alt\((.*?)\)", to_pdf(report(title=" ", sender="", brand=Brand(logo=png())))) == [b"Logo"]
    assert re.findall(rb"/Alt\((.*?)\)", to_pdf(report())) == []


@pytest.mark.parametrize("logo", [b"GIF89a", b"\xff\xd8\xff\xe0", b"<svg/>", png()[:40], b"\x89PNG\r\n\x1a\n"])
def test_a_logo_that_is_no_image_is_refused(logo):
    with pytest.raises(ValueError, match="The logo is no PNG"):
        to_pdf(report(brand=Brand(logo=logo)))


def test_the_same_document_gives_the_same_bytes():
    document = replace(REPORT, brand=Brand("#6b1f5c", png()))

    assert to_pdf(document) == to_pdf(document)
