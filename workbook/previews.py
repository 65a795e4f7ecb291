"""A plan laid out for the page: the first of each kind, and how many more there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from documents.display import NOTHING
from workbook.plans import Plan, TablePlan

MAX_ROWS = 20
MAX_PROBLEMS = 100


@dataclass(frozen=True)
class Some:
    """The first few, and the number of the others."""

    shown: list[Any]
    more: int

    @classmethod
    def of(cls, items: Iterable[Any], count: int, most: int = MAX_ROWS) -> "Some":
        shown = list(islice(items, most))
        return cls(shown, count - len(shown))


@dataclass(frozen=True)
class Cell:
    heading: str
    text: str


@dataclass(frozen=True)
class TablePreview:
    """`headings` are those of columns that the rows shown have something in."""

    name: str
    about: str
    headings: list[str]
    created: int
    changed: int
    unchanged: int
    missing: int
    new_rows: Some
    edits: Some
    missing_rows: Some

    @property
    def has_details(self) -> bool:
        return bool(self.created or self.changed or self.missing)


def table_preview(plan: TablePlan) -> TablePreview:
    rows = Some.of(((row.line, plan.cells(row)) for row in plan.creates), len(plan.creates))
    filled = [n for n, _ in enumerate(plan.present) if any(cells[n] for _, cells in rows.shown)]
    headings = [plan.present[n].name for n in filled]
    shown = [(line, [Cell(plan.present[n].name, cells[n]) for n in filled]) for line, cells in rows.shown]
    edits = ((change, edit) for change in plan.changes for edit in change.edits)
    return TablePreview(
        name=plan.table.name,
        about=plan.table.about,
        headings=headings,
        created=len(plan.creates),
        changed=len(plan.changes),
        unchanged=plan.unchanged,
        missing=len(plan.missing),
        new_rows=Some(shown, rows.more),
        edits=Some.of((_edit(change, edit) for change, edit in edits), sum(len(one.edits) for one in plan.changes)),
        missing_rows=Some.of(plan.missing, len(plan.missing)),
    )


def _edit(change: Any, edit: Any) -> dict[str, Any]:
    return {
        "line": change.row.line,
        "label": change.label,
        "column": edit.column,
        "before": _words(edit.before),
        "after": _words(edit.after),
    }


def _words(text: str) -> str:
    return (text if len(text) <= 200 else f"{text[:199]}…") or NOTHING


def context(plan: Plan) -> dict[str, Any]:
    """What the preview's template is given."""
    return {
        "plan": plan,
        "tables": [table_preview(table) for table in plan.tables],
        "problems": Some.of(plan.problems, len(plan.problems), MAX_PROBLEMS),
        "names": Some.of(plan.names, len(plan.names)),
    }
