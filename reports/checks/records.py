"""Records and published figures that do not fit together."""

from collections.abc import Iterator, Mapping

from documents.display import Kind, counted, display, listed
from documents.figure import Figure
from membership.kpis.members import not_open_members
from membership.kpis.movement import Closing
from ofsted.adding_up import contradictions
from ofsted.kpis.grades import GRADES
from ofsted.kpis.national import NATIONAL_PARTS
from reports.book import Book
from reports.checks.finding import Finding, named
from schools.models import LINES, Phase, School, main_phase


def of_records(book: Book, figures: Mapping[str, Figure], closing: Closing) -> Iterator[Finding]:
    yield from _not_open(book)
    yield from _without_phase(book)
    yield from _national(figures)
    yield from _unexplained_movements(book, figures)
    yield from _movement_of_members(closing)


def _not_open(book: Book) -> Iterator[Finding]:
    for year in (book.dates.membership_year, book.dates.membership_year - 1):
        rows = not_open_members(year).select_related("school").order_by("school__sort_name", "pk")
        schools = named(row.school for row in rows)
        if schools:
            yield Finding(
                f"Members of {year} that are not open",
                "Their membership row says member, but they were not open on "
                f"1 September {year.start}. They are counted nowhere.",
                schools,
            )


def _without_phase(book: Book) -> Iterator[Finding]:
    told: set[School] = set()
    for year in (book.dates.report_year, book.dates.membership_year):
        schools = School.objects.open_in(year).annotate(main=main_phase(year)).filter(main__isnull=True)
        found = tuple(school for school in schools.order_by("sort_name", "pk") if school not in told)
        if found:
            yield Finding(
                f"Schools in no phase in {year}",
                "They are counted in totals of places, and on no phase’s line.",
                named(found),
            )
        told.update(found)


def _national(figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """National figures whose parts do not add up, with what their record says of it."""
    totals = [
        key for key, figure in figures.items() if key.endswith(".good_or_outstanding") and key.startswith("national.")
    ]
    for key in totals:
        stem = key.rsplit(".", 1)[0]
        if found := contradictions({part: figures[f"{stem}.{part}"].value for part in NATIONAL_PARTS}):
            calendar_year, phase = stem.split(".")[1:]
            note = figures[key].origin.note
            said = f" The record says: {note.rstrip('.')}." if note else ""
            yield Finding(
                f"National figures for {Phase(phase).label.lower()} schools, {calendar_year}",
                f"{' '.join(found)} They are printed as published.{said}",
                key=key if figures[key].value is not None else f"{stem}.good",
            )


def _unexplained_movements(book: Book, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Opening, plus those who came to a grade, less those who left it, makes its closing count."""
    year, as_at, before = book.dates.report_year, book.dates.as_at, book.dates.year_before
    steps = ["not_graded", *GRADES]
    for line in LINES:
        for grade in GRADES:
            opening, closing = (figures[f"outcomes.{on}.{line}.{grade}"] for on in (before, as_at))
            others = [step for step in steps if step != grade]
            came = sum(figures[f"movements.{year.slug}.{line}.{other}_to_{grade}"].value for other in others)
            went = sum(figures[f"movements.{year.slug}.{line}.{grade}_to_{other}"].value for other in others)
            unexplained = closing.value - (opening.value + came - went)
            if unexplained:
                yield Finding(
                    f"Movements of {line.label.lower()} schools do not close",
                    f"{GRADES[grade].label}: {opening.value} before, {came} came, {went} went, {closing.value} after. "
                    f"{counted(abs(unexplained), 'school')} unexplained.",
                    key=closing.key,
                    is_in_the_way=True,
                )


def _movement_of_members(found: Closing) -> Iterator[Finding]:
    """Last year's members and income, and what became of each school, make this year's."""
    if found.is_closed:
        return
    year = found.year
    parts = []
    if found.unexplained_schools:
        parts.append(counted(found.unexplained_schools, "school"))
    if found.unexplained_income:
        parts.append(display(found.unexplained_income, Kind.MONEY))
    yield Finding(
        f"Movement from {year - 1} to {year} does not close",
        f"{listed(parts)} unexplained: an agreement that covers no school has a fee that is no school’s.",
        key=f"income.{year.slug}.movement.closing",
        is_in_the_way=True,
    )
