"""Visits and calls, over the terms of the years, with what was agreed at them and what schools answered."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from accounts.models import User
from accounts.permissions import Role
from bench.copying import copy
from bench.rows.schools import JOINED_ON, USER_FIELDS, Place, head_of
from bench.sizes import LAST_YEAR, Size, shared_out
from thep.years import AcademicYear
from visits.models import (
    Action,
    Attachment,
    Draft,
    DraftFile,
    Focus,
    NoteAnswer,
    NoteReading,
    Visit,
    VisitKind,
    Visitor,
    VisitStatus,
)

TO_ASSOCIATES = 0.03
KINDS = ([VisitKind.VISIT, VisitKind.CALL], [85, 15])
STATUSES = ([VisitStatus.DONE, VisitStatus.CANCELLED, VisitStatus.PLANNED], [91, 5, 4])
PURPOSES = ["Headteacher meeting", "Learning walk", "Governors", "Support review", "Network", "Data", "Induction", ""]
NOTE = "Walked the school with the head; reading is taught well throughout, and the writing of boys is the next step."
DAYS_IN_A_YEAR = 325  # September to July
AHEAD = AcademicYear(2090)  # where the last year's planned visits stand, so that they are to come whenever this runs
AGREED = [
    "Send the data pack",
    "Bring the subject leaders together",
    "Look at the books of Year 5",
    "Write to governors",
]
FIRST_VISITOR = 1_000_000  # the number of the first visitor's sign-in, past everyone else's
DRAFTS = 10


@dataclass(slots=True)
class Made:
    """A visit as what hangs on it needs to know it; `head` is who reads its note, if it has one to read."""

    pk: int
    school: int | None
    day: datetime.date
    visitor: int
    is_done: bool
    head: int | None


def fill_visits(size: Size, places: list[Place]) -> None:
    copy(User, USER_FIELDS, (_visitor(n) for n in range(1, size.visitors + 1)))
    made: list[Made] = []
    fields = (
        "id reference visited_on school associate visitor kind status purpose shared_note internal_note focus met "
        "cancelled_because corrected_because note_version"
    )
    copy(Visit, fields, _visits(size, places, made))
    copy(Visitor, "visit user", ((one.pk, FIRST_VISITOR + one.visitor) for one in made))
    fields = "visit school is_internal what owner owner_name due_on done_on done_by outcome"
    copy(Action, fields, _actions(size, made))
    fields = "visit school is_internal file name media_type size attached_at attached_by"
    copy(Attachment, fields, _attachments(size, made))
    read = list(_readings(size, made))
    copy(NoteReading, "visit note_version reader read_at", ((one.pk, 1, one.head, at) for one, at in read))
    copy(NoteAnswer, "visit note_version answered_by answered_at is_accurate comment", _answers(size, read))
    keys = [uuid.UUID(int=n) for n in range(1, DRAFTS + 1)]
    drafts = ((key, FIRST_VISITOR + 1, "{}", JOINED_ON, JOINED_ON) for key in keys)
    copy(Draft, "key owner typed begun_at typed_at", drafts)
    copy(DraftFile, "draft file name media_type size", ((key, *FILE) for key in keys))


FILE = "attachments/bench.txt", "agenda.txt", "text/plain", 6


def _visitor(number: int) -> tuple:
    name = f"Visitor {number}"
    return FIRST_VISITOR + number, f"visitor.{number}@bench.example", name, Role.STAFF, "!", True, False, JOINED_ON


def _visits(size: Size, places: list[Place], made: list[Made]) -> Iterator[tuple]:
    """Some schools are visited far more often than others. Each is told to `made` as well."""
    chance, also, numbers = size.chance("visits"), size.chance("notes"), count(1)
    focuses = [*Focus.objects.order_by("position", "pk").values_list("pk", flat=True), None]
    growth = [1 + n / (2 * size.years_on_record) for n in range(size.years_on_record)]
    for year, rows in zip(size.years, shared_out(size.visits, growth), strict=True):
        schools = [place for place in places if place.is_open_in(year)]
        chance.shuffle(schools)
        for _ in range(rows):
            place = schools[int(len(schools) * chance.random() ** 2)]
            school, associate = place.pk, None
            if chance.random() < TO_ASSOCIATES:
                school, associate = None, chance.randint(1, size.associates)
            days, visitor = chance.randrange(DAYS_IN_A_YEAR), chance.randint(1, size.visitors)
            kind, status = chance.choices(*KINDS)[0], chance.choices(*STATUSES)[0]
            is_ahead = year == LAST_YEAR and status == VisitStatus.PLANNED
            day = (AHEAD if is_ahead else year).first_day + datetime.timedelta(days)
            purpose, note = chance.choice(PURPOSES), NOTE if chance.random() < 0.3 else ""
            is_done, pk = status == VisitStatus.DONE, next(numbers)
            is_read = is_done and note and school and place.closed_on is None
            made.append(Made(pk, school, day, visitor, is_done, head_of(place) if is_read else None))
            yield (
                pk,
                f"V{pk:07}",
                day,
                school,
                associate,
                f"Visitor {visitor}",
                kind,
                status,
                purpose,
                note,
                "Ask again about the budget." if also.random() < 0.1 else "",
                also.choice(focuses),
                "The headteacher" if is_done and also.random() < 0.6 else "",
                "The school asked" if status == VisitStatus.CANCELLED else "",
                "",
                1,
            )


def _actions(size: Size, made: Iterable[Made]) -> Iterator[tuple]:
    """At most visits nothing is agreed, at some up to three things; most of it has been done."""
    chance = size.chance("actions")
    for one in made:
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 3]) if one.is_done else 0):
            owner, due_on = FIRST_VISITOR + one.visitor, one.day + datetime.timedelta(chance.randrange(10, 60))
            done_on = due_on if chance.random() < 0.85 else None
            done = (done_on, owner, "Done as agreed") if done_on else (None, None, "")
            is_internal = chance.random() < 0.2
            yield one.pk, one.school, is_internal, chance.choice(AGREED), owner, f"Visitor {one.visitor}", due_on, *done


def _attachments(size: Size, made: Iterable[Made]) -> Iterator[tuple]:
    """Their files are not there: nobody reads them."""
    chance = size.chance("attachments")
    for one in made:
        if chance.random() < 0.05:
            yield one.pk, one.school, False, *FILE, JOINED_ON, FIRST_VISITOR + one.visitor


def _readings(size: Size, made: Iterable[Made]) -> Iterator[tuple[Made, datetime.datetime]]:
    """A visit whose note was read, and when."""
    chance = size.chance("readings")
    for one in made:
        if one.head and chance.random() < 0.7:
            day = one.day + datetime.timedelta(chance.randrange(1, 20))
            yield one, datetime.datetime.combine(day, datetime.time(9), datetime.UTC)


def _answers(size: Size, read: Iterable[tuple[Made, datetime.datetime]]) -> Iterator[tuple]:
    chance = size.chance("answers")
    for one, at in read:
        if chance.random() < 0.5:
            is_accurate = chance.random() < 0.9
            yield one.pk, 1, one.head, at, is_accurate, "" if is_accurate else "The numbers are last year’s."
