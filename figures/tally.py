"""Figures counted or summed from rows.

A tally is a QuerySet and the cells that are cut from it. The number of a cell, the list it opens and every export of it
are the same rows: the number by one grouped query for all cells at once, the rows by the cell's filter.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Func, Model, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Coalesce

from documents.figure import Figure, Name, Origin, Unit
from documents.tables import Column

SEPARATOR = "\x1f"
PACKED = re.compile(r"(.*?)\x1f(.*)\x1f(\d+)\x1f(.*)", re.DOTALL)  # a pasted name can hold any character itself
CHUNK = 2000
Group = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """The figure `key`: the rows of a tally where `where` holds, as a share of those where `of` holds.

    A tuple in `where` means any of its values. `adds` names the column that is summed; without it, subjects are
    counted. `beside` are the figures that its page lists as well, each with the words that say why they are not in it.
    """

    key: str
    title: str
    definition: str
    where: Mapping[str, Any]
    of: Mapping[str, Any] | None = None
    adds: str | None = None
    unit: Unit | None = None
    beside: tuple[tuple[str, str], ...] = ()
    short: str = ""
    origin: Origin | None = None


@dataclass(frozen=True)
class Combined:
    """A figure that adds up others of the same unit and columns; its list is theirs, one after another."""

    cell: Cell
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One line of a figure's list: a subject (a school, say), its records behind the figure, and its printed name."""

    subject: Any
    records: tuple[Model, ...]
    name: str

    @property
    def record(self) -> Any:
        return self.records[0]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """`rows` annotated with the columns `by`, and the cells cut from them.

    `subject` is the path to what a row stands for and is counted once (`"school"`); empty, each record is its own. No
    subject may fall into two groups of one cell that counts. `name` and `order` are paths or expressions for its
    printed name and its place; `named` joins what they and `aside` need. `cells` is handed the groups found, for
    figures that exist only where there are rows. `listed` says which rows' names the report prints. `detail` adds what
    the columns need and no count does. `licence` is the line that every export of the rows carries, where somebody's
    licence asks for one.
    """

    prefixes: tuple[str, ...]
    rows: QuerySet
    by: tuple[str, ...]
    cells: Callable[[list[Group]], Iterable[Cell]]
    columns: tuple[Column, ...]
    unit: Unit = Unit.SCHOOLS
    subject: str = ""
    name: Any = "school__display_name"
    order: Any = "school__sort_name"
    aside: Any = ""
    named: Callable[[QuerySet], QuerySet] = field(default=lambda rows: rows)
    adds: tuple[str, ...] = ()
    listed: Q | bool = False
    detail: Callable[[QuerySet], QuerySet] = field(default=lambda rows: rows)
    record_order: tuple[str, ...] = ("pk",)
    licence: str = ""

    @property
    def subject_pk(self) -> str:
        return f"{self.subject}_id" if self.subject else "pk"

    def figures(self, *, names: int | None = 0) -> dict[str, Figure]:
        """Every figure of the tally, by one query. `names`: at most so many of each listed cell; `None`: all of all."""
        return self._figures_of(self._grouped_rows(names), names)

    def _figures_of(self, found: list[Group], names: int | None) -> dict[str, Figure]:
        groups = _Groups(found)
        return {cell.key: self._figure(cell, groups, names) for cell in self.cells(groups.all)}

    def cut(self, key: str) -> "Cut | None":
        """The cell with this key, its figure and what is beside it, by one query; `None` where no cell has the key."""
        return self.cuts({key}).get(key)

    def cuts(self, keys: Container[str]) -> dict[str, "Cut"]:
        """The same of those cells that have one of the keys, all by one query."""
        groups = _Groups(self._grouped_rows(0))
        cells = {cell.key: cell for cell in self.cells(groups.all)}
        return {key: self._with_beside(cell, cells, groups) for key, cell in cells.items() if key in keys}

    def _with_beside(self, cell: Cell, cells: Mapping[str, Cell], groups: "_Groups") -> "Cut":
        beside = tuple((words, self._cut_one(cells[other], groups)) for other, words in cell.beside)
        return replace(self._cut_one(cell, groups), beside=beside)

    def _cut_one(self, cell: Cell, groups: "_Groups") -> "Cut":
        return Cut(self, cell, self._figure(cell, groups, 0), groups.count(cell.where))

    def page(self, cell: Cell, start: int = 0, stop: int | None = None) -> list[Row]:
        """Rows `start` to `stop` of a cell, in name order."""
        rows = self._rows_of(cell)
        if self.subject:
            subjects = rows.order_by(*self._ordering).values(self.subject_pk, *self._ordering).distinct()[start:stop]
            pks = [subject[self.subject_pk] for subject in subjects]
            return list(self._grouped(self._detailed(rows.filter(**{f"{self.subject_pk}__in": pks}))))
        return list(self._grouped(self._detailed(rows)[start:stop]))

    def stream(self, cell: Cell) -> Iterator[Row]:
        """All rows of a cell, in name order, in bounded memory."""
        return self._grouped(self._detailed(self._rows_of(cell)).iterator(chunk_size=CHUNK))

    def rows_of(self, cells: Collection[Cell]) -> Iterator[tuple[Cell, Row]]:
        """The rows of several cells, each cell's in name order as `stream` gives them, all by one query."""
        named = self.named(self.rows).annotate(_order=_expression(self.order), _name=_expression(self.name))
        marked = {column: f"_by_{number}" for number, column in enumerate(self.by)}
        named = named.annotate(**{mark: F(column) for column, mark in marked.items()})
        places = _Places(cells, self.by)
        begun: dict[str, list[Model]] = {}
        for record in self._detailed(named).iterator(chunk_size=CHUNK):
            for cell in places.of(tuple(getattr(record, mark) for mark in marked.values())):
                same = begun.setdefault(cell.key, [])
                if same and (not self.subject or self._subject_of(same[0]) != self._subject_of(record)):
                    yield cell, self._row(same)
                    same.clear()
                same.append(record)
        for cell in cells:
            if begun.get(cell.key):
                yield cell, self._row(begun[cell.key])

    def _subject_of(self, record: Model) -> Any:
        return getattr(record, self.subject_pk)

    def _row(self, same: list[Model]) -> Row:
        subject = getattr(same[0], self.subject) if self.subject else same[0]
        return Row(subject, tuple(same), same[0]._name)

    @property
    def _ordering(self) -> tuple[str, ...]:
        return ("_order", "_name", self.subject_pk)

    def _rows_of(self, cell: Cell) -> QuerySet:
        return self.named(self.rows.filter(**_lookups(cell.where))).annotate(
            _order=_expression(self.order), _name=_expression(self.name)
        )

    def _detailed(self, rows: QuerySet) -> QuerySet:
        return self.detail(rows).order_by(*self._ordering, *self.record_order)

    def _grouped(self, records: Iterable[Model]) -> Iterator[Row]:
        if not self.subject:
            return (self._row([record]) for record in records)
        together = itertools.groupby(records, key=self._subject_of)
        return (self._row(list(found)) for _, found in together)

    def _grouped_rows(self, names: int | None) -> list[Group]:
        return list(self._grouping(names))

    def _grouping(self, names: int | None) -> QuerySet:
        rows, asked = (
            self.rows,
            {
                "n": Count(self.subject_pk, distinct=True) if self.subject else Count("*"),
                **{f"sum_{column}": Sum(column) for column in self.adds},
            },
        )
        if names is None or (names and self.listed is not False):
            rows, asked["names"] = self.named(rows), _packed_names(self, names)
        return rows.order_by().values(*self.by).annotate(**asked)

    def _figure(self, cell: Cell, groups: "_Groups", names: int | None) -> Figure:
        mine = groups.matching(cell.where)
        return Figure(
            key=cell.key,
            title=cell.title,
            unit=cell.unit or self.unit,
            value=self._value(cell, mine),
            of=None if cell.of is None else groups.count(cell.of),
            names=tuple(_merged(mine, names)),
            short=cell.short,
            origin=cell.origin,
        )

    def _value(self, cell: Cell, groups: list[Group]) -> int | Decimal | None:
        if cell.adds is None:
            return sum(group["n"] for group in groups)
        parts = [part for group in groups if (part := group[f"sum_{cell.adds}"]) is not None]
        if not parts and cell.unit == Unit.PERCENT:
            return None  # not published, which is not 0
        return sum(parts)


