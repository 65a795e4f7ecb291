"""Inspections, movements in words and table, outcomes on both days, and the national comparison."""

import datetime
from collections.abc import Iterator

from documents.display import counted, day, listed
from documents.document import Cell, Line, Paragraph, Piece, Printed, Section, Table
from documents.figure import Figure, Origin
from ofsted.kpis.grades import GRADES
from ofsted.kpis.national import LAST_PUBLISHED
from reports.composing import A_FEW_NAMES, Material, numbers
from schools.models import LINES, Governance, Phase

GRADE_NAMES = [*GRADES, "good_or_outstanding"]
GRADE_LABELS = {name: grade.label for name, grade in GRADES.items()} | {"good_or_outstanding": "Good or outstanding"}


def inspected(material: Material) -> Section:
    year = material.dates.report_year
    stem = f"inspections.{year.slug}"
    table = Table(
        caption=f"Schools in area inspected, {year}",
        corner="Phase",
        headings=numbers("Schools"),
        lines=(
            *(Line(phase.label, (material.number(f"{stem}.{phase}.schools"),)) for phase in Phase),
            Line("All phases", (material.number(f"{stem}.all.schools"),), is_total=True),
        ),
        note="Members or not, with a graded or an ungraded (short) inspection; each school once.",
    )
    thematic = material[f"{stem}.thematic.schools"]
    words: tuple[Piece, ...] = ("Schools that had a thematic visit, counted apart: ", Printed(thematic))
    if thematic.value:
        words = (*words, " \u2013 ", material.names(thematic.key))
    return Section("inspections", "Ofsted inspections", (table, Paragraph((*words, "."))))


def movements(material: Material) -> Section:
    year, as_at = material.dates.report_year, material.dates.as_at
    moves = [
        (old, new, [material[f"movements.{year.slug}.{line}.{old}_to_{new}"] for line in LINES])
        for old in reversed(GRADES)
        for new in GRADES
        if old != new
    ]
    table = Table(
        caption=f"Changes of grade, {day(material.dates.year_before)} to {day(as_at)}",
        corner="Change",
        headings=numbers(*(line.label for line in LINES)),
        lines=tuple(
            Line(
                f"{GRADE_LABELS[old]} to {GRADE_LABELS[new].lower()}",
                tuple(_movers(material, each) for each in figures),
            )
            for old, new, figures in moves
            if any(figure.value for figure in figures)
        ),
        empty="No member’s grade changed.",
        note=f"Over the in-area members of {material.dates.membership_year}, on both days.",
    )
    words = [Paragraph(pieces) for line in LINES if (pieces := _in_words(material, line))]
    return Section("movements", "Changes in Ofsted outcomes", (*words, table))


def _movers(material: Material, figure: Figure) -> Cell:
    return (
        Cell(((Printed(figure),), (material.names(figure.key, most=A_FEW_NAMES),)))
        if figure.value
        else Cell.of(Printed(figure))
    )


def _in_words(material: Material, line: Phase) -> tuple[Piece, ...]:
    """What the phase's grades on the day say, and who rose or fell to them."""
    stem = f"outcomes.{material.dates.as_at}.{line}"
    graded, good = material[f"{stem}.graded"], material[f"{stem}.good_or_outstanding"]
    if not graded.value:
        return ()
    below = graded.value - good.value
    if below:
        pieces: list[Piece] = [f"{line.label}: ", Printed(good), f" of {counted(graded.value, 'graded member')} "]
        pieces += [
            f"{'is' if good.value == 1 else 'are'} good or outstanding, {below:,} {'is' if below == 1 else 'are'} not."
        ]
    else:
        pieces = [f"{line.label}: all ", Printed(good), " graded members are good or outstanding."]
    for new, names in _arrivals(material, line):
        pieces += [f" {GRADE_LABELS[new]} now: ", *names, "."]
    return tuple(pieces)


def _arrivals(material: Material, line: Phase) -> list[tuple[str, list[Piece]]]:
    """For each grade, who came to it from another: `Bigland Green (from requires improvement)`."""
    found = []
    for new in GRADES:
        pieces: list[Piece] = []
        for old in GRADES:
            key = f"movements.{material.dates.report_year.slug}.{line}.{old}_to_{new}"
            if old != new and material[key].value:
                pieces += [", ", material.names(key, most=A_FEW_NAMES), f" (from {GRADE_LABELS[old].lower()})"]
        if pieces:
            found.append((new, pieces[1:]))
    return found


def outcomes(material: Material) -> Section:
    dates = material.dates
    tables = tuple(
        Table(
            caption=f"Grades of members on {day(on)}",
            corner="Phase",
            headings=numbers("Members", *(GRADE_LABELS[name] for name in GRADE_NAMES), "No grade"),
            lines=tuple(Line(line.label, _outcome(material, f"outcomes.{on}.{line}")) for line in LINES),
        )
        for on in (dates.year_before, dates.as_at)
    )
    note = Paragraph(
        (
            f"Both tables count the in-area members of {dates.membership_year}, and percentages are of the "
            "members that had "
            "a grade on the day, each rounded on its own. An all-through school counts in both its phases.",
        )
    )
    return Section("outcomes", "Ofsted outcomes", (*tables, note))


