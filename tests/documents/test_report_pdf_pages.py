"""The pages of the report as PDF: contents, running heads, and what is kept together or laid on its side."""

import re

from documents.document import Cell, Heading, Line, Paragraph, Printed, Prose
from documents.report_pdf import to_pdf
from tests.documents.reading_pdf import pages_of, sizes_of
from tests.documents.sample_report import MEMBERS, REPORT
from tests.documents.small_reports import body_of, counted_table, report, said, section, table

HEAD = "The Elm & Oak Partnership · End-of-year report 2017–18"
A4, A4_FLIPPED = (595, 842), (842, 595)


def test_the_contents_list_every_section_with_its_page():
    filler = Prose(tuple(said("Many words of a note. " * 40) for _ in range(5)))
    titles = [f"Part {each}: its work & “aims”" for each in range(12)]
    pages = pages_of(to_pdf(report(*(section(filler, title=title) for title in titles))))

    listed = [re.fullmatch(r"(.*?)[ .\u2060]+(\d+)", line).groups() for line in pages[1][2:-1]]
    found = [(line, str(number)) for number, page in enumerate(pages, 1) for line in page[1:] if line in titles]

    assert [title for title, _ in listed] == titles
    assert listed == found


def test_every_page_but_the_first_has_its_head_and_number_and_all_have_the_notice():
    pages = pages_of(to_pdf(REPORT))
    last = len(pages)

    assert [page[0] for page in pages[1:]] == [
        HEAD,
        f"{HEAD} Foreword",
        *(f"{HEAD} {page[0].removeprefix(HEAD).strip()}" for page in pages[3:]),
    ]
    assert [page[-1] for page in pages] == [
        "Draft of 1 August 2018",
        *(f"Draft of 1 August 2018 Page {number} of {last}" for number in range(2, last + 1)),
    ]


def test_the_head_names_the_section_that_the_page_begins_with():
    """One that goes on from the page before, although others begin below it, or one that begins at the very top."""
    long, longer = (
        section(Prose((said("\n".join("x" * lines)),)), title=title) for lines, title in ((50, "Long"), (70, "Longer"))
    )
    short, new = section(Paragraph(("a",)), title="Short"), section(counted_table(10), title="New")
    pages = pages_of(to_pdf(report(long, short, longer, new)))

    heads = [page[0].removeprefix("Riverside · Report").strip() for page in pages[2:]]
    assert heads == ["Long", "Long", "Longer", "New"]
    assert [page[1] for page in pages[2:]] == ["Long", "x", "x", "New"]


def test_a_table_goes_on_over_pages_between_lines_and_repeats_its_head():
    pages = pages_of(to_pdf(report(section(counted_table(120)))))[2:]

    assert [page[1] for page in pages] == ["Only", *["School Members"] * (len(pages) - 1)]
    assert [line for page in pages for line in page if line.startswith("School ") and line != "School Members"] == [
        f"School {number} {1_000 + number}" for number in range(1, 121)
    ]


def test_a_short_table_is_kept_on_one_page_and_of_a_longer_one_each_line():
    """Wherever on a page it begins: no line of three lines is ever parted."""
    notes = Cell(tuple((f"{which} of the notes",) for which in ("First", "Second", "Third")))
    for before in range(20, 36, 3):
        for lines, is_short in ((4, True), (12, False)):
            rows = (Line(f"Row {each}", (notes,)) for each in range(lines))
            one = table(rows, Heading("Notes", is_wide=True))
            pages = pages_of(to_pdf(report(section(Prose((said("\n".join("x" * before)),)), one))))

            held = [[line for line in page if "of the notes" in line] for page in pages]
            assert sum(map(len, held)) == 3 * lines
            assert [len(page) % 3 for page in held] == [0] * len(pages)
            assert len([page for page in held if page]) == 1 or not is_short


def test_a_heading_never_stands_alone_at_the_foot_of_a_page():
    """Neither before words, nor with a caption before a table that goes on over pages."""
    titles = ("Second", "Below", "Counts", "School Members")
    for before in range(30, 48, 2):
        for block in (Prose((said("Below", level=3), said("Words"))), counted_table(40)):
            filler = section(Prose((said("\n".join("x" * before)),)), title="First")
            pages = pages_of(to_pdf(report(filler, section(block, title="Second"))))

            assert [page[-2] for page in pages[2:] if page[-2] in titles] == []


def test_a_table_is_upright_where_it_fits_and_lies_on_its_side_with_its_heading_where_not():
    share = "1,018 of 1,021 (100%)"

    def of(number):
        headings = [Heading(f"Requirements {each}", is_number=True) for each in range(number)]
        line = Line("Primary", tuple(Cell.of(share) for _ in headings))
        return section(table([line], *headings), Paragraph(("After it.",)), title=f"Of {number}")

    pdf = to_pdf(report(of(3), of(7), of(30)))
    pages = pages_of(pdf)

    assert sizes_of(pdf) == [A4, A4, A4, A4_FLIPPED, A4, A4_FLIPPED, A4]
    assert [page[1] for page in pages[2:]] == ["Of 3", "Of 7", "After it.", "Of 30", "After it."]
    assert [page[-2] for page in (pages[2], pages[3])] == ["After it.", " ".join(["Primary", *[share] * 7])]


def test_eight_columns_of_shares_beside_notes_stay_within_their_columns():
    shares = [Heading(f"Good {each}", is_number=True) for each in range(8)]
    cells = [Cell.of(Printed(MEMBERS, share=True)) for _ in shares]
    line = Line("Primary", (*cells, Cell.of("Two schools moved out of this grade in the year. " * 3)))
    body = body_of(to_pdf(report(section(table([line], *shares, Heading("Notes", is_wide=True))))))

    assert " ".join(body).count("67 of 71 (94%)") == 8


def test_a_word_without_end_stays_on_the_page():
    long = "x" * 400
    blocks = (Prose((said(long),)), table([Line(long, (Cell.of(long),))], Heading("Members", is_number=True)))

    assert "".join(body_of(to_pdf(report(section(*blocks))))).count("x") == 1_200
