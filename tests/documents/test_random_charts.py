"""Whatever a chart is of, its drawing holds together."""

from itertools import combinations, count

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.chart import Chart, ChartKind, Series
from documents.charts import to_svg
from documents.figure import Figure, Unit
from tests.documents.reading_svg import SVG, box_of, read

WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from(" <&>\"' \x00"), max_size=60)
NUMBERS = st.integers(-(10**7), 10**12) | st.integers(0, 100) | st.none()
AMOUNTS = st.decimals(-(10**6), 10**10, places=2) | st.decimals(0, 1, places=2) | st.none()


@st.composite
def charts(draw) -> Chart:
    unit = draw(st.sampled_from(Unit))
    values = AMOUNTS if unit in (Unit.POUNDS, Unit.PERCENT) else NUMBERS
    categories = draw(st.lists(WORDS, max_size=14))
    series = draw(st.integers(1, 6))
    each = [(draw(WORDS), tuple(draw(values) for _ in categories)) for _ in range(series)]
    keys = (f"key.{number}" for number in count())
    return Chart(
        draw(st.sampled_from(ChartKind)),
        draw(WORDS),
        draw(WORDS),
        tuple(categories),
        tuple(
            Series(name, tuple(v if v is None else Figure(next(keys), "", unit, v) for v in held))
            for name, held in each
        ),
    )


@settings(deadline=None, max_examples=200)
@given(charts(), st.booleans())
def test_whatever_the_figures_are_the_drawing_holds_together(drawn, is_narrow):
    svg = read(to_svg(drawn, is_narrow=is_narrow))

    wide, high = (float(each) for each in svg.get("viewBox").split()[2:])
    for shape in svg.iter(f"{SVG}rect"):
        sizes = [float(shape.get(name, 0)) for name in ("width", "height", "x", "y")]
        assert all(0 <= size < 10_000 for size in sizes)
        if shape.get("class") == "bar":
            assert sizes[2] + sizes[0] <= wide + 0.02
            assert sizes[3] + sizes[1] <= high + 0.02
    for words in svg.iter(f"{SVG}text"):
        left, top, right, bottom = box_of(words)
        assert left >= -0.02
        assert top >= -0.02
        assert right <= wide + 0.02
        assert bottom <= high + 0.02
    values = [box_of(words) for words in svg.iter(f"{SVG}text") if words.get("class") == "value"]
    for one, other in combinations(values, 2):
        assert not _overlap(one, other)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    (left, top, right, bottom), (left2, top2, right2, bottom2) = one, other
    slack = 0.5
    return left + slack < right2 and left2 + slack < right and top + slack < bottom2 and top2 + slack < bottom
