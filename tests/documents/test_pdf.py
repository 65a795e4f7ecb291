"""Letters as PDF: what was typed arrives as it was typed, tagged, whatever it was."""

import re

import pytest

from documents.pdf import Grid, Letter, Part, to_pdf
from tests.documents.reading_pdf import words_of

NOTICE = "Internal: not for the school"


def letter(*blocks, **more):
    return Letter(**{"sender": "Riverside", "title": "Visit to Elm", "parts": (Part("Shared note", blocks),), **more})


def lines_of(pdf):
    return [" ".join(line.split()) for line in words_of(pdf).splitlines() if line.strip()]


def test_a_letter_says_all_it_is_given_in_order():
    table = Grid(("What", "Due"), (("Buy books", "3 March 2018"),))
    pdf = to_pdf(
        letter(
            "First line\nsecond line\n\nNext paragraph",
            table,
            facts=(("School", "Elm"), ("Focus", "Maths")),
            footer="As at 4 March 2018",
            notice=NOTICE,
        )
    )

    assert lines_of(pdf) == [
        *("Riverside", NOTICE, "Visit to Elm", "School: Elm", "Focus: Maths", "Shared note"),
        *("First line", "second line", "Next paragraph", "What Due", "Buy books 3 March 2018"),
        "As at 4 March 2018 Page 1 of 1",
    ]


def test_it_is_tagged_and_has_its_title_and_language():
    """PDF/UA-1 is what Typst refuses to name unless headings, tables, title and language are right."""
    pdf = to_pdf(letter("Words", Grid(("What",), (("Books",),))))

    assert pdf.startswith(b"%PDF-1.7")
    assert re.findall(rb"<pdfuaid:part>(\d)</pdfuaid:part>", pdf) == [b"1"]
    assert re.findall(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", pdf, re.DOTALL) == [b"Visit to Elm"]
    assert b"/Lang(en-GB)" in pdf
    assert b"/StructTreeRoot" in pdf


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd") #strong[x]',
        "*b* _u_ = H $x^2$ `c` @a <b> // end",
        '"]] } ) \\ \\n \\u{41} #{ 1 + 1 }',
        "Zoë Müller-Łukasiewicz’s “note” — 50% £3",
    ],
)
def test_what_was_typed_is_no_markup(typed):
    said = lines_of(
        to_pdf(letter(typed, Grid((typed,), ((typed,),)), title=typed, sender=typed, facts=((typed, typed),)))
    )

    assert said == [typed, typed, f"{typed}: {typed}", "Shared note", typed, typed, typed, "Page 1 of 1"]


@pytest.mark.parametrize(
    "typed",
    [
        "محمد العربي",
        "Well done \U0001f600 漢字",
        "bell\x07 null\x00 half\ud800 tab\t",
        "\u202eturned\u200b\u200d",
        "\n\n",
    ],
    ids=["Arabic", "emoji", "controls", "marks", "nothing"],
)
def test_no_letter_of_any_script_breaks_it(typed):
    said = lines_of(to_pdf(letter(f"Before\n\n{typed}\n\nAfter", title=f"About {typed}")))

    assert (said.count("Before"), said.count("After")) == (1, 1)


def test_a_character_in_no_font_costs_the_standard_s_name_and_no_more():
    pdf = to_pdf(letter("Well \U0010fffd\U0001f9ff done", facts=(("School", "Elm"),)))
    unwritten = to_pdf(letter("Well \uf8ff done"))

    assert (b"/StructTreeRoot" in pdf, "done" in words_of(pdf)) == (True, True)
    assert b"pdfuaid:part" in unwritten


def test_a_long_note_is_on_as_many_pages_as_it_needs():
    said = words_of(to_pdf(letter("Many words of a note. " * 4_500)))

    assert len(re.findall(r"Many\s+words\s+of\s+a\s+note\.", said)) > 4_400  # but for those that a page's end parts


def test_a_word_without_end_stays_on_the_page():
    assert words_of(to_pdf(letter("x" * 10_000))).count("x") == 10_000
