"""What an official file says, as values: an establishment, a link, a school with its inspections.

Everything is already what it means: a marker such as 0, 8, 9, `NULL` or "Not judged" is `None` or absent here.
"""

import datetime
from dataclasses import dataclass, field

from ofsted.models import Area, AreaGrade, CategoryOfConcern, Grade, InspectionKind, Safeguarding, UngradedOutcome
from schools.models import EstablishmentStatus


@dataclass(frozen=True, slots=True)
class Establishment:
    """A row of the GIAS extract. Names as they stand there; codes are text (`"02"`, `"211"`)."""

    urn: int
    laestab: str
    name: str
    la_code: str
    type_code: str
    type_name: str
    status: EstablishmentStatus
    opened_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    closed_because: str = ""
    phase_name: str = ""
    lowest_age: int | None = None
    highest_age: int | None = None
    trust_name: str = ""
    head_name: str = ""
    head_post: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the GIAS links file: `linked_urn` came before `urn`, after it or was merged with it."""

    urn: int
    linked_urn: int
    linked_name: str
    link_type: str
    established_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class AreaJudged:
    """`graded_on` is the area's own date of grade on a report card, else the first day of the inspection."""

    area: Area
    grade: AreaGrade
    graded_on: datetime.date


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """One inspection, from one track of a school's row.

    `number` is empty where the file gives none (short inspections until 2018). `urn` is the one inspected; it is
    another than the row's where the inspection was of a predecessor. `relates_to_school` is the file's own word on
    that, `None` where it has none. What the file does not say is `None` or empty, and blanks nothing.
    """

    number: str
    kind: InspectionKind
    inspected_on: datetime.date
    urn: int
    ended_on: datetime.date | None = None
    published_on: datetime.date | None = None
    laestab: str = ""
    school_name: str = ""
    relates_to_school: bool | None = None
    inspection_type: str = ""
    overall: Grade | None = None
    judgements: tuple[AreaJudged, ...] = ()
    safeguarding: Safeguarding | None = None
    category_of_concern: CategoryOfConcern | None = None
    ungraded_outcome: UngradedOutcome | None = None


@dataclass(frozen=True, slots=True)
class InspectedSchool:
    """A row of an Ofsted file: a school and the inspections that its row tells of, of whichever track.

    `overall` is the row's latest overall grade, and `is_not_judged` says that it reads "Not judged": both are for
    counting the nation.
    """

    urn: int
    laestab: str
    name: str
    phase_name: str
    la_name: str = ""
    type_name: str = ""
    inspections: tuple[InspectionFacts, ...] = field(default=())
    overall: Grade | None = None
    is_not_judged: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A row or a value that could not be read: it is left out, and said. `line` as a spreadsheet program numbers it."""

    line: int
    column: str
    value: str
    words: str
