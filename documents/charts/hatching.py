"""Hatching as single lines, cut to the bar they fill.

No `<pattern>`: a PDF repeats its tile, and what shows the PDF leaves seams between the tiles.
"""

from collections.abc import Callable, Iterator
from itertools import product
from math import ceil, floor

STEP = 8
FINE = 4
Line = tuple[float, float, float, float]


def rising(x: float, y: float, width: float, height: float) -> Iterator[Line]:
    for reach in _multiples(STEP, x + y, x + width + y + height):
        start, end = max(x, reach - y - height), min(x + width, reach - y)
        yield start, reach - start, end, reach - end


def falling(x: float, y: float, width: float, height: float) -> Iterator[Line]:
    for reach in _multiples(STEP, x - y - height, x + width - y):
        start, end = max(x, reach + y), min(x + width, reach + y + height)
        yield start, start - reach, end, end - reach


def level(x: float, y: float, width: float, height: float) -> Iterator[Line]:
    for at in _multiples(FINE, y, y + height):
        yield x, at, x + width, at


def upright(x: float, y: float, width: float, height: float) -> Iterator[Line]:
    for at in _multiples(FINE, x, x + width):
        yield at, y, at, y + height


def dots(x: float, y: float, width: float, height: float) -> Iterator[Line]:
    """Lines of no length, whose round ends make them dots."""
    for across, down in product(_multiples(FINE, x + 1, x + width - 1), _multiples(FINE, y + 1, y + height - 1)):
        if (across + down) % (2 * FINE) == 0:
            yield across, down, across, down


Hatching = Callable[[float, float, float, float], Iterator[Line]]
"""From a bar's place and size to the lines that hatch it."""


def _multiples(step: int, least: float, most: float) -> range:
    return range(ceil(least / step) * step, floor(most / step) * step + 1, step)
