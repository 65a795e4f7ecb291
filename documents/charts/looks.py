"""What tells one series from another: how dark it is, and its pattern. Both survive a grey print."""

from dataclasses import dataclass

from documents.charts.colours import INK, PAPER
from documents.charts.hatching import Hatching, dots, falling, level, rising, upright
from documents.colours import LEGIBLE, Colour, contrast, luminance, mixed, read, written

DARKEST_LIGHT = 0.12
"""Relative luminance of the first series at most: a partnership's yellow is darkened until it stands out on paper."""
LIGHTEST_TINT = 0.8
UNEVEN = 0.85
"""Below 1, the first steps are the larger: between dark tones the eye needs them."""
HATCHINGS = (rising, dots, falling, level, upright)


@dataclass(frozen=True)
class Look:
    """`tone` is what a bar is filled with, `line` what hatches it, `words` the colour of words on it."""

    tone: str
    words: str
    line: str = ""
    hatching: Hatching | None = None


def looks_of(number: int, colour: str) -> list[Look]:
    """For so many series, from the partnership's colour to its lightest tint, and no two neighbours hatched alike."""
    first = _dark(read(colour))
    tints = (LIGHTEST_TINT * (place / max(number - 1, 1)) ** UNEVEN for place in range(number))
    return [_look(place, mixed(first, PAPER, tint), first) for place, tint in enumerate(tints)]


def _look(place: int, tone: Colour, first: Colour) -> Look:
    """The first is plain."""
    filled = written(tone)
    words = next(each for each in (PAPER, INK, "#000000") if contrast(each, filled) >= LEGIBLE)
    if place == 0:
        return Look(filled, words)
    line = mixed(tone, PAPER, 0.6) if words == PAPER else mixed(tone, written(first), 0.75)
    return Look(filled, words, written(line), HATCHINGS[(place - 1) % len(HATCHINGS)])


def _dark(colour: Colour) -> Colour:
    while luminance(colour) > DARKEST_LIGHT:
        colour = mixed(colour, "#000000", 0.05)
    return colour
