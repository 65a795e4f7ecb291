"""Visits as typed so far, kept for who types them until they are saved."""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from visits.attachments import Upload, remove_when_unused
from visits.models import Draft, DraftFile, Visit

MOST_CHARACTERS = 1_000_000
FIELDS = re.compile(
    r"places|place_name|visited_on|kind|status|cancelled_because|visitors|others|met|focus|purpose|shared_note"
    r"|internal_note|corrected_because|is_files_internal|removed_files|is_for_all|version|actions-\d{1,3}-\w{1,20}"
)


class TooMuch(Exception):
    """More than a visit can hold."""


def hold(person: User) -> None:
    """What a person saves from here to the end of the transaction waits for what they are saving in another."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def typed_in(sent: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields of a visit's form among what was sent. NUL, which no database takes, is left out."""
    typed = {name: [value.replace("\0", "") for value in sent.getlist(name)] for name in sent if FIELDS.fullmatch(name)}
    if sum(len(value) for values in typed.values() for value in values) > MOST_CHARACTERS:
        raise TooMuch
    return typed


@transaction.atomic
def keep(*, key: uuid.UUID, typed: dict[str, list[str]], visit: Visit | None = None, by: User) -> Draft | None:
    """Keep what was typed. Nothing where the key is another person's; of changes to a visit there is one draft."""
    hold(by)
    if visit is not None and (there := Draft.objects.filter(owner=by, visit=visit).first()):
        key = there.key
    draft = Draft.objects.filter(pk=key).first()
    if draft is None:
        return Draft.objects.create(key=key, owner=by, visit=visit, typed=typed)
    if draft.owner_id != by.pk or draft.visit_id != (visit and visit.pk):
        return None
    draft.typed = typed
    draft.save(update_fields=["typed", "typed_at"])
    return draft


def waiting(person: User) -> list[Draft]:
    """The visits they began to log and did not save, the latest first."""
    return list(Draft.objects.visible_to(person).filter(visit=None).order_by("-typed_at", "pk"))


def of_visit(visit: Visit, person: User) -> Draft | None:
    return Draft.objects.visible_to(person).filter(visit=visit).first()


def files_of(key: uuid.UUID, person: User) -> list[DraftFile]:
    return list(DraftFile.objects.visible_to(person).filter(draft=key).order_by("pk"))


def add_files(*, draft: Draft, uploads: Iterable[Upload]) -> list[DraftFile]:
    return [
        DraftFile.objects.create(
            draft=draft, file=upload.file, name=upload.name, media_type=upload.media_type, size=upload.size
        )
        for upload in uploads
    ]


@transaction.atomic
def remove_file(file: DraftFile) -> None:
    file.delete()
    remove_when_unused([file.file.name])


@transaction.atomic
def discard(draft: Draft) -> None:
    """The draft goes, and of its files those that nothing else has."""
    names = list(draft.files.values_list("file", flat=True))
    draft.delete()
    remove_when_unused(names)


def end(key: uuid.UUID, person: User) -> None:
    if draft := Draft.objects.visible_to(person).filter(pk=key).first():
        discard(draft)


def end_of(visit: Visit, person: User) -> None:
    if draft := of_visit(visit, person):
        discard(draft)