def figures_together(*tallies: Tally) -> dict[str, Figure]:
    """The figures, without names, of tallies with the same columns, such as one subject's in two years: one query."""
    groupings = [tally._grouping(0).annotate(tally=Value(n)) for n, tally in enumerate(tallies)]
    groups = list(groupings[0].union(*groupings[1:], all=True))
    figures: dict[str, Figure] = {}
    for n, tally in enumerate(tallies):
        figures |= tally._figures_of([group for group in groups if group["tally"] == n], 0)
    return figures


def _packed_names(tally: Tally, limit: int | None) -> Func:
    """The names in a group, each packed with its order, key and aside; the first `limit` of them."""
    aside = Coalesce(tally.aside, Value("")) if tally.aside else Value("")
    packed = Func(
        Value(SEPARATOR),
        _expression(tally.order),
        _expression(tally.name),
        F(tally.subject_pk),
        aside,
        function="concat_ws",
        output_field=TextField(),
    )
    only = tally.listed if limit is not None and isinstance(tally.listed, Q) else None
    names = ArrayAgg(packed, distinct=True, filter=only)
    return names if limit is None else Func(names, template=f"(%(expressions)s)[1:{int(limit)}]")


def _merged(groups: list[Group], limit: int | None) -> list[Name]:
    packed = sorted(text for group in groups for text in group.get("names") or ())
    return [_unpacked(text) for text in (packed if limit is None else packed[:limit])]


