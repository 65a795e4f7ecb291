"""What GIAS says of the partnership's schools that the portal does not: proposals from the register and the records."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from official.kinds_of_school import ACADEMIES, FREE_SCHOOLS, governance_of, is_state_funded_school, phases_of
from official.models import ProposalKind
from official.names import short_name_after, trust_name_of
from official.planning.drafts import Draft
from official.planning.records import HeldSchool, Records
from official.planning.register import IS_OPEN, Register, Successions
from schools.models import Establishment, EstablishmentStatus
from schools.names import folded

K = ProposalKind
SETTLED = frozenset({K.CONVERSION, K.MERGER, K.NEW_SCHOOL, K.CLOSURE, K.STATUS, K.NAME, K.GOVERNANCE, K.TRUST, K.PHASE})
"""The kinds that the register and the records decide wholly: what they no longer say is overtaken."""
OF_THE_FILE = frozenset({K.NOT_IN_FILE, K.HEAD})
"""Those that only the newest file itself decides."""


@dataclass(frozen=True)
class SeenInFile:
    """What only the file itself tells: its URNs and local authorities, and the heads by URN where they are taken."""

    as_at: datetime.date
    urns: set[int] = field(default_factory=set)
    la_codes: set[str] = field(default_factory=set)
    heads: dict[int, tuple[str, str]] = field(default_factory=dict)


def drafts_of(register: Register, records: Records, seen: SeenInFile | None = None) -> Iterator[Draft]:
    """Every difference between the register and the records. `seen`: the GIAS file just read, if there is one."""
    successions = register.successions(records.school_of_urn)
    new = {urn for urn in successions.before if urn not in records.school_of_urn}
    followed: set[int] = set()  # the schools that a conversion or merger speaks of
    for urn in sorted(new):
        draft = _succession(register.establishments[urn], successions, records)
        followed |= {records.school_of_urn[before] for before in successions.before[urn]}
        yield draft
    for school in records.schools.values():
        if school.current_urn is None:
            continue
        held = register.establishments.get(school.current_urn)
        if school.pk in followed:
            continue
        into = _went_into(school, successions, records)
        if held:
            yield from _differences(school, held, into)
        if seen:
            yield from _missing(school, seen, into)
            yield from _head(school, seen)
    yield from _unknown(register, records, new)


def _succession(new: Establishment, successions: Successions, records: Records) -> Draft:
    """A conversion where one school of the portal came before; with more, a merger that a person has to sort out."""
    before = {records.school_of_urn[urn] for urn in successions.before[new.urn]}
    after = said_of(new)
    if len(before) == 1:
        school = records.schools[before.pop()]
        after["short_name"] = short_name_after(new.name, school.short_name)
        held = {"urn": school.current_urn, "name": school.name, "governance": school.governance}
        return Draft(K.CONVERSION, school.pk, new.urn, before=held | {"trust": school.trust_name}, after=after)
    schools = sorted((records.schools[pk] for pk in before), key=lambda school: school.pk)
    return Draft(
        K.MERGER,
        None,
        new.urn,
        before={"schools": [{"id": each.pk, "name": each.name, "urn": each.current_urn} for each in schools]},
        after=after,
    )


def said_of(establishment: Establishment) -> dict[str, Any]:
    """What a school that is not in the portal under this URN would be."""
    return {
        "urn": establishment.urn,
        "name": establishment.name,
        "la_code": establishment.la_code,
        "type": establishment.type_name,
        "governance": governance_of(establishment.type_code),
        "trust": trust_name_of(establishment.trust_name),
        "phases": list(phases_of(establishment)),
        "opened_on": _iso(establishment.opened_on),
    }


def _differences(school: HeldSchool, held: Establishment, into: HeldSchool | None) -> Iterator[Draft]:
    def draft(kind: ProposalKind, before: dict[str, Any], after: dict[str, Any]) -> Draft:
        return Draft(kind, school.pk, held.urn, before=before, after=after, file_id=held.file_id)

    if folded(held.name) != folded(school.name):
        short = short_name_after(held.name, school.short_name)
        yield draft(
            K.NAME,
            {"name": school.name, "short_name": school.short_name},
            {"name": held.name, "short_name": short},
        )
    governance = governance_of(held.type_code)
    if governance != school.governance:
        yield draft(K.GOVERNANCE, {"governance": school.governance}, {"governance": governance, "type": held.type_name})
    is_left_out = not held.trust_name and held.type_code in ACADEMIES | FREE_SCHOOLS  # an academy always has one
    if folded(held.trust_name) != folded(school.trust_name) and not is_left_out:
        yield draft(K.TRUST, {"trust": school.trust_name}, {"trust": trust_name_of(held.trust_name)})
    phases = phases_of(held)
    if phases and phases[0] not in school.phases and held.status in IS_OPEN:
        yield draft(K.PHASE, {"phases": school.phases}, {"phases": list(phases), "gias_phase": held.phase_name})
    if (held.status == EstablishmentStatus.PROPOSED_TO_CLOSE) != school.is_proposed_to_close:
        proposed = not school.is_proposed_to_close
        yield draft(K.STATUS, {"is_proposed_to_close": not proposed}, {"is_proposed_to_close": proposed})
    yield from _closure(school, held, into)


def _went_into(school: HeldSchool, successions: Successions, records: Records) -> HeldSchool | None:
    """The other school of the portal that it was merged into, if GIAS links the two."""
    others = {records.school_of_urn.get(urn) for urn in successions.after.get(school.current_urn, ())}
    others -= {None, school.pk}
    return records.schools[min(others)] if others else None


def _closure(school: HeldSchool, held: Establishment, into: HeldSchool | None) -> Iterator[Draft]:
    before = {"closed_on": _iso(school.closed_on)}
    is_closed = held.status == EstablishmentStatus.CLOSED or (held.closed_on and held.closed_on <= held.as_at)
    if is_closed and held.closed_on != school.closed_on and (held.closed_on or not school.closed_on):
        after = {"closed_on": _iso(held.closed_on or held.as_at), "because": held.closed_because}
        yield _ended(K.CLOSURE, school, before, after, into)
    elif not is_closed and school.closed_on and school.closed_on <= held.as_at:
        yield Draft(K.CLOSURE, school.pk, held.urn, before=before, after={"closed_on": None})


def _missing(school: HeldSchool, seen: SeenInFile, into: HeldSchool | None) -> Iterator[Draft]:
    """Not in a file that holds its local authority: closed, converted or moved. The file does not say which."""
    is_closed = school.closed_on and school.closed_on <= seen.as_at
    if not is_closed and school.la_code in seen.la_codes and not school.urns & seen.urns:
        after = {"closed_on": _iso(seen.as_at)}
        yield _ended(K.NOT_IN_FILE, school, {"closed_on": None}, after, into)


def _ended(
    kind: ProposalKind, school: HeldSchool, before: dict[str, Any], after: dict[str, Any], into: HeldSchool | None
) -> Draft:
    """A school that went on in another of the portal's is a merger."""
    if into:
        kind, after = K.MERGER, after | {"into": into.pk, "into_name": into.name}
    return Draft(kind, school.pk, school.current_urn, before=before, after=after)


def _head(school: HeldSchool, seen: SeenInFile) -> Iterator[Draft]:
    name, post = seen.heads.get(school.current_urn, ("", ""))
    if name and folded(name) != folded(school.head_name):
        before = {"name": school.head_name}
        yield Draft(K.HEAD, school.pk, school.current_urn, before=before, after={"name": name, "post": post})


def _unknown(register: Register, records: Records, successors: set[int]) -> Iterable[Draft]:
    for urn, each in sorted(register.establishments.items()):
        is_known = urn in records.school_of_urn or urn in successors
        is_here = each.la_code in records.la_codes and each.status in IS_OPEN
        if is_here and not is_known and is_state_funded_school(each):
            yield Draft(K.NEW_SCHOOL, None, urn, after=said_of(each))


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
