"""The runs of the last two years, the people on them and who was there: registers of seventy at the most."""

import datetime
import uuid
from collections.abc import Iterator
from random import Random

from bench.copying import copy
from bench.rows.programmes import Made, all_programmes
from bench.rows.schools import Place
from bench.sizes import LAST_YEAR, Size
from programmes.models import (
    Attendance,
    CoachingPair,
    Enrolment,
    Mark,
    Participant,
    ParticipationRole,
    RoomSignIn,
    Run,
    Session,
    Shadowing,
)
from schools.models import Contact

ON_A_RUN, PEOPLE_OF_A_SCHOOL, SESSIONS = 70, 3, 3
MARKS = ([Mark.ATTENDED, Mark.ABSENT, Mark.EXCUSED], [85, 10, 5])
POSTS = ["Headteacher", "Deputy headteacher", "Subject leader", "Chair of governors"]
SIGNED_IN_AT = "2018-03-08 08:55:00+00"


def fill_registers(size: Size, places: list[Place]) -> None:
    """Recorded participation is what counts in the bench: these rows add nothing to it."""
    schools = [place.pk for place in places if place.is_open_in(LAST_YEAR)]
    people = [
        (school, PEOPLE_OF_A_SCHOOL * n + m + 1) for n, school in enumerate(schools) for m in range(PEOPLE_OF_A_SCHOOL)
    ]
    fields = "id name email phone post school is_written_to"
    copy(Contact, fields, (_contact(school, number) for school, number in people))
    runs = [(n, one, year) for n, (one, year) in enumerate(_each_run(), 1)]
    copy(
        Run,
        "id programme year cohort led_by leader_name places",
        ((pk, one.pk, year.start, "", "partnership", "", ON_A_RUN) for pk, one, year in runs),
    )
    chance = size.chance("registers")
    on_runs = {pk: chance.sample(people, min(ON_A_RUN, len(people))) for pk, _, _ in runs}
    copy(Enrolment, "run school enrolled_on withdrawn_because", _enrolments(runs, on_runs))
    copy(
        Participant,
        "id run contact school role",
        (
            (_participant(pk, n), pk, contact, school, ParticipationRole.DELEGATE)
            for pk, people_on in on_runs.items()
            for n, (school, contact) in enumerate(people_on)
        ),
    )
    fields = "id run title held_on starts ends place places cancelled_because is_cancelled sign_in_key"
    copy(Session, fields, _sessions(runs))
    fields = "run session participant school mark marked_from marked_at"
    copy(Attendance, fields, _attendance(runs, on_runs, chance))
    copy(
        CoachingPair,
        "id run coach coachee",
        ((pk, pk, _participant(pk, 0), _participant(pk, 1)) for pk, _, _ in runs if len(on_runs[pk]) > 1),
    )
    copy(Shadowing, "pair shadowed_on is_by_coach place", ((1, day, "f", "") for day in _days(LAST_YEAR)))
    fields = "session name email school_name signed_in_at is_set_aside"
    copy(RoomSignIn, fields, ((1, f"Guest {n}", "", "", SIGNED_IN_AT, "f") for n in range(3)))


def _contact(school: int, number: int) -> tuple:
    return (
        number,
        f"Contact {number:06}",
        f"contact{number}@school.example",
        "",
        POSTS[number % len(POSTS)],
        school,
        "f",
    )


def _each_run() -> Iterator[tuple[Made, object]]:
    for year in (LAST_YEAR - 1, LAST_YEAR):
        for one in all_programmes():
            yield one, year


def _participant(run: int, n: int) -> int:
    return run * ON_A_RUN + n


def _days(year: object) -> list[datetime.date]:
    return [datetime.date(year.start + 1, month, 8) for month in (1, 3, 5)]


def _enrolments(runs: list[tuple], on_runs: dict[int, list]) -> Iterator[tuple]:
    for pk, _, year in runs:
        for school in dict.fromkeys(school for school, _ in on_runs[pk]):
            yield pk, school, year.first_day, ""


def _sessions(runs: list[tuple]) -> Iterator[tuple]:
    for pk, _, year in runs:
        for n, day in enumerate(_days(year)):
            number = pk * SESSIONS + n - SESSIONS + 1
            yield number, pk, "", day, "09:00", "12:00", "The hall", 80, "", "f", uuid.UUID(int=number)


def _attendance(runs: list[tuple], on_runs: dict[int, list], chance: Random) -> Iterator[tuple]:
    """Of the last session nobody is marked yet."""
    for pk, _, _ in runs:
        for n in range(SESSIONS - 1):
            for m, (school, _) in enumerate(on_runs[pk]):
                mark = chance.choices(*MARKS)[0]
                yield pk, pk * SESSIONS + n - SESSIONS + 1, _participant(pk, m), school, mark, "register", SIGNED_IN_AT
