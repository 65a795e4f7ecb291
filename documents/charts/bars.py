"""Lying bars, one of each series below the other: for long names."""

from documents.chart import Chart
from documents.charts.colours import INK
from documents.charts.drawing import SMALL, Drawing
from documents.charts.letters import width
from documents.charts.looks import Look
from documents.charts.lying import LEFT, Names, draw_marks, fitting, marks_of
from documents.charts.values import TO_MIDDLE, is_known, text_of, told

THICK, GAP = 16, 2
BETWEEN = 12  # one category and the next


def draw(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    figures = [each for series in chart.series for each in series.figures]
    known = [figure.value for figure in figures if is_known(figure)]
    room = max(width(text_of(figure), SMALL) for figure in figures) + 8
    names = Names(chart, drawing)
    left = LEFT if names.are_above else max(names.beside, room / 2) + 10
    left += room if min(known) < 0 else 0
    right = drawing.width - room
    axis = fitting(known, chart, right - left)
    zero = left + (right - left) * axis.at(0)
    together = len(chart.series) * (THICK + GAP) - GAP
    rows = [max(together, names.height(place)) for place in range(len(chart.categories))]
    above = [names.above(place) for place in range(len(chart.categories))]
    top = drawing.height + 4
    foot = top + sum(rows) + sum(above) + BETWEEN * len(rows)
    draw_marks(drawing, marks_of(axis, right - left), left, right, top, foot)
    y = top + BETWEEN / 2
    for place, (category, row) in enumerate(zip(chart.categories, rows, strict=True)):
        names.draw(drawing, place, left=LEFT, top=y, middle=y + row / 2)
        y += above[place]
        for number, (series, look) in enumerate(zip(chart.series, looks, strict=True)):
            figure = series.figures[place]
            value, words = figure.value if is_known(figure) else 0, text_of(figure)
            upper = y + (row - together) / 2 + number * (THICK + GAP)
            start, end = sorted((zero, left + (right - left) * axis.at(value)))
            drawing.bar(start, upper, end - start, THICK, look, told(category, series.name, words))
            x, anchor = (start - 5, "end") if value < 0 else (end + 5, "start")
            drawing.words(
                words, x, upper + THICK / 2 + SMALL * TO_MIDDLE, size=SMALL, anchor=anchor, is_value=True, is_clear=True
            )
        y += row + BETWEEN
    drawing.rule(zero, top, zero, foot, INK)
    drawing.height = foot + SMALL + 10
