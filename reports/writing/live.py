"""Live figures in prose: `{{ visits.2017-18.all.schools }}`, so that words and tables cannot disagree.

After the key may stand how it is printed: `share` for “66 of 71 (93%)”, `percent` for “93%”, `names` for the names
behind it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import process

from documents.document import Names, Printed, Run
from documents.figure import Figure

WRITTEN = re.compile(r"\{\{([^{}\n]*)\}\}")
NEAR = 70
"""How alike, of 100, a key has to be to what was written to be offered in its place."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a text, in words, and what stands there."""

    written: str
    words: str


class NotLive(ValueError):
    """What stands between the braces is no figure that can be printed so."""


def printed(inside: str, figures: Mapping[str, Figure], names: Callable[[Figure], Names]) -> Run:
    """The figure between two pairs of braces as it is printed; `NotLive` says in words why it cannot be."""
    key, _, form = inside.strip().partition(" ")
    form = form.strip()
    if not key:
        raise NotLive("Between the braces stands no figure.")
    figure = figures.get(key)
    if figure is None:
        near = process.extractOne(key, list(figures), score_cutoff=NEAR) if figures else None
        raise NotLive(f"No figure is called “{key}”." + (f" Did you mean “{near[0]}”?" if near else ""))
    match form:
        case "":
            return Printed(figure)
        case "share" | "percent" if figure.of is None:
            raise NotLive(f"“{key}” is no share of anything: it can be printed as it is.")
        case "share":
            return Printed(figure, share=True)
        case "percent":
            return Printed(figure, is_percentage=True)
        case "names" if not figure.names:
            raise NotLive(f"“{key}” has no names to print.")
        case "names":
            return names(figure)
        case _:
            raise NotLive(f"A figure can be printed as share, percent or names, not as “{form}”.")
