"""Choosing a school by typing part of its name."""

from typing import Any

from django import forms

from schools.models import School
from schools.names import folded

MOST_TO_CHOOSE_FROM = 12


class SchoolByNameForm(forms.Form):
    """`cleaned_data["school"]` is the school that `school_name` means, or `None` where that may be empty.

    Part of either name, or a whole URN that it has or had. Where several match, they are offered under the box; a name
    written in full wins.
    """

    school_name = forms.CharField(
        label="School", max_length=200, help_text="Part of its name, or its URN.", required=False
    )
    school = forms.ModelChoiceField(
        School.objects.none(), label="Which one?", required=False, widget=forms.HiddenInput, empty_label=None
    )
    is_school_required = True

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visible = School.objects.visible_to(user)
        self.fields["school"].queryset = self.visible

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, picked = cleaned.get("school_name", ""), cleaned.get("school")
        cleaned["school"] = None
        if not name:
            if self.is_school_required and "school_name" not in self.errors:
                self.add_error("school_name", "Write part of the school’s name, or its URN.")
            return cleaned
        found = list(self.visible.matching(name).with_urn().order_by("sort_name", "pk")[: MOST_TO_CHOOSE_FROM + 1])
        in_full = [school for school in found if folded(name) in (school.sort_name, school.search_name)]
        if picked in found:
            cleaned["school"] = picked
        elif len(found) == 1 or len(in_full) == 1:
            cleaned["school"] = (in_full or found)[0]
        elif not found:
            self.add_error("school_name", "No school has this name or URN.")
        elif len(found) > MOST_TO_CHOOSE_FROM:
            self.add_error("school_name", "Many schools have this in their name. Write more of it.")
        else:
            self._offer(found)
        return cleaned

    def _offer(self, found: list[School]) -> None:
        self.add_error("school_name", "Several schools match. Choose one below.")
        self.fields["school"].widget = forms.RadioSelect(
            choices=[(school.pk, f"{school} ({school.urn or 'no URN'})") for school in found]
        )
