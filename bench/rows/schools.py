"""Schools with their phases, URNs and trusts, and the people who act for them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from accounts.models import User
from accounts.permissions import Role
from bench.copying import copy
from bench.sizes import EXECUTIVE_OF, LAST_YEAR, Size
from schools.models import (
    FormerGovernance,
    FormerName,
    FormerTrust,
    Governance,
    Partnership,
    Phase,
    School,
    SchoolPhase,
    SchoolRepresentative,
    SchoolUrn,
    Trust,
)
from thep.years import AcademicYear

PHASES = {Phase.PRIMARY: 70, Phase.SECONDARY: 15, Phase.SPECIAL: 7, Phase.NURSERY: 5, Phase.AP: 3}
ACADEMIES = {Phase.PRIMARY: 0.35, Phase.SECONDARY: 0.7, Phase.SPECIAL: 0.35, Phase.NURSERY: 0.0, Phase.AP: 0.4}
ALL_THROUGH = 0.06  # of secondary schools
OPENED_LATELY = 0.1
IN_A_TRUST = 0.8  # of academies
FIRST_CLOSURE = datetime.date(1985, 9, 1)
JOINED_ON = datetime.datetime(2017, 9, 1, tzinfo=datetime.UTC)
USER_FIELDS = "id email name role password is_active is_in_challenge_group created_at"

FIRST, SECOND, SAINTS = map(
    str.split,
    (
        "Arbour Bishop Cannon Dale Elm Falcon Grange Harbour Ivy Jubilee Kings Lark Marsh North Orchard Park Queens "
        "River Stepney Thames Upper Valley West York Alder Birch Cedar Downs East Forest Globe Hill Isle Juniper",
        "Bank Bridge Brook Church Court Cross End Field Ford Gate Green Grove Hall Heath House Lane Lawn Mead Mill "
        "Mount Place Road Rise Side Square Street Vale View Walk Wood",
        "Anne Bede Chad Clare Edmund George John Luke Mary Paul Peter Saviour",
    ),
)
ENDINGS = {
    Phase.PRIMARY: "Primary School",
    Phase.SECONDARY: "School",
    Phase.SPECIAL: "Special School",
    Phase.NURSERY: "Nursery School",
    Phase.AP: "Pupil Referral Unit",
}


@dataclass(slots=True)
class Place:
    """A school as the other subjects need to know it."""

    pk: int
    phase: Phase
    is_in_area: bool
    opened_on: datetime.date | None
    closed_on: datetime.date | None
    urn: int
    former_urn: int | None
    converted_on: datetime.date | None
    member_in: set[AcademicYear] = field(default_factory=set)

    def is_open_in(self, year: AcademicYear) -> bool:
        day = year.first_day
        return (self.opened_on is None or self.opened_on <= day) and (self.closed_on is None or self.closed_on > day)

    def urn_on(self, day: datetime.date) -> int:
        return self.former_urn if self.converted_on and day < self.converted_on else self.urn


def fill_schools(size: Size) -> list[Place]:
    """The partnership, its trusts and schools, a headteacher for each open one, and one person of each role.

    That headteacher is an executive one, for several schools.
    """
    Partnership.objects.create(name=f"The {size.name} bench", la_codes=list(size.la_codes))
    copy(Trust, "id name", ((pk, trust_name(pk)) for pk in range(1, size.trusts + 1)))
    places, schools, phases, urns = [], [], [], []
    for place, school, its_phases, its_urns in each_school(size):
        places.append(place)
        schools.append(school)
        phases += its_phases
        urns += its_urns
    copy(School, "id name short_name la_code governance trust opened_on closed_on", schools)
    copy(SchoolPhase, "school phase is_main from_year until_year", phases)
    copy(SchoolUrn, "school urn is_current period", urns)
    _fill_past([place for place in places if place.converted_on], size)
    _fill_people(places)
    return places


def _fill_past(converted: list[Place], size: Size) -> None:
    """Schools that became academies had another name until then, and every third left a trust since."""
    names = ((place.pk, f"{FIRST[place.pk % len(FIRST)]} Community School", _until(place)) for place in converted)
    copy(FormerName, "school name period", names)
    trusts = ((place.pk, place.pk % size.trusts + 1, _until(place)) for place in converted[::3])
    copy(FormerTrust, "school trust period", trusts)
    governed = ((place.pk, Governance.MAINTAINED, _until(place)) for place in converted)
    copy(FormerGovernance, "school governance period", governed)


def _until(place: Place) -> str:
    return f"(,{place.converted_on})"


def trust_name(pk: int) -> str:
    return f"{FIRST[pk % len(FIRST)]} {SECOND[pk % len(SECOND)]} Trust {pk}"


def each_school(size: Size) -> Iterator[tuple[Place, tuple, list[tuple], list[tuple]]]:
    """A school, its row, and the rows of its phases and URNs."""
    chance = size.chance("schools")
    for pk in range(1, size.open_schools + size.closed_schools + 1):
        phase = chance.choices(list(PHASES), list(PHASES.values()))[0]
        is_closed = pk > size.open_schools
        la_code = chance.choice(size.neighbours if chance.random() < size.out_of_area else size.la_codes)
        opened_on, closed_on = _days(size, chance, is_closed)
        governance = _governance(chance, phase, opened_on)
        converted_on = (
            chance.choice(size.years).first_day if governance == Governance.ACADEMY and not opened_on else None
        )
        if converted_on and closed_on and converted_on >= closed_on:
            converted_on = None
        place = Place(
            pk,
            phase,
            la_code in size.la_codes,
            opened_on,
            closed_on,
            urn=(500_000 if converted_on else 100_000) + pk,
            former_urn=100_000 + pk if converted_on else None,
            converted_on=converted_on,
        )
        trust = _trust(size, chance) if governance in (Governance.ACADEMY, Governance.FREE_SCHOOL) else None
        short, name = _name(chance, phase)
        school = (pk, name, short, la_code, governance, trust, opened_on, closed_on)
        yield place, school, list(_phases(chance, place)), list(_urns(place))


def _days(size: Size, chance: Random, is_closed: bool) -> tuple[datetime.date | None, datetime.date | None]:
    if is_closed:
        return None, FIRST_CLOSURE + datetime.timedelta(chance.randrange((LAST_YEAR.first_day - FIRST_CLOSURE).days))
    if chance.random() > OPENED_LATELY:
        return None, None
    opened_in = chance.choice(size.membership_years)
    return opened_in.first_day + datetime.timedelta(chance.choice([0, 0, 0, 0, -120, 120])), None


def _governance(chance: Random, phase: Phase, opened_on: datetime.date | None) -> Governance:
    if opened_on and chance.random() < 0.6:
        return Governance.FREE_SCHOOL
    if chance.random() < ACADEMIES[phase]:
        return Governance.ACADEMY
    return chance.choices([Governance.MAINTAINED, Governance.INDEPENDENT, Governance.OTHER], [97, 2, 1])[0]


def _trust(size: Size, chance: Random) -> int | None:
    """A few trusts are large, and most are small."""
    return 1 + int(size.trusts * chance.random() ** 2) if chance.random() < IN_A_TRUST else None


def _name(chance: Random, phase: Phase) -> tuple[str, str]:
    """The short name, which a few schools lack, and the full one."""
    if chance.random() < 0.15:
        short = f"St {chance.choice(SAINTS)}’s, {chance.choice(FIRST)} {chance.choice(SECOND)}"
    else:
        short = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(FIRST)}"
    return "" if chance.random() < 0.1 else short, f"{short} {ENDINGS[phase]}"


def _phases(chance: Random, place: Place) -> Iterator[tuple]:
    """One phase for most; all-through schools have a second, and a few schools were something else before."""
    if place.phase == Phase.NURSERY and chance.random() < 0.05:
        yield place.pk, Phase.PRIMARY, True, None, LAST_YEAR.start - 5
        yield place.pk, place.phase, True, LAST_YEAR.start - 4, None
        return
    yield place.pk, place.phase, True, None, None
    if place.phase == Phase.SECONDARY and chance.random() < ALL_THROUGH:
        yield place.pk, Phase.PRIMARY, False, LAST_YEAR.start - chance.randrange(8), None


def _urns(place: Place) -> Iterator[tuple]:
    if place.converted_on:
        yield place.pk, place.former_urn, False, f"(,{place.converted_on})"
        yield place.pk, place.urn, True, f"[{place.converted_on},)"
    else:
        yield place.pk, place.urn, True, "(,)"


def head_of(place: Place) -> int:
    """The number of the sign-in of its headteacher."""
    return 100 + place.pk


def _fill_people(places: list[Place]) -> None:
    others = [(pk, f"{role}@bench.example", role.label, role) for pk, role in enumerate(Role, 1)]
    heads = [
        (head_of(place), f"head.{place.pk}@bench.example", f"Head of {place.urn}", Role.HEADTEACHER, place.pk)
        for place in places
        if place.closed_on is None
    ]
    people = [*others, *(head[:-1] for head in heads)]
    copy(User, USER_FIELDS, ((*one, "!", True, False, JOINED_ON) for one in people))
    executive = next(pk for pk, *_, role in others if role == Role.HEADTEACHER)
    acts_for = [*((head[0], head[-1]) for head in heads), *((executive, school) for school in EXECUTIVE_OF)]
    copy(SchoolRepresentative, "user school from_on", ((*pair, JOINED_ON.date()) for pair in acts_for))
