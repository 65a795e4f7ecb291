"""Numbers as they are compared: those that people write with those that the figures have."""

from collections.abc import Iterable

from documents.display import NOTHING
from documents.figure import Figure


def numbers_of(figures: Iterable[Figure]) -> set[str]:
    """Every value, whole and percentage that stands somewhere in the figures."""
    said: set[str] = set()
    for figure in figures:
        percent = None if figure.percent is None else f"{figure.percent}%"
        said |= {compared(str(value)) for value in (figure.text, figure.of, percent) if value not in (None, NOTHING)}
    return said


def compared(number: str) -> str:
    """60 of something is no 60%."""
    return f"{bare(number)}%" if number.endswith("%") else bare(number)


def bare(number: str) -> str:
    return number.strip("£% ").replace(",", "").removesuffix(".00")
