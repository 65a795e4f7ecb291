"""The formats of a report, all made from one document."""

from collections.abc import Iterable

from django.utils.text import slugify

from documents.display import Kind
from documents.document import Document
from documents.excel import FigureRows, to_xlsx
from documents.report_pdf import to_pdf
from documents.spreadsheets import XLSX
from documents.stored import to_json
from reports.models import Edition, EditionFigure, Format, Report
from reports.publishing.rows import typed
from reports.writing.document import Writing

MEDIA = {
    Format.PDF: "application/pdf",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.EXCEL: XLSX,
    Format.JSON: "application/json",
}


def made_in(form: Format, document: Document, figures: Iterable[EditionFigure] = ()) -> bytes:
    """The document in a format; Excel has the rows behind the figures as well."""
    match form:
        case Format.PDF:
            return to_pdf(document)
        case Format.WORD:
            from documents.word import to_docx  # here: 17 MB of every process that writes none

            return to_docx(document)
        case Format.EXCEL:
            return to_xlsx(document, [_rows(figure) for figure in figures])
        case Format.JSON:
            return to_json(document).encode()


def draft_in(form: Format, report: Report, *, notice: str) -> bytes:
    """The report as it would be published now, with `notice` on every page."""
    return made_in(form, Writing(report).document(notice=notice))


def file_name(report: Report | Edition, which: str, form: str) -> str:
    """`end-of-year-report-2017-18-edition-1.pdf`."""
    return f"{slugify(report.title) or 'report'}-{which}.{form}"


def _rows(figure: EditionFigure) -> FigureRows:
    columns = tuple((column["heading"], Kind(column["kind"])) for column in figure.columns)
    rows = (tuple(typed(value, kind) for value, (_, kind) in zip(row, columns, strict=True)) for row in figure.rows)
    return FigureRows(figure.key, columns, rows)
