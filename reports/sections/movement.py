"""Movement of members between the two years, from opening to closing, in schools and in pounds."""

from documents.display import Kind, display
from documents.document import Cell, Heading, Line, Section, Table
from membership.kpis.movement import Closing, Movement
from reports.composing import Material, numbers

NAMED = (Movement.NEW, Movement.REJOINED, Movement.UP, Movement.DOWN, Movement.LEFT, Movement.NEVER)


def movement(material: Material, closing: Closing) -> Section:
    """What does not close stands on a line of its own; that of schools which only buy, where there are any."""
    year = material.dates.membership_year
    before = year - 1
    schools, money = f"membership.{year.slug}.movement", f"income.{year.slug}.movement"

    def line(part: Movement) -> Line:
        key = f"{schools}.{part}"
        has_names = part in NAMED and material[key].value
        return Line(
            part.label,
            (
                material.number(key),
                *(material.number(f"{money}.{part}{suffix}") for suffix in (".before", ".now", "")),
                Cell.of(material.names(key)) if has_names else Cell(),
            ),
        )

    opening = material.number(f"{schools}.opening"), material.number(f"{money}.opening"), Cell(), Cell(), Cell()
    ends = material.number(f"{money}.closing"), material.number(f"{money}.change")
    shown = [part for part in Movement if part != Movement.NEVER or material[f"{schools}.{part}"].value]
    lines = [
        Line(f"Members in {before}", opening, is_total=True),
        *(line(part) for part in shown),
        Line(f"Members in {year}", (material.number(f"{schools}.closing"), Cell(), *ends, Cell()), is_total=True),
    ]
    if not closing.is_closed:
        lines.append(_unexplained(closing))
    table = Table(
        caption=f"Movement from {before} to {year}",
        corner="Movement",
        headings=(
            *numbers("Schools"),
            *numbers(str(before), str(year), "Change", group="Income from packages"),
            Heading("Which", is_wide=True),
        ),
        lines=tuple(lines),
        note="Each school once, in area or out of it: members of all phases count an all-through school twice. "
        "A fee for several schools is divided equally between them, to the penny. Charges beside the packages and "
        "arrangements without a service-level agreement are not in it.",
    )
    return Section("movement", "Movement of members", (table,))


def _unexplained(closing: Closing) -> Line:
    schools, income = closing.unexplained_schools, closing.unexplained_income
    words = (display(value, kind) if value else "" for value, kind in ((schools, Kind.INTEGER), (income, Kind.MONEY)))
    cells = [Cell.of(word) if word else Cell() for word in words]
    return Line("Unexplained", (cells[0], Cell(), Cell(), cells[1], Cell()), is_total=True)