def _outcome(material: Material, stem: str) -> tuple[Cell, ...]:
    return (
        material.number(f"{stem}.members"),
        *(material.share(f"{stem}.{name}") for name in GRADE_NAMES),
        material.number(f"{stem}.not_graded"),
    )


def national(material: Material) -> Section:
    """Beside the grades on the day, the latest national figures of the same scale for a date up to then."""
    as_at = material.dates.as_at
    lines: list[Line] = []
    beside = {line: latest_national(material, line) for line in LINES}
    origins = [material[f"{stem}.good"].origin for stem in beside.values() if stem]
    dated = {_dated(origin) for origin in origins}
    for line, stem in beside.items():
        ours = f"outcomes.{as_at}.{line}"
        shares = (material.share(f"{ours}.{name}") for name in GRADE_NAMES)
        lines.append(Line(line.label, (material.number(f"{ours}.members"), *shares), goes_on=True))
        theirs = (material.national(f"{stem}.{name}") for name in GRADE_NAMES)
        lines.append(Line(_heading(material, stem, is_dated=len(dated) > 1), (Cell(), *theirs), is_under=True))
    of_the_nation = f"the national ones of {dated.pop()}" if len(dated) == 1 else "the latest national ones before it"
    table = Table(
        caption=f"Grades of members on {day(as_at)}, and {of_the_nation}",
        corner="Phase",
        headings=numbers("Members", *(GRADE_LABELS[name] for name in GRADE_NAMES)),
        lines=tuple(lines),
        note=" ".join(_about_the_nation(material, beside)),
    )
    return Section("national", "Ofsted outcomes beside the nation", (table, *_below_good(material)))


def _dated(origin: Origin) -> str:
    """`31 August 2017, published`."""
    return f"{day(origin.on)}, {origin.how}"


def _heading(material: Material, stem: str, *, is_dated: bool) -> str:
    """`national, n = 14,224`; with date and basis too, where the lines have not the same."""
    if not stem:
        return "national, none on record"
    origin = material[f"{stem}.good"].origin
    parts = ["national", *([_dated(origin)] if is_dated else [])]
    return ", ".join([*parts, *([f"n = {origin.of:,}"] if origin.of is not None else [])])


COMPARED_FOR = datetime.timedelta(days=550)  # a year, and the months until Ofsted had published the next


def latest_national(material: Material, line: Phase) -> str:
    """The stem of the national figures to set beside the line; empty where there are none, or only older ones.

    Those for all schools with a grade come before those for some of them.
    """
    earliest = material.dates.as_at - COMPARED_FOR
    fitting = {stem: origin for stem, origin in _origins(material, line).items() if origin.on >= earliest}
    return max(fitting, key=lambda stem: (not fitting[stem].is_partial, fitting[stem].on), default="")


def _origins(material: Material, line: Phase) -> dict[str, Origin]:
    """By their stem, where the line's national figures of each calendar year come from."""
    return {
        key.rpartition(".")[0]: material[key].origin
        for key in material.figures
        if key.startswith("national.") and f".{line}." in key
    }


def _about_the_nation(material: Material, beside: dict[Phase, str]) -> Iterator[str]:
    """What a reader should know: how the figures stand, where there are none and why, and each record's own note."""
    yield "National figures are printed as they stand on record; each opens its date and source."
    if any(_origins(material, line) for line, stem in beside.items() if not stem):
        yield "Those of more than a year and a half before the day are not set beside it."
    if "" in beside.values() and material.dates.as_at > LAST_PUBLISHED:
        yield f"Ofsted published no national figure of this kind for after {day(LAST_PUBLISHED)}."
    noted: dict[str, list[str]] = {}
    for line, stem in beside.items():
        if stem and (note := material[f"{stem}.good"].origin.note):
            noted.setdefault(note, []).append(line.label)
    for note, labels in noted.items():
        yield f"National, {listed(labels).lower()}: {note.rstrip('.')}."


def _below_good(material: Material) -> tuple[Paragraph, ...]:
    stem = f"outcomes.{material.dates.as_at}.all.below_good"
    figures = [(governance, material[f"{stem}.{governance}"]) for governance in Governance]
    total = sum(figure.value for _, figure in figures)
    if not total:
        return (Paragraph(("No graded member is below good.",)),)
    pieces: list[Piece] = []
    for governance, figure in figures:
        if figure.value or governance in (Governance.MAINTAINED, Governance.ACADEMY, Governance.FREE_SCHOOL):
            pieces += [", ", Printed(figure, after=f" {_GOVERNANCE[governance]}")]
    lead = f"Of the {counted(total, 'member')} below good: "
    return (Paragraph((lead, *pieces[1:], ".")),)


_GOVERNANCE = {
    Governance.MAINTAINED: "maintained by the local authority",
    Governance.ACADEMY: "academy",
    Governance.FREE_SCHOOL: "free school",
    Governance.INDEPENDENT: "independent",
    Governance.OTHER: "of other governance",
}
