"""The figures of a chart as a table: categories down, series across."""

from documents.chart import Chart, ChartKind
from documents.document import Cell, Heading, Line, Printed, Table
from documents.figure import Figure


def as_table(chart: Chart) -> Table:
    """Every figure where the drawing has it; a cell without one stays empty.

    In shares a figure stands with its `of`, where it has one: that can be more than what the chart divides.
    """
    return Table(
        caption=chart.title,
        corner="",
        headings=tuple(Heading(each.name, is_number=True) for each in chart.series),
        lines=tuple(
            Line(category, tuple(_cell(chart, each.figures[place]) for each in chart.series))
            for place, category in enumerate(chart.categories)
        ),
        note=chart.note,
    )


def _cell(chart: Chart, figure: Figure | None) -> Cell:
    if figure is None:
        return Cell()
    return Cell.of(Printed(figure, share=chart.kind == ChartKind.SHARES and figure.of is not None))
