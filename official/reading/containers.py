"""What a file holds, told by its content and never by its name: a zip's files, a workbook's sheets, a text's table."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from official.reading.grids import Grid, XlsxGrid, csv_grids
from official.reading.ods import ods_grids
from spreadsheets import archives, xlsx
from spreadsheets.encodings import encoding_of
from spreadsheets.refusals import FileRefused, SheetRefused

CHUNK = 1 << 20
WANTED = "The portal reads GIAS’s and Ofsted’s files as .csv, .xlsx or .ods, or a .zip with one of them."
OPEN_DOCUMENT_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
NO_TABLES = {
    b"\xd0\xcf\x11\xe0": "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without one.",
    b"%PDF": f"This is a PDF. {WANTED}",
    b"<": f"This is a web page. Download the file itself. {WANTED}",
}


def held(path: Path, name: str, folder: Path) -> list[tuple[Path, str]]:
    """The file itself; or if it is a zip, the files in it, unpacked into `folder`, each with its name."""
    with archives.refusing_damage():
        size = path.stat().st_size
    if size > archives.MAX_UNPACKED:
        raise FileRefused(f"The file is larger than {archives.MAX_UNPACKED // archives.MEGABYTE} MB.")
    if _is_of(path) != "zip":
        return [(path, name)]
    files = []
    with archives.opened(path) as archive:
        for n, entry in enumerate(entry for entry in archive.infolist() if _is_somebodys(entry)):
            unpacked = folder / str(n)
            with archive.open(entry) as packed, unpacked.open("wb") as file:
                while chunk := packed.read(CHUNK):
                    file.write(chunk)
            files.append((unpacked, PurePosixPath(entry.filename.replace("\\", "/")).name))
    if not files:
        raise FileRefused(f"There is no file in it. {WANTED}")
    return files


def _is_somebodys(entry: zipfile.ZipInfo) -> bool:
    """No folder, and none of what a Mac adds."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    return bool(parts) and not entry.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith(".")


@contextmanager
def grids(path: Path, name: str) -> Iterator[Sequence[Grid]]:
    """The tables of a file that is no zip, to be read before it closes. Raises `FileRefused`."""
    kind = _is_of(path)
    if kind == "zip":
        raise FileRefused("There is a zip inside the zip. Unpack it first.")
    if kind == "xlsx":
        with xlsx.opened(path) as sheets:
            yield [XlsxGrid(path, sheet) for sheet in sheets]
    elif kind == "ods":
        yield ods_grids(path)
    else:
        yield csv_grids(path, name, _encoding(path))


def _is_of(path: Path) -> str:
    """`xlsx`, `ods`, `zip` or `text`. Raises `FileRefused` for anything that is none of them."""
    with archives.refusing_damage(), path.open("rb") as file:
        beginning = file.read(8)
    if not beginning:
        raise FileRefused("The file is empty.")
    if advice := next((words for mark, words in NO_TABLES.items() if beginning.startswith(mark)), ""):
        raise FileRefused(advice)
    if not beginning.startswith(b"PK"):
        return "text"
    with archives.opened(path) as archive:
        names = set(archive.namelist())
        if "mimetype" in names and archive.read("mimetype")[:100].startswith(OPEN_DOCUMENT_SHEET):
            return "ods"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise FileRefused(f"This is another kind of file. {WANTED}")
    return "zip"


def _encoding(path: Path) -> str:
    with archives.refusing_damage(), path.open("rb") as file:
        try:
            return encoding_of(iter(lambda: file.read(CHUNK), b""))
        except SheetRefused as error:
            raise FileRefused(str(error)) from error
