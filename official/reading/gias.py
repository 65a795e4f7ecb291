"""A row of GIAS's extract as an establishment."""

from official.facts import Establishment
from official.reading import values
from official.reading.rows import LeftOut, Row
from schools.models import EstablishmentStatus

STATUSES = {
    "open": EstablishmentStatus.OPEN,
    "closed": EstablishmentStatus.CLOSED,
    "open, but proposed to close": EstablishmentStatus.PROPOSED_TO_CLOSE,
    "proposed to open": EstablishmentStatus.PROPOSED_TO_OPEN,
}
UNSAID = frozenset(["not applicable", "not recorded", "unknown"])

TYPES = {
    "community school": "01",
    "voluntary aided school": "02",
    "voluntary controlled school": "03",
    "foundation school": "05",
    "city technology college": "06",
    "community special school": "07",
    "non-maintained special school": "08",
    "other independent special school": "10",
    "other independent school": "11",
    "foundation special school": "12",
    "pupil referral unit": "14",
    "la nursery school": "15",
    "local authority nursery school": "15",
    "further education": "18",
    "secure units": "24",
    "offshore schools": "25",
    "service children's education": "26",
    "miscellaneous": "27",
    "academy sponsor led": "28",
    "academy sponsor-led": "28",
    "higher education institutions": "29",
    "welsh establishment": "30",
    "sixth form centres": "31",
    "special post 16 institution": "32",
    "academy special sponsor led": "33",
    "academy converter": "34",
    "academy-converter mainstream": "34",
    "free schools": "35",
    "free schools special": "36",
    "free schools-special": "36",
    "british schools overseas": "37",
    "free schools alternative provision": "38",
    "free schools-alternative provision": "38",
    "free schools 16 to 19": "39",
    "free schools-16-19": "39",
    "university technical college": "40",
    "studio schools": "41",
    "academy alternative provision converter": "42",
    "academy alternative provision sponsor led": "43",
    "academy special converter": "44",
    "academy 16-19 converter": "45",
    "academy 16 to 19 sponsor led": "46",
    "children's centre": "47",
    "institution funded by other government department": "56",
    "academy secure 16 to 19": "57",
}
"""GIAS's codes by its names, of 2025 and of 2015, which had names alone."""


def establishment(row: Row) -> Establishment:
    """Raises `LeftOut` for a row that lacks what every establishment has."""
    la_code = row.require("la_code", values.code(3))
    number = row.read("number", values.code(4), "")
    type_name = row.read("type_name", values.words(100), "")
    heads = [row.read(part, _said(100), "") for part in ("head_first", "head_last")]
    return Establishment(
        urn=row.require("urn", values.urn),
        laestab=la_code + number if number else "",
        name=row.require("name", values.words(200)),
        la_code=la_code,
        type_code=row.read("type_code", values.code(2), "") or TYPES.get(values.folded(type_name), ""),
        type_name=type_name,
        status=_status(row),
        opened_on=row.read("opened_on", values.day_or_placeholder),
        closed_on=row.read("closed_on", values.day_or_placeholder),
        closed_because=row.read("closed_because", _said(200), ""),
        phase_name=row.read("phase_name", values.words(50), ""),
        lowest_age=row.read("lowest_age", values.age),
        highest_age=row.read("highest_age", values.age),
        trust_name=row.read("trust_name", values.words(200), ""),
        head_name=" ".join(filter(None, heads)),
        head_post=row.read("head_post", _said(200), ""),
    )


def _status(row: Row) -> EstablishmentStatus:
    if row.has("status_code") and values.text(row.cells["status_code"]):
        number = row.require("status_code", values.whole)
        if number in EstablishmentStatus.values:
            return EstablishmentStatus(number)
    elif (name := values.folded(row.cells.get("status_name"))) in STATUSES:
        return STATUSES[name]
    field = "status_code" if row.has("status_code") else "status_name"
    row.say(field, "This is no status of a school that GIAS has. The row was left out.")
    raise LeftOut


def _said(longest: int):
    read = values.words(longest)
    return lambda raw: "" if values.folded(raw) in UNSAID else read(raw)
