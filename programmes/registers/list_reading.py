"""A list of people as text: pasted, or read from a file. Nothing here looks at the records."""

import csv
import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from documents.display import counted
from programmes.models import Mark
from programmes.registers.finding import Said
from schools.names import folded

MOST_LINES = 450
"""Each line may ask two questions, and a browser may send the portal a thousand answers."""
MOST_CHARACTERS = 100_000
MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_UNPACKED, MOST_ENTRIES = 2 * MEGABYTE, 12 * MEGABYTE, 500
MOST_COLUMNS = 30
LONGEST = {"name": 200, "email": 254, "school": 200}
SEPARATORS = "\t;,"
HEADINGS = {
    "name": {"name", "full name", "delegate", "delegate name", "participant", "attendee", "attendee name", "person"},
    "first": {"first name", "first names", "forename", "given name", "firstname"},
    "last": {"last name", "surname", "family name", "lastname"},
    "email": {"e mail", "email", "email address", "e mail address", "mail"},
    "school": {"school", "school name", "organisation", "organization", "setting", "place", "urn", "school or setting"},
    "mark": {"attended", "attendance", "mark", "present", "status", "attended y n"},
}
MARKS = {
    Mark.ATTENDED: {"attended", "yes", "y", "true", "1", "x", "present", "p", "here", "√", "✓", "✔"},
    Mark.ABSENT: {"absent", "no", "n", "false", "0", "did not attend", "dna", "not attended", "no show", "a"},
    Mark.EXCUSED: {"excused", "apologies", "sent apologies", "apology", "e"},
}
WORDS_OF_MARKS = {word: mark for mark, words in MARKS.items() for word in words}


@dataclass(frozen=True)
class Line:
    """A line of the list; `mark` is what it says of them, or empty where a column of marks says nothing."""

    number: int
    said: Said
    mark: str

    @property
    def key(self) -> str:
        """Names the line in a form, also when lines before it come and go."""
        return hashlib.sha256(f"{self.said.name}\n{self.said.email}".encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Problem:
    number: int
    value: str
    advice: str


class Refused(Exception):
    """The list cannot be read at all; the text says what to do."""


def text_of(data: bytes) -> str:
    """What a file holds, as somebody would paste it. Raises `Refused`."""
    if len(data) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES // MEGABYTE} MB. Save only the list in it.")
    if data.startswith(b"PK"):
        return _as_text(_cells(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.")
    return _decoded(data)


def _decoded(data: bytes) -> str:
    """UTF-8 with its mark or without, UTF-16 with its mark, else Windows-1252."""
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text
    raise Refused("This is no list that the portal can read. It reads Excel workbooks (.xlsx) and .csv files.")


def _cells(data: bytes) -> list[Sequence[Any]]:
    """The first sheet that holds anything. What the archive declares bounds what is unpacked of it."""
    import openpyxl  # here: 20 MB of every process that reads no list

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise Refused("The workbook is larger than a list of people. Save only the list in it.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that do not matter here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                bounds = {"max_row": MOST_LINES + 20, "max_col": MOST_COLUMNS}
                rows = [row for row in sheet.iter_rows(values_only=True, **bounds) if any(map(_text, row))]
                if rows:
                    return rows
    except Refused:
        raise
    except Exception as error:  # openpyxl's own for a damaged workbook are of any kind
        raise Refused(
            "The workbook cannot be read. Open it in Excel and save it as “Excel Workbook (.xlsx)”."
        ) from error
    raise Refused("The workbook is empty.")


def _as_text(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(map(_without_blanks, rows))
    return out.getvalue()


def _without_blanks(row: Sequence[Any]) -> list[str]:
    """To the last cell that holds anything."""
    cells = list(map(_text, row))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return " ".join(str(cell).replace("\0", "").split())


def parse(text: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a list, with headings or without, and what is wrong with the others. Raises `Refused`."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"A list has at most {MOST_CHARACTERS:,} letters, and this has {len(text):,}. Read it in parts.")
    rows = _rows(text)
    if len(rows) > MOST_LINES + 1:
        raise Refused(
            f"A list has at most {counted(MOST_LINES, 'line')}, and this has {len(rows):,}. Read it in parts."
        )
    columns = _columns(rows[0][1]) if rows else {}
    if columns and not {"name", "first", "last"} & set(columns):
        raise Refused("No column is headed Name. Write it above the names: Name, E-mail, School, Attended.")
    lines, problems = [], []
    for number, cells in rows[1:] if columns else rows:
        said = _by_heading(cells, columns) if columns else _by_looks(cells)
        line, wrong = _line(number, said)
        problems += wrong
        lines += [line] if not wrong else []
    if not lines and not problems:
        raise Refused("There is nobody in this list.")
    return lines, problems


def _rows(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False)
    rows, start = [], 1
    try:
        for cells in reader:
            cells = [_unguarded(" ".join(cell.replace("\0", "").split())) for cell in cells[:MOST_COLUMNS]]
            if any(cells):
                rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Refused(f"Line {start} cannot be read: look for a quotation mark that is never closed.") from error
    return rows


def _separator(text: str) -> str:
    """The one that finds most headings in the first line; without headings the first of them that is used at all."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    found = {one: len(_columns(first.split(one))) for one in SEPARATORS}
    best = max(SEPARATORS, key=lambda one: found[one])
    return best if found[best] > 1 else next((one for one in SEPARATORS if one in text), ",")


def _unguarded(cell: str) -> str:
    """Exports put an apostrophe before a cell that Excel would take for a formula."""
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell


def _columns(cells: list[str]) -> dict[str, int]:
    """What each heading is of; none where the first line is a person."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        word = folded(cell)
        what = next((name for name, words in HEADINGS.items() if word in words), None)
        if what and what not in found:
            found[what] = at
    return found


def _by_heading(cells: list[str], columns: dict[str, int]) -> dict[str, str]:
    said = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
    if "name" not in said:
        said["name"] = f"{said.get('first', '')} {said.get('last', '')}".strip()
    return said


def _by_looks(cells: list[str]) -> dict[str, str]:
    """Without headings: what has an @ is the e-mail address, a last word of attendance the mark; name, then school."""
    email = next((cell for cell in cells if "@" in cell), "")
    others = [cell for cell in cells if cell and cell != email]
    said = {"email": email}
    if len(others) > 1 and folded_mark(others[-1]):
        said["mark"] = others.pop()
    return said | dict(zip(("name", "school"), others, strict=False))


def folded_mark(text: str) -> str:
    """The mark that a word stands for, or nothing."""
    return WORDS_OF_MARKS.get(folded(text) or text.strip(), "")


def _line(number: int, said: dict[str, str]) -> tuple[Line | None, list[Problem]]:
    problems = []

    def wrong(value: str, advice: str) -> None:
        problems.append(Problem(number, value[:100], advice))

    name, email, school = said.get("name", ""), said.get("email", "").lower(), said.get("school", "")
    if name.count(",") == 1:
        name = " ".join(part.strip() for part in reversed(name.split(",")))
    if not folded(name):
        wrong(name, "Write a name, in the letters of English." if name else "There is no name in this line.")
    for what, value in (("name", name), ("email", email), ("school", school)):
        if len(value) > LONGEST[what]:
            wrong(value, f"This is longer than {LONGEST[what]} letters.")
    if email and len(email) <= LONGEST["email"] and not _is_email(email):
        wrong(email, "This is no e-mail address.")
    word = said.get("mark")
    mark = Mark.ATTENDED if word is None else folded_mark(word)
    if word and not mark:
        wrong(word, "Write attended, absent or excused.")
    return Line(number, Said(name, email, school), mark), problems


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
