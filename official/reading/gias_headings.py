"""The columns of GIAS's establishment extract and of its links file, of every layout since 2015.

`InspectorateName (name)` is read by nobody: until 2018 it named the inspectorate of schools overseas, and since then
the one that is Ofsted or ISI. Ofsted's grades, which the extract carried until April 2025, are taken from Ofsted alone.
"""

from official.reading.headings import Aliases, Kind
from schools.models import OfficialKind

ESTABLISHMENT: Aliases = {
    "urn": ("urn",),
    "la_code": ("la (code)",),
    "number": ("establishmentnumber",),
    "name": ("establishmentname",),
    "type_code": ("typeofestablishment (code)",),
    "type_name": ("typeofestablishment (name)",),
    "status_code": ("establishmentstatus (code)",),
    "status_name": ("establishmentstatus (name)",),
    "opened_on": ("opendate",),
    "closed_on": ("closedate",),
    "closed_because": ("reasonestablishmentclosed (name)",),
    "phase_name": ("phaseofeducation (name)",),
    "lowest_age": ("statutorylowage",),
    "highest_age": ("statutoryhighage",),
    "trust_name": ("trusts (name)",),
    "head_first": ("headfirstname",),
    "head_last": ("headlastname",),
    "head_post": ("headpreferredjobtitle",),
}
LINK: Aliases = {
    "urn": ("urn",),
    "linked_urn": ("linkurn",),
    "linked_name": ("linkname",),
    "link_type": ("linktype",),
    "established_on": ("linkestablisheddate",),
}


def _layout(names: frozenset[str], width: int) -> str:
    if "establishmentstatus (code)" not in names:
        when = "2015"
    elif "inspectorate (name)" in names:
        when = "2018"
    elif "rscregion (name)" in names:
        when = "2022 to 2024"
    elif "ofstedlastinsp" in names:
        when = "July 2024 to April 2025"
    else:
        when = "since April 2025"
    return f"GIAS establishments, {when} ({width} columns)"


ESTABLISHMENTS = Kind(
    kind=OfficialKind.GIAS,
    words="an extract of GIAS",
    aliases=ESTABLISHMENT,
    telling=frozenset(["name", "number", "type_name", "status_name", "status_code", "opened_on", "phase_name"]),
    enough=3,
    required={
        "name": "EstablishmentName",
        "la_code": "LA (code)",
        "type_code|type_name": "TypeOfEstablishment",
        "status_code|status_name": "EstablishmentStatus",
    },
    layout=_layout,
)
LINKS = Kind(
    kind=OfficialKind.GIAS_LINKS,
    words="GIAS’s file of links",
    aliases=LINK,
    telling=frozenset(["linked_urn", "link_type"]),
    enough=1,
    required={"linked_urn": "LinkURN", "link_type": "LinkType"},
    layout=lambda names, width: "GIAS links between establishments",
    key=("urn", "linked_urn", "link_type"),
)
