"""Rows sorted by a column."""

import pytest

from documents.display import Kind
from documents.tables import Column, sorted_by

NAME = Column("School", lambda row: row[0])
PEOPLE = Column("People", lambda row: row[1], Kind.INTEGER)
LENGTH = Column("School", lambda row: row[0], order=lambda row: len(row[0]))
ROWS = [("bow", 2), ("Alma", None), ("Cyril", 10), ("", 1)]


@pytest.mark.parametrize(
    ("column", "downwards", "expected"),
    [
        (NAME, False, ["Alma", "bow", "Cyril", ""]),
        (NAME, True, ["Cyril", "bow", "Alma", ""]),
        (PEOPLE, False, ["", "bow", "Cyril", "Alma"]),
        (PEOPLE, True, ["Cyril", "bow", "", "Alma"]),
        (LENGTH, False, ["bow", "Alma", "Cyril", ""]),
    ],
)
def test_rows_sort_by_value_with_the_empty_last_either_way(column, downwards, expected):
    assert [row[0] for row in sorted_by(column, ROWS, downwards=downwards)] == expected
