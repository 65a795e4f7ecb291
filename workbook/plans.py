"""What an import would do, as a value: nothing in it is written yet."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from workbook.declared import Column, Table
from workbook.parsing import Problem


@dataclass(frozen=True, slots=True)
class New:
    """A record that the workbook itself brings, known by its kind and name until it is written."""

    kind: str
    name: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """A field's words before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A record that a row changes: its number in the database, the row, what a person knows it by, and what changes."""

    pk: int
    row: Any
    label: str
    edits: tuple[Edit, ...]
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TablePlan:
    """`missing` names records that the file leaves out; they stay. `steps` are a table's own further writes."""

    table: Table
    present: tuple[Column, ...]
    creates: tuple[Any, ...]
    changes: tuple[Change, ...]
    unchanged: int
    missing: tuple[str, ...]
    digest: str
    steps: Any = None

    def cells(self, row: Any) -> list[str]:
        """The row's values under the columns present, as one would write them."""
        return [column.kind.show(getattr(row, column.name)) for column in self.present]

    def words(self, row: Any) -> str:
        return f"{row.line}: {' · '.join(filter(None, self.cells(row)))}"

    @property
    def changed_fields(self) -> list[str]:
        return sorted(frozenset().union(*(change.fields for change in self.changes)))


@dataclass(frozen=True)
class Plan:
    """`names` are the trusts, associates and strands that come with the rows."""

    tables: tuple[TablePlan, ...]
    problems: tuple[Problem, ...]
    names: tuple[New, ...]
    notes: tuple[str, ...]
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        parts = [part for table in self.tables for part in (table.table.name, table.digest)]
        object.__setattr__(self, "fingerprint", digest([*parts, *self.problems, *self.names]))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not any(table.creates or table.changes for table in self.tables)

    def of(self, name: str) -> TablePlan | None:
        return next((table for table in self.tables if table.table.name == name), None)

    @property
    def created(self) -> int:
        return sum(len(table.creates) for table in self.tables)

    @property
    def changed(self) -> int:
        return sum(len(table.changes) for table in self.tables)


def digest(values: Iterable[Any]) -> str:
    """The same for the same values in the same order, in whatever process."""
    sum_ = hashlib.sha256()
    for value in values:
        sum_.update(repr(value).encode("utf-8", "backslashreplace"))
        sum_.update(b"\0")
    return sum_.hexdigest()
