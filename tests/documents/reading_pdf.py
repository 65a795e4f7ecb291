"""A PDF's words and tags, as a reader's program gets them."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest


@dataclass
class Tag:
    """A tag with what it holds: words and further tags, in reading order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Tag | str"] = field(default_factory=list)

    @property
    def tags(self) -> list["Tag"]:
        return [each for each in self.inside if isinstance(each, Tag)]

    @property
    def words(self) -> str:
        """With a line for each paragraph within."""
        said = ""
        for each in self.inside:
            is_block = isinstance(each, Tag) and each.name == "P"
            said += f"{chr(10) if is_block and said else ''}{each if isinstance(each, str) else each.words}"
        return said

    def every(self, *names: str) -> Iterator["Tag"]:
        """Those of the names at any depth, in reading order."""
        for each in self.tags:
            if each.name in names:
                yield each
            yield from each.every(*names)

    def only(self, name: str) -> "Tag":
        (found,) = (each for each in self.tags if each.name == name)
        return found


def words_of(pdf: bytes) -> str:
    """Line by line, with what one cell of a table holds beside the next."""
    return _said_by(["pdftotext", "-layout", "-", "-"], pdf)


def pages_of(pdf: bytes) -> list[list[str]]:
    """The lines of each page in the order in which they were set, with single spaces."""
    pages = _said_by(["pdftotext", "-raw", "-", "-"], pdf).split("\f")[:-1]
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages]


def tags_of(pdf: bytes) -> list[tuple[str, str]]:
    """Each tag that holds words, and these words, in reading order."""
    found: list[tuple[str, str]] = []
    for line in _said_by(["pdfinfo", "-struct-text", "-"], pdf).splitlines():
        if tag := re.match(r"\s*([A-Z][A-Za-z0-9]*)\b", line):
            found.append((tag[1], ""))
        elif words := re.match(r'\s*"(.*)"$', line):
            found[-1] = (found[-1][0], found[-1][1] + words[1])
    return [(tag, words) for tag, words in found if words]


def tree_of(pdf: bytes) -> Tag:
    """The document by its tags."""
    root = Tag("")
    open_: list[tuple[int, Tag]] = [(-1, root)]
    for line in _said_by(["pdfinfo", "-struct-text", "-"], pdf).splitlines():
        deep, said = len(line) - len(line.lstrip()), line.strip()
        while deep <= open_[-1][0]:
            open_.pop()
        if words := re.fullmatch(r'"(.*)"', said):
            open_[-1][1].inside.append(words[1])
        elif attribute := re.fullmatch(r"/(\w+) (.*)", said):
            open_[-1][1].attributes[attribute[1]] = attribute[2]
        elif name := re.match(r"[A-Z]\w*", said):
            open_[-1][1].inside.append(tag := Tag(name[0]))
            open_.append((deep, tag))
    return root


def alternatives_of(pdf: bytes) -> list[str]:
    """What stands for each picture, in the order of the file."""
    found = re.findall(rb"/Alt\s*(?:\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f\s]*)>)", pdf, re.DOTALL)
    return [_decoded(bytes.fromhex(each[1].decode()) if each[1] else _unescaped(each[0])) for each in found]


def _unescaped(written: bytes) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", written, flags=re.DOTALL)


def _decoded(text: bytes) -> str:
    return text.decode("utf-16") if text.startswith(b"\xfe\xff") else text.decode("latin-1")


def facts_of(pdf: bytes) -> dict[str, str]:
    """What the file says of itself: its title, whether it is tagged."""
    lines = (line.partition(":") for line in _said_by(["pdfinfo", "-"], pdf).splitlines())
    return {what: which.strip() for what, _, which in lines}


def links_of(pdf: bytes) -> list[str]:
    """The addresses outside the document."""
    return [line.split()[-1] for line in _said_by(["pdfinfo", "-url", "-"], pdf).splitlines()[1:]]


def sizes_of(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    said = _said_by(["pdfinfo", "-f", "1", "-l", "10000", "-"], pdf)
    return [(round(float(x)), round(float(y))) for x, y in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", said)]


def corner_of(pdf: bytes) -> str:
    """The colour at the left edge of the first page."""
    drawn = _said_by(["pdftoppm", "-r", "20", "-l", "1", "-"], pdf, encoding="latin-1")
    return "#" + drawn.split("\n", 3)[3][:3].encode("latin-1").hex()


def _said_by(program: list[str], pdf: bytes, encoding: str = "utf-8") -> str:
    """In CI the program's absence fails."""
    if not shutil.which(program[0]):
        missing = f"There is no {program[0]}: apt-get install poppler-utils"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return subprocess.run(program, input=pdf, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode(
        encoding, "replace"
    )
