"""How the letters of a file are encoded, told from any of its pieces."""

import pytest

from spreadsheets.encodings import encoding_of
from spreadsheets.refusals import SheetRefused

WORDS = "St Anne’s, Curé"


def pieces(data, size):
    return [data[n : n + size] for n in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    ("written", "encoding"),
    [("ascii", "utf-8-sig"), ("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252")],
)
def test_encoding_is_told_however_the_file_is_cut(written, encoding, size):
    data = ("Ash School" if written == "ascii" else WORDS).encode(written)

    assert encoding_of(pieces(data, size)) == encoding


def test_utf_16_is_told_by_its_mark():
    assert encoding_of([WORDS.encode("utf-16")]) == "utf-16"


def test_letter_cut_off_at_the_end_is_no_utf_8():
    assert encoding_of([WORDS.encode()[:-1]]) == "cp1252"


def test_file_of_nothing_is_text():
    assert encoding_of([]) == "utf-8-sig"


@pytest.mark.parametrize("data", [b"\x81\x8d", "\ud800".encode("utf-16", "surrogatepass")[:-1]])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(SheetRefused, match="not text"):
        encoding_of([data])
