"""Colours as `#14304f`, their parts and contrast, and a partnership's own kept legible on white paper."""

import re

Colour = tuple[int, int, int]

USUAL = "#14304f"
WHITE = "#ffffff"
LEGIBLE = 4.5
"""The contrast of words and their ground that WCAG 2.2 asks for (1.4.3)."""
WRITTEN = re.compile("#[0-9a-fA-F]{6}")
A_LITTLE = 0.05


def read(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mixed(colour: Colour, other: str, part: float) -> Colour:
    """`colour` with so much of `other` in it, from 0 to 1."""
    red, green, blue = (round(one + (two - one) * part) for one, two in zip(colour, read(other), strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance as the WCAG reckon it: 0 is black, 1 white."""
    parts = [each / 255 for each in colour]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As the WCAG reckon it, from 1 to 21."""
    darker, lighter = sorted((luminance(read(one)), luminance(read(other))))
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: str) -> str:
    """`colour`, darkened until words in it can be read on white; the usual one where it is no `#rrggbb`."""
    colour = colour.lower() if WRITTEN.fullmatch(colour) else USUAL
    while contrast(colour, WHITE) < LEGIBLE:
        colour = written(mixed(read(colour), "#000000", A_LITTLE))
    return colour


def tint(colour: str, part: float) -> str:
    """White with so much of `colour` in it: 0 is white, 1 the colour."""
    return written(mixed(read(WHITE), colour, part))
