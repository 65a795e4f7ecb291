"""Tables whose rows are each one record: found by their key, then made, changed or left as they are."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from membership.models import AssociateMembership, Charge, Membership
from ofsted.models import KEY_JUDGEMENTS_FROM, REPORT_CARD_FROM, Inspection, InspectionKind, Judgement, NationalOutcome
from programmes.models import Participation, Programme
from schools.models import Partnership
from visits.models import Visit
from workbook.cells import NotRight
from workbook.declared import Column, Table
from workbook.directory import Directory, Excused
from workbook.national_figures import AREAS, counted_of_schools, not_counted_from_a_file
from workbook.parsing import Filled, Problem
from workbook.plans import Change, Edit, TablePlan, digest
from workbook.subjects import Subject, Values

BATCH = 2_000  # records to a statement
CHUNK = 5_000  # records to a fetch


def _left_after_joined(after: Values, before: Values | None) -> tuple[str, str] | None:
    joined, left = after.get("joined_on"), after.get("left_on")
    if joined and left and left < joined:
        return "left_on", f"A school cannot leave before it joins, on {joined}. Correct one of the two."
    return None


def _one_place_visited(after: Values, before: Values | None) -> tuple[str, str] | None:
    if after.get("school") and after.get("associate"):
        return "associate", "A visit is to a school or to an associate. Empty one of urn and associate."
    if not after.get("school") and not after.get("associate"):
        return "urn", "Write the school's URN here, or the associate visited under associate."
    return None


def _overall_within_regime(after: Values, before: Values | None) -> tuple[str, str] | None:
    is_possible = after["kind"] == InspectionKind.GRADED and after["inspected_on"] < KEY_JUDGEMENTS_FROM
    if after.get("overall") is not None and not is_possible:
        return "overall", "Only a graded inspection before 2 September 2024 has an overall grade. Leave it empty."
    return None


def _published_after_it_began(after: Values, before: Values | None) -> tuple[str, str] | None:
    published = after.get("published_on")
    if published and published < after["inspected_on"]:
        return "published_on", f"A report is not published before its inspection, on {after['inspected_on']}."
    return None


def _fits_what_it_found(after: Values, before: Values | None) -> tuple[str, str] | None:
    """What the portal holds of an inspection beyond the spreadsheet belongs to its kind and its regime."""
    if before is None:
        return None
    if before["ended_on"] and before["ended_on"] < after["inspected_on"]:
        return "inspected_on", f"The portal has {before['ended_on']} as its last day. Correct that in the portal first."
    if before["ungraded_outcome"] and after["kind"] != before["kind"]:
        return "kind", "The portal has the outcome of an ungraded inspection. Take that away in the portal first."
    has_findings = before["ungraded_outcome"] or before["safeguarding"] or before["has_judgements"]
    if has_findings and _regime(after["inspected_on"]) != _regime(before["inspected_on"]):
        return "inspected_on", "The portal has judgements of another of Ofsted's regimes. Correct those there first."
    return None


def _regime(day: datetime.date) -> int:
    return (day >= KEY_JUDGEMENTS_FROM) + (day >= REPORT_CARD_FROM)


SUBJECTS = {
    "partnership": Subject(Partnership),
    "memberships": Subject(Membership, (_left_after_joined,)),
    "associates": Subject(AssociateMembership),
    "charges": Subject(Charge),
    "programmes": Subject(Programme),
    "participation": Subject(Participation, only={"is_counted": False}),
    "visits": Subject(Visit, (_one_place_visited,)),
    "inspections": Subject(
        Inspection,
        (_overall_within_regime, _published_after_it_began, _fits_what_it_found),
        ("ended_on", "ungraded_outcome", "safeguarding", "has_judgements"),
        {"has_judgements": Exists(Judgement.objects.filter(inspection=OuterRef("pk")))},
        once_known_by="other_numbers",
    ),
    "national": Subject(NationalOutcome, (counted_of_schools, not_counted_from_a_file), ("file_id",)),
    "national_areas": AREAS,
}


def fields_of(columns: Iterable[Column]) -> list[str]:
    """The model fields that columns fill, in the order of `resolved`."""
    return [name for column in columns for name in (column.attribute, column.also) if name]


def resolved(row: Any, columns: Iterable[Column], directory: Directory) -> tuple[Any, ...]:
    """The values of `fields_of`: records for the names in cells. Raises `Wrong` and `Excused`."""
    values = []
    for column in columns:
        value = getattr(row, column.name)
        if not column.refers_to:
            values.append(value)
            continue
        try:
            values.append(directory.find(column.refers_to, value))
        except NotRight as wrong:
            raise Wrong(column.name, column.kind.show(value), str(wrong)) from None
        if column.also:
            values.append(value)
    return tuple(values)


class Wrong(Exception):
    """A row's column, its value, and what would be right."""

    def __init__(self, column: str, value: str, advice: str) -> None:
        super().__init__(advice)
        self.column, self.value, self.advice = column, value, advice

    def on(self, table: Table, line: int) -> Problem:
        return Problem(table.name, line, self.column, self.value, self.advice)


