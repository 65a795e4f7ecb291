"""What people wrote, what was said, and charts, as HTML."""

import re
from html import unescape

import pytest

from documents.chart import Chart, ChartKind, Series
from documents.charts import to_svg
from documents.document import (
    Block,
    Bullets,
    Cell,
    Heading,
    Indented,
    Line,
    Listed,
    Names,
    Paragraph,
    Printed,
    Prose,
    Quotation,
    Section,
    Sentences,
    Table,
    Words,
)
from documents.figure import Figure, Unit
from documents.html import to_html
from tests.documents import sample_report
from tests.documents.sample_report import BEFORE, MEMBERS, SECONDARY, SECONDARY_BEFORE

MARKUP = "<script>alert(1)</script>\"'&"
NONE_YET = Figure("none.yet", "", Unit.SCHOOLS, 0, 0)
UNKNOWN = Figure("un.known", "", Unit.SCHOOLS, None)


def html_of(*blocks: Block, **more: str) -> str:
    return to_html(Section("here", "Here", blocks), lambda key: f"figures/{key}/?a=1&b=2", **more)


def prose(*blocks) -> str:
    return html_of(Prose(blocks)).removeprefix('<div class="prose">').removesuffix("</div>")


def sentence(*runs, level: int = 0) -> str:
    return prose(Sentences(tuple(Words(run) if isinstance(run, str) else run for run in runs), level))


def link(figure: Figure, text: str) -> str:
    return (
        f'<a class="figure" data-figure="{figure.key}" data-value="{figure.value}" '
        f'href="figures/{figure.key}/?a=1&amp;b=2">{text}</a>'
    )


def test_sentences_are_paragraphs_or_headings_below_the_section_s():
    assert sentence("First,\nthen.") == "<p>First,<br>then.</p>"
    assert sentence("Next", level=3) == "<h3>Next</h3>"
    assert sentence("In detail", level=4) == "<h4>In detail</h4>"


def test_words_are_strong_and_emphasised_where_they_are():
    both = Words("now", is_strong=True, is_emphasised=True, url="/now/")
    assert sentence(Words("one", is_strong=True), " ", Words("two", is_emphasised=True), " ", both) == (
        '<p><strong>one</strong> <em>two</em> <a href="/now/"><strong><em>now</em></strong></a></p>'
    )


@pytest.mark.parametrize(
    "url",
    [
        *("https://a.example/?b=1#c", "HTTP://a.example", "mailto:a@b.example", "/", "/schools/1/?q=a:b"),
        *("#here", "?page=2", "../up/", "figures/a.b/"),
    ],
)
def test_links_lead_to_the_web_to_mail_and_to_pages_of_the_site(url):
    assert sentence(Words("there", url=url)) == f'<p><a href="{url}">there</a></p>'


