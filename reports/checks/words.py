"""What people wrote that the figures do not bear out: numbers that no figure has, years that are not the data's."""

import re
from collections.abc import Iterable, Iterator

from documents.display import listed
from documents.document import Bullets, Indented, Prose, ProseBlock, Sentences, Words
from reports.checks.finding import Finding
from reports.checks.numbers import bare, compared
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
    for part in writing.parts:
        if part.section.is_shown:
            notes = list(_notes(part, writing))
            yield from _live(part, notes)
            yield from _unborne(part, notes, writing)
            yield from _other_years(part, writing)
            yield from _without_consent(part)


def _notes(part: Part, writing: Writing) -> Iterator[Written]:
    """What people wrote beside lines of the section's tables."""
    for line, text in writing.notes.items():
        if part.section.figures and line.startswith(f"{part.section.figures}."):
            yield from (writing.read(words) for words in text.splitlines())


def _live(part: Part, notes: list[Written]) -> Iterator[Finding]:
    problems = [*part.problems, *(problem for note in notes for problem in note.problems)]
    if problems:
        said = " ".join(f"{problem.written}: {problem.words}" for problem in problems)
        title = f"A live figure that is none, in “{part.section.title}”"
        yield Finding(title, said, section=part.section, is_in_the_way=True)


def _unborne(part: Part, notes: list[Written], writing: Writing) -> Iterator[Finding]:
    """Numbers in the words of a section, or beside its lines, that no figure of the report has."""
    said = [text for written in (part.written, *notes) for text in texts(written.prose)]
    numbers = [number for text in said for number in counts_in(text)]
    alien = list(dict.fromkeys(number for number in numbers if compared(number) not in writing.counted.numbers))
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
    return [number for found in NUMBER.findall(left) if float(bare(number := found.strip(" ,"))) >= SMALLEST]


def _other_years(part: Part, writing: Writing) -> Iterator[Finding]:
    """Headings that name an academic year which none of the report's figures is of."""
    dates = writing.report.dates
    years = {each - back for each in (dates.report_year, dates.membership_year) for back in (0, 1)}
    for heading in (part.section.title, *headings(part.written.prose)):
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


def texts(prose: Prose) -> Iterator[str]:
    """What a person wrote, each paragraph without its live figures. Quotes are others' words."""
    for sentences in _sentences(prose.blocks):
        yield "".join(run.text if isinstance(run, Words) else " " for run in sentences.runs)


def headings(prose: Prose) -> Iterator[str]:
    for sentences in _sentences(prose.blocks):
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
