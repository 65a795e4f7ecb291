"""Stacked bars lying down, for a drawing so narrow that upright ones would have no room for their values."""

from decimal import Decimal

from documents.chart import Chart
from documents.charts import parted
from documents.charts.drawing import SMALL, Drawing
from documents.charts.letters import width
from documents.charts.looks import Look
from documents.charts.lying import Names, fitting, marks_of
from documents.charts.parted import Figures, Measure
from documents.charts.scales import axis_over, kind_of
from documents.charts.values import is_known


def can_lie(chart: Chart) -> bool:
    """Not with a value below 0, which would hang under the ground."""
    return all(not is_known(figure) or figure.value >= 0 for series in chart.series for figure in series.figures)


def draw(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    """All bars are measured by one axis. No sum is printed: the series may share some of what they count."""
    heaps = [[series.figures[place] for series in chart.series] for place in range(len(chart.categories))]
    heights = [_height(heap) or 0 for heap in heaps]
    longest = axis_over(heights, kind_of(chart), 1)
    to_edge = max(20, *(width(longest.words(tick), SMALL) / 2 for tick in longest.ticks))
    room = drawing.width - to_edge - parted.start_of(Names(chart, drawing))
    axis = fitting(heights, chart, room)

    def whole(heap: Figures) -> Decimal | None:
        return axis.ticks[-1] if _height(heap) else _height(heap)

    marks = marks_of(axis, room)
    parted.draw(drawing, chart, looks, Measure(whole, lambda figure, of: figure.text, marks, to_edge))


def _height(heap: Figures) -> Decimal | None:
    values = [Decimal(figure.value) for figure in heap if is_known(figure)]
    return sum(values) if values else None
