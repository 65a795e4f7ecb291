"""The sample partnership's report in every format, each made from one document: `python -m bench.formats made|read`.

`made` prints the seconds that each took, in the middle of several times, by its name. `read` has LibreOffice convert
the Word and the Excel file to PDF, and prints for each which numbers of the report are not in it.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import django

TIMES = 5


def _report() -> Any:
    from accounts.models import User
    from reports.dates import ReportDates, years_on_record
    from reports.models import Report
    from reports.writing import actions

    writer, _ = User.objects.get_or_create(email="writer@bench.example", defaults={"role": "staff"})
    return Report.objects.first() or actions.begin(dates=ReportDates.usual(years_on_record()[0]), by=writer)


def _counted() -> tuple[Any, Any]:
    """Its document, counted now, and the book that the rows behind it come from."""
    from reports.writing.document import Writing

    writing = Writing(_report(), live=True)
    return writing.document(), writing.counted.book


def made() -> dict[str, float]:
    from reports.models import Format
    from reports.publishing.editions import rows_behind
    from reports.publishing.formats import made_in

    document, book = _counted()
    figures = rows_behind(book, document)
    return {
        "document": _middle(_counted),
        "rows": _middle(lambda: rows_behind(book, document)),
        **{form.label: _middle(lambda form=form: made_in(form, document, figures)) for form in Format},
    }


def _middle(make: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        make()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def read() -> dict[str, list[str]]:
    from documents.stored import figures_of
    from reports.models import Format
    from reports.publishing.editions import rows_behind
    from reports.publishing.formats import made_in

    document, book = _counted()
    figures = rows_behind(book, document)
    printed = figures_of(_without_charts(document)).values()
    numbers = {figure.text for figure in printed if figure.value is not None}
    lost = {}
    with tempfile.TemporaryDirectory() as folder:
        for form in (Format.WORD, Format.EXCEL):
            path = Path(folder) / f"report.{form}"
            path.write_bytes(made_in(form, document, figures))
            words = _converted(path)
            lost[form.label] = sorted(each for each in numbers if words.isdisjoint((each, f"{each}.00")))
    return lost


def _without_charts(document: Any) -> Any:
    """In Word a chart is a picture."""
    from documents.chart import Chart

    sections = (
        replace(section, blocks=tuple(block for block in section.blocks if not isinstance(block, Chart)))
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def _converted(path: Path) -> set[str]:
    """The words of what LibreOffice makes of it."""
    home = f"-env:UserInstallation=file://{path.parent}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", path.parent, path]
    subprocess.run(command, check=True, capture_output=True)
    text = subprocess.run(
        ["pdftotext", path.with_suffix(".pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    return {word.strip("().,;:") for word in text.split()}


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"made": made, "read": read}[sys.argv[1]]()))
