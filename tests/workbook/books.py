"""Workbooks for tests: tables written as CSV, in memory or in any of the forms that the portal reads."""

import datetime
import zipfile
from pathlib import Path

from openpyxl import Workbook

from accounts.permissions import Role
from tests.factories import UserFactory
from workbook import imports
from workbook.csv_files import CsvSheet
from workbook.parsing import Parsed, parse
from workbook.plans import Plan

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "tower-hamlets-2017-18"

SCHOOLS = """\
urn,name,short_name,phase,also_counted_in,also_counted_from,la_code,governance,trust,opened_on,closed_on,former_urns
100001,Ash Primary School,Ash,primary,,,211,maintained,,,,
100002,Beech School,,secondary,primary,2017-18,211,academy,Riverside Trust,2012-09-01,,100902
"""


def moment(*parts: int) -> datetime.datetime:
    """A date cell as openpyxl gives it: Excel's days have no time zone."""
    return datetime.datetime(*parts)  # noqa: DTZ001


def parsed(**tables: str | bytes) -> Parsed:
    """The rows of tables given as the text, or the bytes, of their .csv."""

    def sheet(name: str, text: str | bytes) -> CsvSheet:
        data = text if isinstance(text, bytes) else text.encode()
        return CsvSheet(name, lambda: data)

    return parse([sheet(name, text) for name, text in tables.items()])


def planned(**tables: str | bytes) -> Plan:
    return imports.plan(parsed(**tables))


def applied(**tables: str | bytes) -> Plan:
    plan = planned(**tables)
    assert told(plan) == []
    imports.apply(plan, by=UserFactory(role=Role.STAFF))
    return plan


def told(plan: Plan | Parsed) -> list[tuple]:
    """Each problem's table, row, column and value, and what would be right."""
    return [(one.table, one.line, one.column, one.value, one.advice) for one in plan.problems]


def places(plan: Plan | Parsed) -> list[tuple]:
    """Where each problem stands, without its advice."""
    return [problem[:4] for problem in told(plan)]


def counts(plan: Plan, name: str) -> tuple[int, int, int, int]:
    """New, changed, unchanged, not in the file."""
    table = plan.of(name)
    return len(table.creates), len(table.changes), table.unchanged, len(table.missing)


def edits(plan: Plan, name: str) -> list[tuple[int, str, str, str]]:
    """Each change's row, column, before and after."""
    changes = plan.of(name).changes
    return [(change.row.line, edit.column, edit.before, edit.after) for change in changes for edit in change.edits]


def folder(path: Path, **tables: str | bytes) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in tables.items():
        (path / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def xlsx(path: Path, **tables: list[list]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def as_excel_holds(text: str) -> object:
    """A cell of a .csv as Excel would hold it: numbers as numbers, dates as dates."""
    if text.isdecimal() and not text.startswith("0"):
        return int(text)
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 - Excel's dates have no zone
    except ValueError:
        return text or None
