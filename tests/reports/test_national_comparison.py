"""Beside the grades of members: which national figures, of what day and basis, and what is said where none are."""

import datetime

import pytest

from documents.document import Table
from reports.book import Book
from reports.composing import Material
from reports.dates import ReportDates
from reports.sections.ofsted import national
from tests.factories import NationalOutcomeFactory, PartnershipFactory
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db

NOTE = "National figures are printed as they stand on record; each opens its date and source."
NONE_AFTER = "Ofsted published no national figure of this kind for after 31 August 2024."


def table(as_at: str) -> Table:
    PartnershipFactory()
    day = datetime.date.fromisoformat(as_at)
    year = AcademicYear.of(day)
    book = Book(ReportDates(year, year, day))
    return national(Material(book.dates, book.figures(), book.programmes, book.packages)).blocks[0]


def lines(found: Table) -> list[str]:
    """The headings of the national lines."""
    return [line.heading for line in found.lines if line.is_under]


def good(found: Table) -> list[str]:
    """What the national lines print as good."""
    cells = [line.cells[2] for line in found.lines if line.is_under]
    return [cell.lines[0][0].figure.text if cell.lines else "" for cell in cells]


def put(as_at: str, phase: str = "primary", **said) -> None:
    NationalOutcomeFactory(as_at=datetime.date.fromisoformat(as_at), phase=phase, **said)


def test_the_day_and_basis_that_all_lines_share_stand_in_the_caption():
    for phase in ("nursery", "primary", "secondary", "special"):
        put("2017-08-31", phase, good=72)
    put("2016-08-31", good=70)

    found = table("2018-07-31")

    assert found.caption == "Grades of members on 31 July 2018, and the national ones of 31 August 2017, published"
    assert lines(found) == ["national"] * 4
    assert good(found) == ["72%"] * 4
    assert found.note == NOTE


def test_lines_of_other_days_say_their_own_with_how_many_schools_were_counted():
    put("2023-08-31", "primary", good=70)
    put("2024-08-31", "nursery", good=60, schools=385)
    put("2025-08-31", "secondary", good=75, basis="counted", schools=2830)

    found = table("2025-08-31")

    assert found.caption == "Grades of members on 31 August 2025, and the latest national ones before it"
    assert lines(found) == [
        "national, 31 August 2024, published, n = 385",
        "national, none on record",
        "national, 31 August 2025, counted, n = 2,830",
        "national, none on record",
    ]
    assert good(found) == ["60%", "", "75%", ""]


def test_figures_of_more_than_a_year_and_a_half_before_are_not_compared():
    put("2017-01-26", "primary", good=70)
    put("2017-01-28", "nursery", good=60)

    found = table("2018-07-31")

    assert good(found) == ["60%", "", "", ""]
    assert found.note == f"{NOTE} Those of more than a year and a half before the day are not set beside it."


def test_where_none_is_on_record_it_says_so_and_since_when_none_was_published():
    assert lines(table("2024-08-31")) == ["national, none on record"] * 4
    assert table("2024-08-31").note == NOTE
    assert table("2024-09-01").note == f"{NOTE} {NONE_AFTER}"


def test_nothing_is_said_of_publications_where_every_line_has_figures():
    for phase in ("nursery", "primary", "secondary", "special"):
        put("2024-08-31", phase, good=72)

    assert table("2025-07-31").note == NOTE


def test_what_was_counted_without_older_grades_gives_way_to_what_has_them():
    put("2025-08-31", good=86, basis="counted", schools=14_224)
    put("2026-02-28", good=78, basis="counted", schools=7_400)
    put("2026-02-28", "nursery", good=64, basis="counted", schools=96)

    assert good(table("2026-07-31")) == ["64%", "86%", "", ""]


def test_notes_stand_below_once_for_all_lines_that_share_one():
    put("2017-08-31", "nursery", good=37, note="Printed so")
    put("2017-08-31", "primary", good=72, note="Old method.")
    put("2017-08-31", "special", good=55, note="Old method.")
    put("2016-08-31", "special", good=55, note="Not compared")

    assert table("2018-07-31").note == (
        f"{NOTE} National, nursery: Printed so. National, primary and special: Old method."
    )
