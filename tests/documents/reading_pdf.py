"""A PDF's words and tags, as a reader's program gets them."""

import os
import re
import shutil
import subprocess

import pytest


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
