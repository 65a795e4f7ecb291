"""The files that records came from."""

import datetime
from dataclasses import dataclass
from typing import Any

from pghistory.models import Context

from accounts.history.recording import FILE, PERSON
from accounts.models import User
from accounts.permissions import Permission


@dataclass(frozen=True)
class FileRead:
    """A file whose rows were applied; `by` is empty where a command did it."""

    at: datetime.datetime
    name: str
    by: str


def files_read(user: Any, most: int) -> list[FileRead]:
    """The latest files that changed anything, newest first; none for who may not read files in."""
    if not user.may(Permission.WORKBOOK_IMPORT):
        return []
    found = list(Context.objects.filter(metadata__has_key=FILE).order_by("-created_at", "pk")[:most])
    people = {str(person.pk): str(person) for person in User.objects.filter(pk__in=_numbers(found))}
    return [FileRead(one.created_at, one.metadata[FILE], people.get(one.metadata.get(PERSON), "")) for one in found]


def _numbers(contexts: list[Context]) -> list[str]:
    return [number for context in contexts if (number := context.metadata.get(PERSON))]
