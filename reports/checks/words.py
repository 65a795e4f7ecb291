"""What people wrote that the figures do not bear out: numbers that no figure has, years that are not the data's."""

import re
from collections.abc import Iterable, Iterator

from documents.display import NOTHING, listed
from documents.document import Bullets, Indented, Prose, ProseBlock, Section, Sentences, Words
from reports.checks.finding import Finding
from reports.writing.document import Part, Writing
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
    for part in writing.parts:
        if part.section.is_shown:
            yield from _live(part)
            yield from _unborne(part, known)
            yield from _other_years(part, writing)
            yield from _without_consent(part)


def _live(part: Part) -> Iterator[Finding]:
    if part.problems:
        said = " ".join(f"{problem.written}: {problem.words}" for problem in part.problems)
        title = f"A live figure that is none, in “{part.section.title}”"
        yield Finding(title, said, section=part.section, is_in_the_way=True)


def _unborne(part: Part, known: set[str]) -> Iterator[Finding]:
    """Numbers in the words of a section that no figure of the report has."""
    written = [number for text in texts(part.printed) for number in counts_in(text)]
    alien = list(dict.fromkeys(number for number in written if _bare(number) not in known))
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


def _numbers(writing: Writing) -> set[str]:
    """Every value, whole and percentage that the report prints somewhere."""
    said: set[str] = set()
    for figure in writing.figures.values():
        for value in (figure.text, figure.of, figure.percent):
            if value is not None and value != NOTHING:
                said.add(_bare(str(value)))
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
            f"They are not printed: {'; '.join(str(quote) for quote in left_out)}.",
            section=part.section,
        )


def texts(section: Section) -> Iterator[str]:
    """What a person wrote in the section, each paragraph without its live figures. Quotes are others' words."""
    for block in section.blocks:
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
