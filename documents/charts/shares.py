"""Lying bars of 100 % each, divided among the series."""

from decimal import Decimal

from documents.chart import Chart
from documents.charts import parted
from documents.charts.drawing import Drawing
from documents.charts.looks import Look
from documents.charts.parted import Figures, Measure
from documents.charts.values import is_known
from documents.display import percent
from documents.figure import Figure, Unit

MARKS = tuple((mark / 100, f"{mark}%") for mark in (0, 25, 50, 75, 100))


def draw(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    """A part has its number and percentage, or its percentage alone where that is the number.

    A category with nothing to share, or with a value below 0, is a dash.
    """
    parted.draw(drawing, chart, looks, Measure(_whole, _words, MARKS))


def _whole(figures: Figures) -> Decimal | None:
    """What the figures share; `None` where none is known, or one is below 0."""
    values = [Decimal(figure.value) for figure in figures if is_known(figure)]
    return sum(values) if values and min(values) >= 0 else None


def _words(figure: Figure, of: Decimal) -> str:
    return figure.text if figure.unit == Unit.PERCENT else f"{figure.text} ({percent(figure.value, of)}%)"
