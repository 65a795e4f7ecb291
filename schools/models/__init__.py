"""The places the partnership works with, and who may act for a school."""

from schools.models.area import LA_CODE, LINES, Associate, Governance, Partnership, Phase, Trust, in_area, is_in_area
from schools.models.people import Contact, ContactRows, SchoolRepresentative, SchoolRepresentativeQuerySet
from schools.models.school import (
    Former,
    FormerName,
    FormerTrust,
    School,
    SchoolPhase,
    SchoolQuerySet,
    SchoolRows,
    SchoolUrn,
    current_urn,
    main_phase,
    open_in,
)
from schools.models.words import NameWord

__all__ = [
    "LA_CODE",
    "LINES",
    "Associate",
    "Contact",
    "ContactRows",
    "Former",
    "FormerName",
    "FormerTrust",
    "Governance",
    "NameWord",
    "Partnership",
    "Phase",
    "School",
    "SchoolPhase",
    "SchoolQuerySet",
    "SchoolRepresentative",
    "SchoolRepresentativeQuerySet",
    "SchoolRows",
    "SchoolUrn",
    "Trust",
    "current_urn",
    "in_area",
    "is_in_area",
    "main_phase",
    "open_in",
]
