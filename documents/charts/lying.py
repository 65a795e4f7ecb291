"""What charts of lying bars have in common: the names of their categories, and the marks to measure by."""

from collections.abc import Iterable
from decimal import Decimal

from documents.chart import Chart
from documents.charts.colours import SOFT
from documents.charts.drawing import LINE, SIZE, SMALL, Drawing
from documents.charts.letters import plain, width, wrapped
from documents.charts.scales import Axis, axis_over, kind_of
from documents.charts.values import TO_MIDDLE

MOST_FOR_NAMES = 200
LINES_OF_A_NAME = 4
LEFT, INSET = 10, 3
"""Where bars begin below their names, and how far from there these do: the line at nought is to touch no letter."""
NARROW = 450
"""In a drawing less wide, names beside the bars would leave these no room: they stand above them."""

Mark = tuple[float, str]
"""How far along the bars it stands, from 0 to 1, and its words."""


class Names:
    """The categories' names: beside their bars, as broad together as the broadest, or each above its own."""

    def __init__(self, chart: Chart, drawing: Drawing) -> None:
        self.are_above = drawing.width < NARROW
        room = drawing.width - LEFT - INSET if self.are_above else MOST_FOR_NAMES
        self.full = [plain(category) for category in chart.categories]
        self.lines = [wrapped(name, room, SIZE, LINES_OF_A_NAME) for name in self.full]
        self.width = max((width(line, SIZE) for lines in self.lines for line in lines), default=0)

    @property
    def beside(self) -> float:
        """How much of the drawing's width they take from the bars."""
        return 0 if self.are_above else self.width

    def above(self, place: int) -> float:
        """How much a name takes over its bars."""
        return self._height(place) + 3 if self.are_above else 0

    def height(self, place: int) -> float:
        """What a name needs at least beside its bars."""
        return 0 if self.are_above else self._height(place)

    def _height(self, place: int) -> float:
        return len(self.lines[place]) * SIZE * LINE

    def draw(self, drawing: Drawing, place: int, *, left: float, top: float, middle: float) -> None:
        """Above bars that begin at `left`, from `top` down; beside them around the `middle`."""
        lines = self.lines[place]
        if self.are_above:
            drawing.name(lines, self.full[place], left + INSET, top + SIZE)
            return
        y = middle - (len(lines) - 1) * SIZE * LINE / 2 + SIZE * TO_MIDDLE
        drawing.name(lines, self.full[place], self.width, y, anchor="end")


def fitting(values: Iterable[Decimal | int], chart: Chart, room: float) -> Axis:
    """In as many steps as their words have room for, five at most."""
    held = list(values)
    axes = (axis_over(held, kind_of(chart), most) for most in (5, 4, 3, 2, 1))
    return next((axis for axis in axes if _is_roomy(axis, room)), axis_over(held, kind_of(chart), 1))


def _is_roomy(axis: Axis, room: float) -> bool:
    return max(width(axis.words(tick), SMALL) for tick in axis.ticks) + 8 <= room / max(len(axis.ticks) - 1, 1)


def marks_of(axis: Axis, room: float) -> list[Mark]:
    """Without words where these would run into each other."""
    is_roomy = _is_roomy(axis, room)
    return [(axis.at(tick), axis.words(tick) if is_roomy else "") for tick in axis.ticks]


def draw_marks(drawing: Drawing, marks: Iterable[Mark], left: float, right: float, top: float, foot: float) -> None:
    for part, words in marks:
        x = left + (right - left) * part
        drawing.rule(x, top, x, foot)
        if words:
            drawing.words(words, x, foot + SMALL + 4, size=SMALL, anchor="middle", fill=SOFT)
