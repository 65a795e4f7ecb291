"""What a section said before: its versions, from its history."""

import datetime
from dataclasses import dataclass

from accounts.history import tracking
from accounts.models import User
from reports.models import ReportSection

MOST_SHOWN = 100


@dataclass(frozen=True)
class Version:
    """`number` is the change's; `by` is empty where a program wrote it or the person is gone."""

    number: int
    at: datetime.datetime
    by: str
    title: str
    text: str


def of(section: ReportSection) -> list[Version]:
    """Each time its title or words changed, the latest first; the first of them is how it stands."""
    events = tracking.of(ReportSection).event.objects.filter(pgh_obj=section).select_related("pgh_context")
    found = list(events.order_by("-pgh_id"))
    people = {str(person.pk): str(person) for person in User.objects.filter(pk__in=_people(found))}
    versions: list[Version] = []
    for event in reversed(found):
        if not versions or (versions[-1].title, versions[-1].text) != (event.title, event.text):
            by = people.get(_person(event), "")
            versions.append(Version(event.pgh_id, event.pgh_created_at, by, event.title, event.text))
    return versions[::-1][:MOST_SHOWN]


def find(section: ReportSection, number: int) -> Version | None:
    return next((version for version in of(section) if version.number == number), None)


def _person(event: tracking.Event) -> str:
    return str(event.pgh_context.metadata.get("user", "")) if event.pgh_context else ""


def _people(events: list[tracking.Event]) -> set[str]:
    return {person for event in events if (person := _person(event)).isdigit()}
