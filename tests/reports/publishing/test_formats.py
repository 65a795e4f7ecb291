"""All formats of a published report say the same numbers, in the same places, as its JSON.

Each is read back by a program of its own, of the sample's report and of that of a random partnership. Charts are tables
on the page and in Excel; in Word and the PDF they are pictures, and their summary stands for them.
"""

import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import Phase as Stage
from hypothesis import given, settings
from openpyxl import load_workbook

from documents.figure import Figure
from reports.dates import ReportDates
from reports.models import Edition, EditionFigure, Quote, Report, RowNote
from reports.writing.document import Writing
from reports.writing.notes import places
from tests.factories import YEAR, OfficialFileFactory, UserFactory
from tests.reports.conftest import SAMPLE
from tests.reports.publishing.as_told import PERCENT, Number, Table, Told, in_excel, plain
from tests.reports.publishing.publishing import begun, published
from tests.reports.publishing.reading import Letter, Page, Paper, Sheets
from tests.reports.test_random_partnerships import EXAMPLES, Sketch, partnerships, write

pytestmark = pytest.mark.django_db

WORDS = """# What the year was

We counted **{{{{ {plain} }}}}** in all, *{{{{ {share} share }}}}* of them ours, {{{{ {share} percent }}}}.

- These took part: {{{{ {names} names }}}}.
- Others, {{{{ {money} }}}} of them in money.

> It was {{{{ {plain} }}}} before & after <this>.
"""


@dataclass
class Read:
    """An edition with all that is read of it, once for all tests."""

    edition: Edition
    page: Page

    @cached_property
    def json(self) -> Told:
        return Told(self._file("json").decode())

    @cached_property
    def word(self) -> Letter:
        return Letter(self._file("docx"))

    @cached_property
    def excel(self) -> Sheets:
        return Sheets(load_workbook(io.BytesIO(self._file("xlsx"))))

    @cached_property
    def pdf(self) -> Paper:
        return Paper(self._file("pdf"))

    def _file(self, form: str) -> bytes:
        return bytes(self.edition.files.get(format=form).content)


def first(figures: dict[str, Figure], wanted: Callable[[Figure], Any]) -> str:
    return next(key for key, figure in figures.items() if wanted(figure))


def write_in(report: Report) -> None:
    """Live figures in every form, notes with and without a column of their own, and quotes."""
    writing = Writing(report)
    figures = writing.figures
    keys = {
        "plain": first(figures, lambda figure: figure.value),
        "share": first(figures, lambda figure: figure.value and figure.of and figure.value != figure.of),
        "names": first(figures, lambda figure: len(figure.names) > 1),
        "money": first(figures, lambda figure: figure.unit == "pound" and figure.value),
    }
    report.sections.filter(title="Foreword").update(text=WORDS.format(**keys))
    for anchor in ("membership", "visits", "outcomes"):
        place = next(places(writing.of_figures(anchor)))
        RowNote.objects.create(
            report=report, line=place.key, text=f"Looked at.\nOf {{{{ {keys['share']} share }}}}, so."
        )
    section = report.sections.get(title="What schools said")
    Quote.objects.create(
        section=section, words="It helped.\nBy 100 to 1.", role="Headteacher", phase="primary", has_consent=True
    )
    Quote.objects.create(section=section, words="Not asked whether 4711 may be printed.")


def random_sketch() -> Sketch:
    """The one with most records of a few that are drawn, the same each time."""
    drawn: list[Sketch] = []

    @settings(EXAMPLES, max_examples=40, phases=[Stage.generate], derandomize=True)
    @given(partnerships())
    def draw(sketch: Sketch) -> None:
        drawn.append(sketch)

    draw()
    return max(drawn, key=lambda sketch: len(repr(sketch)))


def read(dates: ReportDates) -> Read:
    admin = UserFactory(role="admin", name="Ada Admin")
    OfficialFileFactory(name="register.csv", as_at=dates.as_at)
    report = begun(dates, admin)
    write_in(report)
    edition = published(report, admin)
    client = Client()
    client.force_login(admin)
    page = client.get(reverse("edition", args=[edition.report_year, edition.number]))
    return Read(edition, Page(page.content.decode()))


