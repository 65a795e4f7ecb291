"""Zip files opened with care: a small file can unpack to more than a machine holds."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spreadsheets.refusals import FileRefused

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 400 * MEGABYTE
MAX_ENTRIES = 1_000
MAX_RATIO = 200  # of an entry over 10 MB; a sheet of figures packs to a tenth, one of styled blanks to a hundredth
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`, once what it declares is within bounds; damage found while it is read is refused too.

    Python reads no more of an entry than the archive declares, and then compares its checksum: what is declared bounds
    what is really there.
    """
    with refusing_damage(), zipfile.ZipFile(path) as archive:
        _check(archive.infolist())
        yield archive


@contextmanager
def refusing_damage() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileRefused("The file is damaged or incomplete. Save it again, or fetch it again.") from error
    except OSError as error:
        raise FileRefused(f"The file cannot be read: {error.strerror or error}.") from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise FileRefused(f"The file holds {len(entries):,} files, and may hold {MAX_ENTRIES:,} files.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("The file is protected by a password. Save it without one.")
    if any(entry.compress_type not in METHODS for entry in entries):
        raise FileRefused("The file is packed in an unusual way. Pack it as an ordinary zip.")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(map(_is_bomb, entries)):
        raise FileRefused(f"The file unpacks to more than the portal can read ({MAX_UNPACKED // MEGABYTE} MB).")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > 10 * MEGABYTE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
