"""Where tables come from: an Excel workbook, a folder of .csv files, or a zip of that folder."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath

from spreadsheets import archives
from spreadsheets.refusals import FileRefused
from workbook import xlsx_files
from workbook.csv_files import CsvSheet
from workbook.tables import NAMES

MAX_FILE = 30 * archives.MEGABYTE  # as uploaded; England's 24,000 schools, packages and programmes take 5

Sheet = CsvSheet | xlsx_files.XlsxSheet

WANTED = "The portal reads an Excel workbook (.xlsx), or .csv files: a folder of them, or a .zip of that folder."
OLD_EXCEL, PDF = b"\xd0\xcf\x11\xe0", b"%PDF"
NO_TABLE = f"There is no table in it. {WANTED} Each .csv is named after its table: {NAMES}."


@contextmanager
def opened(path: Path) -> Iterator[list[Sheet]]:
    """What the file or folder holds, known tables or not, to be read before it closes. Raises `FileRefused`."""
    if path.is_dir():
        yield _found([_csv(file) for file in sorted(path.iterdir()) if _is_csv(file.name) and file.is_file()])
    elif not path.exists():
        raise FileRefused(f"There is no file or folder {path}.")
    elif path.stat().st_size > archives.MAX_UNPACKED:
        raise FileRefused(f"The file is larger than {archives.MAX_UNPACKED // archives.MEGABYTE} MB.")
    elif _is_csv(path.name):
        yield [_csv(path)]
    elif _is_workbook(path):
        with xlsx_files.opened(path) as sheets:
            yield sheets
    else:
        with archives.opened(path) as archive:
            entries = [entry for entry in archive.infolist() if _is_table(entry)]
        yield _found([CsvSheet(PurePosixPath(_name(entry)).stem, partial(_unpack, path, entry)) for entry in entries])


def _is_workbook(path: Path) -> bool:
    """An Excel workbook, or else a zip; anything that is neither is refused."""
    with archives.refusing_damage(), path.open("rb") as file:
        beginning = file.read(8)
    if not beginning.startswith(b"PK"):
        raise FileRefused(_why_not(beginning))
    with archives.opened(path) as archive:
        names = set(archive.namelist())
    if "xl/workbook.bin" in names or "mimetype" in names or any(name.startswith(("word/", "ppt/")) for name in names):
        raise FileRefused("This is another kind of file. If it is a spreadsheet, save it as “Excel Workbook (.xlsx)”.")
    return "[Content_Types].xml" in names


def _is_table(entry: zipfile.ZipInfo) -> bool:
    return _is_csv(_name(entry)) and "__MACOSX" not in entry.filename.split("/")


def _is_csv(name: str) -> bool:
    return name.casefold().endswith(".csv") and not name.startswith(".")


def _name(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename.replace("\\", "/")).name


def _csv(path: Path) -> CsvSheet:
    return CsvSheet(path.stem, partial(_read, path))


def _read(path: Path) -> bytes:
    with archives.refusing_damage():
        return path.read_bytes()


def _unpack(path: Path, entry: zipfile.ZipInfo) -> bytes:
    with archives.opened(path) as archive:
        return archive.read(entry)


def _found(sheets: list[Sheet]) -> list[Sheet]:
    if not sheets:
        raise FileRefused(NO_TABLE)
    return sheets


def _why_not(beginning: bytes) -> str:
    if not beginning:
        return "The file is empty."
    if beginning.startswith(OLD_EXCEL):
        return (
            "This is an old Excel file (.xls), or one with a password. "
            "Open it in Excel and save it as “Excel Workbook (.xlsx)”, without a password."
        )
    if beginning.startswith(PDF):
        return f"This is a PDF. {WANTED}"
    return f"This is no spreadsheet. {WANTED}"
