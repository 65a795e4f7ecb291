"""Charts as drawings: what is drawn is what the figures say, in every kind and whatever they are."""

from itertools import pairwise

import pytest

from documents.chart import Chart, ChartKind, Series
from documents.charts import to_svg
from documents.charts.looks import looks_of
from documents.figure import Unit
from tests.documents import sample_report
from tests.documents.reading_svg import SVG, UPRIGHT, bars_of, chart, extent, ids_in, read, told_by, values_in, words_in

GROUPED = [ChartKind.COLUMNS, ChartKind.BARS]


@pytest.mark.parametrize("kind", GROUPED)
def test_every_value_stands_at_its_bar_as_the_figure_words_it(kind):
    svg = to_svg(chart(kind, {"2018": (67, 1018), "2017": (68, 17)}))

    assert sorted(values_in(svg)) == sorted(["67", "1,018", "68", "17"])
    assert sorted(map(told_by, bars_of(svg))) == [
        "Primary, 2017: 68",
        "Primary, 2018: 67",
        "Secondary, 2017: 17",
        "Secondary, 2018: 1,018",
    ]


@pytest.mark.parametrize("kind", GROUPED)
def test_bars_are_as_long_as_their_values(kind):
    values = (120_000, 327_600, 24_000, -60_000)
    svg = to_svg(chart(kind, {"Income": values}, categories=("a", "b", "c", "d"), unit=Unit.POUNDS))

    lengths = [extent(bar, kind) for bar in bars_of(svg)]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 2.73, 0.2, 0.5], abs=0.001)


@pytest.mark.parametrize("kind", [ChartKind.STACKED, ChartKind.SHARES])
def test_parts_of_a_bar_are_as_long_as_their_values_and_touch(kind):
    svg = to_svg(chart(kind, {"Core": (20,), "More": (30,), "Most": (10,)}, categories=("Primary",)))

    bars = bars_of(svg)
    lengths = [extent(bar, kind) for bar in bars]
    starts = [float(bar.get("y" if kind in UPRIGHT else "x")) for bar in bars]
    steps = [abs(after - before) for before, after in pairwise(starts)]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 1.5, 0.5], abs=0.001)
    assert steps == pytest.approx(lengths[1:] if kind in UPRIGHT else lengths[:-1], abs=0.02)
    assert sum(lengths) == pytest.approx(
        220 if kind in UPRIGHT else sum(lengths), abs=0.02
    )  # 60 is the top of its axis


def test_a_value_too_low_for_its_part_stands_beside_it_unless_another_is_there():
    svg = to_svg(chart(ChartKind.STACKED, {"Core": (100,), "More": (5,), "Most": (4,)}, categories=("Primary",)))

    assert values_in(svg) == ["100", "5"]
    assert [told_by(bar) for bar in bars_of(svg)] == ["Primary, Core: 100", "Primary, More: 5", "Primary, Most: 4"]


@pytest.mark.parametrize("kind", [ChartKind.STACKED, ChartKind.SHARES])
def test_a_bar_of_no_parts_is_0_or_a_dash(kind):
    svg = to_svg(chart(kind, {"Core": (0, None, 10), "More": (None, None, 10)}, categories=("a", "b", "c")))

    words = ["10", "10"] if kind == ChartKind.STACKED else ["10 (50%)", "10 (50%)"]
    assert values_in(svg) == ["0", "–", *words]


def test_all_bars_of_shares_are_of_one_length():
    svg = to_svg(chart(ChartKind.SHARES, {"Good": (1, 900), "Not": (2, 100)}))

    together: dict[str, float] = {}
    for bar in bars_of(svg):
        together[bar.get("y")] = together.get(bar.get("y"), 0) + float(bar.get("width"))
    assert len(together) == 2
    first, second = together.values()
    assert first == pytest.approx(second, abs=0.02)


def test_shares_are_of_the_categorys_own_figures_rounded_half_up():
    svg = to_svg(chart(ChartKind.SHARES, {"Good": (5, 1), "Not": (3, 2)}))

    assert values_in(svg) == ["5 (63%)", "3 (38%)", "1 (33%)", "2 (67%)"]


