"""The report of a year as a document: sections in the order people gave them, their words among the figures."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import slugify

from documents.chart import Chart
from documents.display import day
from documents.document import Block, Brand, Document, Piece, Quotation, Section, Sentences, Words
from documents.html import Drawn, drawn
from documents.stored import Figures
from reports import charts
from reports.composing import Material
from reports.counted import USUAL, WITH_CHARTS, Counted
from reports.models import Quote, Report, ReportSection
from reports.sections import LAID_OUT, TITLES
from reports.sections.movement import movement as movement_of
from reports.writing import live, markdown
from reports.writing.notes import with_notes
from schools.models import Partnership
from schools.sources import LICENCE, in_words, newest_files


@dataclass(frozen=True)
class Part:
    """A section with its words as they are read, and what it becomes: that is laid out when somebody asks for it."""

    section: ReportSection
    written: markdown.Written
    quotes: tuple[Quotation, ...]
    anchor: str
    figures: Callable[[], tuple[Block, ...]]

    @property
    def problems(self) -> tuple[live.Problem, ...]:
        """What is wrong in its words."""
        return self.written.problems

    @property
    def is_empty(self) -> bool:
        """One with figures never is: each of those says so where it has nothing to say."""
        return not (self.written.prose.blocks or self.quotes or self.section.figures in TITLES)

    @cached_property
    def printed(self) -> Section:
        words = (self.written.prose,) if self.written.prose.blocks else ()
        return Section(self.anchor, self.section.title, (*words, *self.quotes, *self.figures()))


class Writing:
    """A report being written. Nothing is read before it is asked for; what is read is read once.

    With `live`, its figures are counted now and not taken from what is stored.
    """

    def __init__(self, report: Report, *, live: bool = False, has_charts: bool = False) -> None:
        self.report = report
        self.counted = Counted(report.dates, live=live, at_once=WITH_CHARTS if has_charts else USUAL)

    @property
    def figures(self) -> Figures:
        """Every figure that the report can print or draw."""
        return self.counted.every

    @property
    def material(self) -> Material:
        return self.counted.material

    def of_figures(self, anchor: str) -> Section | None:
        """The section of figures with this anchor, if there is one, with the portal's own notes."""
        if anchor == "movement":
            return movement_of(self.material, self.counted.closing)
        return LAID_OUT[anchor](self.material) if anchor in LAID_OUT else None

    @cached_property
    def partnership(self) -> Partnership | None:
        return Partnership.objects.first()

    @cached_property
    def notes(self) -> dict[str, str]:
        """What people wrote beside lines of tables, by the line."""
        return dict(self.report.notes.order_by("line").values_list("line", "text"))

    @cached_property
    def parts(self) -> list[Part]:
        """Every section there is, those that are not printed among them."""
        sections = self.report.sections.order_by("position").prefetch_related("quotes")
        taken: set[str] = set()
        return [self._part(section, taken) for section in sections]

    def document(self, *, notice: str = "") -> Document:
        partnership, dates, files = self.partnership, self.report.dates, newest_files()
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

    def drawn(self, chart: Chart, colour: str) -> Drawn:
        """Its drawings as they are stored; a chart that is not among them is drawn."""
        return self.counted.drawings.get((chart.title, colour)) or drawn(chart, colour)

    def _part(self, section: ReportSection, taken: set[str]) -> Part:
        quotes = sorted(section.quotes.all(), key=lambda quote: (quote.position, quote.pk))
        return Part(
            section,
            self.read(section.text),
            tuple(quotation(quote) for quote in quotes if quote.has_consent),
            _once(section.figures or slugify(section.title) or "section", taken),
            lambda: self._blocks(section.figures),
        )

    def _blocks(self, anchor: str) -> tuple[Block, ...]:
        """The tables of a section of figures, with people's notes, and the charts below them."""
        found = self.of_figures(anchor)
        if found is None:
            return ()
        return (*with_notes(found, self.notes, self.worded).blocks, *charts.of_section(anchor, self.material))


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
