"""Schools and associates visited, with their names."""

from documents.document import Cell, Heading, Line, Paragraph, Section, Table
from reports.composing import Material
from schools.models import LINES


def schools(material: Material) -> Section:
    year = material.dates.report_year
    stem = f"visits.{year.slug}"

    def line(words: str, key: str) -> Line:
        return Line(words, (material.number(key), Cell.of(material.names(key))))

    table = Table(
        caption=f"Schools visited, {year}",
        corner="Phase",
        headings=(Heading("Schools", is_number=True), Heading("Which", is_wide=True)),
        lines=(
            *(line(each.label, f"{stem}.{each}.schools") for each in LINES),
            line("Out of area", f"{stem}.out_of_area.schools"),
            Line("All schools", (material.number(f"{stem}.all.schools"), Cell()), is_total=True),
        ),
        note="Each school once, a member or not. Calls, planned and cancelled visits are not counted.",
    )
    return Section("visits", "Visits to schools", (table,))


def associates(material: Material) -> Section:
    figure = material[f"visits.{material.dates.report_year.slug}.associates"]
    if not figure.value:
        return Section("associate-visits", "Visits to associates", (Paragraph(("No visits on record.",)),))
    words = " associate visited: " if figure.value == 1 else " associates visited: "
    pieces = (material.printed(figure.key), words, material.names(figure.key), ".")
    return Section("associate-visits", "Visits to associates", (Paragraph(pieces),))
