"""docs/spreadsheets.md names every table and column, and the limits that hold."""

from pathlib import Path

from spreadsheets.archives import MEGABYTE
from workbook.declared import Column
from workbook.files import MAX_FILE
from workbook.tables import TABLES

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "spreadsheets.md").read_text()


def named(column: Column) -> str:
    return f"**`{column.name}`**" if column.is_key else f"`{column.name}`"


def test_guide_lists_the_tables():
    after = GUIDE.partition("kept true by tests/workbook/test_guide.py -->\n")[2]

    assert after.partition("\n\n")[0].splitlines() == [
        "| sheet | columns |",
        "| --- | --- |",
        *(f"| `{table.name}` | {', '.join(map(named, table.columns))} |" for table in TABLES),
    ]


def test_guide_names_the_limit():
    assert f"(at most {MAX_FILE // MEGABYTE} MB)" in GUIDE
