"""Fifty programmes, and who took part in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.copying import copy
from bench.rows.schools import PHASES, Place
from bench.sizes import Size, shared_out
from programmes.models import CROSS_PHASE, Participation, ParticipationRole, Programme, ProgrammeKind, Strand
from schools.models import Phase
from thep.years import AcademicYear

Role = ParticipationRole
TAUGHT = ["English", "Maths", "Science", "History", "Geography", "Computing", "Music", "Art", "PE", "RE"]
SUBJECTS = {
    Phase.PRIMARY: [*TAUGHT, "EAL"],
    Phase.SECONDARY: [*TAUGHT, "MFL", "Drama"],
    Phase.SPECIAL: ["Communication", "Independence"],
    Phase.NURSERY: ["Early years"],
    CROSS_PHASE: ["SEND", "Safeguarding"],
}
PROJECTS = ["Peer review", "Oracy", "Grammar", "Heritage", "Workload", "Open city", "Reading", "Mathematics mastery"]
CONFERENCES = ["Curriculum conference", "Leadership conference", "Early years conference", "Pupil premium conference"]
PROGRAMMES = ["Future heads", "Middle leaders", "Induction", "Governors’ forum", "Leadership forum", "Consultancy"]
LEADERSHIP_NETWORKS = ["CPD leaders", "Post-16 forum", "Subject leaders", "Business managers"]
STRANDS = ["SSAT", "EDT", "Challenge Partners"]
NON_MEMBERS_WHO_COME = 0.15


@dataclass(frozen=True)
class Made:
    """A programme; `parts` are the roles and strands that a school can take part in it with."""

    pk: int
    name: str
    kind: ProgrammeKind
    phase: str
    subject: str
    reported_as: str
    parts: tuple[tuple[Role, int | None], ...]

    @property
    def slug(self) -> str:
        return self.name.lower().replace("’", "").replace(" ", "-")

    @property
    def weight(self) -> float:
        among = PHASES[self.phase] / 100 if self.phase in PHASES else 1
        return among * (2 if self.kind == ProgrammeKind.CONFERENCE else len(self.parts))


def fill_programmes(size: Size, places: list[Place]) -> None:
    made = all_programmes()
    copy(
        Programme,
        "id slug name kind phase subject reported_as counted_by career_stage summary",
        (
            (one.pk, one.slug, one.name, one.kind, one.phase, one.subject, one.reported_as, "recorded", "", "")
            for one in made
        ),
    )
    copy(Strand, "id name slug", ((pk, name, name.lower().replace(" ", "-")) for pk, name in enumerate(STRANDS, 1)))
    fields = "year programme school role strand people is_counted"
    copy(Participation, fields, ((*row, "f") for row in each_participation(size, places, made)))


def all_programmes() -> list[Made]:
    return [Made(pk, *rest) for pk, rest in enumerate(_programmes(), 1)]


def _programmes() -> Iterator[tuple]:
    member, taught = ((Role.MEMBER, None),), ((Role.DELEGATE, None), (Role.COACH, None))
    for phase, subjects in SUBJECTS.items():
        for subject in subjects:
            name = f"{phase.replace('_', '-').capitalize()} {subject} network"
            yield name, ProgrammeKind.NETWORK, phase, subject, "{schools}", member
    for name in LEADERSHIP_NETWORKS:
        yield name, ProgrammeKind.NETWORK, "", "Leadership", "{schools}", member
    for n, name in enumerate(PROJECTS):
        if n < 2:
            stranded = tuple((Role.MEMBER, strand) for strand in range(1, len(STRANDS) + 1))
            yield name, ProgrammeKind.PROJECT, CROSS_PHASE, "", "{schools,strands}", (*stranded, (Role.HOST, None))
        else:
            yield name, ProgrammeKind.PROJECT, Phase.PRIMARY if n % 2 else CROSS_PHASE, "", "{schools}", member
    for n, name in enumerate(CONFERENCES):
        phase = Phase.SECONDARY if n % 2 else Phase.PRIMARY
        yield name, ProgrammeKind.CONFERENCE, phase, "", "{people,schools}", ((Role.DELEGATE, None),)
    for n, name in enumerate(PROGRAMMES):
        parts = ((Role.GOVERNOR if n == 3 else Role.HEADTEACHER, None), (Role.LEAD, None)) if n % 2 else taught
        yield name, ProgrammeKind.LEADERSHIP, CROSS_PHASE, "", "{people,schools}", parts


def each_participation(size: Size, places: list[Place], made: list[Made]) -> Iterator[tuple]:
    """More from year to year: the last has half as many again as the first."""
    chance = size.chance("participation")
    growth = [1 + n / (2 * size.years_on_record) for n in range(size.years_on_record)]
    for year, rows in zip(size.years, shared_out(size.participation, growth), strict=True):
        coming = _coming(chance, places, year)
        could_come = [coming[one.phase] for one in made]
        most = [len(schools) * len(one.parts) for one, schools in zip(made, could_come, strict=True)]
        counts = shared_out(rows, [one.weight for one in made], most)
        for one, schools, number in zip(made, could_come, counts, strict=True):
            for drawn in chance.sample(range(len(schools) * len(one.parts)), number):
                school, part = divmod(drawn, len(one.parts))
                role, strand = one.parts[part]
                yield year.start, one.pk, schools[school].pk, role, strand, _people(chance, role)


def _coming(chance: Random, places: list[Place], year: AcademicYear) -> dict[str, list[Place]]:
    """The schools that a programme for a phase, or for all, can draw on: members, and some others."""
    everyone = [
        place
        for place in places
        if place.is_open_in(year) and (year in place.member_in or chance.random() < NON_MEMBERS_WHO_COME)
    ]
    by_phase = {phase: [place for place in everyone if place.phase == phase] for phase in Phase}
    return by_phase | {CROSS_PHASE: everyone, "": everyone}


def _people(chance: Random, role: Role) -> int | None:
    if role == Role.MEMBER:
        return None
    return chance.randint(1, 12) if role == Role.DELEGATE else chance.randint(1, 3)
