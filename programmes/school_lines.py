"""Schools pasted as lines of text: each a name or a URN, the misspelt with the schools that may be meant."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet
from rapidfuzz import fuzz, process

from schools.models import FormerName, School, SchoolUrn
from schools.names import folded

MOST_LINES = 300
MOST_NEAR, NEAR_ENOUGH, MUCH_FARTHER = 5, 60, 8
LEFT_OUT = "none"


@dataclass
class Line:
    """`text` as pasted. `school` is the one it means; where none is sure, `near` are those that may be meant."""

    text: str
    school: School | None = None
    near: list[School] = field(default_factory=list)
    is_left_out: bool = False
    problem: str = ""


def lines_in(text: str) -> list[str]:
    """The lines that say something, each once."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip(" \t,;\0")))


def read(texts: list[str], *, schools: QuerySet[School], chosen: Mapping[str, str]) -> list[Line]:
    """What each line means among `schools`: full, short or former name, however spelt, and URN, current or former.

    `chosen` says of a line which school it means, by number, or that it is left out.
    """
    every = {school.pk: school for school in schools}
    by_name, by_urn = _by_name(every), _by_urn(texts, every)
    spelt = {(pk, words): words for words, those in by_name.items() for pk in those}
    return [_line(text, every, by_name, by_urn, spelt, chosen.get(text, "")) for text in texts]


def _by_name(every: Mapping[int, School]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for pk, school in every.items():
        found[school.sort_name].add(pk)
        found[school.search_name].add(pk)
    for pk, name in FormerName.objects.filter(school__in=every).values_list("school", "search_name"):
        found[name].add(pk)
    return found


def _by_urn(texts: list[str], every: Mapping[int, School]) -> dict[str, set[int]]:
    urns = [int(text) for text in texts if re.fullmatch(r"[0-9]{6}", text)]
    found: dict[str, set[int]] = defaultdict(set)
    if urns:
        for pk, urn in SchoolUrn.objects.filter(Q(urn__in=urns), school__in=every).values_list("school", F("urn")):
            found[str(urn)].add(pk)
    return found


def _line(text: str, every: Any, by_name: Any, by_urn: Any, spelt: Any, choice: str) -> Line:
    if choice == LEFT_OUT:
        return Line(text, is_left_out=True)
    if choice.isascii() and choice.isdigit() and int(choice) in every:
        return Line(text, every[int(choice)])
    found = by_urn.get(text) or by_name.get(folded(text), set())
    if len(found) == 1:
        return Line(text, every[next(iter(found))])
    if found:
        return Line(text, near=[every[pk] for pk in sorted(found)], problem="Several schools have this name.")
    if text.isdigit():
        return Line(text, problem="No school open that year has this URN.")
    near = process.extract(folded(text), spelt, scorer=fuzz.WRatio, score_cutoff=NEAR_ENOUGH, limit=3 * MOST_NEAR)
    best = near[0][1] if near else 0
    those = list(dict.fromkeys(pk for _, score, (pk, _) in near if score > best - MUCH_FARTHER))[:MOST_NEAR]
    return Line(text, near=[every[pk] for pk in those], problem="No school open that year has this name.")
