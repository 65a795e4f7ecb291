"""What was measured, as text: a line for each page or program and size, with its aim beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

NONE = "–"
PAGE_HEADINGS = (
    "page",
    "size",
    "queries",
    "median",
    "95th",
    "least",
    "Python",
    "SQL",
    "growth",
    "KB",
    "KB sent",
    "aim",
    "met",
)
PROGRAM_HEADINGS = ("program", "size", "seconds", "peak MB", "aim", "met")


@dataclass(frozen=True)
class Aim:
    """The most that something may take; `None` where nobody has said."""

    ms: float | None = None
    queries: int | None = None
    sent_kb: float | None = None
    seconds: float | None = None
    mb: float | None = None

    def words(self) -> str:
        units = {"ms": "ms", "queries": "queries", "sent_kb": "KB", "seconds": "s", "mb": "MB"}
        said = [f"{getattr(self, name):g} {unit}" for name, unit in units.items() if getattr(self, name) is not None]
        return ", ".join(said) or NONE

    def met(self, **measured: float) -> str:
        """`yes`, or what was not; nothing where there is no aim for what was measured."""
        aims = {name: aim for name in measured if (aim := getattr(self, name)) is not None}
        missed = [name.removesuffix("_kb") for name, aim in aims.items() if measured[name] > aim]
        return f"no: {', '.join(missed)}" if missed else "yes" if aims else NONE


NO_AIM = Aim()


def printed(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, with columns that line up in a terminal too; numbers stand to the right."""
    rows = [tuple(headings), *lines]
    widths = [max(len(row[n]) for row in rows) for n in range(len(headings))]
    is_number = [all(_is_number(row[n]) for row in lines) for n in range(len(headings))]
    rule = "|".join(f"{'-' * (width + 1)}{'-:'[right]}" for width, right in zip(widths, is_number, strict=True))
    text = [_row(row, widths, is_number) for row in rows]
    return "\n".join([text[0], f"|{rule}|", *text[1:]])


def _row(cells: Sequence[str], widths: list[int], is_number: list[bool]) -> str:
    placed = (
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, is_number, strict=True)
    )
    return f"| {' | '.join(placed)} |"


def _is_number(cell: str) -> bool:
    return cell in ("", NONE) or cell.lstrip("×").replace(",", "").replace(".", "").isdigit()
