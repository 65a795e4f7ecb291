"""The sample rows as a workbook of Excel's and of OpenDocument's."""

import datetime
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(path: Path, **sheets: Iterable[Sequence[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def ods(path: Path, **sheets: Iterable[Sequence[Any]] | str) -> Path:
    """A sheet is rows, or its XML."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{rows if isinstance(rows, str) else ods_rows(rows)}</table:table>"
        for name, rows in sheets.items()
    )
    return zipped(path, {"mimetype": MIMETYPE, "content.xml": content(tables)})


def content(tables: str) -> str:
    spaces = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return f'<?xml version="1.0"?><office:document-content {spaces}>{body}</office:document-content>'


def ods_rows(rows: Iterable[Sequence[Any]]) -> str:
    return "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)


def _cell(value: Any) -> str:
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, datetime.date):
        shown = f"<text:p>{value:%d/%m/%Y}</text:p>"
        return f'<table:table-cell office:value-type="date" office:date-value="{value}">{shown}</table:table-cell>'
    if isinstance(value, (int, float)):
        shown = f"<text:p>{value:,}</text:p>"
        return f'<table:table-cell office:value-type="float" office:value="{value}">{shown}</table:table-cell>'
    shown = escape(value).replace("  ", ' <text:s text:c="1"/>')
    return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def typed(rows: Iterable[Sequence[str]]) -> list[list[Any]]:
    """Cells as Excel keeps them once somebody has opened a .csv with it: dates and numbers instead of text."""
    return [[_typed(cell) for cell in row] for row in rows]


def _typed(cell: str) -> Any:
    if cell.isdigit():
        return float(cell)
    for pattern in ("%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.datetime.strptime(cell, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return cell
