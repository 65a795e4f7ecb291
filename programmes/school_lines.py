"""Schools pasted as lines of text: each a name or a URN, the misspelt with the schools that may be meant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from schools.models import School
from schools.named import SchoolsNamed

MOST_LINES = 300
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
    """What each line means among `schools`.

    `chosen` says of a line which school it means, by number, or that it is left out.
    """
    numbers = {int(choice) for choice in chosen.values() if re.fullmatch(r"[0-9]{1,9}", choice)}
    known = schools.in_bulk(numbers) if numbers else {}
    named = SchoolsNamed(texts, schools=schools)
    return [_line(text, named, known, chosen.get(text, "")) for text in texts]


def _line(text: str, named: SchoolsNamed, known: Mapping[int, School], choice: str) -> Line:
    if choice == LEFT_OUT:
        return Line(text, is_left_out=True)
    if choice.isascii() and choice.isdigit() and int(choice) in known:
        return Line(text, known[int(choice)])
    if school := named.the_one(text):
        return Line(text, school)
    if named.all_of(text):
        return Line(text, near=named.near(text), problem="Several schools have this name.")
    if text.isdigit():
        return Line(text, problem="No school open that year has this URN.")
    return Line(text, near=named.near(text), problem="No school open that year has this name.")
