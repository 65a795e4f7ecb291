"""A section as HTML: what comes from records is text and never markup."""

import html
from decimal import Decimal

from documents.document import Cell, Heading, Line, Listed, Names, Paragraph, Printed, Section, Table
from documents.figure import Figure, Unit
from documents.html import to_html

MARKUP = "<script>alert(1)</script>\"'&"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;"


def figure(value=3, *, of=None, unit=Unit.SCHOOLS, key="visits.2017-18.all.schools") -> Figure:
    return Figure(key=key, title="", unit=unit, value=value, of=of)


def address(key: str) -> str:
    return f"figures/{key}/?a=1&b=2"


def html_of(*pieces) -> str:
    return to_html(Section("here", "Here", (Paragraph(pieces),)), address)


def test_markup_in_records_is_escaped_wherever_it_stands():
    names = Names((Listed(MARKUP, f"/schools/{MARKUP}/"), Listed(MARKUP)), figure(key=MARKUP), more=2)
    table = Table(
        caption=MARKUP,
        corner=MARKUP,
        headings=(Heading(MARKUP, group=MARKUP), Heading(MARKUP)),
        lines=(Line(MARKUP, (Cell.of(MARKUP, names), Cell.of(Printed(figure(key=MARKUP), after=MARKUP)))),),
        note=MARKUP,
    )
    nothing = Table(caption=MARKUP, corner="", headings=(), lines=(), empty=MARKUP, note=MARKUP)
    section = Section("here", "Here", (table, nothing, Paragraph((MARKUP, names))))
    page = to_html(section, lambda key: f"figures/{key}/")
    assert "<script" not in page
    assert page.count(ESCAPED) == html.unescape(page).count(MARKUP) == 26


def test_a_number_carries_its_key_and_value_and_leads_to_its_rows():
    assert html_of(Printed(figure(1066))) == (
        '<p><a class="figure" data-figure="visits.2017-18.all.schools" data-value="1066" '
        'href="figures/visits.2017-18.all.schools/?a=1&amp;b=2">1,066</a></p>'
    )


def test_money_is_worded_for_people_and_plain_in_its_value():
    page = html_of(Printed(figure(Decimal("327600"), unit=Unit.POUNDS)))
    assert 'data-value="327600.00"' in page
    assert ">£327,600</a>" in page


def test_a_share_prints_n_of_n_beside_its_percentage():
    assert html_of(Printed(figure(5, of=8), share=True)).endswith(
        '>5</a><span class="of"> of 8</span><span class="share"> 63%</span></p>'
    )


def test_a_share_of_nothing_prints_a_dash():
    page = html_of(Printed(figure(0, of=0), share=True))
    assert page.endswith('>0</a><span class="of"> of 0</span><span class="share"> –</span></p>')
    assert "0%" not in page


def test_what_was_not_published_is_a_dash_that_leads_nowhere():
    assert html_of(Printed(figure(None, unit=Unit.PERCENT))) == '<p><span class="nothing">–</span></p>'


def test_names_stand_in_a_running_list_with_how_many_more_there_are():
    names = (Listed("Alma", "/schools/1/"), Listed("Arts"))
    assert html_of(Names(names, figure())) == '<p><a class="name" href="/schools/1/">Alma</a>, Arts</p>'
    assert html_of(Names(names, figure(), more=2140)) == (
        '<p><a class="name" href="/schools/1/">Alma</a>, Arts and '
        '<a href="figures/visits.2017-18.all.schools/?a=1&amp;b=2">2,140 more</a></p>'
    )


def test_a_table_has_a_cell_below_each_heading_with_its_words_for_narrow_screens():
    table = Table(
        caption="Members",
        corner="Phase",
        headings=(Heading("In area", group="2017–18", is_number=True), Heading("Notes", is_wide=True)),
        lines=(Line("Primary", (Cell.of(Printed(figure())), Cell((("One.",), ("Two.",)))), is_total=True),),
    )
    page = to_html(Section("here", "Here", (table,)), address)
    assert '<th scope="colgroup" colspan="1" class="group">2017–18</th><td colspan="1"></td>' in page
    assert '<tr class="total"><th scope="row">Primary</th><td class="number" data-label="2017–18 In area">' in page
    assert '<td class="wide" data-label="Notes"><p>One.</p><p>Two.</p></td>' in page


def test_a_table_of_no_lines_says_so():
    table = Table(caption="Projects", corner="Project", headings=(), lines=(), empty="No projects on record.")
    assert to_html(Section("here", "Here", (table,)), address) == (
        '<p class="table-title">Projects</p><p class="nothing">No projects on record.</p>'
    )
