"""Upright bars, for each category one, the series one upon another."""

from dataclasses import dataclass, field

from documents.chart import Chart
from documents.charts.colours import PAPER
from documents.charts.drawing import SMALL, Drawing
from documents.charts.letters import width
from documents.charts.looks import Look
from documents.charts.scales import axis_over, kind_of
from documents.charts.upright import Upright
from documents.charts.values import TO_MIDDLE, is_known, on_bar, text_of, told
from documents.figure import Figure

BROADEST = 72


def draw(drawing: Drawing, chart: Chart, looks: list[Look]) -> None:
    """What is below 0 hangs under the ground. No sum is printed: the series may share some of what they count."""
    heaps = [[series.figures[place] for series in chart.series] for place in range(len(chart.categories))]
    frame = Upright(drawing, chart, axis_over([end for heap in heaps for end in _ends(heap)], kind_of(chart)))
    frame.draw_lines(above=SMALL + 2)
    broad = min(frame.strip * 0.6, BROADEST)
    for place, heap in enumerate(heaps):
        x = frame.middle(place) - broad / 2
        if not any(figure.value for figure in heap if is_known(figure)):
            _draw_empty(drawing, heap, frame.middle(place), frame.y(0))
            continue
        is_last = place == len(heaps) - 1
        beside = _Beside(x + broad + 3, (frame.strip - broad) / (2 if is_last else 1) - 6)
        reached = {True: 0, False: 0}
        for series, figure, look in zip(chart.series, heap, looks, strict=True):
            value, words = figure.value if is_known(figure) else 0, text_of(figure)
            start, end = reached[value < 0], reached[value < 0] + value
            reached[value < 0] = end
            top, foot = sorted((frame.y(start), frame.y(end)))
            drawing.bar(x, top, broad, foot - top, look, told(chart.categories[place], series.name, words))
            if start and value:
                drawing.rule(x, frame.y(start), x + broad, frame.y(start), PAPER, min(1.5, (foot - top) / 2))
            if foot - top >= SMALL + 4 and width(words, SMALL) <= broad - 6:
                on_bar(drawing, words, x + broad / 2, (top + foot) / 2, look)
            else:
                beside.draw(drawing, words, _off_ground((top + foot) / 2, frame.y(0), is_below=value < 0))
    frame.draw_ground(below=SMALL / 2 if frame.axis.ticks[0] < 0 else 0)


def _draw_empty(drawing: Drawing, heap: list[Figure | None], x: float, ground: float) -> None:
    """0 where anything is known; a dash where nothing is."""
    words = text_of(next((figure for figure in heap if is_known(figure)), None))
    drawing.words(words, x, ground - 4, size=SMALL, anchor="middle", is_value=True, is_clear=True)


def _ends(heap: list[Figure | None]) -> tuple:
    values = [figure.value for figure in heap if is_known(figure)]
    return sum(value for value in values if value < 0), sum(value for value in values if value > 0)


def _off_ground(y: float, ground: float, *, is_below: bool) -> float:
    """Words as low as the ground stand on it, and those of a value below 0 hang from it."""
    least = SMALL / 2 + 2
    return max(y, ground + least) if is_below else min(y, ground - least)


@dataclass
class _Beside:
    """Values to the right of a heap, each level with its part; one that would touch another is left to the table."""

    x: float
    room: float
    taken: list[float] = field(default_factory=list)

    def draw(self, drawing: Drawing, words: str, y: float) -> None:
        if width(words, SMALL) <= self.room and all(abs(y - other) >= SMALL for other in self.taken):
            self.taken.append(y)
            drawing.words(words, self.x, y + SMALL * TO_MIDDLE, size=SMALL, is_value=True, is_clear=True)
