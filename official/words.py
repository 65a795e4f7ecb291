"""What a proposal says, in words for the person who decides."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from documents.display import NOTHING, day, listed
from official.kinds_of_school import phases_in_words
from official.models import Proposal, ProposalKind
from official.planning.held import JUDGED
from ofsted.models import (
    Area,
    AreaGrade,
    CategoryOfConcern,
    Grade,
    InspectionKind,
    Safeguarding,
    UngradedOutcome,
)
from schools.models import Governance

K = ProposalKind


@dataclass(frozen=True)
class Said:
    """One thing as the portal has it and as the file says; `before` is empty for what is new."""

    label: str
    before: str
    after: str


def said_by(proposal: Proposal) -> list[Said]:
    """Line by line. What was carried over unchanged is left out."""
    before, after = proposal.before, proposal.after
    match proposal.kind:
        case K.INSPECTION | K.SAME_INSPECTION | K.CORRECTION:
            return list(_inspection(proposal))
        case K.MERGER if not proposal.school_id:
            schools = listed([f"{each['name']} ({each['urn']})" for each in before["schools"]])
            return [Said("One school", schools, f"{after['name']} ({after['urn']})")]
        case K.MERGER | K.CLOSURE | K.NOT_IN_FILE:
            return list(_ending(before, after))
    lines = [(name, _word(name, before.get(name)), _word(name, after[name])) for name in LABELS if name in after]
    return [Said(LABELS[name], was, now) for name, was, now in lines if name in SHOWN_ALWAYS or was != now]


LABELS = {
    "urn": "URN",
    "name": "Name",
    "short_name": "Short name",
    "post": "Post",
    "la_code": "Local authority",
    "type": "Type",
    "governance": "Governance",
    "trust": "Trust",
    "phases": "Counted as",
    "gias_phase": "Phase in GIAS",
    "opened_on": "Opened on",
    "is_proposed_to_close": "Proposed to close",
}
SHOWN_ALWAYS = ("urn", "name")
FACTS = {
    "overall": "Overall effectiveness",
    "ungraded_outcome": "Outcome",
    "published_on": "Published on",
    "ended_on": "Last day",
    "urn": "URN inspected",
    "safeguarding": "Safeguarding",
    "category_of_concern": "Category of concern",
    "inspection_type": "Type of inspection",
    "inspected_name": "Name when inspected",
    "is_predecessors": "Of a predecessor",
}


def _ending(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Said]:
    yield Said("Closed on", _word("closed_on", before.get("closed_on")), _word("closed_on", after["closed_on"]))
    if after.get("because"):
        yield Said("Because", "", after["because"])
    if after.get("into_name"):
        yield Said("Went on in", "", after["into_name"])


def _inspection(proposal: Proposal) -> Iterator[Said]:
    before, after = proposal.before, proposal.after
    if proposal.kind == K.SAME_INSPECTION:
        yield Said("Number", before["number"], after["number"])
    was = before.get("facts", {})
    order = [*FACTS, *(f"{JUDGED}{area}" for area in Area)]
    for name, value in sorted(after["facts"].items(), key=lambda fact: order.index(fact[0].split("@")[0])):
        if was.get(name) != value:
            label, word = _fact(name, value)
            yield Said(label, _fact(name, was[name])[1] if was.get(name) is not None else "", word)


def _fact(name: str, value: Any) -> tuple[str, str]:
    if name.startswith(JUDGED):
        area, graded_on = name.removeprefix(JUDGED).split("@")
        words = AreaGrade(value).label
        return Area(area).label, f"{words}, {day(datetime.date.fromisoformat(graded_on))}"
    return FACTS[name], _word(name, value)


def _word(name: str, value: Any) -> str:
    if value is None or value == "" or value == []:
        return NOTHING
    match name:
        case "opened_on" | "closed_on" | "ended_on" | "published_on":
            return day(datetime.date.fromisoformat(value))
        case "governance":
            return Governance(value).label
        case "phases":
            return phases_in_words(value)
        case "overall":
            return Grade(value).label
        case "ungraded_outcome":
            return UngradedOutcome(value).label
        case "safeguarding":
            return Safeguarding(value).label
        case "category_of_concern":
            return CategoryOfConcern(value).label
        case "is_proposed_to_close" | "is_predecessors":
            return "Yes" if value else "No"
    return str(value)


def headline(proposal: Proposal) -> str:
    """`Graded inspection, 12 June 2024`, or the kind of change."""
    return headline_of(ProposalKind(proposal.kind), proposal.subject, proposal.after)


def headline_of(kind: ProposalKind, subject: str, after: dict[str, Any]) -> str:
    """The same of what is not proposed yet."""
    if kind in (K.INSPECTION, K.SAME_INSPECTION):
        inspected = InspectionKind(after["kind"]).label
        words = f"{inspected} inspection, {day(datetime.date.fromisoformat(after['inspected_on']))}"
        return f"{words}: the same as one on record?" if kind == K.SAME_INSPECTION else words
    if kind == K.CORRECTION:
        return f"Inspection {subject}: more, or other, facts"
    if kind == K.CLOSURE and not after["closed_on"]:
        return "Open in GIAS, and closed here"
    return kind.label
