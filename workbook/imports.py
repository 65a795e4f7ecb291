"""A workbook into the records: parse → plan → apply. All of it, or none."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils.text import slugify

from membership.models import Agreement, AgreementSchool
from programmes.models import Strand
from schools.models import Associate, Partnership, School, SchoolPhase, SchoolUrn, Trust
from thep import broken_rules
from workbook import agreements, files, parsing, records, school_rows
from workbook.directory import Directory
from workbook.parsing import Parsed
from workbook.plans import Plan, TablePlan
from workbook.tables import BY_NAME, TABLES

logger = logging.getLogger(__name__)

ORDER = ("partnership", "schools", "associates", "programmes")
"""Tables that others refer to come first; the rest follow as they stand in `TABLES`."""

WRITTEN = [
    *(subject.model for subject in records.SUBJECTS.values()),
    *(School, SchoolUrn, SchoolPhase, Trust, Associate, Strand, Agreement, AgreementSchool),
]


class NotApplied(Exception):
    """Nothing was written. The message says why, for a person."""


def read(path: Path) -> Parsed:
    """The typed rows of a workbook, a folder or a zip, with their problems. Raises `FileRefused`."""
    with files.opened(path) as sheets:
        return parsing.parse(sheets)


def plan(parsed: Parsed) -> Plan:
    """What the rows would change. Reads each table once, and writes nothing."""
    with _one_moment():
        return _plan(parsed)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All reading sees the records as they were at its beginning, and PostgreSQL refuses to write.

    Within a transaction already begun this cannot be asked for; `apply_if_same` holds the tables instead.
    """
    is_first = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_first:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _plan(parsed: Parsed) -> Plan:
    directory = Directory.read()
    directory.learn_from(parsed)
    problems = list(parsed.problems)
    planned: dict[str, TablePlan] = {}
    for name in dict.fromkeys([*ORDER, *BY_NAME]):
        if name in parsed.tables:
            planned[name] = _planner(name)(parsed.tables[name], directory, problems)
    order = list(BY_NAME)
    problems.sort(key=lambda one: (order.index(one.table) if one.table in BY_NAME else -1, one.line or 0))
    return Plan(
        tables=tuple(planned[table.name] for table in TABLES if table.name in planned),
        problems=tuple(problems),
        names=tuple(directory.brought),
        notes=tuple(_notes(parsed, planned)),
    )


def _planner(name: str) -> Any:
    special = {"schools": school_rows.plan_schools, "packages": agreements.plan_agreements}
    return special.get(name, records.plan_records)


def _writer(name: str) -> Any:
    special = {"schools": school_rows.write_schools, "packages": agreements.write_agreements}
    return special.get(name, records.write_records)


def _notes(parsed: Parsed, planned: dict[str, TablePlan]) -> Iterator[str]:
    if not planned and not parsed.problems:
        yield "The file has no rows."
    if "partnership" not in planned and "schools" in planned and not Partnership.objects.exists():
        yield "There is no partnership yet, so no school counts as in its area. The partnership table says which do."


def apply(plan: Plan, *, by: Any) -> None:
    """Write the plan, all or nothing. `NotApplied` if it has problems, or if the records no longer allow it."""
    if plan.problems:
        raise NotApplied("Nothing was applied: the file has problems.")
    with _saying_why(), transaction.atomic():
        hold()
        _write(plan)
        connection.check_constraints()  # those that PostgreSQL would leave until the end
    logger.info("%s applied a workbook: %d new, %d changed", by, plan.created, plan.changed)


def apply_if_same(parsed: Parsed, *, fingerprint: str, by: Any) -> tuple[Plan, bool]:
    """Apply the rows if they would still change what the fingerprint stands for. The plan of now, and whether it was.

    Nobody else writes to these tables between the planning and the end.
    """
    with _saying_why(), transaction.atomic():
        hold()
        now = plan(parsed)
        is_same = now.fingerprint == fingerprint and not now.problems
        if is_same:
            apply(now, by=by)
    return now, is_same


def hold() -> None:
    """Let others read and nobody else write these tables until the transaction ends."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in WRITTEN)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def _write(plan: Plan) -> None:
    _write_names(plan)
    directory = Directory.read()
    for name in ORDER:
        if table := plan.of(name):
            _writer(name)(table, directory)
    directory = Directory.read()  # with the schools and programmes just written
    for table in plan.tables:
        if table.table.name not in ORDER:
            _writer(table.table.name)(table, directory)


def _write_names(plan: Plan) -> None:
    def named(kind: str) -> list[str]:
        return [new.name for new in plan.names if new.kind == kind]

    Trust.objects.bulk_create(Trust(name=name) for name in named("trust"))
    Associate.objects.bulk_create(Associate(name=name) for name in named("associate"))
    Strand.objects.bulk_create(Strand(name=name, slug=slugify(name)) for name in named("strand"))


@contextmanager
def _saying_why() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, DataError, OperationalError) as error:
        raise NotApplied(f"Nothing was applied. {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """The rule that the database holds to, in its model's words."""
    if words := broken_rules.words_of(error):
        return f"{words} Perhaps the records changed meanwhile: try again."
    return "The records changed meanwhile, or break a rule of the portal's. Try again."
