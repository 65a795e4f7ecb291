"""GIAS's types and phases of establishments, and what the partnership calls them.

The codes are those of GIAS's establishment types (list of April 2025). Special schools, pupil referral units and
alternative provision have the GIAS phase "Not applicable": their phase follows from the type.
"""

from documents.display import listed
from schools.models import Establishment, Governance, Phase

MAINTAINED = {"01", "02", "03", "05", "07", "12", "14", "15"}
ACADEMIES = {"28", "33", "34", "42", "43", "44", "45", "46", "57"}
FREE_SCHOOLS = {"35", "36", "38", "39", "40", "41"}  # with university technical colleges and studio schools
INDEPENDENT = {"06", "10", "11"}

SPECIAL = {"07", "08", "12", "33", "36", "44"}
ALTERNATIVE = {"14", "38", "42", "43"}
NURSERY = {"15"}
FOR_16_TO_19 = {"39", "45", "46", "57"}
BY_PHASE = {
    "nursery": (Phase.NURSERY,),
    "primary": (Phase.PRIMARY,),
    "middle deemed primary": (Phase.PRIMARY,),
    "secondary": (Phase.SECONDARY,),
    "middle deemed secondary": (Phase.SECONDARY,),
    "all-through": (Phase.SECONDARY, Phase.PRIMARY),
    "all through": (Phase.SECONDARY, Phase.PRIMARY),
}


def governance_of(type_code: str) -> Governance:
    for codes, governance in (
        (MAINTAINED, Governance.MAINTAINED),
        (ACADEMIES, Governance.ACADEMY),
        (FREE_SCHOOLS, Governance.FREE_SCHOOL),
        (INDEPENDENT, Governance.INDEPENDENT),
    ):
        if type_code in codes:
            return governance
    return Governance.OTHER


def phases_of(establishment: Establishment) -> tuple[Phase, ...]:
    """The phases the school is counted in unless the partnership says otherwise, its main one first.

    None for colleges and 16 to 19 schools, which the report does not count.
    """
    code = establishment.type_code
    if code in FOR_16_TO_19:
        return ()
    for codes, phase in ((SPECIAL, Phase.SPECIAL), (ALTERNATIVE, Phase.AP), (NURSERY, Phase.NURSERY)):
        if code in codes:
            return (phase,)
    return BY_PHASE.get(establishment.phase_name.strip().lower(), ())


def is_state_funded_school(establishment: Establishment) -> bool:
    """Whether the partnership would count it: no independent school, no college, none for 16 to 19."""
    return establishment.type_code in MAINTAINED | ACADEMIES | FREE_SCHOOLS and bool(phases_of(establishment))


def phases_in_words(phases: tuple[str, ...] | list[str]) -> str:
    return listed([Phase(phase).label for phase in phases]) if phases else "none"
