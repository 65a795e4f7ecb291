"""A file of official data on its way in: from an upload, a path or an address, for as long as it is read."""

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from accounts.history.recording import recording
from official.reading.fetching import fetch
from official.reading.files import Source, opened
from official.taking_in import Plan, take_in
from schools.models import OfficialFile
from spreadsheets.refusals import FileRefused

MEGABYTE = 1024 * 1024
MAX_FILE = 120 * MEGABYTE
"""GIAS's extract is 60 MB as a .csv."""


class DayUnknown(Exception):
    """Neither the name of the file nor a person says of what day it is."""

    def __init__(self) -> None:
        super().__init__("The name of the file does not say of which day it is. Say it.")


@contextmanager
def uploaded(file: UploadedFile) -> Iterator[Source]:
    """Raises `FileRefused`."""
    with tempfile.NamedTemporaryFile(prefix="official-") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        with opened(Path(kept.name), file.name) as source:
            yield source


@contextmanager
def found_at(place: str) -> Iterator[Source]:
    """`place` is a path or an http(s) address. Raises `FileRefused`, or `NotFetched`."""
    if place.lower().startswith(("http://", "https://")):
        with tempfile.TemporaryDirectory(prefix="official-") as folder:
            path = Path(folder) / "file"
            name = fetch(place, into=path)
            with opened(path, name) as source:
                yield source
    else:
        path = Path(place)
        if not path.is_file():
            raise FileRefused(f"There is no file {place}.")
        with opened(path, path.name) as source:
            yield source


def day_of(source: Source, said: datetime.date | None) -> datetime.date:
    """What a person says of the day goes before what the name says. Raises `DayUnknown`."""
    if day := said or source.as_at:
        return day
    raise DayUnknown()


def take_in_recorded(
    source: Source, *, said: datetime.date | None, by: Any, **context: Any
) -> tuple[OfficialFile, Plan]:
    """Taken in, with the name of the file in the history of all it writes."""
    with recording(file=source.name, **context):
        return take_in(source, as_at=day_of(source, said), by=by)
