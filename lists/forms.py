"""Saving the filters of a list."""

from typing import Any

from django import forms

from lists.models import MOST_IN_A_QUERY, SavedFilter


class SaveFilterForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=SavedFilter._meta.get_field("name").max_length,
        help_text="A name you have used before then holds these filters instead.",
    )

    def __init__(self, *args: Any, query: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = query

    def clean(self) -> dict[str, Any]:
        if not self.query:
            raise forms.ValidationError("Choose a filter or an order first: there is nothing to save.")
        if len(self.query) > MOST_IN_A_QUERY:
            raise forms.ValidationError("These filters are too long to save.")
        return super().clean()
