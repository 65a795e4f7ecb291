"""The forms of a run and of its sessions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone

from programmes.forms.fields import EditForm, places_field, year_field
from programmes.models import LedBy, Programme, Run
from schools.models import Associate, School
from schools.place_forms import PlacesForm
from schools.places import Place, value_of
from thep.days import day_field
from thep.years import AcademicYear

SESSION_ROWS = 6


class RunForm(EditForm, PlacesForm):
    """`seats` is how many places the run has; `places` are the school or associate that leads it."""

    columns = ("year", "cohort", "led_by", "leader_name", "leader_school", "leader_associate", "places")
    is_one_place = True
    too_many = "One leads it. Untick the other."

    year = year_field()
    cohort = forms.CharField(
        label="Group",
        max_length=100,
        required=False,
        help_text="Where the year has more than one, such as “Autumn” or “East”.",
    )
    seats = places_field("Places", "For how many people; empty: any number.")
    led_by = forms.ChoiceField(
        label="Who leads it",
        choices=LedBy,
        widget=forms.RadioSelect,
        initial=LedBy.PARTNERSHIP,
        error_messages={"required": "Choose who leads it."},
    )
    leader_name = forms.CharField(
        label="Name of the alliance or cluster", max_length=200, required=False, help_text="Where one of them leads it."
    )
    place_name = forms.CharField(
        label="Which school or associate",
        max_length=200,
        required=False,
        help_text="Where one of them leads it: part of its name, or a URN.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, programme: Programme, record: Run | None = None, **kwargs: Any) -> None:
        if record:
            leader = record.leader_school or record.leader_associate
            kwargs["initial"] = {
                "year": record.year.slug,
                "seats": record.places,
                "places": [value_of(leader)] if leader else [],
            }
        super().__init__(*args, record=record, **kwargs)
        self.programme = programme
        if not record and not self.is_bound:
            self.initial["year"] = _following(programme).slug

    def clean_year(self) -> AcademicYear:
        year = self.cleaned_data["year"]
        if self.record and year != self.record.year and self.record.sessions.exists():
            raise forms.ValidationError(f"Its sessions are in {self.record.year}. Move or remove them first.")
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_kind(cleaned["places"])
        if not self.errors.keys() & {"year", "cohort"}:
            others = Run.objects.filter(programme=self.programme, year=cleaned["year"], cohort=cleaned["cohort"])
            if self.record and others.exclude(pk=self.record.pk).exists():
                self.add_error("year", "The programme has a run of this year and group already.")
        return cleaned

    def _count(self, places_ticked: int) -> None:
        """One that leads it, where a school or an associate does; what else stands there says nothing."""
        led_by = self.cleaned_data.get("led_by")
        if led_by not in (LedBy.SCHOOL, LedBy.ASSOCIATE):
            return
        if not places_ticked:
            self.add_error("place_name", f"Say which {led_by} leads it: write part of its name.")
        else:
            super()._count(places_ticked)

    def _check_kind(self, places: list[Place]) -> None:
        kind = {LedBy.SCHOOL: School, LedBy.ASSOCIATE: Associate}.get(self.cleaned_data.get("led_by"))
        if kind and places and "place_name" not in self.errors and not isinstance(places[0], kind):
            words = "no school" if kind is School else "no associate"
            self.add_error("place_name", f"This is {words}. Choose one, or say who leads.")

    def clean_leader_name(self) -> str:
        named = self.cleaned_data.get("led_by") in (LedBy.ALLIANCE, LedBy.CLUSTER)
        return self.cleaned_data["leader_name"] if named else ""

    def written(self) -> dict[str, Any]:
        cleaned, led_by = self.cleaned_data, self.cleaned_data["led_by"]
        leader = cleaned["places"][0] if cleaned["places"] else None
        return {name: cleaned[name] for name in ("year", "cohort", "led_by", "leader_name")} | {
            "leader_school": leader if led_by == LedBy.SCHOOL else None,
            "leader_associate": leader if led_by == LedBy.ASSOCIATE else None,
            "places": cleaned["seats"],
        }


def _following(programme: Programme) -> AcademicYear:
    """The year after its latest run, or this one."""
    latest = programme.runs.order_by("-year").values_list("year", flat=True).first()
    return latest + 1 if latest else AcademicYear.of(timezone.localdate())


class SessionForm(EditForm):
    columns = ("held_on", "starts", "ends", "title", "place", "places")

    held_on = day_field("Date")
    starts = forms.TimeField(
        label="From",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Write the time as 09:30."},
    )
    ends = forms.TimeField(
        label="Until",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Write the time as 12:00."},
    )
    title = forms.CharField(
        label="Title", max_length=200, required=False, help_text="Where days have names of their own."
    )
    place = forms.CharField(label="Place", max_length=200, required=False)
    places = places_field("Seats", "In the room; empty: any number.")

    def __init__(self, *args: Any, year: AcademicYear | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if self.year and not self.year.first_day <= day <= self.year.last_day:
            raise forms.ValidationError(f"This day is not in {self.year}.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "A session ends after it starts.")
        return cleaned

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.cleaned_data.get(name) for name in ("held_on", "starts", "title"))


class SessionRow(SessionForm):
    """One of several sessions; a row in which nothing is typed is none."""

    columns = ("held_on", "starts", "ends", "title", "place")
    places = None
    version = None


class SessionRows:
    """The rows as one thing to show, to check and to save."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        year: AcademicYear | None = None,
        initial: Iterable[Mapping[str, Any]] = (),
        number: int = SESSION_ROWS,
    ) -> None:
        given = [*initial, *[{}] * number][:number]
        self.rows = [
            SessionRow(data, prefix=f"s{n}", initial=dict(each), empty_permitted=True, year=year)
            for n, each in enumerate(given)
        ]

    def __iter__(self) -> Any:
        return iter(self.rows)

    @property
    def has_errors(self) -> bool:
        return any(row.is_bound and row.errors for row in self.rows)

    def are_valid(self) -> bool:
        seen = set()
        for row in self.rows:
            if row.is_valid() and row.has_changed():
                if row.key in seen:
                    row.add_error("held_on", "This session stands above already.")
                seen.add(row.key)
        return not self.has_errors

    def typed(self) -> list[dict[str, Any]]:
        return [row.written() for row in self.rows if row.has_changed()]


class CancelForm(forms.Form):
    because = forms.CharField(label="Why", max_length=500, error_messages={"required": "Say why it is cancelled."})
