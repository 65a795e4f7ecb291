"""Membership with its notes, associates, packages and income."""

from itertools import groupby

from documents.display import counted
from documents.document import Cell, Heading, Line, Paragraph, Piece, Printed, Section, Table
from documents.figure import Figure, Name
from membership.models import Package
from reports.composing import Material, numbers
from schools.models import LINES, Phase
from thep.years import AcademicYear


def members(material: Material) -> Section:
    year = material.dates.membership_year
    years = (year, year - 1)
    lines = [
        Line(
            line.label,
            (*(cell for each in years for cell in _members_in(material, each, line)), _notes(material, year, line)),
        )
        for line in LINES
    ]
    totals = [cell for each in years for cell in (Cell(), Cell(), material.number(f"membership.{each.slug}.all.total"))]
    lines.append(Line("All phases", (*totals, Cell()), is_total=True))
    table = Table(
        caption=f"Members by phase, {year} and {year - 1}",
        corner="Phase",
        headings=(
            *(heading for each in years for heading in numbers("In area", "Out of area", "Total", group=str(each))),
            Heading("Notes", is_wide=True),
        ),
        lines=tuple(lines),
        note="In area: members among the schools open in area. Schools out of area count in the total and in no share. "
        "An all-through school counts once in each phase; alternative provision is with secondary.",
    )
    return Section("membership", "Membership", (table,))


def _members_in(material: Material, year: AcademicYear, line: Phase) -> tuple[Cell, Cell, Cell]:
    stem = f"membership.{year.slug}.{line}"
    return material.share(f"{stem}.in_area"), material.number(f"{stem}.out_of_area"), material.number(f"{stem}.total")


def _notes(material: Material, year: AcademicYear, line: Phase) -> Cell:
    """What a reader of the two columns asks: who joined, who left, who is not in, and who is counted from elsewhere."""
    stem = f"membership.{year.slug}"
    notes: list[tuple[Piece, ...]] = []
    for key, words in ((f"{stem}.joined.{line}", "Joined: "), (f"{stem}.left.{line}", "Left: ")):
        if material[key].value:
            notes.append((words, material.names(key), "."))
    if material[f"{stem}.{line}.not_members"].value:
        notes.append(_not_members(material, f"{stem}.{line}.not_members"))
    if material[f"{stem}.{line}.out_of_area"].value:
        notes.append(("Out of area: ", material.names(f"{stem}.{line}.out_of_area"), "."))
    also = material[f"{stem}.{line}.also_counted"]
    if also.value:
        notes.append(("Also counted in another phase: ", material.names(also.key), "."))
    return Cell(tuple(notes))


def _not_members(material: Material, key: str) -> tuple[Piece, ...]:
    """Schools that are not members; two or more of one trust stand under its name."""
    figure = material[key]
    return ("Not members: ", Printed(figure), f" \u2013 {_by_trust(figure)}.")


def _by_trust(figure: Figure) -> str:
    together = groupby(sorted(figure.names, key=lambda name: name.aside), key=lambda name: name.aside)
    entries: list[tuple[str, str]] = []
    for trust, found in together:
        names: list[Name] = list(found)
        if trust and len(names) > 1:
            entries.append((trust.casefold(), f"{trust} ({', '.join(name.text for name in names)})"))
        else:
            entries += [(name.order, name.text) for name in names]
    more = figure.value - len(figure.names)
    return "; ".join(text for _, text in sorted(entries)) + (f" and {counted(more, 'more', 'more')}" if more else "")


def associates(material: Material) -> Section:
    year = material.dates.membership_year
    years = (year, year - 1)

    def line(words: str, key: str) -> Line:
        return Line(words, tuple(material.number(f"associates.{each.slug}.{key}") for each in years))

    blocks: list[Table | Paragraph] = [
        Table(
            caption=f"Associates, {year} and {year - 1}",
            corner="Associates",
            headings=numbers(*map(str, years)),
            lines=(line("Associates", "total"), line("still to renew", "to_renew"), line("new in the year", "new")),
        )
    ]
    new = material[f"associates.{year.slug}.new"]
    if new.value:
        blocks.append(Paragraph((f"New in {year}: ", material.names(new.key), ".")))
    return Section("associates", "Associate membership", tuple(blocks))


def packages(material: Material) -> Section:
    year = material.dates.membership_year
    years = (year, year - 1)
    lines = [_package_line(material, package) for package in material.packages if package.is_sla]
    every = (cell for each in years for cell in (Cell(), material.number(f"packages.{each.slug}.all.schools")))
    lines.append(Line("All packages", tuple(every), is_total=True))
    lines += [_package_line(material, package) for package in material.packages if not package.is_sla]
    table = Table(
        caption=f"Packages, {year} and {year - 1}",
        corner="Package",
        headings=tuple(heading for each in years for heading in numbers("Agreements", "Schools", group=str(each))),
        lines=tuple(lines),
        note="One agreement can cover several schools; (+2) says how many more schools than agreements. "
        "All packages counts schools under a service-level agreement, each once.",
    )
    income = Table(
        caption=f"Income, {year} and {year - 1}",
        corner="Income",
        headings=numbers(*map(str, years)),
        lines=tuple(
            Line(words, tuple(material.number(f"income.{each.slug}.{key}") for each in years), is_total=key == "total")
            for words, key in (("Packages", "packages"), ("Extra income", "extra"), ("Total income", "total"))
        ),
        note="Fees as they were agreed at the time.",
    )
    return Section("packages", "Packages and income", (table, income))


def _package_line(material: Material, package: Package) -> Line:
    year = material.dates.membership_year
    cells = (cell for each in (year, year - 1) for cell in _package(material, each, package.slug))
    return Line(package.name, tuple(cells))


def _package(material: Material, year: AcademicYear, slug: str) -> tuple[Cell, Cell]:
    stem = f"packages.{year.slug}.{slug}"
    agreements, schools = material[f"{stem}.agreements"], material[f"{stem}.schools"]
    more = schools.value - agreements.value
    return Cell.of(Printed(agreements, after=f" (+{more})" if more > 0 else "")), material.number(f"{stem}.schools")
