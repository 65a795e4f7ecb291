"""What drawings are made of: axes, tones, letters. And charts in their other forms: a table, and dots."""

import struct
from decimal import Decimal
from itertools import pairwise

import pytest
import typst

from documents.chart import ChartKind
from documents.charts import as_table, to_png, to_svg
from documents.charts.letters import shortened, width, wrapped
from documents.charts.looks import HATCHINGS, contrast, looks_of
from documents.charts.scales import axis_over
from documents.display import Kind
from documents.document import Cell, Heading, Line, Printed, Table
from documents.figure import Figure
from tests.documents import sample_report
from tests.documents.reading_svg import chart, read


def test_the_axis_counts_in_ones_twos_and_fives_from_nothing():
    def words(values, kind, most=5):
        axis = axis_over(values, kind, most)
        return [axis.words(tick) for tick in axis.ticks]

    assert words([67, 68], Kind.INTEGER) == ["0", "20", "40", "60", "80"]
    assert words([1], Kind.INTEGER) == ["0", "1"]
    assert words([Decimal("327600.50")], Kind.MONEY) == ["£0", "£100,000", "£200,000", "£300,000", "£400,000"]
    assert words([5, -3], Kind.INTEGER) == ["-4", "-2", "0", "2", "4", "6"]
    assert words([Decimal("0.4")], Kind.PERCENT) == ["0%", "0.1%", "0.2%", "0.3%", "0.4%"]
    assert words([0], Kind.MONEY) == ["£0"]


@pytest.mark.parametrize("colour", ["#14304f", "#ffcc00", "#ffffff", "#000000", "#e4002b"])
@pytest.mark.parametrize("number", range(1, 8))
def test_series_differ_in_lightness_and_hatching_and_words_on_them_are_legible(number, colour):
    looks = looks_of(number, colour)

    assert all(one.hatching != other.hatching for one, other in pairwise(looks))
    assert contrast(looks[0].tone, "#ffffff") >= 4.5
    assert all(contrast(look.words, look.tone) >= 4.5 for look in looks)
    lightness = [contrast("#000000", look.tone) for look in looks]
    assert all(before < after for before, after in pairwise(lightness))
    if number == 2:
        assert contrast(looks[0].tone, looks[1].tone) >= 3


@pytest.mark.parametrize("hatched", HATCHINGS)
def test_hatching_fills_its_bar_and_stays_within(hatched):
    x, y, wide, high = 10.3, -20.7, 90.0, 31.5

    lines = list(hatched(x, y, wide, high))
    across = [each for line in lines for each in line[::2]]
    down = [each for line in lines for each in line[1::2]]
    assert (min(across), max(across)) == pytest.approx((x, x + wide), abs=8)
    assert (min(down), max(down)) == pytest.approx((y, y + high), abs=8)
    assert min(across) >= x - 0.001
    assert max(across) <= x + wide + 0.001
    assert min(down) >= y - 0.001
    assert max(down) <= y + high + 0.001


def test_words_are_broken_and_shortened_to_their_room():
    assert wrapped("one two three four", width("one two", 10), 10, 3) == ["one two", "three", "four"]
    assert wrapped("one two three four", width("one two", 10), 10, 2) == ["one two", "three…"]
    assert wrapped("", 10, 10, 2) == []
    assert shortened("Sept", width("Sept", 10), 10) == "Sept"
    assert shortened("September", 0, 10) == "…"


def test_as_a_table_it_has_every_figure():
    members, outcomes = sample_report.MEMBERSHIP.blocks[1], sample_report.OUTCOMES.blocks[0]

    assert as_table(outcomes) == Table(
        caption="Grades of primary schools",
        corner="",
        headings=(Heading("Outstanding", is_number=True), Heading("Good", is_number=True)),
        lines=(
            Line("31 July 2018", _shares(sample_report.OUTSTANDING, sample_report.GOOD)),
            Line("31 July 2017", _shares(sample_report.OUTSTANDING_BEFORE, sample_report.GOOD_BEFORE)),
        ),
        note="National figures stand in the table.",
    )
    assert [[cell.lines for cell in line.cells] for line in as_table(members).lines] == [
        [((Printed(sample_report.MEMBERS),),), ((Printed(sample_report.BEFORE),),)],
        [((Printed(sample_report.SECONDARY),),), ((Printed(sample_report.SECONDARY_BEFORE),),)],
    ]
    assert as_table(chart(ChartKind.BARS, {"2018": (None, None)})).lines == (
        Line("Primary", (Cell(),)),
        Line("Secondary", (Cell(),)),
    )


def _shares(*figures: Figure) -> tuple[Cell, ...]:
    return tuple(Cell.of(Printed(figure, share=True)) for figure in figures)


def test_as_dots_it_is_a_png_as_wide_as_a_page_s_text():
    drawn = sample_report.MEMBERSHIP.blocks[1]
    svg = read(to_svg(drawn))

    png = to_png(drawn)
    wide, high = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert wide == pytest.approx(160 / 25.4 * 200, abs=1)
    assert high / wide == pytest.approx(float(svg.get("height")) / float(svg.get("width")), abs=0.01)
    assert struct.unpack(">I", to_png(drawn, pixels_per_inch=100)[16:20])[0] == pytest.approx(wide / 2, abs=1)


@pytest.mark.parametrize("kind", ChartKind)
def test_every_kind_can_stand_in_an_accessible_pdf(kind):
    svg = to_svg(chart(kind, {"2018": (67, None), "2017": (68, 1), "2016": (0, 12)}))
    page = b'#set document(title: "Chart")\n#set text(lang: "en")\n#image(bytes(sys.inputs.svg), alt: "What it says.")'

    pdf = typst.compile(page, format="pdf", sys_inputs={"svg": svg}, pdf_standards="ua-1")
    assert pdf.startswith(b"%PDF")
