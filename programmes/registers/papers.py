"""Registers on paper: the sheet to sign, and the certificates of who attended."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from documents.certificates import Certificate
from documents.display import NOTHING, Kind, counted, display
from documents.pdf import Grid
from documents.sheets import Group, Sheet
from programmes.models import Attendance, Mark, Participant, Session
from programmes.registers import marking

SPARE_LINES = 12


def sheet_of(session: Session, *, sender: str) -> Sheet:
    """Everyone on the register, by school in name order; who is of none comes last."""
    by_school = defaultdict(list)
    for person in marking.people_of(session):
        by_school[person.school].append((str(person.contact), person.get_role_display()))
    schools = sorted((school for school in by_school if school), key=lambda school: (school.sort_name, school.pk))
    groups = [Group(str(school), tuple(by_school[school])) for school in schools]
    if others := by_school.get(None):
        groups.append(Group("Of no school", tuple(others)))
    about = [display(session.held_on, Kind.DATE), times_of(session), session.place]
    title = ": ".join([str(session.run.programme), *([session.title] if session.title else [])])
    return Sheet(sender, title, " · ".join(filter(None, about)), tuple(groups), SPARE_LINES)


def times_of(session: Session) -> str:
    """`09:00 to 12:30`, as far as known."""
    if session.starts and session.ends:
        return f"{session.starts:%H:%M} to {session.ends:%H:%M}"
    return f"from {session.starts:%H:%M}" if session.starts else ""


def certificates_of(people: Iterable[Participant]) -> list[Certificate]:
    """Of those who attended a session that was not cancelled, in the order given. One query for any number."""
    people = list(people)
    there = Attendance.objects.filter(participant__in=people, mark=Mark.ATTENDED, session__is_cancelled=False)
    attended = defaultdict(list)
    for mark in there.select_related("session", "school").order_by("session__held_on", "session__starts", "session"):
        attended[mark.participant_id].append(mark)
    return [_certificate(person, attended[person.pk]) for person in people if attended[person.pk]]


def _certificate(person: Participant, marks: Sequence[Attendance]) -> Certificate:
    """With the schools they were of on those days."""
    sessions = [mark.session for mark in marks]
    run = person.run
    return Certificate(
        name=str(person.contact),
        school=", ".join(dict.fromkeys(str(mark.school) for mark in marks if mark.school)),
        programme=", ".join(filter(None, (str(run.programme), run.cohort))),
        year=str(run.year),
        sessions=Grid(("Date", "Session", "Time", "Length"), tuple(map(_line, sessions))),
        total=_total(sessions),
    )


def _line(session: Session) -> tuple[str, ...]:
    length = _length(session)
    return (
        display(session.held_on, Kind.DATE),
        session.title or NOTHING,
        times_of(session) or NOTHING,
        in_hours(length) if length else NOTHING,
    )


def _length(session: Session) -> datetime.timedelta | None:
    if not (session.starts and session.ends):
        return None
    day = datetime.date.min
    return datetime.datetime.combine(day, session.ends) - datetime.datetime.combine(day, session.starts)


def _total(sessions: Sequence[Session]) -> str:
    lengths = [length for session in sessions if (length := _length(session))]
    said = f"{counted(len(sessions), 'session')} attended"
    if not lengths:
        return said
    together = in_hours(sum(lengths, datetime.timedelta()))
    if len(lengths) == len(sessions):
        return f"{said}, {together}{' together' if len(sessions) > 1 else ''}"
    return f"{said}; those whose times are known make {together}"


def in_hours(length: datetime.timedelta) -> str:
    """`3 hours`, `1 hour 30 minutes`, `45 minutes`."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = ([counted(hours, "hour")] if hours else []) + ([counted(minutes, "minute")] if minutes else [])
    return " ".join(parts)