def years_in(filled: Filled) -> set[Any]:
    return {row.year for rows in (filled.rows, filled.aside) for row in rows if row.year}


def words(column: Column, value: Any, directory: Directory) -> str:
    return directory.words(column.refers_to, value) if column.refers_to else column.kind.show(value)


def label_of(columns: Iterable[Column], values: Iterable[Any], directory: Directory) -> str:
    """What a person knows a record by: `2017-18 100937 Bangabandhu`."""
    parts = (
        directory.label(value) if column.refers_to == "school" else words(column, value, directory)
        for column, value in zip(columns, values, strict=True)
        if column.default is None or value != column.default
    )
    return " ".join(filter(None, parts))


def plan_records(filled: Filled, directory: Directory, problems: list[Problem]) -> TablePlan:
    """Reads the table's records once, those of the file's years where rows have one."""
    table, subject = filled.table, SUBJECTS[filled.table.name]
    wanted, mentioned = _by_key(filled, directory, problems)
    stored, missing = _stored(filled, wanted, mentioned, directory)
    names = fields_of(filled.present)
    creates, changes, unchanged, traces = [], [], 0, []
    for key, (row, values) in wanted.items():
        try:
            after = dict(zip(names, values, strict=True))
            before = _chosen(stored.get(key, []), after)
            _keep_rules(subject, table, after, before, directory)
        except Wrong as wrong:
            problems.append(wrong.on(table, row.line))
            continue
        if before is None:
            creates.append(row)
            traces.append(values)
        elif changed := {name for name, value in after.items() if before[name] != value}:
            edits = tuple(_edits(filled.present, before, after, changed, directory))
            label = label_of(table.keys, [before[column.attribute] for column in table.keys], directory)
            changes.append(Change(before["pk"], row, label, edits, frozenset(changed)))
            traces.append((before["pk"], values, [before[name] for name in sorted(changed)]))
        else:
            unchanged += 1
    return TablePlan(
        table,
        filled.present,
        tuple(creates),
        tuple(changes),
        unchanged,
        tuple(missing),
        digest([*traces, unchanged, *missing]),
    )


def _by_key(filled: Filled, directory: Directory, problems: list[Problem]) -> tuple[dict[Any, Any], set[Any]]:
    """Each row with its values by key; and the keys of rows set aside, whose records are not missing."""
    names = fields_of(filled.present)
    places = [names.index(column.attribute) for column in filled.table.keys]
    wanted: dict[Any, Any] = {}
    aside = list(filled.aside)
    for row in filled.rows:
        try:
            values = resolved(row, filled.present, directory)
        except Excused:
            aside.append(row)
            continue
        except Wrong as wrong:
            problems.append(wrong.on(filled.table, row.line))
            aside.append(row)
            continue
        key = tuple(values[place] for place in places)
        if key in wanted:
            problems.append(_twice(filled.table, row, wanted[key][0].line))
        else:
            wanted[key] = row, values
    return wanted, set(_keys_of(aside, filled.table, directory))


def _keys_of(rows: list[Any], table: Table, directory: Directory) -> Iterator[Any]:
    for row in rows:
        try:
            yield resolved(row, table.keys, directory)
        except (Excused, Wrong):
            continue


