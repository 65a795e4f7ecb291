"""Networks, projects, conferences and leadership programmes: each on a line that prints what it is reported as."""

from documents.document import Cell, Heading, Line, Piece, Printed, Section, Table
from documents.figure import Figure
from programmes.models import CROSS_PHASE, GIVING, ParticipationRole, Programme, ProgrammeKind, ReportedAs
from reports.composing import Material
from schools.models import Phase

NETWORKS = {
    Phase.NURSERY: "Nursery subject networks",
    Phase.PRIMARY: "Primary subject networks",
    Phase.SECONDARY: "Secondary subject networks",
    Phase.SPECIAL: "Special school networks",
    Phase.AP: "Alternative provision networks",
    CROSS_PHASE: "Cross-phase subject networks",
    "": "Leadership networks",
}
TITLES = {
    ProgrammeKind.PROJECT: "Projects",
    ProgrammeKind.CONFERENCE: "Conferences",
    ProgrammeKind.LEADERSHIP: "Leadership programmes",
}
PLURALS = {ProgrammeKind.NETWORK: "networks"} | {kind: title.lower() for kind, title in TITLES.items()}
ANCHORS = {
    ProgrammeKind.NETWORK: "networks",
    ProgrammeKind.PROJECT: "projects",
    ProgrammeKind.CONFERENCE: "conferences",
    ProgrammeKind.LEADERSHIP: "leadership",
}


def section_of(kind: ProgrammeKind, material: Material) -> Section:
    return _networks(material) if kind == ProgrammeKind.NETWORK else _others(kind, material)


def _others(kind: ProgrammeKind, material: Material) -> Section:
    title = TITLES[kind]
    table = Table(
        caption=f"{title}, {material.dates.report_year}",
        corner=title.removesuffix("s"),
        headings=(Heading("Took part", is_wide=True),),
        lines=tuple(
            Line(programme.name, (Cell.of(*_took_part(material, programme)),)) for programme in _held(material, kind)
        ),
        empty="No participation on record for the year.",
    )
    return Section(ANCHORS[kind], title, (table,))


def _held(material: Material, kind: ProgrammeKind) -> list[Programme]:
    """The programmes of the kind that any school took part in."""
    return [
        programme
        for programme in material.programmes
        if programme.kind == kind and material[_key(material, programme, "schools")].value
    ]


def _key(material: Material, programme: Programme, rest: str) -> str:
    return f"participation.{material.dates.report_year.slug}.{programme.slug}.{rest}"


def _networks(material: Material) -> Section:
    held = _held(material, ProgrammeKind.NETWORK)
    lines = []
    for phase, title in NETWORKS.items():
        mine = [programme for programme in held if programme.phase == phase]
        if mine:
            pieces = [piece for network in mine for piece in (", ", *_network(material, network))]
            lines.append(Line(title, (Cell.of(*pieces[1:]),)))
    table = Table(
        caption=f"Networks, {material.dates.report_year}",
        corner="Networks",
        headings=(Heading("Subjects, each with its schools", is_wide=True),),
        lines=tuple(lines),
        empty="No participation on record for the year.",
    )
    return Section(ANCHORS[ProgrammeKind.NETWORK], "Networks", (table,))


def _network(material: Material, network: Programme) -> tuple[Piece, ...]:
    words = network.subject if network.phase and network.subject else network.name
    return (f"{words}\u00a0", material.printed(_key(material, network, "schools")))


def _took_part(material: Material, programme: Programme) -> list[Piece]:
    """`56 schools – 36 (SSAT), 17 (EDT)`; `18 delegates (3 schools)`; `30 delegates; 30 coaches`.

    Units are never added.
    """
    schools = material[_key(material, programme, "schools")]
    units = programme.reported_as or [ReportedAs.SCHOOLS]
    pieces: list[Piece] = []
    for unit in units:
        match unit:
            case ReportedAs.SCHOOLS if pieces:
                pieces += [" (", _schools(schools), ")"]
            case ReportedAs.SCHOOLS:
                pieces.append(_schools(schools))
            case ReportedAs.PEOPLE:
                people = _people(material, programme)
                pieces += [" \u2013 ", *people] if pieces and people else people
            case ReportedAs.STRANDS:
                strands = _strands(material, programme)
                pieces += [" \u2013 ", *strands] if pieces and strands else strands
    return pieces or [_schools(schools)]


def _schools(figure: Figure) -> Printed:
    return Printed(figure, after=" school" if figure.value == 1 else " schools")


def _people(material: Material, programme: Programme) -> list[Piece]:
    """Those who take first, then those who give, in the order of the roles."""
    pieces: list[Piece] = []
    for role in sorted(ParticipationRole, key=lambda role: role in GIVING):
        figure = material.get(_key(material, programme, f"people.{role}"))
        if figure is not None and figure.value:
            word = role if figure.value == 1 else role.plural
            pieces += ["; ", Printed(figure, after=f" {word}")]
    return pieces[1:]


def _strands(material: Material, programme: Programme) -> list[Piece]:
    """The largest first."""
    stem = _key(material, programme, "strand.")
    figures = [material[key] for key in material.figures if key.startswith(stem)]
    pieces: list[Piece] = []
    for figure in sorted(figures, key=lambda figure: (-figure.value, figure.key)):
        pieces += [", ", Printed(figure, after=f" ({figure.short})")]
    return pieces[1:]
