"""The report's sections, in its order: which figures stand where, and the words about them."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from documents.document import Document, Section
from programmes.models import Programme
from reports.composing import Material
from reports.dates import ReportDates
from reports.sections import membership, ofsted, participation, visits

TITLES = {
    "membership": "Membership",
    "associates": "Associate membership",
    "packages": "Packages and income",
    "movement": "Movement of members",
    "networks": "Networks",
    "projects": "Projects",
    "conferences": "Conferences",
    "leadership": "Leadership programmes",
    "inspections": "Ofsted inspections",
    "movements": "Changes in Ofsted outcomes",
    "outcomes": "Ofsted outcomes",
    "national": "Ofsted outcomes beside the nation",
    "visits": "Visits to schools",
    "associate-visits": "Visits to associates",
}
"""The sections that a report can have, by their anchors, in the order that it begins with."""
LAID_OUT: Mapping[str, Callable[[Material], Section]] = {
    "membership": membership.members,
    "associates": membership.associates,
    "packages": membership.packages,
    **{anchor: partial(participation.section_of, kind) for kind, anchor in participation.ANCHORS.items()},
    "inspections": ofsted.inspected,
    "movements": ofsted.movements,
    "outcomes": ofsted.outcomes,
    "national": ofsted.national,
    "visits": visits.schools,
    "associate-visits": visits.associates,
}
"""Those of the report's own figures. Movement of members is laid out from more than these."""


def compose(material: Material) -> Document:
    """The figures of the report alone, in its order."""
    return Document(title=title_of(material.dates), sections=figure_sections(material))


def title_of(dates: ReportDates) -> str:
    return f"End-of-year report {dates.report_year}"


def figure_sections(material: Material) -> tuple[Section, ...]:
    return tuple(lay_out(material) for lay_out in LAID_OUT.values())


def anchor_of(key: str, programmes: Iterable[Programme]) -> str:
    """The section in which the figure stands."""
    subject, _, *rest = key.split(".")
    match subject:
        case "income":
            return "packages"
        case "visits" if rest == ["associates"]:
            return "associate-visits"
        case "participation":
            return participation.ANCHORS[next(each.kind for each in programmes if each.slug == rest[0])]
        case _:
            return subject