def test_a_share_too_short_for_its_words_has_them_below_the_bar():
    svg = to_svg(
        chart(ChartKind.SHARES, {"Good": (97,), "Poor": (2,), "None": (0,), "Other": (None,)}, categories=("All",))
    )

    assert values_in(svg) == ["97 (98%)"]
    assert "Poor 2 (2%), Other –" in words_in(svg)


@pytest.mark.parametrize("kind", GROUPED)
def test_what_is_not_known_is_a_dash_and_0_is_0(kind):
    svg = to_svg(chart(kind, {"2018": (0, None), "2017": (4, 5)}))

    assert sorted(values_in(svg)) == sorted(["0", "–", "4", "5"])
    assert sorted(map(told_by, bars_of(svg))) == ["Primary, 2017: 4", "Secondary, 2017: 5"]


def test_a_figure_without_a_value_is_drawn_as_one_that_is_not_there():
    svg = to_svg(chart(ChartKind.STACKED, {"2018": (3, 9)}))
    unpublished = Chart(
        ChartKind.COLUMNS,
        "Members",
        "",
        ("Ours", "England"),
        (Series("", (sample_report.NATION, sample_report.UNPUBLISHED)),),
    )

    assert values_in(svg) == ["3", "9"]
    assert values_in(to_svg(unpublished)) == ["66.5%", "–"]


@pytest.mark.parametrize("kind", ChartKind)
def test_of_no_figures_it_says_so_in_place_of_a_drawing(kind):
    for empty in (chart(kind, {"2018": (None, None)}), chart(kind, {}), chart(kind, {"2018": ()}, categories=())):
        assert words_in(to_svg(empty)) == ["No figures are known for this chart."]


@pytest.mark.parametrize("kind", ChartKind)
def test_of_zeros_alone_no_bar_is_drawn(kind):
    svg = to_svg(chart(kind, {"2018": (0, 0)}))

    assert bars_of(svg) == []
    assert values_in(svg) == ["0", "0"]


def test_all_that_is_written_is_escaped_and_controls_are_left_out():
    svg = to_svg(
        chart(
            ChartKind.BARS,
            {"<b>\x00&": (1, 2)},
            categories=("Oak & <Co>", "\ud800\"'\n"),
            title="<script>\x0b",
            summary="a & b",
        )
    )

    said = read(svg)
    assert said.findtext(f"{SVG}title") == "<script>"
    assert said.findtext(f"{SVG}desc") == "a & b"
    assert words_in(svg)[0] == "<b> &"
    assert {"Oak & <Co>", "\"'"} < set(words_in(svg))


def test_it_is_named_and_described_by_ids_that_no_other_chart_has():
    one, other = (to_svg(chart(ChartKind.COLUMNS, {"a": (1, 2), "b": (3, last)})) for last in (4, 5))

    svg = read(one)
    named = [svg.find(f"{SVG}title").get("id"), svg.find(f"{SVG}desc").get("id")]
    assert (svg.get("role"), svg.get("aria-labelledby").split()) == ("img", named)
    assert len(set(ids_in(one))) == len(ids_in(one)) == 2
    assert set(ids_in(one)) & set(ids_in(other)) == set()
    assert one == to_svg(chart(ChartKind.COLUMNS, {"a": (1, 2), "b": (3, 4)}))


def test_nothing_in_it_is_a_style_or_a_script_or_comes_from_elsewhere():
    svg = to_svg(sample_report.MEMBERSHIP.blocks[1])

    tags = {each.tag.removeprefix(SVG) for each in read(svg).iter()}
    attributes = {name for each in read(svg).iter() for name in each.attrib}
    assert tags == {"svg", "title", "desc", "path", "rect", "line", "text"}
    assert attributes & {"style", "href", "onload", "onclick"} == set()


def test_bars_wear_their_series_look():
    svg = to_svg(chart(ChartKind.COLUMNS, {"2018": (1, 2), "2017": (3, 4)}), "#123456")

    first, second = looks_of(2, "#123456")
    hatched = [each.get("stroke") for each in read(svg).iter(f"{SVG}path")]
    assert [bar.get("fill") for bar in bars_of(svg)] == ["#123456", "#123456", second.tone, second.tone]
    assert (first.tone, first.hatching, hatched) == ("#123456", None, [second.line] * 3)  # two bars and the legend


