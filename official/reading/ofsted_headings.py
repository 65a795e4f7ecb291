"""The columns of Ofsted's management information and official statistics, of every layout since 2015.

The same columns changed their words twice: a "full" inspection is a "graded" one since 2022, and "short" or "section 8"
became "ungraded". One table serves them all, since headings are compared with such words made the same.
"""

import re

from official.reading.headings import Aliases, Kind
from ofsted.models import Area
from schools.models import OfficialKind

AREAS: dict[Area, tuple[str, ...]] = {
    Area.OUTCOMES: ("outcomes for pupils", "outcomes for children and learners"),
    Area.TEACHING: ("quality of teaching, learning and assessment",),
    Area.QUALITY_OF_EDUCATION: ("quality of education",),
    Area.DEVELOPMENT_AND_WELFARE: ("personal development, behaviour and welfare",),
    Area.BEHAVIOUR: ("behaviour and attitudes",),
    Area.PERSONAL_DEVELOPMENT: ("personal development",),
    Area.LEADERSHIP: ("effectiveness of leadership and management", "leadership and management"),
    Area.EARLY_YEARS: ("early years provision",),
    Area.SIXTH_FORM: ("sixth form provision", "16-19 study programmes"),
}
CARD: dict[Area, str] = {
    Area.CARD_INCLUSION: "inclusion",
    Area.CARD_TEACHING: "curriculum and teaching",
    Area.CARD_ACHIEVEMENT: "achievement",
    Area.CARD_ATTENDANCE: "attendance and behaviour",
    Area.CARD_DEVELOPMENT: "personal development and wellbeing",
    Area.CARD_EARLY_YEARS: "early years",
    Area.CARD_POST_16: "post-16 provision",
    Area.CARD_LEADERSHIP: "leadership and governance",
}
STANDARDS = "safeguarding standards"

SCHOOL: Aliases = {
    "urn": ("urn",),
    "laestab": ("laestab", "la estab", "laestab number"),
    "name": ("school name", "provider name"),
    "phase_name": ("ofsted phase", "phase of education", "phase"),
    "type_name": ("type of education", "school type", "type of school"),
    "la_name": ("local authority", "local authority name"),
}


def _graded(track: str, prefix: str, of: str, inspected: str) -> Aliases:
    """A graded inspection's columns: `prefix` stands before its judgements, `of` after the words on the inspection
    itself, and `inspected` names it."""
    own = {
        "type": (f"{prefix}inspection type", f"inspection type{of}"),
        "event": (f"{prefix}event type grouping", f"event type grouping{of}"),
        "grouping": (f"{prefix}inspection type grouping", f"inspection type grouping{of}"),
        "ended_on": (f"{prefix}inspection end date", f"inspection end date{of}"),
        "published_on": (f"{prefix}publication date", f"publication date{of}"),
        "relates": (f"does {inspected} relate to urn of current school",),
        "urn": (f"urn at time of {inspected}",),
        "laestab": (f"laestab at time of {inspected}",),
        "name": (f"school name at time of {inspected}",),
        "overall": (f"{prefix}overall effectiveness", f"{prefix}graded inspection overall effectiveness"),
        "category": (f"{prefix}category of concern", f"{prefix}category"),
        "safeguarding": (f"{prefix}safeguarding is effective",),
        **{area: tuple(f"{prefix}{heading}" for heading in headings) for area, headings in AREAS.items()},
    }
    return {f"{track}.{name}": aliases for name, aliases in own.items()}


