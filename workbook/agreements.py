"""The packages table: a row is one agreement, known by its year and exactly the schools that it covers."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from membership.models import Agreement, AgreementSchool, whole
from workbook.cells import NotRight
from workbook.directory import Directory, Excused, Handle
from workbook.parsing import Filled, Problem
from workbook.plans import Change, Edit, TablePlan, digest
from workbook.records import CHUNK, Wrong, batches, years_in
from workbook.tables import BY_NAME

TABLE = BY_NAME["packages"]
FIELDS = ("package", "fee", "agreed_on")


@dataclass(frozen=True, slots=True)
class Stored:
    pk: int
    year: Any
    package: int
    fee: Any
    agreed_on: Any
    schools: tuple[int, ...]


def plan_agreements(filled: Filled, directory: Directory, problems: list[Problem]) -> TablePlan:
    agreements = _stored(filled)
    by_schools: dict[Any, list[Stored]] = defaultdict(list)
    covered: dict[Any, str] = {}  # what covers a school in a year, in words
    for agreement in agreements:
        by_schools[agreement.year, frozenset(agreement.schools)].append(agreement)
        covered |= {(agreement.year, school): _words(agreement, directory) for school in agreement.schools}
    lines: dict[Any, int] = {}
    creates, changes, unchanged, traces = [], [], 0, []
    for row in filled.rows:
        try:
            schools = _schools(row, directory)
            key = row.year, frozenset(schools)
            if key in lines:
                advice = f"Row {lines[key]} has the same year and schools already. Keep one of the two rows."
                raise Wrong("year, urns", f"{row.year.slug} {TABLE.keys[1].kind.show(row.urns)}", advice)
            lines[key] = row.line
            package = _package(row, directory)
            before = _match(row, by_schools.get(key, []))
            if before is None:
                _cover(row, schools, covered, directory)
        except Excused:
            continue
        except Wrong as wrong:
            problems.append(wrong.on(TABLE, row.line))
            continue
        if before is None:
            creates.append(row)
            traces.append((row, schools, package))
        elif edits := tuple(_edits(filled, before, row, package, directory)):
            label = f"{row.year.slug} {', '.join(map(directory.label, schools))}"
            changes.append(Change(before.pk, row, label, edits, frozenset(edit.column for edit in edits)))
            traces.append((before, row, package))
        else:
            unchanged += 1
    mentioned = {*lines, *_set_aside(filled, directory)}
    missing = [_missing(one, directory) for one in agreements if (one.year, frozenset(one.schools)) not in mentioned]
    return TablePlan(
        TABLE,
        filled.present,
        tuple(creates),
        tuple(changes),
        unchanged,
        tuple(missing),
        digest([*traces, unchanged, *missing]),
    )


def _stored(filled: Filled) -> list[Stored]:
    years = years_in(filled)
    schools = defaultdict(list)
    coverings = AgreementSchool.objects.filter(agreement__year__in=years).order_by("agreement", "school")
    for agreement, school in coverings.values_list("agreement", "school").iterator(CHUNK):
        schools[agreement].append(school)
    agreements = Agreement.objects.filter(year__in=years).order_by("pk")
    fields = agreements.values_list("pk", "year", "package", "fee", "agreed_on")
    return [Stored(*values, tuple(schools.get(values[0], ()))) for values in fields.iterator(CHUNK)]


def _schools(row: Any, directory: Directory) -> tuple[Handle, ...]:
    schools: dict[Handle, int] = {}
    for urn in row.urns:
        try:
            school = directory.school(urn)
        except NotRight as wrong:
            raise Wrong("urns", str(urn), str(wrong)) from None
        if school in schools:
            raise Wrong("urns", str(urn), f"This is the same school as {schools[school]}. Write one of the two.")
        schools[school] = urn
    return tuple(schools)


def _package(row: Any, directory: Directory) -> int:
    try:
        return directory.package(row.package)
    except NotRight as wrong:
        raise Wrong("package", row.package, str(wrong)) from None


def _match(row: Any, agreements: list[Stored]) -> Stored | None:
    if len(agreements) > 1:
        advice = (
            f"The portal has {len(agreements)} agreements with exactly these schools, for parts of {row.year}. "
            "Change those in the portal, and leave this row out."
        )
        raise Wrong("urns", TABLE.keys[1].kind.show(row.urns), advice)
    return agreements[0] if agreements else None


def _cover(row: Any, schools: tuple[Handle, ...], covered: dict[Any, str], directory: Directory) -> None:
    for school, urn in zip(schools, row.urns, strict=True):
        if by := covered.get((row.year, school)):
            advice = (
                f"{directory.label(school)} is in another agreement of {row.year} already: {by}. "
                "A school has one at a time: write the same URNs as there, or leave this one out."
            )
            raise Wrong("urns", str(urn), advice)
    covered |= {(row.year, school): f"row {row.line}" for school in schools}


def _edits(filled: Filled, before: Stored, row: Any, package: int, directory: Directory) -> list[Edit]:
    after = {"package": package, "fee": row.fee, "agreed_on": row.agreed_on}
    edits = []
    for column in filled.present:
        if column.name in FIELDS and getattr(before, column.name) != after[column.name]:
            old, new = getattr(before, column.name), after[column.name]
            if column.name == "package":
                edits.append(Edit(column.name, directory.words("package", old), directory.words("package", new)))
            else:
                edits.append(Edit(column.name, column.kind.show(old), column.kind.show(new)))
    return edits


def _set_aside(filled: Filled, directory: Directory) -> set[Any]:
    keys = set()
    for row in filled.aside:
        try:
            keys.add((row.year, frozenset(_schools(row, directory)) if row.urns else None))
        except (Excused, Wrong):
            continue
    return keys


def _words(agreement: Stored, directory: Directory) -> str:
    urns = " ".join(directory.words("school", school) for school in agreement.schools)
    return f"{directory.package_slugs[agreement.package]} for {urns}"


def _missing(agreement: Stored, directory: Directory) -> str:
    schools = ", ".join(map(directory.label, agreement.schools))
    return f"{agreement.year.slug} {schools}: {directory.package_slugs[agreement.package]}"


def write_agreements(plan: TablePlan, directory: Directory) -> None:
    """A new agreement is for the whole year; a changed one keeps its period."""
    for rows in batches(plan.creates):
        agreements = Agreement.objects.bulk_create(
            Agreement(
                year=row.year,
                package_id=directory.package(row.package),
                fee=row.fee,
                agreed_on=row.agreed_on,
                period=whole(row.year),
            )
            for row in rows
        )
        AgreementSchool.objects.bulk_create(
            AgreementSchool(agreement=agreement, school_id=directory.school(urn), period=agreement.period)
            for agreement, row in zip(agreements, rows, strict=True)
            for urn in row.urns
        )
    for changes in batches(plan.changes):
        agreements = [
            Agreement(
                pk=change.pk,
                package_id=directory.package(change.row.package),
                fee=change.row.fee,
                agreed_on=change.row.agreed_on,
            )
            for change in changes
        ]
        Agreement.objects.bulk_update(agreements, plan.changed_fields)
