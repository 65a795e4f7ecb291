"""What is asked of the Ofsted pages, in their addresses: days, membership years, and whose schools."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from overview.ofsted.usual import OnRecord, last_report_day, usual_day
from thep.days import day_field
from thep.years import AcademicYear, years_earlier

MOST_YEARS = 10
MEMBERS, ALL = "members", "all"


def _year_field(label: str, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=AcademicYear.parse, required=False, **more)


class AskedForm(forms.Form):
    """Each field stands at what is usual until something else is asked for; what is wrong is said, and changes nothing.

    `chosen` is what is shown, by the names of the fields.
    """

    def __init__(self, asked: QueryDict, on_record: OnRecord | None = None) -> None:
        self.on_record = on_record or OnRecord()
        self.usual = self.make_usual(self.on_record)
        typed = {name: asked.get(name, "").replace("\0", "").strip() for name in self.usual}
        super().__init__({name: typed[name] or _as_typed(usual) for name, usual in self.usual.items()})
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField) and field.coerce == AcademicYear.parse:
                field.choices = [(year.slug, str(year)) for year in self.on_record.years]
        self.is_valid()
        self.chosen = {name: self.cleaned_data.get(name) or usual for name, usual in self.usual.items()}

    def make_usual(self, on_record: OnRecord) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def query(self) -> str:
        """The part of an address that carries what is not usual."""
        query = QueryDict(mutable=True)
        for name, value in self.chosen.items():
            if value != self.usual[name]:
                query[name] = _as_typed(value)
        return f"?{query.urlencode()}" if query else ""


def _as_typed(value: Any) -> str:
    return value.slug if isinstance(value, AcademicYear) else str(value)


class OutcomesForm(AskedForm):
    on = day_field("Grades as at", required=False)
    membership_year = _year_field("Members of")
    years = forms.TypedChoiceField(
        label="Years in the series",
        coerce=int,
        required=False,
        choices=[(number, str(number)) for number in range(1, MOST_YEARS + 1)],
    )

    def make_usual(self, on_record: OnRecord) -> dict[str, Any]:
        return {
            "on": usual_day(on_record.today, on_record.in_hand),
            "membership_year": on_record.nearest(on_record.in_hand),
            "years": 5,
        }

    @property
    def usual_words(self) -> str:
        return "today" if self.usual["on"] == self.on_record.today else "the end of the latest year of work on record"

    @property
    def days(self) -> list[datetime.date]:
        """The day and the same one of earlier years, the latest first: two at least."""
        return [years_earlier(self.chosen["on"], ago) for ago in range(max(self.chosen["years"], 2))]


class CardsForm(AskedForm):
    on = day_field("Report cards as at", required=False)
    who = forms.ChoiceField(
        label="Schools", required=False, choices=[(MEMBERS, "Members in area"), (ALL, "All schools in area")]
    )
    membership_year = _year_field("In the year", help_text="Members, phases and open schools are those of this year.")

    def make_usual(self, on_record: OnRecord) -> dict[str, Any]:
        return {
            "on": on_record.today,
            "who": MEMBERS,
            "membership_year": on_record.nearest(AcademicYear.of(on_record.today)),
        }


class MovementsForm(AskedForm):
    opening_on = day_field("From the grades of", required=False)
    opening_year = _year_field("Members of", help_text="The year in force on that day.")
    closing_on = day_field("To the grades of", required=False)
    closing_year = _year_field("Members of", help_text="The year in force on that day.")

    def make_usual(self, on_record: OnRecord) -> dict[str, Any]:
        closing_on = last_report_day(on_record.today, on_record.in_hand)
        opening_on = years_earlier(closing_on, 1)
        return {
            "opening_on": opening_on,
            "opening_year": on_record.nearest(AcademicYear.of(opening_on)),
            "closing_on": closing_on,
            "closing_year": on_record.nearest(AcademicYear.of(closing_on)),
        }

    @property
    def stand_ins(self) -> list[tuple[AcademicYear, AcademicYear]]:
        """Each year that was in force on one of the days and is not on record, with the one that stands for it."""
        sides = [
            (AcademicYear.of(self.chosen[f"{side}_on"]), self.chosen[f"{side}_year"]) for side in ("opening", "closing")
        ]
        return [(year, other) for year, other in sides if year not in self.on_record.years]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opening, closing = (cleaned.get(name) for name in ("opening_on", "closing_on"))
        if opening and closing and closing <= opening:
            self.add_error("closing_on", "Choose a closing day after the opening day.")
            cleaned.pop("opening_on", None)
        return cleaned
