"""Official files for tests: the samples, and others made from them row by row."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from official.reading.files import Source, opened
from schools.models import OfficialKind

FILES = Path(__file__).resolve().parents[1] / "files"
HEADERS = FILES / "headers"
GIAS_2018 = FILES / "RECON_gias_edubasealldata20180831_tower_hamlets_and_city.csv"
GIAS_2025 = FILES / "RECON_gias_edubasealldata20250831_tower_hamlets_and_city.csv"
LINKS = FILES / "gias_links_edubasealldata20250422_tower_hamlets.csv"
OFSTED_2018 = FILES / "RECON_ofsted_mi_latest_inspections_31_Aug_2018_APPROX_layout_tower_hamlets_and_city.csv"
OFSTED_2025 = FILES / "RECON_ofsted_mi_latest_inspections_as_at_31_Aug_2025_tower_hamlets_and_city.csv"
OFSTED_2026 = (
    FILES / "RECON_ofsted_mi_latest_inspections_as_at_28_Feb_2026_layout_2line_preamble_tower_hamlets_and_city.csv"
)
STATISTICS = FILES / "ofsted_stats_state_funded_2025-08-31_tower_hamlets_and_city.csv"

OFSTED_ROW = {
    "URN": "100001",
    "LAESTAB": "2112001",
    "School name": "Ash School",
    "Ofsted phase": "Secondary",
    "Type of education": "Community School",
    "Local authority": "Tower Hamlets",
}
OFSTED_FACTS = {
    "urn": 100001,
    "laestab": "2112001",
    "name": "Ash School",
    "phase_name": "Secondary",
    "type_name": "Community School",
    "la_name": "Tower Hamlets",
}


def facts(source: Source) -> list[Any]:
    reads = {
        OfficialKind.GIAS: source.establishments,
        OfficialKind.GIAS_LINKS: source.links,
        OfficialKind.OFSTED: source.schools,
    }
    return list(reads[source.kind]())


def read(path: Path, name: str = "") -> tuple[Source, list[Any]]:
    with opened(path, name or path.name) as source:
        return source, facts(source)


def told(source: Source) -> list[tuple[int, str, str]]:
    """Where each problem stands, and its value."""
    return [(problem.line, problem.column, problem.value) for problem in source.problems]


def grid(path: Path) -> list[list[str]]:
    """The file's rows, headings and title lines too."""
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    return list(csv.reader(io.StringIO(text, newline="")))


def header(name: str) -> list[str]:
    (path,) = HEADERS.glob(f"*{name}*")
    return grid(path)[0]


def row(headings: Sequence[str], cells: dict[str, Any], none: str = "NULL") -> list[Any]:
    """A row in which the columns named say something, and all others `none`."""
    assert set(cells) <= set(headings)
    return [cells.get(heading, none) for heading in headings]


def written(path: Path, rows: Iterable[Sequence[Any]], encoding: str = "cp1252") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def of_layout(tmp_path: Path, layout: str, *rows: dict[str, Any], none: str = "NULL") -> tuple[Source, list[Any]]:
    """What is read, without a problem, from rows under the headings of a layout."""
    headings = header(layout)
    lines = [row(headings, cells, none) for cells in rows]
    source, found = read(written(tmp_path / "x.csv", [headings, *lines]))
    assert told(source) == []
    return source, found
