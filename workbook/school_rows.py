"""The schools table: a school is known by any URN it has or had, and keeps its identity when a row gives it a new one.

Former URNs are added and never taken away, so that the old URN always finds the school.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from schools.models import Phase, School, SchoolPhase, SchoolUrn
from thep.years import FIRST_START, LAST_START, AcademicYear
from workbook.cells import NotRight
from workbook.directory import Directory, Handle
from workbook.parsing import Filled, Problem
from workbook.plans import Change, Edit, New, TablePlan, digest
from workbook.records import CHUNK, Wrong, batches
from workbook.tables import BY_NAME

TABLE = BY_NAME["schools"]
FIELDS = ("name", "short_name", "la_code", "governance", "trust", "opened_on", "closed_on")


@dataclass(frozen=True, slots=True)
class Counted:
    """A phase that a school is counted in, from a year to a year. `pk` is none until it is written."""

    school: int
    phase: str
    is_main: bool
    from_year: AcademicYear | None = None
    until_year: AcademicYear | None = None
    pk: int | None = None

    @property
    def line(self) -> str:
        return Phase.SECONDARY if self.phase == Phase.AP else self.phase

    def overlaps(self, other: "Counted") -> bool:
        def first(counted: Counted) -> int:
            return counted.from_year.start if counted.from_year else FIRST_START

        def last(counted: Counted) -> int:
            return counted.until_year.start if counted.until_year else LAST_START

        return first(self) <= last(other) and first(other) <= last(self)


@dataclass
class Stored:
    """A school as the database has it."""

    values: dict[str, Any]
    urns: dict[int, bool] = field(default_factory=dict)  # whether each is the current one
    phases: list[Counted] = field(default_factory=list)

    @property
    def current(self) -> int | None:
        return next((urn for urn, is_current in self.urns.items() if is_current), None)

    @property
    def former(self) -> list[int]:
        return sorted(urn for urn, is_current in self.urns.items() if not is_current)


@dataclass(frozen=True)
class Steps:
    """What changes of schools write beside their own fields. `currents` are the URNs that become current."""

    currents: tuple[tuple[int, int], ...]
    urns: tuple[tuple[int, int], ...]
    phases_away: tuple[int, ...]
    phases: tuple[Counted, ...]


class _Rows:
    """The rows of one file, as they are matched to schools one after the other."""

    def __init__(self, filled: Filled, directory: Directory) -> None:
        self.filled, self.directory = filled, directory
        self.stored = _stored()
        self.lines: dict[int, int] = {}  # the row that has claimed each URN
        self.matched: dict[int, int] = {}  # the row that each school stands on
        self.currents: list[tuple[int, int]] = []
        self.urns: list[tuple[int, int]] = []
        self.phases_away: list[int] = []
        self.phases: list[Counted] = []

    def claim(self, row: Any) -> None:
        former = row.former_urns or ()
        if row.urn in former:
            raise Wrong("former_urns", str(row.urn), "This is the school's URN of today. Leave it out here.")
        for urn in (row.urn, *former):
            if urn in self.lines:
                name = "urn" if urn == row.urn else "former_urns"
                advice = f"Row {self.lines[urn]} has this URN already. A school stands on one row, with all its URNs."
                raise Wrong(name, str(urn), advice)
        self.lines |= dict.fromkeys((row.urn, *former), row.line)

    def school(self, row: Any) -> int | None:
        """The school that a row is about; none if it is new. Raises `Wrong`."""
        former = row.former_urns or ()
        owners = {row.urn: self._owner(row.urn, "urn")} | {urn: self._owner(urn, "former_urns") for urn in former}
        known = {owner for owner in owners.values() if owner is not None}
        if not known:
            return None
        pk = owners[row.urn] if owners[row.urn] is not None else next(owners[urn] for urn in former if owners[urn])
        if other := next((urn for urn in former if owners[urn] not in (None, pk)), None):
            advice = f"This URN belongs to another school, {self.directory.label(owners[other])}. Leave it out."
            raise Wrong("former_urns", str(other), advice)
        current = self.stored[pk].current
        if owners[row.urn] is None and current not in (None, *former):
            advice = (
                f"A former URN of this row belongs to {self.directory.label(pk)}. To give that school this URN, "
                f"add {current} to former_urns."
            )
            raise Wrong("urn", str(row.urn), advice)
        if pk in self.matched:
            advice = f"Row {self.matched[pk]} is the same school, {self.directory.label(pk)}. Keep one of the two rows."
            raise Wrong("urn", str(row.urn), advice)
        self.matched[pk] = row.line
        return pk

    def _owner(self, urn: int, column: str) -> int | None:
        if urn not in self.directory.schools:
            return None
        try:
            owner = self.directory.school(urn)
        except NotRight as wrong:
            raise Wrong(column, str(urn), str(wrong)) from None
        return owner if isinstance(owner, int) else None

    def edits(self, row: Any, pk: int) -> Iterator[Edit]:
        """What the row changes of the school, noting the steps that go with it."""
        before = self.stored[pk]
        yield from self._urn_edits(row, pk, before)
        phases = list(self._phase_edits(row, pk, before))
        for column in self.filled.present:
            if column.name in FIELDS:
                old, new = before.values[column.name], self.value(row, column.name)
                if old != new:
                    show = self._trust if column.name == "trust" else column.kind.show
                    yield Edit(column.name, show(old), show(new))
        yield from phases

    def value(self, row: Any, name: str) -> Any:
        if name == "trust":
            return self.directory.trust(row.trust) if row.trust else None
        return getattr(row, name)

    def _trust(self, handle: Handle | None) -> str:
        return self.directory.words("trust", handle)

    def _urn_edits(self, row: Any, pk: int, before: Stored) -> Iterator[Edit]:
        named = dict.fromkeys((row.urn, *(row.former_urns or ())))
        added = [urn for urn in named if urn not in before.urns]
        is_new_current = row.urn != before.current and (row.urn in added or before.current in (None, *named))
        if is_new_current:
            self.currents.append((pk, row.urn))
            yield Edit("urn", str(before.current or ""), str(row.urn))
        former = sorted(({*before.urns, *added} - {row.urn}) if is_new_current else {*before.former, *added})
        if former != before.former:
            yield Edit("former_urns", " ".join(map(str, before.former)), " ".join(map(str, former)))
        self.urns += [(pk, urn) for urn in added]

    def _phase_edits(self, row: Any, pk: int, before: Stored) -> Iterator[Edit]:
        away: list[Counted] = []
        phases: list[Counted] = []
        mains = [counted for counted in before.phases if counted.is_main]
        main = next((counted for counted in mains if counted.until_year is None), None)
        if main is None or main.phase != row.phase:
            yield Edit("phase", main.phase if main else "", row.phase)
            away += [main] if main else []
            ended = max((counted.until_year for counted in mains if counted.until_year), default=None)
            from_year = main.from_year if main else (ended + 1 if ended else None)
            phases.append(Counted(pk, row.phase, True, from_year))
        if self.filled.has("also_counted_in"):
            yield from self._also_edits(row, pk, before, away, phases)
        check_counted_once([counted for counted in before.phases if counted not in away] + phases, row)
        self.phases_away += [counted.pk for counted in away]
        self.phases += phases

    def _also_edits(self, row: Any, pk: int, before: Stored, away: list, phases: list) -> Iterator[Edit]:
        also = [counted for counted in before.phases if not counted.is_main and counted.until_year is None]
        same = next((counted for counted in also if counted.phase == row.also_counted_in), None)
        old = same or next(iter(also), None)
        from_year = row.also_counted_from if self.filled.has("also_counted_from") else old and old.from_year
        new = Counted(pk, row.also_counted_in, False, from_year) if row.also_counted_in else None
        if (old and (old.phase, old.from_year)) == (new and (new.phase, new.from_year)):
            return
        away += [old] if new and old else also
        phases += [new] if new else []
        if (old and old.phase) != (new and new.phase):
            yield Edit("also_counted_in", " ".join(c.phase for c in away if not c.is_main), new.phase if new else "")
        years = [counted.from_year.slug if counted and counted.from_year else "" for counted in (old, new)]
        if years[0] != years[1]:
            yield Edit("also_counted_from", *years)


def check_counted_once(phases: list[Counted], row: Any) -> None:
    """A school is counted once on a line of the report, where alternative provision is on the secondary line."""
    for n, one in enumerate(phases):
        if any(one.line == other.line and one.overlaps(other) for other in phases[n + 1 :]):
            advice = (
                "The school would be counted twice on one line of the report "
                "(alternative provision is on the secondary line). Write another phase, or leave it empty."
            )
            raise Wrong("also_counted_in", row.also_counted_in or one.phase, advice)


def _stored() -> dict[int, Stored]:
    names = [f"{name}_id" if name == "trust" else name for name in FIELDS]
    schools = {
        pk: Stored(dict(zip(FIELDS, values, strict=True)))
        for pk, *values in School.objects.values_list("pk", *names).iterator(CHUNK)
    }
    for school, urn, is_current in SchoolUrn.objects.values_list("school", "urn", "is_current").iterator(CHUNK):
        schools[school].urns[urn] = is_current or schools[school].urns.get(urn, False)
    fields = ("school_id", "phase", "is_main", "from_year", "until_year", "pk")
    for values in SchoolPhase.objects.order_by("pk").values_list(*fields).iterator(CHUNK):
        schools[values[0]].phases.append(Counted(*values))
    return schools


def plan_schools(filled: Filled, directory: Directory, problems: list[Problem]) -> TablePlan:
    """Puts the schools and URNs that rows bring into `directory`, where later tables find them."""
    rows = _Rows(filled, directory)
    creates, changes, unchanged, traces, aside = [], [], 0, [], list(filled.aside)
    for row in filled.rows:
        try:
            rows.claim(row)
            pk = rows.school(row)
            _check(row, filled, rows.stored[pk].values if pk else None)
            edits = tuple(rows.edits(row, pk)) if pk else ()
        except Wrong as wrong:
            problems.append(wrong.on(TABLE, row.line))
            directory.excused["school"] |= {row.urn, *(row.former_urns or ())}
            aside.append(row)
            continue
        if pk is None:
            creates.append(row)
            traces.append(row)
            if row.trust:
                directory.trust(row.trust)
        elif edits:
            fields = frozenset(edit.column for edit in edits) & set(FIELDS)
            changes.append(Change(pk, row, directory.label(pk), edits, fields))
            traces.append((pk, row, edits))
        else:
            unchanged += 1
        _introduce(row, pk, directory, rows)
    spared = {directory.schools.get(urn) for row in aside for urn in (row.urn, *(row.former_urns or ()))}
    missing = [directory.label(pk) for pk in rows.stored if pk not in rows.matched and pk not in spared]
    steps = Steps(tuple(rows.currents), tuple(rows.urns), tuple(rows.phases_away), tuple(rows.phases))
    return TablePlan(
        TABLE,
        filled.present,
        tuple(creates),
        tuple(changes),
        unchanged,
        tuple(missing),
        digest([*traces, unchanged, *missing]),
        steps,
    )


def _check(row: Any, filled: Filled, before: dict[str, Any] | None) -> None:
    after = (before or {}) | {name: getattr(row, name) for name in FIELDS if filled.has(name)}
    opened, closed = after.get("opened_on"), after.get("closed_on")
    if opened and closed and closed < opened:
        raise Wrong("closed_on", str(closed), f"A school cannot close before it opens, on {opened}.")
    if row.also_counted_from and not row.also_counted_in and filled.has("also_counted_in"):
        advice = "There is no second phase to count it in from that year. Fill in also_counted_in, or empty this."
        raise Wrong("also_counted_from", row.also_counted_from.slug, advice)
    if before is None:
        main = Counted(0, row.phase, True)
        also = [Counted(0, row.also_counted_in, False, row.also_counted_from)] if row.also_counted_in else []
        check_counted_once([main, *also], row)


def _introduce(row: Any, pk: int | None, directory: Directory, rows: _Rows) -> None:
    handle = New("school", row.urn) if pk is None else pk
    for urn in (row.urn, *(row.former_urns or ())):
        directory.schools[urn] = handle
    if pk is None or (rows.currents and rows.currents[-1] == (pk, row.urn)):
        directory.current_urns[handle] = row.urn
    if pk is None:
        directory.school_names[handle] = row.short_name or row.name


def write_schools(plan: TablePlan, directory: Directory) -> None:
    """`directory` knows every trust by now."""

    def school(row: Any, pk: int | None = None) -> School:
        names = [column.name for column in plan.present if column.name in FIELDS and column.name != "trust"]
        trust = {"trust_id": directory.trust(row.trust)} if row.trust else {}
        return School(pk=pk, **{name: getattr(row, name) for name in names}, **trust)

    for rows in batches(plan.creates):
        schools = School.objects.bulk_create([school(row) for row in rows])
        pairs = list(zip(schools, rows, strict=True))
        urns = [SchoolUrn(school=new, urn=row.urn) for new, row in pairs]
        urns += [
            SchoolUrn(school=new, urn=urn, is_current=False) for new, row in pairs for urn in row.former_urns or ()
        ]
        SchoolUrn.objects.bulk_create(urns)
        phases = [SchoolPhase(school=new, phase=row.phase) for new, row in pairs]
        phases += [
            SchoolPhase(school=new, phase=row.also_counted_in, is_main=False, from_year=row.also_counted_from)
            for new, row in pairs
            if row.also_counted_in
        ]
        SchoolPhase.objects.bulk_create(phases)
    for changes in batches(plan.changes) if plan.changed_fields else ():
        School.objects.bulk_update([school(change.row, change.pk) for change in changes], plan.changed_fields)
    _write_steps(plan.steps)


def _write_steps(steps: Steps) -> None:
    """The old current URN gives way before the new one takes its place, and a phase before the one that follows it."""
    currents = dict(steps.currents)
    if currents:
        SchoolUrn.objects.filter(school__in=currents, is_current=True).update(is_current=False)
        SchoolUrn.objects.filter(school__in=currents, urn__in=currents.values()).update(is_current=True)
    for urns in batches(steps.urns):
        SchoolUrn.objects.bulk_create(
            [SchoolUrn(school_id=pk, urn=urn, is_current=currents.get(pk) == urn) for pk, urn in urns]
        )
    SchoolPhase.objects.filter(pk__in=steps.phases_away).delete()
    for phases in batches(steps.phases):
        SchoolPhase.objects.bulk_create(
            [SchoolPhase(school_id=c.school, phase=c.phase, is_main=c.is_main, from_year=c.from_year) for c in phases]
        )
