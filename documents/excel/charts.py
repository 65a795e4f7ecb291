"""A chart of the report as Excel's own, drawn from the numbers beside it."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from documents.chart import Chart, ChartKind
from documents.charts.looks import Look, looks_of
from documents.display import Kind, percent
from documents.excel.book import SOFT, Book
from documents.letters import fit_for_xml
from documents.spreadsheets import FORMATS, write_cell

KINDS = {
    ChartKind.COLUMNS: {"type": "column"},
    ChartKind.STACKED: {"type": "column", "subtype": "stacked"},
    ChartKind.BARS: {"type": "bar"},
    ChartKind.SHARES: {"type": "bar", "subtype": "percent_stacked"},
}
LYING = (ChartKind.BARS, ChartKind.SHARES)
HEAPED = (ChartKind.STACKED, ChartKind.SHARES)
WIDTH, HEIGHT = 760, 380
ROOM_FOR_A_BAR = 26


def write_chart(book: Book, sheet: Worksheet, chart: Chart, line: int) -> None:
    """Its numbers, its summary and note, and the drawing below."""
    _write_numbers(book, sheet, chart, line)
    sheet.freeze_panes(line + 1, 1)
    sheet.fit_to_pages(1, 1)
    below = line + len(chart.categories) + 2
    for text in filter(None, (chart.summary, chart.note)):
        write_cell(sheet, below, 0, text, book.look(font_color=SOFT))
        below += 1
    if chart.categories and chart.series:
        _draw(book, sheet, chart, line, below + 1)


def _write_numbers(book: Book, sheet: Worksheet, chart: Chart, line: int) -> None:
    """Categories down, series across; of shares, what part each is of its category stands in further columns."""
    sheet.set_column(0, 0, max([14, *(min(len(each) + 3, 44) for each in chart.categories)]))
    is_shared = chart.kind == ChartKind.SHARES
    sheet.set_column(1, len(chart.series) * (2 if is_shared else 1), 16)
    write_cell(sheet, line, 0, "", book.heading_look())
    for place, series in enumerate(chart.series, 1):
        write_cell(sheet, line, place, series.name, book.heading_look(align="right"))
        if is_shared:
            write_cell(sheet, line, place + len(chart.series), f"{series.name}, %", book.heading_look(align="right"))
    for place, category in enumerate(chart.categories):
        write_cell(sheet, line + 1 + place, 0, category, book.look(bold=True))
        figures = [series.figures[place] for series in chart.series]
        whole = sum(figure.value for figure in figures if figure and figure.value is not None)
        for number, figure in enumerate(figures, 1):
            if figure is None or figure.value is None:
                continue
            write_cell(sheet, line + 1 + place, number, figure.value, book.number_look(figure.unit.kind))
            if is_shared:
                share = percent(figure.value, whole)
                write_cell(sheet, line + 1 + place, number + len(figures), share, book.number_look(Kind.PERCENT))


def _draw(book: Book, sheet: Worksheet, chart: Chart, line: int, below: int) -> None:
    """Its words are cells' words: given as text, one that begins with = would be taken for a formula."""
    drawn = book.chart(KINDS[chart.kind])
    name, last = sheet.get_name(), line + len(chart.categories)
    for place, look in enumerate(looks_of(len(chart.series), book.colour), 1):
        drawn.add_series(
            {
                "name": [name, line, place],
                "categories": [name, line + 1, 0, last, 0],
                "values": [name, line + 1, place, last, place],
                "gap": 60,
                **_look(look, is_heaped=chart.kind in HEAPED, edge=book.colour),
            }
        )
    drawn.set_title({"name": [name, 0, 0], "name_font": {"size": 12, "color": book.colour}, "overlay": False})
    drawn.set_legend({"position": "top"})
    _set_axes(drawn, chart)
    height = HEIGHT
    if chart.kind in LYING:
        bars = len(chart.categories) * (1 if chart.kind in HEAPED else len(chart.series))
        height = max(HEIGHT, 140 + ROOM_FOR_A_BAR * bars)
    drawn.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(below, 0, drawn, {"description": fit_for_xml(chart.summary), "object_position": 3})


def _look(look: Look, *, is_heaped: bool, edge: str) -> dict[str, Any]:
    """Told apart in grey: by lightness, and by an edge around what is light."""
    labels: dict[str, Any] = {"value": True, "font": {"size": 9, "color": look.words if is_heaped else "#17202b"}}
    if is_heaped:
        labels["position"] = "center"
    border = {"color": "#ffffff" if is_heaped else edge, "width": 1}
    return {"fill": {"color": look.tone}, "border": border, "data_labels": labels}


def _set_axes(drawn: Any, chart: Chart) -> None:
    kinds = {figure.unit.kind for series in chart.series for figure in series.figures if figure}
    shown = "0%" if chart.kind == ChartKind.SHARES else FORMATS[next(iter(kinds))] if len(kinds) == 1 else "General"
    amounts = {
        "num_format": shown.replace(".00", ""),
        "major_gridlines": {"visible": True, "line": {"color": "#d9ddd8"}},
        "line": {"none": True},
    }
    if chart.kind != ChartKind.SHARES:
        amounts["min"] = 0
    if chart.kind in LYING:
        drawn.set_x_axis(amounts)
        drawn.set_y_axis({"reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
    else:
        drawn.set_x_axis({})
        drawn.set_y_axis(amounts)
