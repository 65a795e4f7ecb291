"""Notes beside lines: the portal's, and a person's in their place."""

import dataclasses

from documents.document import Cell, Heading, Line, Paragraph, Section, Table
from reports.writing.notes import places, with_notes

WITH = Table(
    "Members",
    "Phase",
    (Heading("Members", is_number=True), Heading("Notes", is_wide=True)),
    (Line("Primary", (Cell.of("66"), Cell.of("Joined: Elm."))), Line("Secondary", (Cell.of("18"), Cell()))),
)
WITHOUT = Table(
    "Income", "Income", (Heading("2018"),), (Line("Packages", (Cell.of("£1"),)), Line("Packages", (Cell(),)))
)
SECTION = Section("membership", "Membership", (WITH, Paragraph(("Between.",)), WITHOUT))


def worded(line: str) -> tuple[str, ...]:
    return (line,)


def test_every_line_of_every_table_is_a_place_with_what_the_portal_says_there():
    assert [(place.key, place.table, place.line, place.words) for place in places(SECTION)] == [
        ("membership.1.primary", "Members", "Primary", "Joined: Elm."),
        ("membership.1.secondary", "Members", "Secondary", ""),
        ("membership.2.packages", "Income", "Packages", ""),
        ("membership.2.packages.2", "Income", "Packages", ""),
    ]


def test_a_note_stands_in_place_of_the_portals():
    noted = with_notes(SECTION, {"membership.1.primary": "Elm is new.\n\nAnd welcome."}, worded)
    assert noted.blocks[0].lines == (
        Line("Primary", (Cell.of("66"), Cell((("Elm is new.",), ("And welcome.",))))),
        WITH.lines[1],
    )
    assert noted.blocks[1:] == SECTION.blocks[1:]


def test_a_table_without_a_column_of_notes_is_given_one_where_it_has_any():
    noted = with_notes(SECTION, {"membership.2.packages.2": "Late."}, worded)
    assert noted.blocks[0] == WITH
    assert noted.blocks[2] == dataclasses.replace(
        WITHOUT,
        headings=(*WITHOUT.headings, Heading("Notes", is_wide=True)),
        lines=(
            Line("Packages", (Cell.of("£1"), Cell())),
            Line("Packages", (Cell(), Cell.of("Late."))),
        ),
    )


def test_notes_of_lines_that_are_gone_change_nothing():
    assert with_notes(SECTION, {"membership.9.primary": "Gone.", "other.1.primary": "Other."}, worded) == SECTION
