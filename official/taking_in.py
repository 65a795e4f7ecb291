"""A file taken in: what it says is laid over the register, and what it would change is put into the inbox.

Planning writes nothing. Taking in writes what the registers say and the proposals; no record of the partnership's
changes before a person accepts it.
"""

import datetime
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import connection, transaction

from official import facts
from official.counting import NationalCounts
from official.models import Proposal, ProposalKind, State
from official.planning import schools
from official.planning.drafts import Draft, Reconciled, reconciled
from official.planning.held import OF_INSPECTIONS, Held, HeldInspections
from official.planning.inspections import InspectionPlan
from official.planning.records import Records
from official.planning.register import Register
from official.reading.files import Source
from ofsted.models import Inspection
from schools.models import Establishment, EstablishmentLink, OfficialFile, OfficialKind

logger = logging.getLogger(__name__)

BATCH = 1_000
PROBLEMS_KEPT = 100


@dataclass
class Plan:
    """What taking the file in would write. `seen` says how many of the portal's schools are in it."""

    source: Source
    as_at: datetime.date
    found: Reconciled
    seen: int
    newer: OfficialFile | None
    counts: dict[str, Any] | None = None
    register: Register | None = None
    confirmed: dict[int, Held] = field(default_factory=dict)
    renumbered: list[tuple[int, str]] = field(default_factory=list)

    @property
    def by_kind(self) -> list[tuple[ProposalKind, int]]:
        """How many new proposals there are of each kind, in the order of the inbox."""
        counted = Counter(draft.kind for draft in self.found.new)
        return [(kind, counted[kind]) for kind in ProposalKind if counted[kind]]


def plan(source: Source, *, as_at: datetime.date) -> Plan:
    """Reads the whole file as a stream, and the records once. Raises `FileRefused` where the file cannot be read on."""
    newer = OfficialFile.objects.filter(kind=source.kind, as_at__gt=as_at).order_by("-as_at", "-pk").first()
    if source.kind == OfficialKind.OFSTED:
        return _plan_inspections(source, as_at, newer)
    return _plan_schools(source, as_at, newer)


def _plan_inspections(source: Source, as_at: datetime.date, newer: OfficialFile | None) -> Plan:
    records = Records.read()
    inspections, nation = InspectionPlan(records, HeldInspections.read(), as_at), NationalCounts()
    for row in source.schools():
        inspections.feed(row)
        nation.add(row)
    found = reconciled(inspections.drafts())
    return Plan(
        source,
        as_at,
        replace(found, still_open=found.still_open + len(inspections.waiting)),
        len(inspections.schools_seen),
        newer,
        counts=nation.as_json() if nation.is_national else None,
        confirmed=inspections.confirmed,
        renumbered=inspections.renumbered,
    )


def _plan_schools(source: Source, as_at: datetime.date, newer: OfficialFile | None) -> Plan:
    records, register = Records.read(), Register.read()
    seen = None
    if source.kind == OfficialKind.GIAS_LINKS:
        for link in source.links():
            if {link.urn, link.linked_urn} & (records.school_of_urn.keys() | register.establishments.keys()):
                register.link(link)
    else:
        seen = schools.SeenInFile(as_at)
        for row in source.establishments():
            _see(row, seen, records)
            if row.la_code in records.la_codes or row.urn in records.school_of_urn:
                register.lay(row, as_at)
    # an older file tells what it adds, and nothing of who is missing today
    drafts = schools.drafts_of(register, records, None if newer else seen)
    settled = schools.SETTLED | (schools.OF_THE_FILE if seen and not newer else frozenset())
    known = len(seen.urns & records.school_of_urn.keys()) if seen else 0
    return Plan(source, as_at, reconciled(drafts, settled=settled), known, newer, register=register)


def _see(row: facts.Establishment, seen: schools.SeenInFile, records: Records) -> None:
    if row.urn in records.school_of_urn:
        seen.urns.add(row.urn)
        if records.has_heads_from_gias and row.head_name:
            seen.heads[row.urn] = (row.head_name, row.head_post)
    seen.la_codes.add(row.la_code)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two files, or a file and a decision, are taken one after the other."""
    with transaction.atomic(), connection.cursor() as cursor:
        table = connection.ops.quote_name(Proposal._meta.db_table)
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        yield


def take_in(source: Source, *, as_at: datetime.date, by: Any) -> tuple[OfficialFile, Plan]:
    """Plan and write, all or nothing. The same file again is the same `OfficialFile`, and proposes nothing new."""
    with _one_at_a_time():
        planned = plan(source, as_at=as_at)
        file, _ = OfficialFile.objects.update_or_create(
            kind=source.kind,
            digest=source.digest,
            as_at=as_at,
            defaults={
                "name": source.name[:200],
                "layout": source.layout[:100],
                "rows": source.rows_read,
                "counts": planned.counts,
                "problems": [asdict(problem) for problem in source.problems[:PROBLEMS_KEPT]],
            },
        )
        _write_register(planned, file)
        _write_days(planned)
        _write_proposals(planned, file)
    logger.info("%s took in %s: %d new proposals", by, file, len(planned.found.new))
    return file, planned


def _write_register(planned: Plan, file: OfficialFile) -> None:
    if planned.register is None:
        return
    for establishment in planned.register.changed:
        establishment.file = file
    updated = [f.name for f in Establishment._meta.concrete_fields if not f.primary_key]
    Establishment.objects.bulk_create(
        planned.register.changed, BATCH, update_conflicts=True, unique_fields=["urn"], update_fields=updated
    )
    EstablishmentLink.objects.bulk_create(
        (
            EstablishmentLink(
                urn=link.urn,
                linked_urn=link.linked_urn,
                linked_name=link.linked_name[:200],
                link_type=link.link_type[:100],
                established_on=link.established_on,
                file=file,
            )
            for link in planned.register.new_links
        ),
        BATCH,
    )


def _write_days(planned: Plan) -> None:
    """Of facts that the file confirms, the day moves on; what it would correct waits for a person."""
    changed = []
    for inspection in Inspection.objects.filter(pk__in=planned.confirmed).only("facts_from"):
        held = planned.confirmed[inspection.pk]
        days = {name: day for name, day in held.days.items() if name not in held.pending}
        if inspection.facts_from | days != inspection.facts_from:
            inspection.facts_from = inspection.facts_from | days
            changed.append(inspection)
    Inspection.objects.bulk_update(changed, ["facts_from"], BATCH)


def _write_proposals(planned: Plan, file: OfficialFile) -> None:
    found = planned.found
    Proposal.objects.filter(pk__in=found.overtaken).update(state=State.OVERTAKEN)
    for urn, number in planned.renumbered:
        Proposal.objects.filter(kind__in=OF_INSPECTIONS, urn=urn, subject=number, state=State.OPEN).update(
            state=State.OVERTAKEN
        )
    Proposal.objects.bulk_create((_proposal(draft, file) for draft in found.new), BATCH)


def _proposal(draft: Draft, file: OfficialFile) -> Proposal:
    return Proposal(
        file_id=draft.file_id or file.pk,
        kind=draft.kind,
        school_id=draft.school_id,
        urn=draft.urn,
        subject=draft.subject,
        before=draft.before,
        after=draft.after,
        digest=draft.digest,
    )
