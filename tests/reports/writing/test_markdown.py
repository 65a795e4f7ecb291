"""Markdown as prose: what is markup, what is not, and live figures among the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.document import Bullets, Indented, Printed, Prose, Sentences, Words
from documents.figure import Figure, Unit
from reports.writing.live import NotLive, Problem
from reports.writing.markdown import read

VISITED = Figure("visits.2017-18.all.schools", "Schools visited", Unit.SCHOOLS, 70)


def live(inside: str) -> Printed:
    if inside.strip() != VISITED.key:
        raise NotLive("No such figure.")
    return Printed(VISITED)


def blocks(text: str) -> tuple:
    return read(text, live).prose.blocks


def sentences(*words: str, level: int = 0) -> Sentences:
    return Sentences(tuple(map(Words, words)), level)


def test_an_empty_line_parts_paragraphs():
    assert blocks("One\nline.\n\nTwo.") == (sentences("One", " ", "line."), sentences("Two."))


def test_words_are_strong_emphasised_or_lead_somewhere():
    assert blocks("**Thank you**, *all*, [read on](https://a.example/?x=1)") == (
        Sentences(
            (
                Words("Thank you", is_strong=True),
                Words(", "),
                Words("all", is_emphasised=True),
                Words(", "),
                Words("read on", url="https://a.example/?x=1"),
            )
        ),
    )


def test_lists_nest_and_begin_where_they_say():
    assert blocks("- one\n- two\n  1. deep\n\n3. three") == (
        Bullets(((sentences("one"),), (sentences("two"), Bullets(((sentences("deep"),),), is_numbered=True)))),
        Bullets(((sentences("three"),),), is_numbered=True, start=3),
    )


def test_quoted_lines_are_set_in():
    assert blocks("> It works.") == (Indented((sentences("It works."),)),)


@pytest.mark.parametrize(
    ("text", "levels"),
    [("# A\n## B", [3, 3]), ("### A\n### B", [3, 4]), ("# A\n### B\n# C", [3, 4, 3]), ("###### A", [3])],
)
def test_headings_skip_no_level(text, levels):
    assert [block.level for block in blocks(text)] == levels


def test_two_spaces_at_the_end_break_the_line():
    assert blocks("A  \nB") == (sentences("A", "\n", "B"),)


@pytest.mark.parametrize(
    "text", ["<b>raw</b>", "<script>alert(1)</script>", "`code`", "| a | b |", "&lt;", "***", "[x]: y"]
)
def test_nothing_else_is_markup(text):
    (paragraph,) = blocks(text)
    assert "".join(run.text for run in paragraph.runs) == text.replace("&lt;", "<")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "file:///etc/passwd"]
)
def test_a_link_leads_only_where_a_reader_expects(url):
    (paragraph,) = blocks(f"[here]({url})")
    assert [run.url for run in paragraph.runs if run.url] == []


def test_a_figure_between_braces_is_live():
    assert blocks(f"We visited **{{{{ {VISITED.key} }}}}** schools.") == (
        Sentences((Words("We visited "), Printed(VISITED), Words(" schools."))),
    )


def test_underscores_in_a_key_emphasise_nothing():
    (paragraph,) = read("{{ a_b_c.d_e }} and {{ f_g }}", lambda inside: Words(inside.strip())).prose.blocks
    assert paragraph == sentences("a_b_c.d_e", " and ", "f_g")


def test_what_is_no_figure_stands_as_it_was_typed_and_is_told():
    written = read("So {{ nothing }} it is.", live)
    assert written.prose == Prose((sentences("So ", "{{ nothing }}", " it is."),))
    assert written.problems == (Problem("{{ nothing }}", "No such figure."),)


@pytest.mark.parametrize("text", ["So {{ visits", "so }} it", "{{ a\nb }}"])
def test_braces_that_are_not_closed_are_told(text):
    assert [problem.words for problem in read(text, live).problems] == [
        "A live figure stands between {{ and }}, on one line."
    ]


@given(st.text(alphabet=st.sampled_from("ab*_#->[](){}|`1. \n<&\\\x00"), max_size=80))
def test_whatever_is_typed_is_read(text):
    assert read(text, live) == read(text, live)
