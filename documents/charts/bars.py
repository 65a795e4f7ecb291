"""Lying bars, one of each series below the other: for long names."""

from documents.chart import Chart
from documents.charts.colours import INK, SOFT
from documents.charts.drawing import SMALL, Drawing
from documents.charts.letters import width
from documents.charts.looks import Look
from documents.charts.lying import Names
from documents.charts.scales import Axis, axis_over, kind_of
from documents.charts.values import TO_MIDDLE, is_known, text_of, told

THICK, GAP = 16, 2
BETWEEN = 12  # one category and the next


def draw(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    figures = [each for series in chart.series for each in series.figures]
    known = [figure.value for figure in figures if is_known(figure)]
    room = max(width(text_of(figure), SMALL) for figure in figures) + 8
    names = Names(chart)
    left = max(names.width, room / 2) + 10 + (room if min(known) < 0 else 0)
    right = drawing.width - room
    axis = _fitting(known, chart, right - left)
    zero = left + (right - left) * axis.at(0)
    together = len(chart.series) * (THICK + GAP) - GAP
    rows = [max(together, names.height(place)) for place in range(len(chart.categories))]
    top = drawing.height + 4
    foot = top + sum(rows) + BETWEEN * len(rows)
    _draw_axis(drawing, axis, left, right, top, foot)
    y = top + BETWEEN / 2
    for place, (category, row) in enumerate(zip(chart.categories, rows, strict=True)):
        names.draw(drawing, place, y + row / 2)
        for number, (series, look) in enumerate(zip(chart.series, looks, strict=True)):
            figure = series.figures[place]
            value, words = figure.value if is_known(figure) else 0, text_of(figure)
            above = y + (row - together) / 2 + number * (THICK + GAP)
            start, end = sorted((zero, left + (right - left) * axis.at(value)))
            drawing.bar(start, above, end - start, THICK, look, told(category, series.name, words))
            x, anchor = (start - 5, "end") if value < 0 else (end + 5, "start")
            drawing.words(
                words, x, above + THICK / 2 + SMALL * TO_MIDDLE, size=SMALL, anchor=anchor, is_value=True, is_clear=True
            )
        y += row + BETWEEN
    drawing.rule(zero, top, zero, foot, INK)
    drawing.height = foot + SMALL + 10


def _fitting(known: list, chart: Chart, room: float) -> Axis:
    """In as many steps as their words have room for, five at most."""
    for most in (5, 4, 3, 2):
        axis = axis_over(known, kind_of(chart), most)
        if _is_roomy(axis, room):
            return axis
    return axis_over(known, kind_of(chart), 1)


def _is_roomy(axis: Axis, room: float) -> bool:
    return max(width(axis.words(tick), SMALL) for tick in axis.ticks) + 8 <= room / max(len(axis.ticks) - 1, 1)


def _draw_axis(drawing: Drawing, axis: Axis, left: float, right: float, top: float, foot: float) -> None:
    for tick in axis.ticks:
        x = left + (right - left) * axis.at(tick)
        drawing.rule(x, top, x, foot)
        if _is_roomy(axis, right - left):
            drawing.words(axis.words(tick), x, foot + SMALL + 4, size=SMALL, anchor="middle", fill=SOFT)
