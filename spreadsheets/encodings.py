"""How the letters of a text file are encoded, which nothing in a .csv file says."""

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

from spreadsheets.refusals import SheetRefused

BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(chunks: Iterable[bytes]) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else Windows-1252. Raises `SheetRefused`.

    The file is handed over piece by piece: any byte of it can tell that it is no UTF-8.
    """
    pieces: Iterator[bytes] = iter(chunks)
    first = next(pieces, b"")
    names = ["utf-16"] if first.startswith(BYTE_ORDER_MARKS) else ["utf-8-sig", "cp1252"]
    decoders = {name: codecs.getincrementaldecoder(name)() for name in names}
    for piece, is_last in chain(((piece, False) for piece in chain([first], pieces)), [(b"", True)]):
        for name, decoder in list(decoders.items()):
            try:
                decoder.decode(piece, is_last)
            except UnicodeDecodeError:
                del decoders[name]
        if not decoders:
            raise SheetRefused("This is not text that the portal can read. Save it from Excel as “CSV UTF-8”.")
    return next(iter(decoders))