def _unpacked(packed: str) -> Name:
    order, text, pk, aside = PACKED.fullmatch(packed).groups()
    return Name(order, text, int(pk), aside)


@dataclass(frozen=True)
class Cut:
    """A cell of a tally with its figure; `length` rows stand behind it. `beside`: words, and the cut they are about."""

    tally: Tally
    cell: Cell
    figure: Figure
    length: int
    beside: tuple[tuple[str, "Cut"], ...] = ()


class _Groups:
    """The groups of a tally, found by any of their columns without looking through all of them for each cell."""

    def __init__(self, groups: list[Group]) -> None:
        self.all = groups
        self._tables: dict[tuple[str, ...], dict[tuple, list[Group]]] = {}

    def matching(self, where: Mapping[str, Any]) -> list[Group]:
        columns = tuple(where)
        table = self._tables.get(columns)
        if table is None:
            table = self._tables[columns] = defaultdict(list)
            for group in self.all:
                table[tuple(group[column] for column in columns)].append(group)
        wanted = itertools.product(*(value if isinstance(value, tuple) else (value,) for value in where.values()))
        return [group for values in wanted for group in table.get(values, ())]

    def count(self, where: Mapping[str, Any]) -> int:
        return sum(group["n"] for group in self.matching(where))


class _Places:
    """Which of some cells a row falls into, by the columns that a tally is cut by; looked up once for each group."""

    def __init__(self, cells: Collection[Cell], by: tuple[str, ...]) -> None:
        self._cells, self._by = cells, by
        self._met: dict[tuple, list[Cell]] = {}

    def of(self, values: tuple) -> list[Cell]:
        if values not in self._met:
            group = dict(zip(self._by, values, strict=True))
            self._met[values] = [cell for cell in self._cells if _holds(cell.where, group)]
        return self._met[values]


def _holds(where: Mapping[str, Any], group: Group) -> bool:
    return all(
        group[column] in wanted if isinstance(wanted, tuple) else group[column] == wanted
        for column, wanted in where.items()
    )


def _lookups(where: Mapping[str, Any]) -> dict[str, Any]:
    lookups = {}
    for column, wanted in where.items():
        if wanted is None:
            lookups[f"{column}__isnull"] = True
        elif isinstance(wanted, tuple):
            lookups[f"{column}__in"] = wanted
        else:
            lookups[column] = wanted
    return lookups


def _expression(path: Any) -> Any:
    return F(path) if isinstance(path, str) else path
