"""The establishments and links that the portal keeps of GIAS, with a file laid over them.

The newer file's word on a URN stands; an older file adds the URNs that were not known and overwrites none.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from official import facts
from schools.models import Establishment, EstablishmentLink, EstablishmentStatus

IS_OPEN = (EstablishmentStatus.OPEN, EstablishmentStatus.PROPOSED_TO_CLOSE)
FIELDS = (
    *("laestab", "name", "la_code", "type_code", "type_name", "status", "opened_on", "closed_on", "closed_because"),
    *("phase_name", "lowest_age", "highest_age", "trust_name"),
)


@dataclass
class Register:
    """`changed` and `new_links` are what the file adds, still to be written."""

    establishments: dict[int, Establishment]
    links: set[tuple[int, int, str]]
    changed: list[Establishment] = field(default_factory=list)
    new_links: list[facts.Link] = field(default_factory=list)

    @classmethod
    def read(cls) -> Self:
        links = EstablishmentLink.objects.values_list("urn", "linked_urn", "link_type")
        return cls({each.urn: each for each in Establishment.objects.all()}, set(links))

    def lay(self, row: facts.Establishment, as_at: datetime.date) -> None:
        known = self.establishments.get(row.urn)
        if known and known.as_at > as_at:
            return
        laid = Establishment(urn=row.urn, as_at=as_at, **{name: getattr(row, name) for name in FIELDS})
        self.establishments[row.urn] = laid
        self.changed.append(laid)

    def link(self, row: facts.Link) -> None:
        said = (row.urn, row.linked_urn, row.link_type)
        if said not in self.links:
            self.links.add(said)
            self.new_links.append(row)

    def successions(self, urns: Iterable[int]) -> "Successions":
        """Which establishments came after those with `urns`."""
        return Successions.found(self, set(urns))


@dataclass
class Successions:
    """`after[urn]`: the URNs that came after it; `before[urn]`: those of `urns` it came after.

    By a link in either direction, for not every pair stands twice, and its type says nothing of how many there are; or
    by the LAESTAB, which a successor usually keeps.
    """

    after: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    before: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def found(cls, register: Register, urns: set[int]) -> Self:
        found = cls()
        for urn, linked, kind in register.links:
            old, new = cls._in_order(urn, linked, kind)
            if old in urns and new:
                found._add(old, new, register)
        by_laestab = defaultdict(list)
        for each in register.establishments.values():
            if each.laestab:
                by_laestab[each.laestab].append(each)
        for sharing in by_laestab.values():
            for old in sharing:
                if old.urn in urns:
                    for new in sharing:
                        if new.urn != old.urn and _came_later(old, new):
                            found._add(old.urn, new.urn, register)
        return found

    @staticmethod
    def _in_order(urn: int, linked: int, kind: str) -> tuple[int | None, int | None]:
        word = kind.casefold()
        if word.startswith(("predecessor", "result of amalgamation")):
            return linked, urn
        if word.startswith("successor"):
            return urn, linked
        return None, None

    def _add(self, old: int, new: int, register: Register) -> None:
        successor = register.establishments.get(new)
        if successor and successor.status in IS_OPEN and old not in self.after.get(new, ()):
            self.after[old].add(new)
            self.before[new].add(old)


def _came_later(old: Establishment, new: Establishment) -> bool:
    """Opening days are often missing: URNs, given out in order, decide where they are."""
    if old.opened_on and new.opened_on:
        return new.opened_on > old.opened_on
    return new.urn > old.urn
