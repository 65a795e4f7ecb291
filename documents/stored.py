"""A document as JSON and back, for keeping and for other programs: the same values, to the last name.

`figures` holds each figure once by its key, as `Figure.as_json` words it and with what else it knows; wherever one is
printed, its key stands. Every other value is an object whose `is` names its class in `documents.document`.
"""

import base64
import dataclasses
import datetime
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from documents import chart, document
from documents.document import Document
from documents.figure import Figure, Name, Origin, Unit

VERSION = 1
"""Of the layout. Reading knows every version there was."""

CLASSES: Mapping[str, type] = {
    each.__name__: each
    for each in (
        document.Printed,
        document.Listed,
        document.Names,
        document.Cell,
        document.Heading,
        document.Line,
        document.Table,
        document.Paragraph,
        document.Words,
        document.Sentences,
        document.Bullets,
        document.Indented,
        document.Prose,
        document.Quotation,
        document.Section,
        document.Document,
        document.Brand,
        chart.Chart,
        chart.Series,
    )
}


def to_json(written: Document) -> str:
    """Sorted and spaced the same each time. `ValueError` where one key stands for two figures that differ."""
    figures: dict[str, Figure] = {}
    body = _plain(written, figures)
    told = {key: _figure(figure) for key, figure in figures.items()}
    return json.dumps(
        {"version": VERSION, "document": body, "figures": told}, ensure_ascii=False, sort_keys=True, indent=1
    )


def from_json(text: str) -> Document:
    """`ValueError` where it is no document, or of a layout that this version does not know."""
    found = json.loads(text)
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise ValueError("This is no document that the portal wrote.")
    figures = {key: _read_figure(key, told) for key, told in found["figures"].items()}
    read = _read(found["document"], figures)
    if not isinstance(read, Document):
        raise ValueError("This is no document that the portal wrote.")
    return read


def figures_to_json(figures: Mapping[str, Figure]) -> str:
    """Figures alone, for keeping: each on a line, its key and a tab before it, so that one is read without the others.

    As short as it can be, and for `figures_from_json` alone.
    """
    return "\n".join(f"{key}\t{json.dumps(_kept(figure), ensure_ascii=False)}" for key, figure in figures.items())


class Figures(Mapping[str, Figure]):
    """Figures by their keys, in order. One that was kept is read when somebody asks for it: few pages ask for all."""

    def __init__(self, held: Mapping[str, Figure | str]) -> None:
        self._held = dict(held)

    def __getitem__(self, key: str) -> Figure:
        held = self._held[key]
        if isinstance(held, str):
            held = self._held[key] = _read_kept(key, json.loads(held))
        return held

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    @classmethod
    def together(cls, *parts: Mapping[str, Figure]) -> "Figures":
        """Those of all parts; of one that is in several, as the last has it."""
        held: dict[str, Figure | str] = {}
        for part in parts:
            held |= part._held if isinstance(part, cls) else part
        return cls(held)


def figures_from_json(text: str) -> Figures:
    """What `figures_to_json` wrote, in its order."""
    return Figures(dict(line.split("\t", 1) for line in text.split("\n") if line))


def figures_of(written: Document) -> dict[str, Figure]:
    """Every figure that the document prints or draws, by its key."""
    figures: dict[str, Figure] = {}
    _plain(written, figures)
    return figures


def _plain(value: Any, figures: dict[str, Figure]) -> Any:
    match value:
        case Figure():
            if figures.setdefault(value.key, value) != value:
                raise ValueError(f"Two figures have the key “{value.key}”.")
            return {"key": value.key}
        case tuple():
            return [_plain(one, figures) for one in value]
        case bytes():
            return {"base64": base64.b64encode(value).decode()}
        case str() | int() | bool() | None:
            return value
        case _:
            fields = {
                each.name: _plain(held, figures)
                for each in dataclasses.fields(value)
                if (held := getattr(value, each.name)) != each.default
            }
            return {"is": type(value).__name__, **fields}


def _read(value: Any, figures: Mapping[str, Figure]) -> Any:
    match value:
        case list():
            return tuple(_read(one, figures) for one in value)
        case {"key": str(key), **none} if not none:
            return figures[key]
        case {"base64": text}:
            return base64.b64decode(text)
        case {"is": "Chart", **fields}:
            read = {name: _read(one, figures) for name, one in fields.items()}
            return chart.Chart(**(read | {"kind": chart.ChartKind(read["kind"])}))
        case {"is": name, **fields}:
            return CLASSES[name](**{field: _read(one, figures) for field, one in fields.items()})
        case _:
            return value


def _figure(figure: Figure) -> dict[str, Any]:
    told = _kept(figure)
    names = told.pop("names")
    return told | figure.as_json() | {"rows": [name._asdict() for name in names]}


def _read_figure(key: str, told: dict[str, Any]) -> Figure:
    return _read_kept(key, told | {"names": [Name(**row) for row in told["rows"]]})


def _kept(figure: Figure) -> dict[str, Any]:
    told = {
        "title": figure.title,
        "unit": figure.unit.value,
        "exact": None if figure.value is None else figure.raw,
        "names": figure.names,
        "short": figure.short,
    }
    if figure.of is not None:
        told["of"] = figure.of
    if figure.origin:
        told["origin"] = dataclasses.asdict(figure.origin) | {"on": figure.origin.on.isoformat()}
    return told


def _read_kept(key: str, told: dict[str, Any]) -> Figure:
    origin = told.get("origin")
    return Figure(
        key=key,
        title=told["title"],
        unit=(unit := Unit(told["unit"])),
        value=_value(told["exact"], unit),
        of=told.get("of"),
        names=tuple(map(Name._make, told["names"])),
        short=told["short"],
        origin=origin and Origin(**(origin | {"on": datetime.date.fromisoformat(origin["on"])})),
    )


def _value(exact: str | None, unit: Unit) -> int | Decimal | None:
    if exact is None:
        return None
    return Decimal(exact) if unit in (Unit.POUNDS, Unit.PERCENT) else int(exact)