def test_a_long_name_is_shortened_and_told_in_full():
    name = "National Professional Qualification for Senior Leadership with coaching and a long tail " * 2
    svg = to_svg(chart(ChartKind.BARS, {"": (3,)}, categories=(name,)))

    told = [group.findtext(f"{SVG}title") for group in read(svg).iter(f"{SVG}g")]
    lines = [words for words in words_in(svg) if words.endswith("…")]
    assert told == [name.strip()]
    assert len(lines) == 1


# Narrow, for a phone


@pytest.mark.parametrize("kind", ChartKind)
def test_a_narrow_drawing_says_the_same(kind):
    drawn = chart(kind, {"2018": (67, 1018, 0), "2017": (68, 17, None)}, categories=("Primary", "Secondary", "Special"))
    wide, narrow = to_svg(drawn), to_svg(drawn, is_narrow=True)

    assert sorted(map(told_by, bars_of(narrow))) == sorted(map(told_by, bars_of(wide)))
    assert (read(narrow).get("width"), set(ids_in(narrow)) & set(ids_in(wide))) == ("340", set())


def test_stacked_bars_lie_down_in_a_narrow_drawing_with_every_value_on_one_axis():
    income = {"Packages": (368_600, 327_600), "Extra": (4_500, 0)}
    svg = to_svg(chart(ChartKind.STACKED, income, categories=("2017", "2018"), unit=Unit.POUNDS), is_narrow=True)

    bars = bars_of(svg)
    told = [told_by(bar) for bar in bars]
    assert told == ["2017, Packages: £368,600", "2017, Extra: £4,500", "2018, Packages: £327,600"]
    lengths = [float(bar.get("width")) for bar in bars]
    assert lengths[0] / lengths[2] == pytest.approx(368_600 / 327_600, abs=0.01)
    assert values_in(svg) == ["£368,600", "£327,600"]
    assert "Extra £4,500" in words_in(svg)


def test_stacked_bars_with_a_value_below_nought_stand_upright_in_a_narrow_drawing_too():
    svg = to_svg(chart(ChartKind.STACKED, {"Packages": (100, -50)}), is_narrow=True)
    above, below = bars_of(svg)
    assert float(below.get("y")) == pytest.approx(float(above.get("y")) + float(above.get("height")))


def test_columns_that_would_not_fit_lie_down_in_a_narrow_drawing():
    months = tuple(map(str, range(20)))
    svg = to_svg(chart(ChartKind.COLUMNS, {"Schools": tuple(range(20))}, categories=months), is_narrow=True)
    assert len({bar.get("height") for bar in bars_of(svg)}) == 1
    assert values_in(svg) == [str(each) for each in range(20)]


def test_names_stand_above_their_bars_in_a_narrow_drawing_and_are_not_broken():
    name = "Cross-phase History and Geography network"
    svg = to_svg(chart(ChartKind.BARS, {"Schools": (3,)}, categories=(name,)), is_narrow=True)
    (written,) = [each for each in read(svg).iter(f"{SVG}text") if each.text == name]
    assert float(written.get("y")) < float(bars_of(svg)[0].get("y"))


def test_a_part_that_is_a_percentage_is_told_once():
    svg = to_svg(chart(ChartKind.SHARES, {"Good": (72,), "Not": (27,)}, categories=("All",), unit=Unit.PERCENT))
    assert values_in(svg) == ["72%", "27%"]


def test_values_that_fit_no_bar_are_turned_and_then_left_to_the_table():
    months = tuple(map(str, range(12)))
    turned = to_svg(chart(ChartKind.COLUMNS, {"a": (1018,) * 12, "b": (990,) * 12}, categories=months))
    left_out = to_svg(chart(ChartKind.COLUMNS, {str(each): (1018,) * 12 for each in range(8)}, categories=months))

    values = [each for each in read(turned).iter(f"{SVG}text") if each.get("class") == "value"]
    assert len(values) == len([each for each in values if each.get("transform", "").startswith("rotate(-90 ")]) == 24
    assert values_in(left_out) == []
    assert len(bars_of(left_out)) == 96
