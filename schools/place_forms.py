"""The part of a form in which schools and associates are chosen, by part of a name or by URN."""

from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.models import User
from schools import places
from schools.models import School
from schools.places import Place

MOST_PLACES = 60


@dataclass(frozen=True)
class Offer:
    """A place as a box to tick."""

    value: str
    name: str
    about: str
    is_ticked: bool


def offer(place: Place, *, is_ticked: bool) -> Offer:
    return Offer(places.value_of(place), str(place), places.about(place), is_ticked)


class PlacesField(forms.Field):
    """The values of places, each checked against what the person may see by the form."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(value or ()))


class PlacesForm(forms.Form):
    """`cleaned_data["places"]` are the places ticked, and the one that `place_name` means.

    Where several match what was typed they are offered as boxes; a name written in full wins.
    """

    places = PlacesField(required=False)
    place_name = forms.CharField(
        label="School or associate",
        max_length=200,
        required=False,
        help_text="Part of its name, or a URN.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "enterkeyhint": "search"}),
    )
    is_one_place = False
    schools_only = False
    too_many = "One visit is to one place. Untick the other, or log another visit."

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._matches: list[Place] = []

    def offers(self) -> list[Offer]:
        """The places chosen so far, then those that match what was typed."""
        if self.is_bound and not hasattr(self, "cleaned_data"):
            self.full_clean()
        values = self["places"].value() or ()
        ticked = places.chosen(values, self.user)
        more = [place for place in self._matches if places.value_of(place) not in ticked]
        return [offer(place, is_ticked=True) for place in ticked.values()] + [
            offer(place, is_ticked=False) for place in more
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        values = cleaned.get("places") or []
        ticked = places.chosen(values, self.user)
        if self.schools_only:
            ticked = {value: place for value, place in ticked.items() if isinstance(place, School)}
        if len(ticked) < len(values):
            self.add_error("place_name", "Choose the place again: it is not one of yours to choose.")
        name = cleaned.get("place_name", "")
        if name and "place_name" not in self.errors:
            ticked |= {places.value_of(place): place for place in self._meant_by(name, ticked)}
        if "place_name" not in self.errors:
            self._count(len(ticked))
        cleaned["places"] = list(ticked.values())
        return cleaned

    def _meant_by(self, name: str, ticked: dict[str, Place]) -> list[Place]:
        found = places.matching(name, self.user, schools_only=self.schools_only)
        if any(places.value_of(place) in ticked for place in found):
            return []
        in_full = places.in_full(name, found)
        if len(found) == 1 or len(in_full) == 1:
            return in_full or found
        if not found:
            kinds = "school" if self.schools_only else "school or associate"
            self.add_error("place_name", f"No {kinds} has this name or URN.")
        elif len(found) > places.MOST_TO_CHOOSE_FROM:
            self.add_error("place_name", "Many have this in their name. Write more of it.")
        else:
            self._matches = found
            self.add_error("place_name", "Several match. Tick the one you mean.")
        return []

    def _count(self, places_ticked: int) -> None:
        if not places_ticked:
            self.add_error("place_name", "Say where: write part of the name of a school or associate, or a URN.")
        elif self.is_one_place and places_ticked > 1:
            self.add_error("place_name", self.too_many)
        elif places_ticked > MOST_PLACES:
            self.add_error("place_name", f"At most {MOST_PLACES} places in one meeting.")
