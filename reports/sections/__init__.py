"""The report's sections, in its order: which figures stand where, and the words about them."""

from collections.abc import Iterable

from documents.document import Document
from programmes.models import Programme
from reports.composing import Material
from reports.sections import membership, ofsted, participation, visits


def compose(material: Material) -> Document:
    """The end-of-year report of the figures."""
    return Document(
        title=f"End-of-year report {material.dates.report_year}",
        sections=(
            membership.members(material),
            membership.associates(material),
            membership.packages(material),
            *participation.sections(material),
            ofsted.inspected(material),
            ofsted.movements(material),
            ofsted.outcomes(material),
            ofsted.national(material),
            visits.schools(material),
            visits.associates(material),
        ),
    )


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
