"""A letter-like document as PDF: tagged and titled for who reads it by ear (PDF/UA-1).

The words travel as data beside a template that never changes, so nothing that was typed is read as Typst's markup.
"""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).with_name("pdf.typ")
LONGEST_WORD = 60
"""Longer ones may be broken anywhere, lest they run over the edge of the page."""
NOT_WRITTEN = {"Cc", "Cn", "Co", "Cs"}  # controls and what Unicode gives no meaning: no font has them


@dataclass(frozen=True)
class Grid:
    """A table with a line of headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it: texts, in which an empty line parts paragraphs, and tables.

    `is_marked` sets it apart, for what is not for everyone.
    """

    title: str
    blocks: tuple[str | Grid, ...]
    is_marked: bool = False


@dataclass(frozen=True)
class Letter:
    """`notice` stands in a box at the top, `facts` (what, which) in lines below the title, `footer` on every page."""

    sender: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    footer: str = ""
    notice: str = ""


def to_pdf(letter: Letter) -> bytes:
    return set_in(TEMPLATE, "letter", _blocks_apart(asdict(letter)))


def set_in(template: Path, name: str, words: dict, **untouched: object) -> bytes:
    """`words` as the template sets them, which finds them as `sys.inputs.{name}`.

    PDF/UA-1; tagged all the same but for that name where a character is in no font, and stands as a box. What nobody
    reads, such as an address or an image, goes `untouched`: long words are broken in `words`, and only there.
    """
    import typst  # here and below: 7 MB of every process that sets no page

    inputs = {name: json.dumps(_written(words))} | {each: json.dumps(value) for each, value in untouched.items()}
    try:
        return _compiled(template, inputs, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return _compiled(template, inputs, "1.7")


def _compiled(template: Path, inputs: dict[str, str], standard: str) -> bytes:
    import typst

    return typst.compile(template, format="pdf", font_paths=fonts(), sys_inputs=inputs, pdf_standards=standard)


@cache
def fonts() -> Any:
    """Typst's own, and this machine's for scripts that those lack: looked for once."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _blocks_apart(letter: dict) -> dict:
    """Each block says what it is: `paragraphs`, each a list of lines, or `grid`."""
    parts = [
        part
        | {
            "blocks": [
                {"paragraphs": paragraphs_of(block)} if isinstance(block, str) else {"grid": block}
                for block in part["blocks"]
            ]
        }
        for part in letter["parts"]
    ]
    return letter | {"parts": parts}


def paragraphs_of(text: str) -> list[list[str]]:
    return [part.split("\n") for part in re.split(r"\n\s*\n", "\n".join(text.splitlines()).strip("\n"))]


def _written(value: object) -> object:
    """Every text in it as it can be set."""
    match value:
        case dict():
            return {name: _written(one) for name, one in value.items()}
        case list() | tuple():
            return [_written(one) for one in value]
        case str():
            letters = (
                " " if letter != "\n" and unicodedata.category(letter) in NOT_WRITTEN else letter for letter in value
            )
            return re.sub(rf"\S{{{LONGEST_WORD}}}", "\\g<0>\u200b", "".join(letters))
        case _:
            return value
