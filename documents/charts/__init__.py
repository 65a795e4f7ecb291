"""Charts drawn: `to_svg` for every format, `to_png` for Word, `as_table` for who would rather read the figures."""

from documents.charts.picture import to_png
from documents.charts.svg import to_svg
from documents.charts.table import as_table

__all__ = ["as_table", "to_png", "to_svg"]
