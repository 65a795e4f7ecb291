"""A drawing as it grows: shapes and words at their places, in SVG's own attributes and nothing else."""

from collections.abc import Iterable
from html import escape
from typing import Any

from documents.charts.colours import INK, PAPER, RULE
from documents.charts.hatching import Line, dots
from documents.charts.letters import plain, shortened, width
from documents.charts.looks import Look

SIZE, SMALL = 13, 12
ASCENT, DESCENT = 0.75, 0.22
"""How far letters reach over and under their line, in sizes of them."""
LINE = 1.2
"""From one line of words to the next, in sizes of the letters."""


def element(name: str, inside: str = "", **attributes: str | float) -> str:
    """`inside` is markup. An underscore in an attribute's name stands for a hyphen."""
    told = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def _path(lines: Iterable[Line]) -> str:
    """Each line from the end of the one before it: of an even pattern all say the same, and pack to next to nothing.

    In hundredths, so that no step adds to what rounding the one before it left out.
    """
    told, x, y = [], 0, 0
    for line in lines:
        left, top, right, bottom = (round(100 * each) for each in line)
        told.append(f"m{_value((left - x) / 100)},{_value((top - y) / 100)}l{_value((right - left) / 100)},")
        told.append(_value((bottom - top) / 100))
        x, y = right, bottom
    return "".join(told)


class Drawing:
    """Measured in units of which a page is `width` wide; grows downwards to its `height`."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self.parts: list[str] = []

    def bar(self, x: float, y: float, width: float, height: float, look: Look, name: str) -> None:
        """Nothing where it has no extent. `name` is told where the reader points at it."""
        if round(width, 2) > 0 and round(height, 2) > 0:
            title = element("title", escape(plain(name)))
            extent = {"x": x, "y": y, "width": width, "height": height}
            self.parts.append(element("rect", title, **{"class": "bar"}, **extent, fill=look.tone))
            self._hatch(x, y, width, height, look)

    def swatch(self, x: float, y: float, size: float, look: Look) -> None:
        self.parts.append(element("rect", x=x, y=y, width=size, height=size, fill=look.tone))
        self._hatch(x, y, size, size, look)

    def _hatch(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """The reader points through it, at the bar."""
        if path := _path(look.hatching(x, y, width, height)) if look.hatching else "":
            is_dotted = look.hatching is dots
            more = {"stroke_width": 2.4, "stroke_linecap": "round"} if is_dotted else {"stroke_width": 1.2}
            self.parts.append(element("path", d=path, stroke=look.line, pointer_events="none", **more))

    def plate(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A plain ground for words on a pattern."""
        self.parts.append(element("rect", x=x, y=y, width=width, height=height, rx=2, fill=fill))

    def rule(self, x1: float, y1: float, x2: float, y2: float, stroke: str = RULE, width: float = 1) -> None:
        self.parts.append(element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width))

    def words(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = SIZE,
        anchor: str = "start",
        fill: str = INK,
        is_value: bool = False,
        is_turned: bool = False,
        is_clear: bool = False,
    ) -> None:
        """Their baseline stands at `y`; turned, they read upwards from there. Clear, they hide lines behind them."""
        more: dict[str, str | float] = {"class": "value"} if is_value else {}
        if is_clear:
            self._clear(text, x, y, size, anchor, is_turned)
        if anchor != "start":
            more["text_anchor"] = anchor
        if is_turned:
            more["transform"] = f"rotate(-90 {_value(x)} {_value(y)})"
        self.parts.append(element("text", escape(text), x=x, y=y, font_size=size, fill=fill, **more))

    def _clear(self, text: str, x: float, y: float, size: float, anchor: str, is_turned: bool) -> None:
        """A plate, and not an outline of the letters: in a PDF each would cut into the one before it."""
        long = width(text, size)
        if is_turned:
            self.plate(x - size * ASCENT, y - long, size * (ASCENT + DESCENT), long, PAPER)
        else:
            left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
            self.plate(left, y - size * ASCENT, long, size * (ASCENT + DESCENT), PAPER)

    def name(self, lines: list[str], full: str, x: float, y: float, **look: Any) -> None:
        """A name on its lines, the first on `y`; the whole of it is told where some was left out."""
        size = look.get("size", SIZE)
        start = len(self.parts)
        for number, line in enumerate(lines):
            self.words(line, x, y + number * size * LINE, **look)
        if " ".join(lines) != full:
            inside = "".join([element("title", escape(full)), *self.parts[start:]])
            self.parts[start:] = [element("g", inside)]

    def short_name(self, name: str, room: float, x: float, y: float, **look: Any) -> None:
        self.name([shortened(name, room, look.get("size", SIZE))], name, x, y, **look)
