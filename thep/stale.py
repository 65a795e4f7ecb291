"""Forms that notice when a record was changed by somebody else after they were opened."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict


class NoticesChanges(forms.ModelForm):
    """Carries what the record said when the form was opened. Where it says something else by now, saving is held up
    once, in words that name it; saving again then writes over it.

    The view reads the record for update, so that nobody comes between looking and writing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._standing = model_to_dict(self.instance, fields=[*self.fields]) if self.instance.pk else {}
        self.fields["opened_with"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=_digest(self._standing)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        now = _digest(self._standing)
        if self.instance.pk and self.data.get(self.add_prefix("opened_with")) != now:
            self.data = self.data.copy()
            self.data[self.add_prefix("opened_with")] = now
            self.add_error(
                None, f"Somebody changed this while you had it open. {self._said()} Save again to change it."
            )
        return cleaned

    def _said(self) -> str:
        """What stands on record, of the fields in which something else was typed."""
        other = [
            f"{self.fields[name].label or name}: {self._in_words(name, value) or 'nothing'}."
            for name, value in self._standing.items()
            if name in self.cleaned_data and self[name].value() != self[name].initial
        ]
        return " ".join(["On record now stands:", *other]) if other else ""

    def _in_words(self, name: str, value: Any) -> str:
        choices = (
            dict(getattr(self.fields[name], "choices", ()) or ()) if not hasattr(self.fields[name], "queryset") else {}
        )
        related = getattr(self.instance, name) if hasattr(self.fields[name], "queryset") else None
        return str(related or choices.get(value) or value or "")


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
