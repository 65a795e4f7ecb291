"""The stored files of attachments and drafts."""

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import transaction

from visits.models import Attachment, DraftFile


def remove_when_unused(names: Iterable[str]) -> None:
    """Once the transaction is committed, remove those stored files that no record has any more."""
    names = list(names)
    transaction.on_commit(lambda: _remove(names))


def _remove(names: list[str]) -> None:
    used = {name for model in (Attachment, DraftFile) for name in _among(model, names)}
    for name in set(names) - used:
        default_storage.delete(name)


def _among(model: type[Attachment | DraftFile], names: list[str]) -> Iterable[str]:
    return model.objects.filter(file__in=names).values_list("file", flat=True)
