"""What people wrote that the figures do not bear out: numbers that no figure has, years that are not the data's."""

import re
from collections.abc import Iterable, Iterator

from documents.display import NOTHING, listed
from documents.document import Block, Bullets, Indented, Prose, ProseBlock, Section, Sentences, Words
from reports.checks.finding import Finding
from reports.models import RowNote
from reports.writing.document import Part, Writing
from reports.writing.markdown import Written
from thep.years import AcademicYear

ACADEMIC_YEAR = re.compile(r"\b(20\d\d|19\d\d)\s?[-\u2010-\u2015/]\s?(\d\d(?:\d\d)?)\b")
NOT_COUNTS = re.compile(
    r"""
    \b(?:19|20)\d\d(?:\s?[-\u2010-\u2015/]\s?\d{2,4})?\b            # years
    | \b\d{1,2}(?:st|nd|rd|th)\b                                     # ordinals, and so days
    | \b\d{1,2}\s(?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)
    | \b\d{1,2}(?:[:.]\d\d)?\s?[ap]m\b                               # times
    | \b[A-Z]{1,4}\d{1,2}(?:/[A-Z]{0,4}\d{1,2})?\b                   # KS4, Y6
    | \b(?:Key\sStage|Year)\s\d{1,2}\b
    | \bage[ds]?\s\d{1,2}(?:\s?(?:[-\u2010-\u2015]|to)\s?\d{1,2})?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?\s?%?")
SMALLEST = 2
"""A 1 is as often a word as a number."""


def of_words(writing: Writing) -> Iterator[Finding]:
    known = _numbers(writing)
    every_note = list(writing.report.notes.order_by("line"))
    for part in writing.parts:
        if part.section.is_shown:
            notes = list(_notes(part, writing, every_note))
            yield from _live(part, notes)
            yield from _unborne(part, notes, known)
            yield from _other_years(part, writing)
            yield from _without_consent(part)


def _notes(part: Part, writing: Writing, every_note: Iterable[RowNote]) -> Iterator[Written]:
    """What people wrote beside lines of the section's tables."""
    for note in every_note:
        if part.section.figures and note.line.startswith(f"{part.section.figures}."):
            yield from (writing.read(line) for line in note.text.splitlines())


def _live(part: Part, notes: list[Written]) -> Iterator[Finding]:
    problems = [*part.problems, *(problem for note in notes for problem in note.problems)]
    if problems:
        said = " ".join(f"{problem.written}: {problem.words}" for problem in problems)
        title = f"A live figure that is none, in “{part.section.title}”"
        yield Finding(title, said, section=part.section, is_in_the_way=True)


def _unborne(part: Part, notes: list[Written], known: set[str]) -> Iterator[Finding]:
    """Numbers in the words of a section, or beside its lines, that no figure of the report has."""
    said = [*texts(part.printed.blocks), *(text for note in notes for text in texts((note.prose,)))]
    written = [number for text in said for number in counts_in(text)]
    alien = list(dict.fromkeys(number for number in written if _compared(number) not in known))
    if alien:
        yield Finding(
            f"Numbers that no figure has, in “{part.section.title}”",
            f"{listed(alien)}: no figure of the report says so. Write the figure itself, between two braces, or accept "
            "it with the source that it has.",
            section=part.section,
        )


def counts_in(text: str) -> list[str]:
    """The numbers of a text that count something: no years, days, times, key stages or ages."""
    left = NOT_COUNTS.sub(" ", text)
    return [number for found in NUMBER.findall(left) if float(_bare(number := found.strip(" ,"))) >= SMALLEST]


def _bare(number: str) -> str:
    return number.strip("£% ").replace(",", "").removesuffix(".00")


def _compared(number: str) -> str:
    """60 of something is no 60%."""
    return f"{_bare(number)}%" if number.endswith("%") else _bare(number)


def _numbers(writing: Writing) -> set[str]:
    """Every value, whole and percentage that the report prints somewhere."""
    said: set[str] = set()
    for figure in writing.figures.values():
        percent = None if figure.percent is None else f"{figure.percent}%"
        said |= {_compared(str(value)) for value in (figure.text, figure.of, percent) if value not in (None, NOTHING)}
    return said


def _other_years(part: Part, writing: Writing) -> Iterator[Finding]:
    """Headings that name an academic year which none of the report's figures is of."""
    dates = writing.report.dates
    years = {each - back for each in (dates.report_year, dates.membership_year) for back in (0, 1)}
    for heading in (part.section.title, *headings(part.printed)):
        other = [year for year in _years_in(heading) if year not in years]
        if other:
            yield Finding(
                f"A heading of another year, in “{part.section.title}”",
                f"“{heading}” names {listed([str(year) for year in other])}; the report is of {dates.report_year} with "
                f"membership of {dates.membership_year}.",
                section=part.section,
            )


def _years_in(text: str) -> Iterator[AcademicYear]:
    for first, second in ACADEMIC_YEAR.findall(text):
        if (int(first) + 1) % 100 == int(second) % 100:
            yield AcademicYear(int(first))


def _without_consent(part: Part) -> Iterator[Finding]:
    left_out = [quote for quote in part.section.quotes.all() if not quote.has_consent]
    if left_out:
        yield Finding(
            f"Quotes without consent, in “{part.section.title}”",
            f"They are not printed: {'; '.join(f'“{quote}”' for quote in left_out)}.",
            section=part.section,
        )


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """What a person wrote, each paragraph without its live figures. Quotes are others' words."""
    for block in blocks:
        if isinstance(block, Prose):
            for sentences in _sentences(block.blocks):
                yield "".join(run.text if isinstance(run, Words) else " " for run in sentences.runs)


def headings(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Prose):
            for sentences in _sentences(block.blocks):
                if sentences.level:
                    yield "".join(run.text for run in sentences.runs)


def _sentences(blocks: Iterable[ProseBlock]) -> Iterator[Sentences]:
    for block in blocks:
        match block:
            case Sentences():
                yield block
            case Indented():
                yield from _sentences(block.blocks)
            case Bullets():
                for item in block.items:
                    yield from _sentences(item)
