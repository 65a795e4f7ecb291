"""A chart's values in words: what a bar says of itself, and where the words stand on it."""

from documents.charts.drawing import SMALL, Drawing
from documents.charts.letters import width
from documents.charts.looks import Look
from documents.display import NOTHING
from documents.figure import Figure

TO_MIDDLE = 0.34
"""From the middle of a line of words down to their baseline, in sizes of the letters."""


def is_known(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def text_of(figure: Figure | None) -> str:
    return figure.text if figure is not None else NOTHING


def told(category: str, series: str, words: str) -> str:
    return f"{category}, {series}: {words}" if series else f"{category}: {words}"


def on_bar(drawing: Drawing, words: str, x: float, y: float, look: Look) -> None:
    """In the middle of their part, on a plain ground where that is hatched."""
    wide = width(words, SMALL) + 4
    if look.hatching:
        drawing.plate(x - wide / 2, y - SMALL / 2 - 1, wide, SMALL + 2, look.tone)
    drawing.words(words, x, y + SMALL * TO_MIDDLE, size=SMALL, anchor="middle", fill=look.words, is_value=True)
