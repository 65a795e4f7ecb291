"""The columns that say which school a line is about, wherever rows of schools are listed."""

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


SCHOOL = Column("School", _of_school(str), link=_of_school(School.get_absolute_url))
URN = Column("URN", lambda row: getattr(row.record, "urn", None))
PHASE = Column("Phase", lambda row: row.record.phase and Phase(row.record.phase).label)
GOVERNANCE = Column("Governance", _of_school(lambda school: Governance(school.governance).label))
TRUST = Column("Trust", _of_school(lambda school: school.trust and school.trust.name))
LOCAL_AUTHORITY = Column("Local authority", _of_school(lambda school: school.la_code))


def day_column(heading: str, attribute: str) -> Column:
    return Column(heading, lambda row: getattr(row.record, attribute), Kind.DATE)
