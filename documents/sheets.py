"""A sheet to sign at a session, as PDF: names with room beside them, and lines for who is not on it."""

from dataclasses import asdict, dataclass
from pathlib import Path

from documents.pdf import set_in

TEMPLATE = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True)
class Group:
    """The people of one place: name and role of each."""

    place: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    sender: str
    title: str
    about: str
    groups: tuple[Group, ...]
    spare_lines: int


def to_pdf(sheet: Sheet) -> bytes:
    return set_in(TEMPLATE, "sheet", asdict(sheet))
