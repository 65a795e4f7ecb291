"""Figures that do not fit each other: parts of another sum, nothing where there was something, a stale source."""

from collections.abc import Iterator, Mapping

from documents.display import counted, day, listed
from documents.figure import Figure
from ofsted.kpis.grades import GRADES
from reports.book import Book
from reports.checks.finding import Finding
from reports.dates import ReportDates
from reports.sections import TITLES, anchor_of
from schools.models import LINES, OfficialKind, Phase
from schools.sources import newest_files

ABSENT = {"not_members", "left", "not_graded", "members"}


def of_figures(book: Book, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    yield from _sums(book.dates, figures)
    yield from _nothing_beside_last_year(book, figures)
    yield from _stale_sources(book.dates)


def _sums(dates: ReportDates, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    for whole, parts, words in _wholes(dates):
        found = [figures[part] for part in parts if part in figures]
        total = sum(figure.value for figure in found)
        if figures[whole].value != total:
            yield Finding(
                f"Parts do not sum: {figures[whole].title}",
                f"{' + '.join(figure.text for figure in found)} make {total:,}, and {figures[whole].text} stand there. "
                f"{words}",
                key=whole,
            )


def _wholes(dates: ReportDates) -> Iterator[tuple[str, list[str], str]]:
    """A figure, those that a reader would add up to it, and why they may not."""
    no_phase = "A school in no phase is in the total and on no line."
    year = dates.report_year.slug
    visited = [f"visits.{year}.{line}.schools" for line in LINES]
    yield f"visits.{year}.all.schools", [*visited, f"visits.{year}.out_of_area.schools"], no_phase
    yield f"inspections.{year}.all.schools", [f"inspections.{year}.{phase}.schools" for phase in Phase], no_phase
    for each in (dates.membership_year, dates.membership_year - 1):
        yield (
            f"membership.{each.slug}.all.total",
            [f"membership.{each.slug}.{line}.total" for line in LINES],
            "The phases’ members should give all members.",
        )
    for on in (dates.as_at, dates.year_before):
        for line in LINES:
            stem = f"outcomes.{on}.{line}"
            yield f"{stem}.graded", [f"{stem}.{grade}" for grade in GRADES], "Every graded member has one grade."
            yield f"{stem}.members", [f"{stem}.graded", f"{stem}.not_graded"], "A member is graded or is not."


def _nothing_beside_last_year(book: Book, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Sections all of whose figures are nothing for this year, where those for the year before are not."""
    dates = book.dates
    earlier = _before(dates)
    if earlier is None:
        return
    then = Book(earlier).figures()
    now_any, then_any = (_sections_with_any(each, book, of) for each, of in ((figures, dates), (then, earlier)))
    for anchor in sorted(then_any - now_any, key=list(TITLES).index):
        yield Finding(
            f"Nothing on record: {TITLES[anchor].lower()}",
            f"The year before has figures there, and {_year_of(anchor, dates)} has none. Perhaps its records have "
            "not been entered yet.",
        )


def _before(dates: ReportDates) -> ReportDates | None:
    try:
        return ReportDates(dates.report_year - 1, dates.membership_year - 1, dates.year_before)
    except ValueError:
        return None


def _sections_with_any(figures: Mapping[str, Figure], book: Book, dates: ReportDates) -> set[str]:
    """The sections that have a figure of the dates' own years which is not 0."""
    own = {dates.report_year.slug, dates.membership_year.slug, dates.as_at.isoformat()}
    return {
        anchor_of(key, book.programmes)
        for key, figure in figures.items()
        if figure.value and key.split(".")[1] in own and not _is_of_absence(key)
    }


def _is_of_absence(key: str) -> bool:
    """Whether it counts those that are not there, or is not the partnership's own: it says nothing of its records."""
    return key.startswith(("national.", "movements.")) or bool(ABSENT.intersection(key.split(".")))


def _year_of(anchor: str, dates: ReportDates) -> str:
    if anchor in ("membership", "associates", "packages"):
        return str(dates.membership_year)
    return day(dates.as_at) if anchor == "outcomes" else str(dates.report_year)


def _stale_sources(dates: ReportDates) -> Iterator[Finding]:
    """Registers whose newest file is of before the day on which grades are read: what came between is missing."""
    files = newest_files()
    stale = [
        f"{name}: {files[kind].name}, as at {day(files[kind].as_at)}"
        for kind, name in ((OfficialKind.GIAS, "GIAS"), (OfficialKind.OFSTED, "Ofsted"))
        if kind in files and files[kind].as_at < dates.as_at
    ]
    if stale:
        yield Finding(
            "A stale source",
            f"Grades and schools are read as at {day(dates.as_at)}, and the newest {counted(len(stale), 'file')} "
            f"taken in {'is' if len(stale) == 1 else 'are'} of before that day: {listed(stale)}.",
        )
