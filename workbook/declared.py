"""What a table of a workbook is: its columns, which of them say what a row is about, and how each is read."""

from collections import namedtuple
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbook.cells import Kind, NotRight, Percentage, folded_word, is_blank


@dataclass(frozen=True)
class Column:
    """`required`: the heading must be there. `blank`: a cell may be empty, which means none, or `default`.

    A key that is not required has a `default`, which every row says where the column is left out. `field` is the
    model's field where it is not named as the column. `refers_to` says which records the cell names; `also` is a field
    that keeps what the cell says as well as the record it names.
    """

    name: str
    kind: Kind
    help: str
    is_key: bool = False
    required: bool = False
    blank: bool = True
    field: str = ""
    refers_to: str = ""
    also: str = ""
    default: Any = None

    @property
    def attribute(self) -> str:
        return self.field or self.name

    def read(self, raw: Any) -> Any:
        if not is_blank(raw):
            return self.kind.read(raw)
        if self.blank:
            return self.kind.empty if self.default is None else self.default
        raise NotRight(f"This cell cannot be empty. {self.kind.wrong()}")

    @property
    def rule(self) -> str:
        """What goes in, for a note beside the heading."""
        freedom = {
            (True, True): " May be empty.",
            (True, False): "",
            (False, True): " May be empty or left out.",
            (False, False): " The whole column may be left out.",
        }[self.required, self.blank]
        unless = "" if self.default is None else f" Empty means {self.kind.show(self.default)}."
        return f"{self.help} Write {self.kind.right}.{freedom}{unless}"


def key(name: str, kind: Kind, help: str, *, blank: bool = False, **options: Any) -> Column:
    return Column(name, kind, help, is_key=True, required=True, blank=blank, **options)


def key_with(default: Any, name: str, kind: Kind, help: str) -> Column:
    """A part of the key that most leave out."""
    return Column(name, kind, help, is_key=True, default=default)


def required(name: str, kind: Kind, help: str, **options: Any) -> Column:
    return Column(name, kind, help, required=True, blank=False, **options)


def optional(name: str, kind: Kind, help: str, *, blank: bool = True, **options: Any) -> Column:
    return Column(name, kind, help, blank=blank, **options)


@dataclass(frozen=True)
class Table:
    name: str
    about: str
    columns: tuple[Column, ...]

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        return {folded_word(column.name): column for column in self.columns}

    @cached_property
    def keys(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_key)

    @cached_property
    def defaults(self) -> tuple[Column, ...]:
        """What every row says, whether or not its column is there."""
        return tuple(column for column in self.columns if column.default is not None)

    @cached_property
    def row(self) -> type:
        """A row as read: the number that a spreadsheet program gives it, then a value for each column."""
        return namedtuple(f"{self.name}_row", ["line", *(column.name for column in self.columns)])

    @property
    def is_by_year(self) -> bool:
        return any(column.name == "year" for column in self.keys)

    @property
    def has_percentages(self) -> bool:
        return any(isinstance(column.kind, Percentage) for column in self.columns)
