"""Certificates of attendance as PDF, one to a page."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from documents.pdf import Grid, set_in

TEMPLATE = Path(__file__).with_name("certificate.typ")


@dataclass(frozen=True)
class Certificate:
    """`sessions` are those attended; `total` says how long they were together, as far as that is known."""

    name: str
    school: str
    programme: str
    year: str
    sessions: Grid
    total: str


def to_pdf(certificates: Sequence[Certificate], *, title: str, sender: str, issued: str) -> bytes:
    words = {"title": title, "sender": sender, "issued": issued, "certificates": [asdict(one) for one in certificates]}
    return set_in(TEMPLATE, "words", words)
