"""What the portal holds of its schools, read once for a plan."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Self

from schools.models import Contact, Governance, Partnership, School, SchoolPhase, SchoolUrn
from schools.names import folded

HEADSHIPS = ("head", "headteacher", "head teacher", "executive headteacher", "principal", "headmaster", "headmistress")


def is_headship(post: str) -> bool:
    """Whether a contact's post is that of the school's head, not of a deputy or a head of year."""
    return folded(post) in HEADSHIPS


@dataclass
class HeldSchool:
    """A school as the portal has it. `urns` are all it has or had.

    `phases` are those it is counted in until further notice, its main one first.
    """

    pk: int
    name: str
    short_name: str
    la_code: str
    governance: Governance
    trust_name: str
    closed_on: datetime.date | None
    is_proposed_to_close: bool
    current_urn: int | None = None
    urns: set[int] = field(default_factory=set)
    phases: list[str] = field(default_factory=list)
    head_name: str = ""


@dataclass(frozen=True)
class Records:
    schools: dict[int, HeldSchool]
    school_of_urn: dict[int, int]
    la_codes: frozenset[str]
    has_heads_from_gias: bool

    @classmethod
    def read(cls) -> Self:
        """Five queries, whatever there is."""
        columns = ("pk", "name", "short_name", "la_code", "governance", "trust__name", "closed_on")
        rows = School.objects.order_by("pk").values_list(*columns, "is_proposed_to_close")
        schools = {
            pk: HeldSchool(pk, name, short, la_code, Governance(governance), trust or "", closed_on, proposed)
            for pk, name, short, la_code, governance, trust, closed_on, proposed in rows
        }
        school_of_urn = {}
        for school, urn, is_current in SchoolUrn.objects.values_list("school", "urn", "is_current"):
            school_of_urn[urn] = school
            schools[school].urns.add(urn)
            if is_current:
                schools[school].current_urn = urn
        open_phases = SchoolPhase.objects.filter(until_year=None).order_by("-is_main", "pk")
        phases = defaultdict(list)
        for school, phase in open_phases.values_list("school", "phase"):
            phases[school].append(phase)
        for school, held in phases.items():
            schools[school].phases = held
        heads = Contact.objects.filter(school__isnull=False, left_on=None).exclude(post="").order_by("-pk")
        for school, name, post in heads.values_list("school", "name", "post"):
            if is_headship(post):
                schools[school].head_name = name
        partnership = Partnership.objects.first()
        return cls(
            schools,
            school_of_urn,
            frozenset(partnership.la_codes if partnership else ()),
            bool(partnership and partnership.has_heads_from_gias),
        )
