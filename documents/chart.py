"""A chart as a value: what it compares, and the words that say the same. Every bar is a figure."""

from dataclasses import dataclass
from enum import StrEnum, auto

from documents.figure import Figure


class ChartKind(StrEnum):
    COLUMNS = auto()
    """Upright bars, for each category one of each series side by side."""
    STACKED = auto()
    """Upright bars, for each category one, the series one upon another."""
    BARS = auto()
    """Lying bars, for long names of categories; one of each series below the other."""
    SHARES = auto()
    """Lying bars of 100 % each, divided among the series."""


@dataclass(frozen=True)
class Series:
    """`figures`: one for each category of the chart, or `None` where none is known, which is not 0."""

    name: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Chart:
    """`summary` is its text alternative: what somebody who looks at it is meant to see. `note` stands below.

    In shares, a figure counts as its part of the series' figures of that category together, whatever they are over.
    """

    kind: ChartKind
    title: str
    summary: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""