LATEST: Aliases = {
    "latest.number": ("inspection number of graded inspection", "graded inspection number"),
    "latest.inspected_on": ("inspection start date", "inspection date"),
    **_graded("latest", "", "", "graded inspection"),
    "latest.standards": (STANDARDS,),
    "latest.legacy": ("outcomes for legacy monitoring inspections",),
    **{f"latest.{area}": (heading,) for area, heading in CARD.items()},
    **{f"latest.{area}.on": (f"{heading}-date of grade",) for area, heading in CARD.items()},
}
PREVIOUS: Aliases = {
    "previous.number": ("previous graded inspection number", "previous inspection number"),
    "previous.inspected_on": (
        *("previous inspection start date", "previous graded inspection start date"),
        *("previous graded inspection date", "previous inspection date"),
    ),
    **_graded("previous", "previous ", " of previous graded inspection", "previous graded inspection"),
}
OEIF: Aliases = {
    "oeif.number": ("inspection number of oeif graded inspection",),
    "oeif.inspected_on": ("inspection start date of oeif graded inspection",),
    **_graded("oeif", "oeif ", " of oeif graded inspection", "oeif graded inspection"),
}
UNGRADED: Aliases = {
    "ungraded.number": (
        *("ungraded inspection number since last graded inspection", "ungraded inspection number"),
        "inspection number of ungraded inspection",
    ),
    "ungraded.inspected_on": ("date of ungraded inspection",),
    "ungraded.published_on": ("ungraded inspection publication date",),
    "ungraded.relates": ("does ungraded inspection relate to urn of current school",),
    "ungraded.urn": ("urn at time of ungraded inspection",),
    "ungraded.laestab": ("laestab at time of ungraded inspection",),
    "ungraded.name": ("school name at time of ungraded inspection",),
    "ungraded.converted": ("did ungraded inspection convert to a graded inspection",),
    "ungraded.outcome": ("ungraded inspection overall outcome", "ungraded inspection outcome"),
}


def fold(heading: str) -> str:
    """A normalised heading in the words of 2026, without "the" and "latest"."""
    heading = re.sub(r"\b(the|latest)\b ?", "", heading.replace("(where applicable)", "")).strip()
    heading = heading.replace("date of judgement", "date of grade").replace("16 to 19 ", "16-19 ")
    return re.sub(r"\b(full|section 5)\b", "graded", re.sub(r"\b(short|section 8)\b", "ungraded", heading))


def _layout(names: frozenset[str], width: int) -> str:
    folded = {fold(name) for name in names}
    if "current school type used for chart c6" in names or any("warning notices issued in" in one for one in names):
        return "Ofsted official statistics, graded and ungraded inspections"
    if "inspection number of oeif graded inspection" in folded:
        return "Ofsted latest inspections, report cards"
    if "ungraded inspection number since last graded inspection" in folded:
        if any("full inspection" in name for name in names):
            return "Ofsted latest inspections, full and section 8 (2019 to 2022)"
        if "multi-academy trust name" in names:
            return "Ofsted latest inspections, graded and ungraded (Sept 2024 to Oct 2025)"
        return "Ofsted latest inspections, graded and ungraded (2022 to 2024)"
    if "inspection start date" in names:
        return "Ofsted latest inspections, full and short (2018 to 2019)"
    return "Ofsted latest inspections, full and short (until 2018)"


ALIASES: Aliases = {**SCHOOL, **LATEST, **PREVIOUS, **OEIF, **UNGRADED}
NAMED = {"name": "the school’s name"}
INSPECTIONS_IN_YEAR = Kind(
    kind=OfficialKind.OFSTED,
    words="Ofsted’s file of the inspections in a year",
    aliases={**ALIASES, "latest.number": ("inspection number",)},
    telling=frozenset(["latest.number"]),
    enough=1,
    required={**NAMED, "latest.inspected_on": "the date of the inspection"},
    layout=lambda names, width: "Ofsted inspections in the year, one in each row",
    fold=fold,
    key=("urn", "latest.number"),
    gives_way=True,
)
LATEST_INSPECTIONS = Kind(
    kind=OfficialKind.OFSTED,
    words="Ofsted’s file of latest inspections",
    aliases=ALIASES,
    telling=frozenset(
        [
            *("latest.urn", "latest.relates", "previous.urn", "previous.relates", "previous.inspected_on"),
            *("oeif.urn", "oeif.relates", "oeif.inspected_on"),
            *("ungraded.urn", "ungraded.relates", "ungraded.inspected_on"),
        ]
    ),
    enough=2,
    required={
        **NAMED,
        "latest.inspected_on|oeif.inspected_on|ungraded.inspected_on": "the date of the latest inspection",
    },
    layout=_layout,
    fold=fold,
)
