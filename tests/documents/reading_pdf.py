"""A PDF's words, as a reader's program gets them."""

import os
import shutil
import subprocess

import pytest


def words_of(pdf: bytes) -> str:
    """Line by line, with what one cell of a table holds beside the next. In CI the program's absence fails."""
    if not shutil.which("pdftotext"):
        missing = "There is no pdftotext: apt-get install poppler-utils"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return done.stdout.decode()
