"""What an Ofsted file says of inspections that the portal has not, or not so: they are added, never taken away."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from official import facts
from official.models import ProposalKind
from official.planning.drafts import PROVENANCE, Draft
from official.planning.held import Facts, Held, HeldInspections, by_number, said_of
from official.planning.records import Records

UNNUMBERED = "no number "
"""Begins what stands for the number of a short inspection, of which Ofsted's files gave none until 2018."""


@dataclass(frozen=True)
class _Told:
    """One inspection of a file with what it says, and whose it is: of a school, or of a URN that is none's yet."""

    inspection: facts.InspectionFacts
    said: Facts
    held: list[Held]
    school: int | None
    urn: int


@dataclass
class InspectionPlan:
    """Fed with the rows of a file, one after the other.

    `confirmed` are stored inspections of which the file says what is held: the days of their facts move on, so that an
    older file read later does not overtake them. `renumbered` are open proposals whose inspection now has a number,
    and `waiting` those of which the file says what they say.
    """

    records: Records
    held: HeldInspections
    as_at: datetime.date
    confirmed: dict[int, Held] = field(default_factory=dict)
    renumbered: list[tuple[int, str]] = field(default_factory=list)
    schools_seen: set[int] = field(default_factory=set)
    waiting: set[tuple[int, str]] = field(default_factory=set)
    _proposed: dict[tuple[int, str], Draft] = field(default_factory=dict)
    _stored: dict[int, Facts] = field(default_factory=dict)

    def feed(self, row: facts.InspectedSchool) -> None:
        school = self.records.school_of_urn.get(row.urn)
        if school:
            self.schools_seen.add(school)
        is_here = row.laestab[:3] in self.records.la_codes
        for inspection in row.inspections:
            whose = school or self.records.school_of_urn.get(inspection.urn)
            if whose or is_here:
                self._feed_one(self._told(row, inspection, whose))

    def drafts(self) -> Iterator[Draft]:
        yield from self._proposed.values()

    def _told(self, row: facts.InspectedSchool, inspection: facts.InspectionFacts, school: int | None) -> _Told:
        urns = self.records.schools[school].urns if school else {row.urn}
        said = said_of(inspection, school_name=row.name, is_predecessors=inspection.urn not in urns)
        if school is None:
            return _Told(inspection, said, self.held.of_urn[row.urn], None, row.urn)
        urn = self.records.schools[school].current_urn or row.urn
        return _Told(inspection, said, self.held.of_school[school], school, urn)

    def _feed_one(self, told: _Told) -> None:
        """By its number; else by its first day and kind, where a number is missing or may have been made up."""
        number = told.inspection.number
        known = by_number(told.held).get(number) if number else None
        if known is None:
            occasion = (told.inspection.inspected_on, told.inspection.kind)
            same = next((each for each in told.held if each.occasion == occasion), None)
            if same and number and same.pk:
                self._propose_same(same, told)
                return
            if same and number and same.number.startswith(UNNUMBERED):
                self.renumbered.append((same.proposed_urn or told.urn, same.number))
                self._proposed.pop((same.proposed_urn or told.urn, same.number), None)
                same.number = number
                same.learn(told.said, self.as_at)
                self._propose(same, told)
                return
            known = same
        if known is None:
            self._propose(self._new(told), told)
        elif known.pk is None:
            if known.learn(told.said, self.as_at):
                self._propose(known, told)
            elif known.proposed_urn:
                self.waiting.add((known.proposed_urn, known.number))
        else:
            self._correct(known, told)

    def _new(self, told: _Told) -> Held:
        inspection = told.inspection
        number = inspection.number or f"{UNNUMBERED}{inspection.urn} {inspection.inspected_on.isoformat()}"
        days = dict.fromkeys(told.said, self.as_at.isoformat())
        new = Held(number, str(inspection.kind), inspection.inspected_on, told.said, days)
        told.held.append(new)
        return new

    def _propose(self, held: Held, told: _Told) -> None:
        urn = held.proposed_urn or told.urn
        after = _after(held)
        self._proposed[urn, held.number] = Draft(ProposalKind.INSPECTION, told.school, urn, held.number, after=after)

    def _correct(self, known: Held, told: _Told) -> None:
        stored = self._stored.setdefault(known.pk, dict(known.values) | dict.fromkeys(known.pending))
        learnt = known.learn(told.said, self.as_at)
        self.confirmed[known.pk] = known
        if learnt:
            known.pending = known.pending | learnt
            before = {name: stored[name] for name in known.pending if stored.get(name) is not None}
            days = {name: known.days[name] for name in known.pending}
            after = {"facts": known.pending, "inspection": known.pk, PROVENANCE: days}
            self._proposed[told.urn, known.number] = Draft(
                ProposalKind.CORRECTION, told.school, told.urn, known.number, before={"facts": before}, after=after
            )

    def _propose_same(self, same: Held, told: _Told) -> None:
        """To be confirmed by a person, and until then no second inspection of the same day."""
        number = told.inspection.number
        pending = self.held.same.get((told.urn, number))
        if pending is None:
            days = dict.fromkeys(told.said, self.as_at.isoformat())
            pending = Held(number, same.kind, same.inspected_on, dict(told.said), days)
            self.held.same[told.urn, number] = pending
        else:
            pending.learn(told.said, self.as_at)
        before = {"number": same.number, "facts": {n: same.values[n] for n in pending.values if n in same.values}}
        self._proposed[told.urn, number] = Draft(
            ProposalKind.SAME_INSPECTION,
            told.school,
            told.urn,
            number,
            before=before,
            after=_after(pending) | {"inspection": same.pk},
        )


def _after(held: Held) -> Facts:
    return {
        "number": held.number,
        "kind": held.kind,
        "inspected_on": held.inspected_on.isoformat(),
        "facts": dict(held.values),
        PROVENANCE: dict(held.days),
    }
