"""An inspection as the portal has it, or as an open proposal would make it, as plain facts that files can add to."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from official import facts
from official.models import Proposal, ProposalKind, State
from official.planning.drafts import PROVENANCE
from ofsted.models import Inspection, Judgement

FIELDS = (
    *("urn", "ended_on", "published_on", "overall", "ungraded_outcome", "safeguarding", "category_of_concern"),
    *("inspection_type", "inspected_name", "is_predecessors"),
)
OF_INSPECTIONS = (ProposalKind.INSPECTION, ProposalKind.SAME_INSPECTION, ProposalKind.CORRECTION)
CHUNK = 5_000
JUDGED = "judged:"  # and the area, an @ and the date of grade

Facts = dict[str, Any]


@dataclass
class Held:
    """`values` are its facts as plain JSON, and `days` the as-at day of the file each is from, if it is from a file.

    `pk` is none while it is only proposed, under `proposed_urn`. `pending` are the facts that an open proposal would
    correct, which `values` have already.
    """

    number: str
    kind: str
    inspected_on: datetime.date
    values: Facts
    days: dict[str, str] = field(default_factory=dict)
    other_numbers: tuple[str, ...] = ()
    pk: int | None = None
    proposed_urn: int | None = None
    pending: Facts = field(default_factory=dict)

    @property
    def occasion(self) -> tuple[datetime.date, str]:
        return (self.inspected_on, self.kind)

    def learn(self, said: Facts, as_at: datetime.date) -> Facts:
        """The facts of a file that add to what is held or correct it: the newer file's word stands.

        Of two files of one day that differ, the greater value, so that their order does not matter. What was put down
        by hand is corrected by any file.
        """
        learnt, today = {}, as_at.isoformat()
        for name, value in said.items():
            held, day = self.values.get(name), self.days.get(name, "")
            if held == value:
                self.days[name] = max(day, today)
            elif held is None or today > day or (today == day and str(value) > str(held)):
                learnt[name] = self.values[name] = value
                self.days[name] = today
        return learnt


def said_of(inspection: facts.InspectionFacts, *, school_name: str, is_predecessors: bool) -> Facts:
    """What a file says of an inspection. What it is silent about is left out, and blanks nothing."""
    said = {
        "urn": inspection.urn,
        "ended_on": inspection.ended_on and inspection.ended_on.isoformat(),
        "published_on": inspection.published_on and inspection.published_on.isoformat(),
        "overall": inspection.overall and int(inspection.overall),
        "ungraded_outcome": inspection.ungraded_outcome and str(inspection.ungraded_outcome),
        "safeguarding": inspection.safeguarding and str(inspection.safeguarding),
        "category_of_concern": inspection.category_of_concern and str(inspection.category_of_concern),
        "inspection_type": inspection.inspection_type or None,
        "inspected_name": inspection.school_name if inspection.school_name != school_name else None,
        "is_predecessors": is_predecessors or None,
    }
    for judged in inspection.judgements:
        said[f"{JUDGED}{judged.area}@{judged.graded_on.isoformat()}"] = str(judged.grade)
    return {name: value for name, value in said.items() if value is not None and value != ""}


@dataclass(frozen=True)
class HeldInspections:
    """Those of each school, or, where the school is not in the portal yet, of each URN.

    `same` are the open proposals that a stored inspection has another number, by URN and that number.
    """

    of_school: dict[int, list[Held]]
    of_urn: dict[int, list[Held]]
    same: dict[tuple[int, str], Held]

    @classmethod
    def read(cls) -> Self:
        """Everything on record and everything proposed: three queries."""
        read = cls(defaultdict(list), defaultdict(list), {})
        judged: dict[int, Facts] = defaultdict(dict)
        rows = Judgement.objects.values_list("inspection", "area", "grade", "graded_on")
        for inspection, area, grade, graded_on in rows.iterator(chunk_size=CHUNK):
            judged[inspection][f"{JUDGED}{area}@{graded_on.isoformat()}"] = grade
        stored = {}
        columns = ("pk", "school", "inspection_number", "kind", "inspected_on", "other_numbers", "facts_from", *FIELDS)
        for pk, school, number, kind, day, others, days, *values in Inspection.objects.values_list(*columns).iterator(
            chunk_size=CHUNK
        ):
            known = dict(zip(FIELDS, map(_plain, values), strict=True)) | judged.get(pk, {})
            held = {name: value for name, value in known.items() if value not in (None, "", False)}
            stored[pk] = Held(number, kind, day, held, dict(days), tuple(others), pk)
            read.of_school[school].append(stored[pk])
        for proposal in Proposal.objects.filter(state=State.OPEN, kind__in=OF_INSPECTIONS):
            read._lay(proposal, stored)
        return read

    def _lay(self, proposal: Proposal, stored: dict[int, Held]) -> None:
        after = proposal.after
        if proposal.kind == ProposalKind.CORRECTION:
            if held := stored.get(after["inspection"]):
                held.pending = after["facts"]
                held.values |= after["facts"]
                held.days |= after[PROVENANCE]
            return
        day = datetime.date.fromisoformat(after["inspected_on"])
        facts_, days = dict(after["facts"]), dict(after[PROVENANCE])
        held = Held(after["number"], after["kind"], day, facts_, days, proposed_urn=proposal.urn)
        if proposal.kind == ProposalKind.SAME_INSPECTION:
            self.same[proposal.urn, proposal.subject] = held
        elif proposal.school_id:
            self.of_school[proposal.school_id].append(held)
        else:
            self.of_urn[proposal.urn].append(held)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def by_number(held: Iterable[Held]) -> dict[str, Held]:
    return {number: each for each in held for number in (*each.other_numbers, each.number)}
