"""The form that rolls a run over to another year."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from documents.display import Kind, display
from programmes.forms.run import SessionRow, SessionRows
from programmes.models import Run, Session
from programmes.rolling import Takes, moved
from thep.years import AcademicYear


class RollForm(forms.Form):
    takes_leader = forms.BooleanField(label="Who leads it, and its places", required=False, initial=True)
    takes_schools = forms.BooleanField(label="Schools", required=False, initial=True)
    takes_people = forms.BooleanField(label="People, with their roles", required=False, initial=True)

    def takes(self) -> Takes:
        return Takes(**{name: self.cleaned_data[f"takes_{name}"] for name in ("leader", "schools", "people")})


class RollRow(SessionRow):
    """A session that goes along, on a day of its own, where it is ticked; what is not ticked is not looked at."""

    is_taken = forms.BooleanField(label="Goes along", required=False, initial=True)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.was = f"{session.title or 'Session'} of {display(session.held_on, Kind.DATE)}"

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("is_taken"):
            self._errors = ErrorDict()

    def written(self) -> dict[str, Any]:
        return super().written() | {"places": self.session.places}


class RollRows(SessionRows):
    """A row for each session of the run that was not cancelled."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, run: Run, year: AcademicYear) -> None:
        sessions = run.sessions.filter(is_cancelled=False).order_by("held_on", "starts", "pk")
        self.rows = [
            RollRow(data, prefix=f"s{session.pk}", initial=_moved(session, run, year), year=year, session=session)
            for session in sessions
        ]

    def taken(self) -> list[RollRow]:
        return [row for row in self.rows if row.cleaned_data.get("is_taken")]

    def are_valid(self) -> bool:
        seen = set()
        for row in self.rows:
            if row.is_valid() and row.cleaned_data["is_taken"]:
                if row.key in seen:
                    row.add_error("held_on", "This session stands above already.")
                seen.add(row.key)
        return not self.has_errors

    def typed(self) -> list[dict[str, Any]]:
        return [row.written() for row in self.taken()]


def _moved(session: Session, run: Run, year: AcademicYear) -> dict[str, Any]:
    names = ("starts", "ends", "place", "title")
    return {name: getattr(session, name) for name in names} | {
        "held_on": moved(session.held_on, run.year, year),
        "is_taken": True,
    }
