"""The columns that say which school a line is about, wherever rows of schools are listed.

They print the school as it was on the day of the list: of a tally whose `name` is `name_on` that day, and whose
`detail` has `told_on` it.
"""

from typing import Any

from documents.display import Kind
from documents.tables import Column
from figures.tally import Row
from schools.models import Governance, Phase, School


def school_of(row: Row) -> School | None:
    """The school a line is about: the line's subject, or its record's school."""
    return row.subject if isinstance(row.subject, School) else row.subject.school


def _of_school(get: Any) -> Any:
    return lambda row: None if (school := school_of(row)) is None else get(school)


SCHOOL = Column("School", lambda row: row.name, link=_of_school(School.get_absolute_url))
URN = Column("URN", lambda row: row.record.urn_then)
PHASE = Column("Phase", lambda row: row.record.phase and Phase(row.record.phase).label)
GOVERNANCE = Column("Governance", lambda row: Governance(row.record.governance_then).label)
TRUST = Column("Trust", lambda row: row.record.trust_then)
LOCAL_AUTHORITY = Column("Local authority", _of_school(lambda school: school.la_code))


def day_column(heading: str, attribute: str) -> Column:
    return Column(heading, lambda row: getattr(row.record, attribute), Kind.DATE)
