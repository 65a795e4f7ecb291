"""A section as HTML, and lines of rows for the pages of lists."""

from documents.html.rows import rows_to_html
from documents.html.sections import Drawn, drawn, to_html

__all__ = ["Drawn", "drawn", "rows_to_html", "to_html"]
