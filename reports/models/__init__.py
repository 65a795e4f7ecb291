"""The report of a year: as it is written, what is counted for it, and as it was published."""

from reports.models.published import Edition, EditionFigure, EditionFile, Format
from reports.models.stored import Part, StoredFigures
from reports.models.writing import Acceptance, Quote, Report, ReportSection, RowNote, SectionReader

__all__ = [
    "Acceptance",
    "Edition",
    "EditionFigure",
    "EditionFile",
    "Format",
    "Part",
    "Quote",
    "Report",
    "ReportSection",
    "RowNote",
    "SectionReader",
    "StoredFigures",
]
