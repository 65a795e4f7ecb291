"""Visits and calls, over the terms of the years."""

import datetime
from collections.abc import Iterator
from itertools import count

from bench.copying import copy
from bench.rows.schools import Place
from bench.sizes import LAST_YEAR, Size, shared_out
from thep.years import AcademicYear
from visits.models import Visit, VisitKind, VisitStatus

TO_ASSOCIATES = 0.03
KINDS = ([VisitKind.VISIT, VisitKind.CALL], [85, 15])
STATUSES = ([VisitStatus.DONE, VisitStatus.CANCELLED, VisitStatus.PLANNED], [91, 5, 4])
PURPOSES = ["Headteacher meeting", "Learning walk", "Governors", "Support review", "Network", "Data", "Induction", ""]
NOTE = "Walked the school with the head; reading is taught well throughout, and the writing of boys is the next step."
DAYS_IN_A_YEAR = 325  # September to July
AHEAD = AcademicYear(2090)  # where the last year's planned visits stand, so that they are to come whenever this runs


def fill_visits(size: Size, places: list[Place]) -> None:
    fields = "reference visited_on school associate visitor kind status purpose shared_note internal_note"
    copy(Visit, fields, _visits(size, places))


def _visits(size: Size, places: list[Place]) -> Iterator[tuple]:
    """Some schools are visited far more often than others."""
    chance, numbers = size.chance("visits"), count(1)
    growth = [1 + n / (2 * size.years_on_record) for n in range(size.years_on_record)]
    for year, rows in zip(size.years, shared_out(size.visits, growth), strict=True):
        schools = [place for place in places if place.is_open_in(year)]
        chance.shuffle(schools)
        for _ in range(rows):
            school, associate = schools[int(len(schools) * chance.random() ** 2)].pk, None
            if chance.random() < TO_ASSOCIATES:
                school, associate = None, chance.randint(1, size.associates)
            day, visitor = chance.randrange(DAYS_IN_A_YEAR), chance.randint(1, size.visitors)
            kind, status = chance.choices(*KINDS)[0], chance.choices(*STATUSES)[0]
            is_ahead = year == LAST_YEAR and status == VisitStatus.PLANNED
            yield (
                f"V{next(numbers):07}",
                (AHEAD if is_ahead else year).first_day + datetime.timedelta(day),
                school,
                associate,
                f"Visitor {visitor}",
                kind,
                status,
                chance.choice(PURPOSES),
                NOTE if chance.random() < 0.3 else "",
                "",
            )
