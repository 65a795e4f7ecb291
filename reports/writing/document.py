"""The report of a year as a document: sections in the order people gave them, their words among the figures."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import slugify

from documents.display import day
from documents.document import Block, Brand, Document, Piece, Quotation, Section, Sentences, Words
from documents.figure import Figure
from reports import charts
from reports.composing import Material
from reports.counted import Counted
from reports.models import Quote, Report, ReportSection
from reports.sections import figure_sections
from reports.sections.movement import movement as movement_of
from reports.writing import live, markdown
from reports.writing.notes import with_notes
from schools.models import Partnership
from schools.sources import LICENCE, in_words, newest_files


@dataclass(frozen=True)
class Part:
    """A section with what it becomes, and what is wrong in its words."""

    section: ReportSection
    printed: Section
    problems: tuple[live.Problem, ...]

    @property
    def is_empty(self) -> bool:
        return not self.printed.blocks


class Writing:
    """A report being written. Nothing is read before it is asked for; what is read is read once.

    With `live`, its figures are counted now and not taken from what is stored.
    """

    def __init__(self, report: Report, *, live: bool = False) -> None:
        self.report = report
        self.counted = Counted(report.dates, live=live)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure that the report can print or draw."""
        return self.counted.figures | self.counted.closing.figures | self.counted.drawn

    @cached_property
    def material(self) -> Material:
        book = self.counted.book
        return Material(self.report.dates, self.figures, book.programmes, book.packages)

    @cached_property
    def sections_of_figures(self) -> dict[str, Section]:
        """Each by its anchor, with the portal's own notes."""
        moved = movement_of(self.material, self.counted.closing)
        return {section.anchor: section for section in (*figure_sections(self.material), moved)}

    @cached_property
    def parts(self) -> list[Part]:
        """Every section there is, those that are not printed among them."""
        sections = self.report.sections.order_by("position").prefetch_related("quotes")
        notes = dict(self.report.notes.values_list("line", "text"))
        taken: set[str] = set()
        return [self._part(section, notes, taken) for section in sections]

    def document(self, *, notice: str = "") -> Document:
        partnership, dates, files = Partnership.objects.first(), self.report.dates, newest_files()
        return Document(
            title=self.report.title,
            sections=tuple(part.printed for part in self.parts if part.section.is_shown and not part.is_empty),
            sender=partnership.name if partnership else "",
            facts=(
                ("Work of", str(dates.report_year)),
                ("Membership", str(dates.membership_year)),
                ("Ofsted grades as at", day(dates.as_at)),
            ),
            sources=(in_words(files), LICENCE) if files else (),
            notice=notice,
            brand=brand_of(partnership),
        )

    def read(self, text: str) -> markdown.Written:
        return markdown.read(text, self._live)

    def worded(self, line: str) -> tuple[Piece, ...]:
        """One line of a note: its words and live figures, without markup."""
        pieces: list[Piece] = []
        for block in self.read(line).prose.blocks:
            if isinstance(block, Sentences):
                pieces += [run.text if isinstance(run, Words) else run for run in block.runs]
        return tuple(pieces) or (line,)

    def _live(self, inside: str) -> markdown.Run:
        return live.printed(inside, self.figures, lambda figure: self.material.names(figure.key))

    def _part(self, section: ReportSection, notes: dict[str, str], taken: set[str]) -> Part:
        written = self.read(section.text)
        blocks: list[Block] = [written.prose] if written.prose.blocks else []
        quotes = sorted(section.quotes.all(), key=lambda quote: (quote.position, quote.pk))
        blocks += [quotation(quote) for quote in quotes if quote.has_consent]
        found = self.sections_of_figures.get(section.figures)
        if found:
            blocks += with_notes(found, notes, self.worded).blocks
            blocks += charts.of_section(found.anchor, self.material)
        anchor = _once(section.figures or slugify(section.title) or "section", taken)
        return Part(section, Section(anchor, section.title, tuple(blocks)), written.problems)


def brand_of(partnership: Partnership | None) -> Brand:
    """Its colour and logo; without the logo where its file is gone."""
    return Brand(partnership.colour, partnership.logo_read()) if partnership else Brand()


def quotation(quote: Quote) -> Quotation:
    paragraphs = tuple(part.strip() for part in quote.words.split("\n") if part.strip())
    return Quotation(paragraphs, quote.who, quote.source)


def _once(anchor: str, taken: set[str]) -> str:
    number = 1
    while (free := anchor if number == 1 else f"{anchor}-{number}") in taken:
        number += 1
    taken.add(free)
    return free
