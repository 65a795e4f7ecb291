"""A programme of what is offered as PDF: all it is given, in order, tagged, and nothing of it read as markup."""

import re

import pytest

from documents.programme_pdf import Entry, Programme, Section, to_pdf
from tests.documents.reading_pdf import words_of


def lines_of(pdf):
    return [" ".join(line.split()) for line in words_of(pdf).splitlines() if line.strip()]


def programme(*entries, **more):
    return Programme(**{"sender": "Riverside", "title": "Learning", "sections": (Section("All", entries),), **more})


def test_it_says_all_it_is_given_in_order():
    pdf = to_pdf(
        programme(
            Entry("Coaching", "Led by Elm.", "First line\nsecond line\n\nNext paragraph", ("1 March", "2 March")),
            Entry("Forum"),
            footer="As at 4 March 2018",
        )
    )

    assert lines_of(pdf) == [
        *("Riverside", "Learning", "All", "Coaching", "Led by Elm.", "First line", "second line", "Next paragraph"),
        *("– 1 March", "– 2 March", "Forum", "As at 4 March 2018 Page 1 of 1"),
    ]


def test_it_is_tagged_and_has_its_title_and_language():
    pdf = to_pdf(programme(Entry("Coaching", lines=("1 March",))))

    assert re.findall(rb"<pdfuaid:part>(\d)</pdfuaid:part>", pdf) == [b"1"]
    assert re.findall(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", pdf, re.DOTALL) == [b"Learning"]
    assert b"/Lang(en-GB)" in pdf


@pytest.mark.parametrize("typed", ['#read("/etc/passwd") #strong[x]', "*b* _u_ = H $x^2$ `c` @a <b> // end", "]] } )"])
def test_what_was_typed_is_no_markup(typed):
    said = lines_of(to_pdf(programme(Entry(typed, typed, typed, (typed,)), title=typed, sender=typed)))

    assert said == [typed, typed, "All", typed, typed, typed, f"– {typed}", "Page 1 of 1"]


def test_a_character_that_no_font_has_stands_as_a_box_and_stops_nothing():
    assert to_pdf(programme(Entry("\U000e0041\U00012345"))).startswith(b"%PDF-1.7")
