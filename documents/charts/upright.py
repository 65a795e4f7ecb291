"""The frame of charts whose bars stand upright: lines to measure by, a ground, and names below it."""

from collections.abc import Iterable
from decimal import Decimal

from documents.chart import Chart
from documents.charts.colours import INK, SOFT
from documents.charts.drawing import LINE, SIZE, SMALL, Drawing
from documents.charts.letters import longest_word, plain, shortened, width, wrapped
from documents.charts.scales import Axis
from documents.charts.values import TO_MIDDLE

PLOT, FLAT = 220, 24  # from one end of the axis to the other, and where every value is 0
TURNED_NAME = 130  # at most so long
LINES_OF_A_NAME = 3


class Upright:
    """Each category has a strip as broad as every other."""

    def __init__(self, drawing: Drawing, chart: Chart, axis: Axis) -> None:
        self.drawing, self.axis = drawing, axis
        self.names = [plain(category) for category in chart.categories]
        self.left = max(width(axis.words(tick), SMALL) for tick in axis.ticks) + 8
        self.right = drawing.width - 2
        self.strip = (self.right - self.left) / len(self.names)
        self.height = PLOT if len(axis.ticks) > 1 else FLAT
        self.top = drawing.height

    def middle(self, place: int) -> float:
        return self.left + self.strip * (place + 0.5)

    def y(self, value: Decimal | int) -> float:
        return self.top + self.height * (1 - self.axis.at(value))

    def beyond(self, needed: float, values: Iterable[Decimal | int]) -> tuple[float, float]:
        """How much of the room needed over the tallest bar, and under the longest, is not within the axis."""
        ends = [self.axis.at(value) for value in (0, *values)]
        below = needed - self.height * min(ends) if self.axis.ticks[0] < 0 else 0
        return max(needed - self.height * (1 - max(ends)), 0), max(below, 0)

    def draw_lines(self, *, above: float) -> None:
        self.top = self.drawing.height + max(above, SMALL)
        for tick in self.axis.ticks:
            y, words = self.y(tick), self.axis.words(tick)
            self.drawing.rule(self.left, y, self.right, y)
            self.drawing.words(words, self.left - 6, y + SMALL * TO_MIDDLE, size=SMALL, anchor="end", fill=SOFT)

    def draw_ground(self, *, below: float) -> None:
        """The line that all bars stand on, and the names, `below` them room for what hangs under the longest bar."""
        self.drawing.rule(self.left, self.y(0), self.right, self.y(0), INK)
        top = self.top + self.height + below
        room = self.strip - 4
        for size in (SIZE, SMALL, 11):
            if max(longest_word(name, size) for name in self.names) <= room:
                self._draw_level(top, room, size)
                return
        self._draw_turned(top, 11)

    def _draw_level(self, top: float, room: float, size: float) -> None:
        every = [wrapped(name, room, size, LINES_OF_A_NAME) for name in self.names]
        for place, (name, lines) in enumerate(zip(self.names, every, strict=True)):
            self.drawing.name(lines, name, self.middle(place), top + 5 + size, size=size, anchor="middle")
        self.drawing.height = top + 10 + max(map(len, every)) * size * LINE

    def _draw_turned(self, top: float, size: float) -> None:
        every = [shortened(name, TURNED_NAME, size) for name in self.names]
        longest = max(width(short, size) for short in every)
        for place, (name, short) in enumerate(zip(self.names, every, strict=True)):
            x, y = self.middle(place) + size * TO_MIDDLE, top + 6 + width(short, size)
            self.drawing.name([short], name, x, y, size=size, is_turned=True)
        self.drawing.height = top + 10 + longest
