"""What charts of lying bars have in common: the names beside them."""

from documents.chart import Chart
from documents.charts.drawing import LINE, SIZE, Drawing
from documents.charts.letters import plain, width, wrapped
from documents.charts.values import TO_MIDDLE

MOST_FOR_NAMES = 200
LINES_OF_A_NAME = 4


class Names:
    """The categories' names, as broad together as the broadest, each in the middle of its row's height."""

    def __init__(self, chart: Chart) -> None:
        self.full = [plain(category) for category in chart.categories]
        self.lines = [wrapped(name, MOST_FOR_NAMES, SIZE, LINES_OF_A_NAME) for name in self.full]
        self.width = max((width(line, SIZE) for lines in self.lines for line in lines), default=0)

    def height(self, place: int) -> float:
        return len(self.lines[place]) * SIZE * LINE

    def draw(self, drawing: Drawing, place: int, middle: float) -> None:
        y = middle - (len(self.lines[place]) - 1) * SIZE * LINE / 2 + SIZE * TO_MIDDLE
        drawing.name(self.lines[place], self.full[place], self.width, y, anchor="end")
