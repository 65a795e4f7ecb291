"""Which versions of an agreement are a school's: those in force while the agreement covered it.

What an agreement was before it covered a school, or is after it no longer does, is the other schools' business.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from typing import Any

from accounts.history.events import DELETE
from membership.models import Agreement, AgreementSchool
from schools.models import School


@dataclass(frozen=True)
class Span:
    """From one event until another, by their numbers; each event with its context, which is what was done in one go."""

    first: int
    first_go: Any
    last: float
    last_go: Any

    def meets(self, other: "Span") -> bool:
        """Whether the two overlap, where what happens in one go happens at once."""
        ends_as_other_begins = self.last_go is not None and self.last_go == other.first_go
        begins_as_other_ends = self.first_go is not None and self.first_go == other.last_go
        is_apart = self.last <= other.first or other.last <= self.first
        return not (is_apart or ends_as_other_begins or begins_as_other_ends)


Line = tuple[Any, int, str, Any]
"""Of an event: its record, its number, its label and its go."""


def agreement_events_of(school: School) -> list[int]:
    """The numbers of the events of agreements that are this school's. Two queries, whatever their number."""
    covered = _covered(school)
    events = Agreement.pgh_event_model.objects.filter(pgh_obj__in=covered).order_by("pgh_obj", "pgh_id")
    lines = events.values_list("pgh_obj_id", "pgh_id", "pgh_label", "pgh_context_id")
    return [number for agreement, its in _by_record(lines) for number in _met(its, covered[agreement])]


def _covered(school: School) -> dict[int, list[Span]]:
    """When each agreement covered the school."""
    events = AgreementSchool.pgh_event_model.objects
    rows = events.filter(pgh_obj__in=events.filter(school=school).values("pgh_obj")).order_by("pgh_obj", "pgh_id")
    lines = rows.values_list("pgh_obj_id", "pgh_id", "pgh_label", "pgh_context_id", "agreement_id", "school_id")
    spans = defaultdict(list)
    for _, its in _by_record(lines):
        for (_, _, label, _, agreement, covers), span in _spans(_turns(its)):
            if covers == school.pk and label != DELETE:
                spans[agreement].append(span)
    return spans


def _turns(lines: Iterable[tuple]) -> Iterator[tuple]:
    """Without the events that changed neither agreement nor school, such as those of the period."""
    before = None
    for line in lines:
        now = (line[2] == DELETE, *line[4:])
        if now != before:
            yield line
        before = now


def _by_record(lines: Iterable[tuple]) -> Iterator[tuple[Any, list[tuple]]]:
    return ((record, list(its)) for record, its in groupby(lines, key=lambda line: line[0]))


def _spans(lines: Iterable[tuple]) -> Iterator[tuple[tuple, Span]]:
    """Each event of a record with the time its version was in force."""
    for line, following in pairwise([*lines, None]):
        last, last_go = (inf, None) if following is None else (following[1], following[3])
        yield line, Span(line[1], line[3], last, last_go)


def _met(lines: Sequence[Line], covered: Sequence[Span]) -> Iterator[int]:
    """Its events while it covered the school, and its removal if it did until then."""
    met: list[Span] = []
    for (_, number, label, go), span in _spans(lines):
        if label == DELETE:
            if any(until.last > number or (go is not None and until.last_go == go) for until in met):
                yield number
            met = []
        else:
            met = [other for other in covered if span.meets(other)]
            if met:
                yield number
