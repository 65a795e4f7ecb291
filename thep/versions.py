"""Changing a record that somebody else may have changed after the form was opened."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models, transaction
from django.utils.text import capfirst


class ChangedMeanwhile(Exception):
    """Somebody changed the record after the form was opened. `names` are the fields that changed, `record` as it is."""

    def __init__(self, record: models.Model, names: list[str]) -> None:
        super().__init__()
        self.record, self.names = record, names


def version_of(record: models.Model, names: Iterable[str]) -> str:
    """What a form carries to tell later whether, and in what, the record was changed after it was opened."""
    return " ".join(f"{name}:{_short(record, name)}" for name in sorted(names))


def _short(record: models.Model, name: str) -> str:
    value = record._meta.get_field(name).value_from_object(record)
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


def changed_since(version: str, record: models.Model, names: Iterable[str]) -> list[str]:
    """The fields that say something else now than they did at `version`; all where that is no version of it."""
    read = dict(part.partition(":")[::2] for part in version.split())
    return [name for name in names if read.get(name) != _short(record, name)]


def as_it_is(record: models.Model, names: Iterable[str]) -> list[tuple[str, str]]:
    """What the record says of these fields, each by its name, in words."""
    return [(capfirst(record._meta.get_field(name).verbose_name), _words(record, name)) for name in names]


def _words(record: models.Model, name: str) -> str:
    shown: Callable[[], str] | None = getattr(record, f"get_{name}_display", None)
    value = shown() if shown else getattr(record, name)
    return ", ".join(value) if isinstance(value, list) else str("" if value is None else value)


@transaction.atomic
def change(*, record: models.Model, version: str, columns: dict[str, Any], by: Any) -> models.Model:
    """Write these columns; `ChangedMeanwhile` where one of them is no longer what the form was opened with.

    Pressed twice changes it once: what the record says already is no conflict.
    """
    held = type(record).objects.select_for_update().get(pk=record.pk)
    wanted = {name: value for name, value in columns.items() if getattr(held, name) != value}
    if not wanted:
        return held
    if names := changed_since(version, held, columns):
        raise ChangedMeanwhile(held, names)
    for name, value in wanted.items():
        setattr(held, name, value)
    held.save(update_fields=list(wanted))
    return held


class NoticesChanges(forms.ModelForm):
    """Carries what the record said when the form was opened. Where it says something else by now, saving is held up
    once, in words that name it; saving again then writes over it.

    The view reads the record for update, so that nobody comes between looking and writing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._written = [name for name in self._meta.fields if name in self.fields]
        self.fields["opened_with"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=version_of(self.instance, self._written)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = self.add_prefix("opened_with")
        if self.instance.pk and (names := changed_since(self.data.get(name, ""), self.instance, self._written)):
            self.data = self.data.copy()
            self.data[name] = version_of(self.instance, self._written)
            said = " ".join(f"{label}: {words or 'nothing'}." for label, words in as_it_is(self.instance, names))
            words = (
                f"Somebody changed this while you had it open. On record now stands: {said} Save again to change it."
            )
            self.add_error(None, words)
        return cleaned
