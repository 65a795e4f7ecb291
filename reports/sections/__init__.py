"""The report's sections, in its order: which figures stand where, and the words about them."""

from documents.document import Document
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
