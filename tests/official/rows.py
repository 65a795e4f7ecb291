"""Official files made of rows, for tests of what becomes of them."""

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Any

from official.facts import Establishment, InspectedSchool, InspectionFacts, Link
from official.taking_in import take_in
from schools.models import EstablishmentStatus, OfficialKind

DAY = datetime.date(2018, 5, 9)
AUGUST_2018, AUGUST_2025 = datetime.date(2018, 8, 31), datetime.date(2025, 8, 31)


@dataclass
class Rows:
    """Stands for `official.reading.files.Source`."""

    kind: OfficialKind
    rows: tuple[Any, ...]
    name: str = "rows.csv"
    layout: str = "Rows of a test"
    problems: list[Any] = field(default_factory=list)

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()

    @property
    def rows_read(self) -> int:
        return len(self.rows)

    def _each(self):
        return iter(self.rows)

    establishments = links = schools = _each


def gias(*rows: Establishment, as_at=AUGUST_2025):
    return take_in(Rows(OfficialKind.GIAS, rows), as_at=as_at, by=None)[1]


def gias_links(*rows: Link, as_at=AUGUST_2025):
    return take_in(Rows(OfficialKind.GIAS_LINKS, rows), as_at=as_at, by=None)[1]


def ofsted(*rows: InspectedSchool, as_at=AUGUST_2025):
    return take_in(Rows(OfficialKind.OFSTED, rows), as_at=as_at, by=None)[1]


def laestab(urn: int) -> str:
    """Another for each URN of a test."""
    return f"211{(urn // 10_000 + urn) % 10_000:04}"


def establishment(urn: int, name: str, **more) -> Establishment:
    """An open community primary school in area."""
    usual = {
        "laestab": laestab(urn),
        "la_code": "211",
        "type_code": "01",
        "type_name": "Community school",
        "status": EstablishmentStatus.OPEN,
        "phase_name": "Primary",
    }
    return Establishment(urn=urn, name=name, **(usual | more))


def inspected(urn: int, *inspections: InspectionFacts, name="Elm") -> InspectedSchool:
    return InspectedSchool(urn, f"211{urn % 10_000:04}", name, "Primary", inspections=inspections)


def inspection(number: str, urn: int, on=DAY, kind="graded", **more) -> InspectionFacts:
    return InspectionFacts(number, kind, on, urn, **more)


def said(plan):
    """The kind of each new proposal with the name or number it is about."""
    return [(str(draft.kind), draft.school_id, draft.urn) for draft in plan.found.new]
