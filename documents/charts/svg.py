"""A chart as one SVG that needs nothing else: the same drawing on the page, in the PDF and, as dots, in Word.

A page's content security policy forbids styles, so everything is said in attributes. What is told in `<title>` and
`<desc>` is what a screen reader reads in place of the drawing.
"""

import hashlib
from collections.abc import Callable
from html import escape

from documents.chart import Chart, ChartKind
from documents.charts import bars, columns, heaped, shares, stacked
from documents.charts.colours import SOFT
from documents.charts.drawing import SIZE, Drawing, element
from documents.charts.letters import plain, shortened, width
from documents.charts.looks import Look, looks_of

FONTS = "Libertinus Serif, Palatino Linotype, Palatino, Georgia, serif"
NO_DATA = "No figures are known for this chart."
SWATCH = 14
WIDTH = 600
"""Of a drawing, in its own units: a page's text is as wide."""
NARROW = 340
"""Of one for a phone, whose text is about as wide in dots."""

DRAWN_BY = {
    ChartKind.COLUMNS: columns.draw,
    ChartKind.STACKED: stacked.draw,
    ChartKind.BARS: bars.draw,
    ChartKind.SHARES: shares.draw,
}


def to_svg(chart: Chart, colour: str = "#14304f", *, is_narrow: bool = False) -> str:
    """`colour`, as `#rrggbb`, is that of the first series. The ids in it are the content's own.

    One that `is_narrow` says the same on a phone's screen, in letters as large as the page's.
    """
    drawn = repr((chart, colour, is_narrow)) if is_narrow else repr((chart, colour))
    name = f"chart-{hashlib.sha256(drawn.encode(errors='replace')).hexdigest()[:12]}"
    looks = looks_of(len(chart.series), colour)
    drawing = Drawing(NARROW if is_narrow else _width(chart))
    if any(figure and figure.value is not None for each in chart.series for figure in each.figures):
        _legend(drawing, chart, looks)
        draw = _narrow(chart) if is_narrow else DRAWN_BY[chart.kind]
        draw(drawing, chart, looks)
    else:
        drawing.words(NO_DATA, 0, 24, fill=SOFT)
        drawing.height = 40
    told = {"title": plain(chart.title), "desc": plain(chart.summary)}
    inside = [
        *(element(tag, escape(words), id=f"{name}-{tag}") for tag, words in told.items() if words),
        *drawing.parts,
    ]
    return element(
        "svg",
        "".join(inside),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=" ".join(f"{name}-{each}" for each, words in told.items() if words),
        viewBox=f"0 0 {drawing.width:g} {drawing.height:g}",
        width=drawing.width,
        height=drawing.height,
        font_family=FONTS,
    )


def _width(chart: Chart) -> float:
    """Wider where so many bars stand side by side that nothing could be told apart."""
    return max(WIDTH, _least(chart)) if chart.kind in (ChartKind.COLUMNS, ChartKind.STACKED) else WIDTH


def _least(chart: Chart) -> float:
    """How wide upright bars need it to be."""
    beside = len(chart.series) if chart.kind == ChartKind.COLUMNS else 1
    return 120 + len(chart.categories) * max(16, beside * 5 + 6)


def _narrow(chart: Chart) -> Callable[[Drawing, Chart, list[Look]], None]:
    """Bars that would have no room for their values side by side lie down."""
    match chart.kind:
        case ChartKind.STACKED if heaped.can_lie(chart):
            return heaped.draw
        case ChartKind.COLUMNS | ChartKind.STACKED if _least(chart) > NARROW:
            return bars.draw
        case _:
            return DRAWN_BY[chart.kind]


def _legend(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    """The series in their order, on as many lines as they need; none for a single one without a name."""
    names = [plain(each.name) for each in chart.series]
    if names == [""]:
        return
    x, y = 0.0, 4.0
    for name, look in zip(names, looks, strict=True):
        room = drawing.width - SWATCH - 8
        wide = width(shortened(name, room, SIZE), SIZE) + SWATCH + 6
        if x and x + wide > drawing.width:
            x, y = 0.0, y + 20
        drawing.swatch(x, y, SWATCH, look)
        drawing.short_name(name, room, x + SWATCH + 6, y + 12)
        x += wide + 20
    drawing.height = y + SWATCH + 8
