"""Schools and associates as one list to choose from, such as where a visit goes."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from schools import spelling
from schools.models import Associate, School
from schools.names import folded

MOST_TO_CHOOSE_FROM = 12

Place = School | Associate


def value_of(place: Place) -> str:
    """How a form names it: `school-12` or `associate-3`."""
    return f"{'school' if isinstance(place, School) else 'associate'}-{place.pk}"


def chosen(values: Iterable[str], user: Any) -> dict[str, Place]:
    """The places of these values that the person may see, in the order of the values. What is no place is left out."""
    numbers: dict[str, list[int]] = {"school": [], "associate": []}
    for value in values:
        if named := re.fullmatch(r"(school|associate)-([0-9]{1,9})", value):
            numbers[named[1]].append(int(named[2]))
    schools = School.objects.visible_to(user).filter(pk__in=numbers["school"]).with_urn() if numbers["school"] else ()
    associates = Associate.objects.visible_to(user).filter(pk__in=numbers["associate"]) if numbers["associate"] else ()
    found = {value_of(place): place for place in (*schools, *associates)}
    return {value: found[value] for value in dict.fromkeys(values) if value in found}


def matching(text: str, user: Any, *, schools_only: bool = False) -> list[Place]:
    """Those with `text` in their name, and the school with that URN. One more than can be offered says: too many."""
    words = spelling.meant(folded(text).split())
    schools = School.objects.visible_to(user).meaning(words).with_urn().order_by("sort_name", "pk")
    found: list[Place] = list(schools[: MOST_TO_CHOOSE_FROM + 1])
    if schools_only:
        return found
    associates = Associate.objects.visible_to(user).meaning(words).order_by("sort_name", "pk")
    return [*found, *associates[: MOST_TO_CHOOSE_FROM + 1 - len(found)]]


def in_full(text: str, found: Iterable[Place]) -> list[Place]:
    """Those of them whose whole name was written."""
    words = folded(text)
    return [place for place in found if words in (place.sort_name, getattr(place, "search_name", None))]


def about(place: Place) -> str:
    """What tells it apart from others of its name."""
    if isinstance(place, Associate):
        return "Associate"
    closed = place.closed_on and place.closed_on <= timezone.localdate()
    urn = f"URN {place.urn}" if place.urn else "no URN"
    return " · ".join((place.phase_label, urn, *([f"closed {place.closed_on.year}"] if closed else ())))