def _twice(table: Table, row: Any, earlier: int) -> Problem:
    shown = " ".join(filter(None, (column.kind.show(getattr(row, column.name)) for column in table.keys)))
    names = ", ".join(column.name for column in table.keys)
    advice = f"Row {earlier} has the same {names} already. Keep one of the two rows."
    return Problem(table.name, row.line, names, shown, advice if names else f"Row {earlier} is the one row allowed.")


def _stored(
    filled: Filled, wanted: dict[Any, Any], mentioned: set[Any], directory: Directory
) -> tuple[dict[Any, list[Values]], list[str]]:
    """The records that rows name, by key; and a label for each that none names."""
    table, subject = filled.table, SUBJECTS[filled.table.name]
    others = [subject.once_known_by] if subject.once_known_by else []
    names = ["pk", *fields_of(table.columns), *subject.details, *others]
    places = [names.index(column.attribute) for column in table.keys]
    references = {column.attribute for column in table.columns if column.refers_to}
    fields = [f"{name}_id" if name in references else name for name in names]
    found: dict[Any, list[Values]] = defaultdict(list)
    missing = []
    records: QuerySet = subject.model.objects.filter(**subject.only).annotate(**subject.annotations).order_by("pk")
    if table.is_by_year:
        records = records.filter(year__in=years_in(filled))
    for record in records.values_list(*fields).iterator(CHUNK):
        key = tuple(record[place] for place in places)
        if others and key not in wanted:
            key = next((once for number in record[-1] if (once := (number,)) in wanted), key)
        if key in wanted:
            values = (tuple(value) if isinstance(value, list) else value for value in record)
            keyed = {table.keys[n].attribute: part for n, part in enumerate(key)}
            found[key].append(dict(zip(names, values, strict=True)) | keyed)
        elif key not in mentioned and any(part is not None for part in key):  # a visit logged here has no reference
            missing.append(label_of(table.keys, key, directory))
    return found, missing


def _chosen(records: list[Values], after: Values) -> Values | None:
    """The record a row is about. Ofsted's numbers can stand for several schools: then it is the row's school's."""
    if len(records) < 2:
        return records[0] if records else None
    for record in records:
        if record["school"] == after["school"]:
            return record
    advice = f"The portal has this number for {len(records)} other schools. Correct it there."
    raise Wrong("inspection_number", after["inspection_number"], advice)


def _keep_rules(subject: Subject, table: Table, after: Values, before: Values | None, directory: Directory) -> None:
    for rule in subject.rules:
        after = (before or {}) | after
        if broken := rule(after, before):
            name, advice = broken
            column = next(column for column in table.columns if column.name == name)
            raise Wrong(name, words(column, after.get(column.attribute), directory), advice)


def _edits(
    columns: Iterable[Column], before: Values, after: Values, changed: set[str], directory: Directory
) -> Iterator[Edit]:
    for column in columns:
        if column.also and column.also in changed:
            yield Edit(column.name, column.kind.show(before[column.also]), column.kind.show(after[column.also]))
        elif column.attribute in changed:
            old, new = before[column.attribute], after[column.attribute]
            if column.also:  # the same URN, which now is another school's
                yield Edit(column.name, directory.label(old), directory.label(new))
            else:
                yield Edit(column.name, words(column, old, directory), words(column, new, directory))


def write_records(plan: TablePlan, directory: Directory) -> None:
    """`directory` knows every record that the rows name by now."""
    subject = SUBJECTS[plan.table.name]
    model = subject.model
    for rows in batches(plan.creates):
        named = (_attributes(row, plan.present, directory) for row in rows)
        model.objects.bulk_create([model(**values, **subject.follows(values)) for values in named])
    fields = plan.changed_fields
    for changes in batches(plan.changes):
        records = [model(pk=change.pk, **_attributes(change.row, plan.present, directory)) for change in changes]
        model.objects.bulk_update(records, fields)


def _attributes(row: Any, columns: tuple[Column, ...], directory: Directory) -> Values:
    references = {column.attribute for column in columns if column.refers_to}
    named = zip(fields_of(columns), resolved(row, columns, directory), strict=True)
    return {f"{name}_id" if name in references else name: value for name, value in named}


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    items = iter(items)
    while batch := list(islice(items, BATCH)):
        yield batch
