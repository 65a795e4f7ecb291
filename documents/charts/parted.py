"""Lying bars divided among the series, whatever the whole of a bar is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from documents.chart import Chart
from documents.charts.colours import PAPER
from documents.charts.drawing import LINE, SMALL, Drawing
from documents.charts.letters import plain, width, wrapped
from documents.charts.looks import Look
from documents.charts.lying import LEFT, Mark, Names, draw_marks
from documents.charts.values import TO_MIDDLE, is_known, on_bar, told
from documents.display import NOTHING
from documents.figure import Figure

THICK = 28
BETWEEN = 12  # one category and the next
LINES_BELOW = 6
TO_NAMES = 10
NARROWEST_NAMES = 16

Figures = list[Figure | None]


@dataclass(frozen=True)
class Measure:
    """`whole` is what a bar from end to end stands for: 0 where nothing is there to divide, `None` where none is known.

    `words` are a part's own, by its figure and that whole; `marks` stand along the foot, and the last of them has room
    for half its words `to_edge`.
    """

    whole: Callable[[Figures], Decimal | None]
    words: Callable[[Figure, Decimal], str]
    marks: Sequence[Mark]
    to_edge: float = 20


def start_of(names: Names) -> float:
    """Where the bars begin."""
    return LEFT if names.are_above else max(names.beside, NARROWEST_NAMES) + TO_NAMES


def draw(drawing: Drawing, chart: Chart, looks: list[Look], measure: Measure) -> None:
    """What its part has no room for stands in words below the bar. What is 0 has no part and no words."""
    names = Names(chart, drawing)
    left, right = start_of(names), drawing.width - measure.to_edge
    bars = [_Bar(chart, place, measure, right - left) for place in range(len(chart.categories))]
    rows = [max(THICK + len(bar.below) * SMALL * LINE, names.height(bar.place)) for bar in bars]
    above = [names.above(bar.place) for bar in bars]
    top = drawing.height + 4
    foot = top + sum(rows) + sum(above) + BETWEEN * len(rows)
    draw_marks(drawing, measure.marks, left, right, top, foot)
    y = top + BETWEEN / 2
    for bar, row, over in zip(bars, rows, above, strict=True):
        middle = y + (THICK if names.height(bar.place) <= THICK + 4 else row) / 2
        names.draw(drawing, bar.place, left=left, top=y, middle=middle)
        y += over
        bar.draw(drawing, looks, left, y)
        y += row + BETWEEN
    drawing.height = foot + SMALL + 10


class _Bar:
    """One category's, `room` long where it is its whole."""

    def __init__(self, chart: Chart, place: int, measure: Measure, room: float) -> None:
        self.chart, self.place, self.measure, self.room = chart, place, measure, room
        self.figures = [series.figures[place] for series in chart.series]
        self.of = measure.whole(self.figures)
        self.below = wrapped(", ".join(self._told_below()), room, SMALL, LINES_BELOW) if self.of else []

    def draw(self, drawing: Drawing, looks: list[Look], left: float, y: float) -> None:
        if self.of:
            self._draw_parts(drawing, looks, left, y)
        else:
            known = next((figure.text for figure in self.figures if is_known(figure)), NOTHING)
            words = NOTHING if self.of is None else known
            drawing.words(words, left + 5, y + THICK / 2 + SMALL * TO_MIDDLE, size=SMALL, is_value=True, is_clear=True)
        for number, line in enumerate(self.below):
            drawing.words(line, left, y + THICK + SMALL + 1 + number * SMALL * LINE, size=SMALL, is_clear=True)

    def _draw_parts(self, drawing: Drawing, looks: list[Look], left: float, y: float) -> None:
        reached = Decimal(0)
        for series, figure, look in zip(self.chart.series, self.figures, looks, strict=True):
            if not is_known(figure) or not figure.value:
                continue
            start, reached = reached, reached + figure.value
            x, end = (left + self.room * float(each / self.of) for each in (start, reached))
            words = self._words(figure)
            drawing.bar(x, y, end - x, THICK, look, told(self.chart.categories[self.place], series.name, words))
            if start:
                drawing.rule(x, y, x, y + THICK, PAPER, min(2, (end - x) / 2))
            if self._fits(figure):
                on_bar(drawing, words, (x + end) / 2, y + THICK / 2, look)

    def _told_below(self) -> list[str]:
        """What has no room on its part, and what is not known."""
        return [
            f"{plain(series.name)} {self._words(figure)}".strip()
            for series, figure in zip(self.chart.series, self.figures, strict=True)
            if not is_known(figure) or (figure.value and not self._fits(figure))
        ]

    def _words(self, figure: Figure | None) -> str:
        return self.measure.words(figure, self.of) if is_known(figure) else NOTHING

    def _fits(self, figure: Figure) -> bool:
        return width(self._words(figure), SMALL) + 8 <= self.room * float(figure.value / self.of)
