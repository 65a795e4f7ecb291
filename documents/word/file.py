"""The Word file around what is written: its parts, addresses, pictures and what is counted through it."""

import io
import string
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

import docx
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Length

from documents.colours import legible, tint
from documents.document import Document
from documents.letters import fit_for_xml
from documents.word.drawing import drawing

TEMPLATE = Path(__file__).with_name("template")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LEADS_SOMEWHERE = ("http", "https", "mailto")
"""Schemes that a link may have. Paths lead nowhere from a file that was sent on."""
LONGEST_PROPERTY = 255
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every part: a zip knows none before, and the same report makes the same bytes."""
TEXT_WIDTH = 9412
"""Between the margins of the page, in twentieths of a point."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents: 1 for a section, 2 for a heading within it, and the bookmark that it leads to."""

    level: int
    text: str
    bookmark: str


class WordFile:
    def __init__(self, report: Document) -> None:
        colour = legible(report.brand.colour)
        words = {
            "title": report.title[:LONGEST_PROPERTY],
            "sender": report.sender[:LONGEST_PROPERTY],
            "notice": report.notice,
            "brand": colour[1:],
            "ink": "17202B",
        }
        self._file = docx.Document(_filled({name: escape(fit_for_xml(text)) for name, text in words.items()}))
        self._counts: Counter[str] = Counter()
        self.contents: list[Entry] = []
        self.colour = colour
        self.tint = tint(colour, 0.08)[1:]

    def count(self, what: str) -> int:
        """1 for the first of them, and so on."""
        self._counts[what] += 1
        return self._counts[what]

    def listed(self, level: int, text: str, inside: str) -> str:
        """What stands in a heading, marked so that its line of the contents leads there."""
        number = self.count("bookmark")
        name = f"_Toc{number:08}"  # Word's own are called so, and make way when the contents are updated
        self.contents.append(Entry(level, text, name))
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'

    def link(self, url: str) -> str:
        """The relationship that leads there; nothing where the address is none that a reader may follow."""
        address = _followed(url)
        if not address:
            return ""
        return self._file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def numbered_list(self, level: int, start: int) -> int:
        """A numbering of its own, which begins at `start`."""
        numbering = self._file.part.numbering_part.element
        number = len(numbering.num_lst) + 1
        begin = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        numbering.append(
            parse_xml(f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="2"/>{begin}</w:num>')
        )
        return number

    def picture(self, png: bytes, room: tuple[Length, Length], *, title: str, described: str) -> str:
        """As large as `room`, across and down, allows. `ValueError` where it is no picture."""
        try:
            part_id, image = self._file.part.get_or_add_image(io.BytesIO(png))
        except (UnrecognizedImageError, OSError) as error:
            raise ValueError("The picture is none that Word can show.") from error
        scale = min(room[0] / image.px_width, room[1] / image.px_height)
        size = round(image.px_width * scale), round(image.px_height * scale)
        return drawing(self.count("picture"), part_id, size, title=title, described=described)

    def closed(self, body: str) -> bytes:
        """The file, with `body` before the settings of its pages."""
        page = self._file.element.body.sectPr
        for element in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
            page.addprevious(element)
        out = io.BytesIO()
        self._file.save(out)
        return _dated_alike(out)


def _followed(url: str) -> str:
    """The address as Word takes it, which declares a whole file broken over one that it cannot read."""
    address = quote(fit_for_xml(url).strip(), safe="!#$%&'()*+,/:;=?@[]~")
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    leads = parts.scheme in LEADS_SOMEWHERE and (parts.path if parts.scheme == "mailto" else parts.hostname)
    return address if leads else ""


@cache
def _template() -> tuple[tuple[str, str], ...]:
    paths = sorted(path for path in TEMPLATE.rglob("*") if path.is_file())
    return tuple((path.relative_to(TEMPLATE).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def _filled(words: dict[str, str]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name, text in _template():
            parts.writestr(name, string.Template(text).substitute(words))
    return out


def _dated_alike(made: io.BytesIO) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated:
        for name in parts.namelist():
            dated.writestr(zipfile.ZipInfo(name, EARLIEST), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
