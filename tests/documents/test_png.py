"""What is a PNG that every format can print."""

import pytest

from documents.png import can_be_printed, size_of
from tests.documents.pictures import png

GARBLED = png().replace(b"IDAT", b"IDAX")


def test_a_png_says_how_large_it_is_and_can_be_printed():
    assert (size_of(png(40, 20)), can_be_printed(png(40, 20))) == ((40, 20), True)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b" " + png(), png()[:8], png()[:40]])
def test_what_is_no_png_or_breaks_off_has_no_size(content):
    with pytest.raises(ValueError, match=r"no PNG|breaks off"):
        size_of(content)


@pytest.mark.parametrize("content", [png()[:40], GARBLED, png(0, 0)])
def test_one_whose_dots_cannot_be_read_cannot_be_printed(content):
    assert can_be_printed(content) is False
