"""What the registers say of the schools that were filled, and what a month's file proposes to change."""

import datetime
import hashlib
import json

from bench.copying import copy
from bench.rows.schools import Place
from official.models import Proposal, ProposalKind, State
from schools.models import Establishment, EstablishmentLink, EstablishmentStatus, OfficialFile, OfficialKind

AS_AT = datetime.date(2025, 8, 31)
MOST_PROPOSED = 300
TAKEN_IN_AT = datetime.datetime(2025, 9, 2, 9, 0, tzinfo=datetime.UTC)


def fill_register(places: list[Place]) -> None:
    """An establishment for each school, and links of those that converted."""
    files = [
        (1, OfficialKind.GIAS, "edubasealldata20250831.csv", AS_AT, "GIAS extract", "1", len(places), TAKEN_IN_AT),
        (2, OfficialKind.GIAS_LINKS, "links_edubasealldata20250831.csv", AS_AT, "Links", "2", 1, TAKEN_IN_AT),
    ]
    copy(OfficialFile, "id kind name as_at layout digest rows taken_in_at", files)
    kind = ("211", "01", "Community school")
    said = ((place.urn, f"School {place.pk}", *kind, _status(place), 1, AS_AT) for place in places)
    copy(Establishment, "urn name la_code type_code type_name status file as_at", said)
    links = ((place.urn, place.former_urn, "Before", "Predecessor", 2) for place in places if place.former_urn)
    copy(EstablishmentLink, "urn linked_urn linked_name link_type file", links)


def fill_proposals(places: list[Place]) -> None:
    """Every tenth school has another name in the file, up to what a person looks through in a morning."""
    copy(
        Proposal,
        "file kind school urn before after digest state proposed_at",
        (
            (1, ProposalKind.NAME, place.pk, place.urn, *_renamed(place), State.OPEN, TAKEN_IN_AT)
            for place in places[: 10 * MOST_PROPOSED : 10]
        ),
    )


def _renamed(place: Place) -> tuple[str, str, str]:
    before, after = (json.dumps({"name": f"School {place.pk}{word}", "short_name": ""}) for word in ("", " Academy"))
    return before, after, hashlib.sha256(f"{place.urn} {after}".encode()).hexdigest()


def _status(place: Place) -> int:
    return int(EstablishmentStatus.CLOSED if place.closed_on else EstablishmentStatus.OPEN)
