"""The places the partnership works with, and who may act for a school."""

from schools.models.area import LA_CODE, LINES, Associate, Governance, Partnership, Phase, Trust, in_area, is_in_area
from schools.models.official import (
    Establishment,
    EstablishmentLink,
    EstablishmentStatus,
    OfficialFile,
    OfficialKind,
)
from schools.models.people import Contact, ContactRows, SchoolRepresentative, SchoolRepresentativeQuerySet
from schools.models.school import (
    NO_TRUST,
    Former,
    FormerGovernance,
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
    "NO_TRUST",
    "Associate",
    "Contact",
    "ContactRows",
    "Establishment",
    "EstablishmentLink",
    "EstablishmentStatus",
    "Former",
    "FormerGovernance",
    "FormerName",
    "FormerTrust",
    "Governance",
    "NameWord",
    "OfficialFile",
    "OfficialKind",
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
