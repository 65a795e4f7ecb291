"""A programme of what is offered as PDF: headings, entries below them, and the days of each entry.

Tagged and titled as a letter is, and its words travel the same way: see `documents/pdf.py`.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

from documents.pdf import paragraphs_of, set_in

TEMPLATE = Path(__file__).with_name("programme.typ")


@dataclass(frozen=True)
class Entry:
    """`about` stands in one line below the title, `text` in paragraphs, `lines` as a list."""

    title: str
    about: str = ""
    text: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Programme:
    sender: str
    title: str
    sections: tuple[Section, ...]
    footer: str = ""


def to_pdf(programme: Programme) -> bytes:
    said = asdict(programme)
    for section in said["sections"]:
        for entry in section["entries"]:
            entry["text"] = paragraphs_of(entry["text"]) if entry["text"] else []
    return set_in(TEMPLATE, "letter", said)
