"""Upright bars, for each category one of each series side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.chart import Chart
from documents.charts.drawing import SMALL, Drawing
from documents.charts.letters import width
from documents.charts.looks import Look
from documents.charts.scales import axis_over, kind_of
from documents.charts.upright import Upright
from documents.charts.values import TO_MIDDLE, is_known, text_of, told
from documents.display import NOTHING

BROADEST = 72
SIZES = (SMALL, 11, 10)
"""Of the values, the largest that fits; where none does, they are turned."""


def draw(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    figures = [each for series in chart.series for each in series.figures]
    known = [figure.value for figure in figures if is_known(figure)]
    frame = Upright(drawing, chart, axis_over(known, kind_of(chart)))
    beside = len(chart.series)
    pitch = min(frame.strip * (0.84 if beside > 1 else 0.7) / beside, BROADEST)
    gap = min(2, pitch / 4) if beside > 1 else 0
    labels = _Labels.fitting([text_of(each) for each in figures], pitch - 1 if beside > 1 else frame.strip - 4)
    above, below = frame.beyond(labels.height, known)
    frame.draw_lines(above=above)
    for number, (series, look) in enumerate(zip(chart.series, looks, strict=True)):
        for place, (category, figure) in enumerate(zip(chart.categories, series.figures, strict=True)):
            x = frame.middle(place) + pitch * (number - beside / 2)
            value, words = figure.value if is_known(figure) else 0, text_of(figure)
            top, foot = sorted((frame.y(value), frame.y(0)))
            drawing.bar(x + gap / 2, top, pitch - gap, foot - top, look, told(category, series.name, words))
            labels.draw(drawing, words, x + pitch / 2, foot if value < 0 else top, is_below=value < 0)
    frame.draw_ground(below=below)


@dataclass(frozen=True)
class _Labels:
    """How the values stand over their bars: all in one size, all level or all turned, or none for want of room."""

    size: float
    height: float
    is_turned: bool = False

    @classmethod
    def fitting(cls, texts: Sequence[str], room: float) -> "_Labels":
        for size in SIZES:
            if max(width(text, size) for text in texts) <= room:
                return cls(size, size + 4)
        smallest = SIZES[-1]
        if room < smallest:
            return cls(0, 0)
        return cls(smallest, max(width(text, smallest) for text in texts) + 6, is_turned=True)

    def draw(self, drawing: Drawing, words: str, x: float, y: float, *, is_below: bool) -> None:
        if self.is_turned and words != NOTHING:
            y = y + 4 + width(words, self.size) if is_below else y - 4
            drawing.words(
                words, x + self.size * TO_MIDDLE, y, size=self.size, is_value=True, is_clear=True, is_turned=True
            )
        elif self.size:
            y = y + self.size if is_below else y - 4
            drawing.words(words, x, y, size=self.size, anchor="middle", is_value=True, is_clear=True)
