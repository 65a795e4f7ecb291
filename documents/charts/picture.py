"""A chart as a picture of dots, for formats that take no drawing."""

from pathlib import Path

from documents.chart import Chart
from documents.charts.svg import to_svg
from documents.pdf import fonts

TEMPLATE = Path(__file__).with_name("picture.typ")


def to_png(chart: Chart, colour: str = "#14304f", pixels_per_inch: int = 200) -> bytes:
    """As wide as a page's text, 160 mm, in as many dots as asked for."""
    import typst  # here: 7 MB of every process that sets no page

    return typst.compile(
        TEMPLATE,
        format="png",
        ppi=pixels_per_inch,
        font_paths=fonts(),
        sys_inputs={"svg": to_svg(chart, colour)},
    )
