"""The professional-learning programme of a year: what runs, by the career stage it is for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from documents.display import Kind, display, listed
from programmes.models import EVERY_STAGE, CareerStage, Programme, Run, Session
from thep.years import AcademicYear

STAGES = [("", EVERY_STAGE), *CareerStage.choices]


@dataclass
class Offered:
    """A programme with its runs of the year, one or several groups."""

    programme: Programme
    runs: list[Run] = field(default_factory=list)

    @property
    def kind(self) -> str:
        words = (self.programme.get_kind_display(), self.programme.get_phase_display(), self.programme.subject)
        return ", ".join(word for word in words if word)

    @property
    def leaders(self) -> str:
        return listed(list(dict.fromkeys(run.leader for run in self.runs)))

    def sessions(self) -> Iterator[str]:
        """Each session that is held, the earliest first within its group."""
        for run in self.runs:
            for session in run.held:
                yield ": ".join([*([run.cohort] if run.cohort else []), in_words(session)])


@dataclass
class Stage:
    label: str
    offered: list[Offered]


def in_words(session: Session) -> str:
    """Thursday 12 October 2017, 09:00 to 12:00, Town Hall."""
    hours = " to ".join(f"{time:%H:%M}" for time in (session.starts, session.ends) if time)
    day = f"{session.held_on:%A} {display(session.held_on, Kind.DATE)}"
    return ", ".join(part for part in (session.title, day, hours, session.place) if part)


def years_with_runs(user: Any) -> list[AcademicYear]:
    """The latest first."""
    return list(Run.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct())


def stages_of(year: AcademicYear, user: Any) -> list[Stage]:
    """What runs in `year`: first what is for every stage, then stage by stage, each by name."""
    held = Session.objects.filter(is_cancelled=False).order_by("held_on", "starts", "pk")
    runs = Run.objects.visible_to(user).filter(year=year)
    runs = runs.select_related("programme", "leader_school", "leader_associate")
    runs = runs.prefetch_related(Prefetch("sessions", held, to_attr="held"))
    offered: dict[int, Offered] = {}
    for run in runs.order_by("programme__name", "programme", "cohort", "pk"):
        offered.setdefault(run.programme_id, Offered(run.programme)).runs.append(run)
    stages = [
        Stage(label, [one for one in offered.values() if one.programme.career_stage == value])
        for value, label in STAGES
    ]
    return [stage for stage in stages if stage.offered]
