"""Lying bars of 100 % each, divided among the series."""

from decimal import Decimal

from documents.chart import Chart
from documents.charts.colours import PAPER, SOFT
from documents.charts.drawing import LINE, SMALL, Drawing
from documents.charts.letters import plain, width, wrapped
from documents.charts.looks import Look
from documents.charts.lying import Names
from documents.charts.values import TO_MIDDLE, is_known, on_bar, told
from documents.display import NOTHING, percent
from documents.figure import Figure

THICK = 28
BETWEEN = 12  # one category and the next
LINES_BELOW = 6
MARKS = (0, 25, 50, 75, 100)


def draw(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    """Number and percentage stand in their part; where that is too short, in words below the bar.

    What is 0 has no part and no words. A category with nothing to share, or with a value below 0, is a dash.
    """
    names = Names(chart)
    left, right = max(names.width, 16) + 10, drawing.width - 20
    bars = [[series.figures[place] for series in chart.series] for place in range(len(chart.categories))]
    below = [_below(chart, figures, right - left) for figures in bars]
    rows = [max(THICK + len(lines) * SMALL * LINE, names.height(place)) for place, lines in enumerate(below)]
    top = drawing.height + 4
    foot = top + sum(rows) + BETWEEN * len(rows)
    for mark in MARKS:
        x = left + (right - left) * mark / 100
        drawing.rule(x, top, x, foot)
        drawing.words(f"{mark}%", x, foot + SMALL + 4, size=SMALL, anchor="middle", fill=SOFT)
    y = top + BETWEEN / 2
    for place, figures in enumerate(bars):
        names.draw(drawing, place, y + THICK / 2 if names.height(place) <= THICK + 4 else y + rows[place] / 2)
        _draw_bar(drawing, chart, place, figures, looks, left, right, y)
        for number, line in enumerate(below[place]):
            drawing.words(line, left, y + THICK + SMALL + 1 + number * SMALL * LINE, size=SMALL, is_clear=True)
        y += rows[place] + BETWEEN
    drawing.height = foot + SMALL + 10


def _draw_bar(
    drawing: Drawing,
    chart: Chart,
    place: int,
    figures: list[Figure | None],
    looks: list[Look],
    left: float,
    right: float,
    y: float,
) -> None:
    of = _whole(figures)
    if not of:
        words = next((figure.text for figure in figures if is_known(figure)), NOTHING) if of == 0 else NOTHING
        drawing.words(words, left + 5, y + THICK / 2 + SMALL * TO_MIDDLE, size=SMALL, is_value=True, is_clear=True)
        return
    reached = Decimal(0)
    for series, figure, look in zip(chart.series, figures, looks, strict=True):
        if not is_known(figure) or not figure.value:
            continue
        start, reached = reached, reached + figure.value
        x, end = (left + (right - left) * float(each / of) for each in (start, reached))
        words = _words_of(figure, of)
        drawing.bar(x, y, end - x, THICK, look, told(chart.categories[place], series.name, words))
        if start:
            drawing.rule(x, y, x, y + THICK, PAPER, min(2, (end - x) / 2))
        if _fits(figure, of, right - left):
            on_bar(drawing, words, (x + end) / 2, y + THICK / 2, look)


def _whole(figures: list[Figure | None]) -> Decimal | None:
    """What the figures share; `None` where none is known, or one is below 0."""
    values = [Decimal(figure.value) for figure in figures if is_known(figure)]
    return sum(values) if values and min(values) >= 0 else None


def _below(chart: Chart, figures: list[Figure | None], room: float) -> list[str]:
    """What has no room on its part, and what is not known, in words under the bar."""
    of = _whole(figures)
    if not of:
        return []
    told_here = [
        f"{plain(series.name)} {_words_of(figure, of)}".strip()
        for series, figure in zip(chart.series, figures, strict=True)
        if not is_known(figure) or (figure.value and not _fits(figure, of, room))
    ]
    return wrapped(", ".join(told_here), room, SMALL, LINES_BELOW)


def _words_of(figure: Figure | None, of: Decimal) -> str:
    return f"{figure.text} ({percent(figure.value, of)}%)" if is_known(figure) else NOTHING


def _fits(figure: Figure, of: Decimal, room: float) -> bool:
    return width(_words_of(figure, of), SMALL) + 8 <= room * float(figure.value / of)