@pytest.mark.parametrize(
    "url",
    [
        *("", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)"),
        *("\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://a.example"),
        *("//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "javascript:/a/", "https:evil"),
    ],
)
def test_no_other_address_is_a_link(url):
    assert sentence(Words("there", url=url)) == "<p>there</p>"


def test_a_live_figure_among_words_reads_as_words_and_leads_to_its_rows():
    printed = Printed(MEMBERS, share=True, after=" schools")

    page = sentence("We had ", printed, ".")
    assert page == f"<p>We had {link(MEMBERS, '67')} of 71 (94%) schools.</p>"
    assert sentence(Printed(SECONDARY)) == f"<p>{link(SECONDARY, '1,018')}</p>"


@pytest.mark.parametrize("figure", [MEMBERS, SECONDARY, NONE_YET, UNKNOWN])
@pytest.mark.parametrize("look", [{}, {"share": True}, {"is_percentage": True}, {"after": " of ours"}])
def test_a_live_figure_says_on_the_page_what_words_alone_say(figure, look):
    printed = Printed(figure, **look)

    page = sentence(printed)
    assert unescape(re.sub("<[^>]*>", "", page)) == printed.text


def test_a_percentage_alone_is_what_leads_to_the_rows_wherever_it_stands():
    printed, of_nothing = Printed(MEMBERS, is_percentage=True), Printed(NONE_YET, is_percentage=True)
    headings = (Heading("Good", is_number=True), Heading("Poor", is_number=True))
    table = Table("Shares", "Phase", headings, (Line("Primary", (Cell.of(printed), Cell.of(of_nothing))),))

    words = link(MEMBERS, "94%")
    assert sentence(printed) == html_of(Paragraph((printed,))) == f"<p>{words}</p>"
    assert sentence(of_nothing) == '<p><span class="nothing">–</span></p>'
    cells = html_of(table).partition("<tbody>")[2]
    assert cells == (
        f'<tr><th scope="row">Primary</th><td class="number" data-label="Good">{words}</td>'
        '<td class="number" data-label="Poor"><span class="nothing">–</span></td></tr></tbody></table></div>'
    )


def test_lists_stand_within_lists_and_count_from_where_they_start():
    inner = Bullets(((Sentences((Words("inner"),)),),), is_numbered=True, start=3)
    outer = Bullets(((Sentences((Words("one"),)), inner), (Sentences((Words("two"),)),)))
    long = Bullets(((Sentences((Words("a"),)), Sentences((Words("b"),))),), is_numbered=True)

    assert prose(outer) == '<ul><li>one<ol start="3"><li>inner</li></ol></li><li>two</li></ul>'
    assert prose(long) == "<ol><li><p>a</p><p>b</p></li></ol>"


def test_what_is_indented_is_a_quotation_within_prose():
    page = prose(Indented((Sentences((Words("said"),)), Bullets(((Sentences((Words("one"),)),),)))))
    assert page == "<blockquote><p>said</p><ul><li>one</li></ul></blockquote>"


def test_a_quotation_says_who_said_it_where_that_is_known():
    assert html_of(Quotation(("One.", "Two."), "Head", "survey")) == (
        '<figure class="quotation"><blockquote><p>One.</p><p>Two.</p></blockquote>'
        "<figcaption>Head, survey</figcaption></figure>"
    )
    assert html_of(Quotation(("One.",))) == '<figure class="quotation"><blockquote><p>One.</p></blockquote></figure>'


def test_markup_is_escaped_wherever_it_was_written():
    figure = Figure(MARKUP, MARKUP, Unit.SCHOOLS, 3, 4)
    chart = Chart(ChartKind.SHARES, MARKUP, MARKUP, (MARKUP,), (Series(MARKUP, (figure,)),), note=MARKUP)
    written = Prose(
        (
            Sentences((Words(MARKUP, url=f"/{MARKUP}"), Printed(figure, after=MARKUP)), level=3),
            Bullets(((Sentences((Names((Listed(MARKUP, MARKUP),), figure, more=2),)),),)),
            Indented((Sentences((Words(MARKUP),)),)),
        )
    )

    page = html_of(written, Quotation((MARKUP,), MARKUP, MARKUP), chart)
    assert "<script" not in page
    assert page.count("alert(1)") == page.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;") > 15


def test_a_chart_stands_with_its_note_and_its_figures_a_click_away():
    chart = Chart(
        ChartKind.COLUMNS,
        "Members & more",
        "What it says.",
        ("Primary", "Secondary"),
        (Series("2018", (MEMBERS, SECONDARY)), Series("2017", (BEFORE, None))),
        note="Each once.",
    )

    page = html_of(chart, colour="#8a1538")
    assert page == (
        '<figure class="chart"><figcaption>Members &amp; more</figcaption>'
        f'<div class="drawing">{to_svg(chart, "#8a1538")}</div>'
        f'<div class="drawing narrow">{to_svg(chart, "#8a1538", is_narrow=True)}</div>'
        '<p class="table-note">Each once.</p>'
        "<details><summary>The numbers as a table</summary>"
        '<div class="figures-table"><table><caption>Members &amp; more</caption>'
        '<thead><tr><td></td><th scope="col" class="number">2018</th>'
        '<th scope="col" class="number">2017</th></tr></thead>'
        f'<tbody><tr><th scope="row">Primary</th><td class="number" data-label="2018">{link(MEMBERS, "67")}</td>'
        f'<td class="number" data-label="2017">{link(BEFORE, "68")}</td></tr>'
        f'<tr><th scope="row">Secondary</th><td class="number" data-label="2018">{link(SECONDARY, "1,018")}</td>'
        '<td class="number blank" data-label="2017"></td></tr></tbody></table></div></details></figure>'
    )


def test_a_page_of_everything_has_each_id_once_and_no_style_of_its_own():
    page = "".join(to_html(section, lambda key: key) for section in sample_report.REPORT.sections)

    ids = [part.partition('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == 8  # each chart is drawn twice
    assert " style=" not in page
    assert "<style" not in page
    assert page.count(f'data-figure="{SECONDARY_BEFORE.key}"') == 2
