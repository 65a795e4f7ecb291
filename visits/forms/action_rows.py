"""The part of the form that says what was agreed to do: a row for each action, and empty ones to write in."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from accounts.models import User
from thep.days import day_field
from visits.actions import Agreed
from visits.models import Action

MOST_ROWS, EMPTY_ROWS = 30, 2
FIELD = re.compile(r"actions-(\d{1,3})-(number|what|owner|owner_name|due_on|is_internal|remove)")
HEAD = "head"


class ActionRow(forms.Form):
    """One action. `number` is that of one on record; a row without words is no action."""

    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what = forms.CharField(label="What is to be done", max_length=500, required=False)
    owner = forms.ChoiceField(label="Who does it", required=False)
    owner_name = forms.CharField(label="Or somebody else", max_length=200, required=False)
    due_on = day_field("Due", required=False)
    is_internal = forms.BooleanField(label="For the partnership only: the school does not see it", required=False)
    remove = forms.BooleanField(label="Remove this action", required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, owners: list[User], action: Action | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        self.owners = {str(person.pk): person for person in owners}
        if action and action.owner_id:
            self.owners.setdefault(str(action.owner_id), action.owner)
        people = [(number, str(person)) for number, person in self.owners.items()]
        self.fields["owner"].choices = [("", "Nobody yet"), (HEAD, "The headteacher"), ("People", people)]
        if action:
            del self.fields["is_internal"]
        else:
            del self.fields["remove"]

    @property
    def is_empty(self) -> bool:
        words = ("what", "owner", "owner_name", "due_on")
        return not any(str(self[name].value() or "").strip() for name in words)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_removed or (self.is_empty and not self.action):
            return cleaned
        if not cleaned.get("what") and "what" not in self.errors:
            self.add_error("what", "Say what is to be done, or empty the row.")
        if cleaned.get("owner") and cleaned.get("owner_name"):
            self.add_error("owner_name", "Choose a person or write a name, not both.")
        return cleaned

    @property
    def is_removed(self) -> bool:
        return bool(self.cleaned_data.get("remove"))

    def agreed(self) -> Agreed:
        cleaned = self.cleaned_data
        return Agreed(
            what=cleaned["what"],
            owner=self.owners.get(cleaned["owner"]),
            is_head=cleaned["owner"] == HEAD,
            owner_name=cleaned["owner_name"],
            due_on=cleaned["due_on"],
            is_internal=self.action.is_internal if self.action else cleaned["is_internal"],
            action=self.action,
            is_removed=self.is_removed,
        )


class ActionRows:
    """The rows as one thing to show, to check and to save. Rows are known by what was typed in them, in any number."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        typed: Mapping[str, list[str]] | None = None,
        owners: list[User],
        actions: Iterable[Action] = (),
    ) -> None:
        """`data` is what was sent, to be checked; `typed` what a draft holds, to be shown as it is."""
        self._owners, self._actions = owners, {action.pk: action for action in actions}
        source = data if data is not None else typed
        if source is None:
            given = [self._on_record(number, action) for number, action in enumerate(self._actions.values())]
        else:
            numbers = sorted({int(named[1]) for name in source if (named := FIELD.fullmatch(name))})[:MOST_ROWS]
            given = [self._row(number, source, is_checked=data is not None) for number in numbers]
            given = [row for row in given if row.action or not row.is_empty]
        following = max((int(row.prefix.removeprefix("actions-")) for row in given), default=-1) + 1
        self.given = given
        self.empty = [self._blank(following + number) for number in range(EMPTY_ROWS)]
        self.pattern = self._blank("NUMBER")

    def _blank(self, number: int | str) -> ActionRow:
        return ActionRow(prefix=f"actions-{number}", owners=self._owners)

    def _on_record(self, number: int, action: Action) -> ActionRow:
        initial = {
            "number": action.pk,
            "what": action.what,
            "owner": "" if action.owner_name else str(action.owner_id or ""),
            "owner_name": action.owner_name,
            "due_on": action.due_on,
        }
        return ActionRow(prefix=f"actions-{number}", owners=self._owners, action=action, initial=initial)

    def _row(self, number: int, source: Any, *, is_checked: bool) -> ActionRow:
        prefix = f"actions-{number}"

        def last(name: str) -> str:
            value = source.get(f"{prefix}-{name}") or ""
            return value[-1] if isinstance(value, list) else value

        told = last("number")
        action = self._actions.get(int(told)) if re.fullmatch(r"[0-9]{1,9}", told) else None
        kwargs: dict[str, Any] = {"prefix": prefix, "owners": self._owners, "action": action}
        if is_checked:
            return ActionRow(source, **kwargs)
        return ActionRow(initial={name: last(name) for name in ActionRow.base_fields}, **kwargs)

    def __iter__(self) -> Any:
        return iter([*self.given, *self.empty])

    @property
    def has_some(self) -> bool:
        return bool(self.given)

    @property
    def has_errors(self) -> bool:
        return any(row.errors for row in self.given)

    def are_valid(self, *, met_on: datetime.date | None) -> bool:
        """Whether each row can be saved, with nothing due before the day of the visit."""
        for row in self.given:
            row.full_clean()
            due = row.cleaned_data.get("due_on")
            if met_on and due and due < met_on and not row.action:
                row.add_error("due_on", "This is before the visit.")
        return not self.has_errors

    def agreed(self) -> list[Agreed]:
        return [row.agreed() for row in self.given]