def the_sample() -> ReportDates:
    call_command("import_workbook", str(SAMPLE), apply=True, verbosity=0)
    return ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31))


def a_random_one() -> ReportDates:
    sketch = random_sketch()
    write(sketch)
    return sketch.dates


@pytest.fixture(scope="module", params=[the_sample, a_random_one], ids=["sample", "random"])
def told(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield read(request.param())
        transaction.set_rollback(True)


def grids(told: Read, *, charts: bool) -> list[tuple[str, list[list[str]]]]:
    return [(table.caption, table.grid) for table in told.json.tables if table.lines and (charts or not table.is_chart)]


def is_within(sentences: list[str], paragraphs: list[str]) -> list[str]:
    """The first of the sentences that does not stand in its place, as a whole paragraph."""
    left = iter(paragraphs)
    return next(([each] for each in sentences if each not in left), [])


def test_there_is_something_to_compare(told):
    tables, paragraphs = told.json.tables, told.json.paragraphs
    assert (len(tables) > 10, any(table.is_chart for table in tables)) == (True, True)
    assert sum(len(cell.numbers) for table in tables for _, cells in table.lines for cell in cells) > 100
    assert sum(isinstance(piece, Number) for cell in paragraphs for line in cell.lines for piece in line) >= 5
    assert [table.caption for table in tables if "Looked at." in str(table.grid)] != []


def test_every_table_and_chart_of_the_page_says_what_the_json_says_cell_by_cell(told):
    assert told.page.tables == grids(told, charts=True)


def test_every_number_of_the_page_is_the_figure_of_its_place(told):
    assert told.page.numbers == [
        [[cell.numbers for cell in cells] for _, cells in table.lines] for table in told.json.tables if table.lines
    ]


def test_every_table_of_the_word_document_says_what_the_json_says_cell_by_cell(told):
    assert told.word.tables == grids(told, charts=False)


def test_every_table_of_the_pdf_says_what_the_json_says_cell_by_cell(told):
    assert told.pdf.tables == grids(told, charts=False)


def test_every_sentence_stands_in_its_place_on_the_page_in_word_and_in_the_pdf(told):
    said = [cell.text for cell in told.json.paragraphs]
    for paragraphs in (told.page.paragraphs, told.word.paragraphs, told.pdf.paragraphs):
        assert is_within(said, paragraphs) == []
        assert not any("4711" in each for each in paragraphs)


def test_notes_below_tables_stand_in_every_format(told):
    notes = [table.note for table in told.json.tables if table.note]
    assert is_within(notes, told.page.notes) == []
    for paragraphs in (told.word.paragraphs, told.pdf.paragraphs):
        assert is_within(notes, paragraphs) == []
    for table, (_, cells) in zip(told.json.tables, told.excel.tables, strict=True):
        assert not table.note or table.note in [row[0][0] for row in cells]


def test_a_chart_is_told_in_words_where_it_is_a_picture(told):
    summaries = [table.summary for table in told.json.tables if table.is_chart]
    assert [each for each in told.word.alternatives if each in summaries] == summaries
    assert sorted(each for each in told.pdf.alternatives if each in summaries) == sorted(summaries)


def test_every_table_of_the_workbook_has_the_values_and_formats_of_the_json_cell_by_cell(told):
    tables = told.json.tables
    assert [caption for caption, _ in told.excel.tables] == [table.caption for table in tables]
    for table, (_, cells) in zip(tables, told.excel.tables, strict=True):
        expected = drawn_in_excel(table) if table.is_chart else in_excel(table)
        width = len(expected[0])
        assert [row[:width] for row in cells[: len(expected)]] == expected, table.caption
        assert {value for row in cells[: len(expected)] for value, _ in row[width:]} <= {None}


def drawn_in_excel(table: Table) -> list[list[tuple[Any, str | None]]]:
    """The numbers of a chart; of bars of 100 %, what part each is in further columns."""
    names = [text for text, _ in table.heads]
    is_shared = "each bar is all" in table.note.casefold()
    rows: list[list[tuple[Any, str | None]]] = [[(None, None), *((name, None) for name in names)]]
    if is_shared:
        rows[0] += [(f"{name}, %", None) for name in names]
    for heading, cells in table.lines:
        numbers = [cell.only if cell.lines else None for cell in cells]
        row: list[tuple[Any, str | None]] = [(heading, None)]
        row += [number.cells[0] if number and number.exact else (None, None) for number in numbers]
        if is_shared:
            whole = sum(Decimal(number.exact) for number in numbers if number and number.exact)
            row += [_part(number, whole) for number in numbers]
        rows.append(row)
    return rows


def _part(number: Number | None, whole: Decimal) -> tuple[Any, str | None]:
    if not number or not number.exact or not whole:
        return None, None
    return int(100 * Decimal(number.exact) / whole + Decimal("0.5")), PERCENT


def test_the_sheet_of_figures_has_every_figure_of_the_json(told):
    found = told.excel.figures
    assert found.keys() == told.json.figures.keys()
    for key, figure in told.json.figures.items():
        exact = figure["exact"]
        assert (found[key]["Figure"], found[key]["Unit"]) == (figure["title"], figure["unit"])
        assert found[key]["Value"] == (None if exact is None else float(exact)), key
        assert found[key]["Of"] == figure.get("of")
        assert found[key]["%"] == (None if exact is None else figure.get("percent"))


def test_the_rows_behind_each_figure_in_the_workbook_are_those_that_were_kept(told):
    found = told.excel.rows
    kept = {one.key: one for one in told.edition.figures.all()}
    assert found.keys() == {key for key, one in kept.items() if one.rows}
    for key, rows in found.items():
        assert [list(row.values())[1 : 1 + len(kept[key].columns)] for row in rows] == as_typed(kept[key]), key


def as_typed(kept: EditionFigure) -> list[list[Any]]:
    """As openpyxl reads the cells of a day, an amount and a text."""
    kinds = [column["kind"] for column in kept.columns]
    return [[_typed(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in kept.rows]


def _typed(value: Any, kind: str) -> Any:
    if value is None or value == "":
        return None
    match kind:
        case "date":
            return datetime.datetime.fromisoformat(value)
        case "money" | "percent":
            return float(value)
        case _:
            return value


def test_the_length_or_sum_of_the_rows_in_the_workbook_is_the_figure(told):
    rows = told.excel.rows
    for key, figure in told.json.figures.items():
        mine, exact = rows.get(key, []), figure["exact"]
        if exact is None:
            assert mine == []
        elif figure["unit"] in ("school", "associate", "agreement"):
            assert len(mine) == int(exact), key
        elif figure["unit"] == "percent":
            assert [row[key.split(".")[-1].replace("_", " ").capitalize()] for row in mine] == [float(exact)], key
        else:
            column = "People" if figure["unit"] == "person" else money_column(key, told.edition.dates)
            assert sum(Decimal(str(row[column] or 0)) for row in mine) == Decimal(exact), key


def money_column(key: str, dates: ReportDates) -> str:
    """The column that the figure adds up: of movement one of the two years, or what changed between them."""
    if ".movement." not in key:
        return "Amount"
    match key.split(".")[-1]:
        case "opening" | "before":
            return str(dates.membership_year - 1)
        case "closing" | "now":
            return str(dates.membership_year)
        case _:
            return "Change"


def test_sources_and_their_licence_stand_in_every_format(told):
    sources = [plain(source) for source in told.json.document["sources"]]
    assert (len(sources), sources[1].endswith("under the Open Government Licence v3.0.")) == (2, True)
    for said in (told.word.paragraphs, told.pdf.paragraphs, told.excel.contents):
        assert said[-2:] == sources
