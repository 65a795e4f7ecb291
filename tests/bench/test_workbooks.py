"""The workbook that is read in for measurement is one that the portal accepts."""

from dataclasses import replace

import pytest

from bench import workbooks
from workbook import imports


@pytest.mark.parametrize("path", [workbooks.FILE, workbooks.FOLDER])
def test_made_workbook_is_read_without_a_problem(db, tmp_path, monkeypatch, path):
    small = replace(workbooks.SIZE, open_schools=60, participation=200)
    monkeypatch.setattr(workbooks, "SIZE", small)
    workbooks.write(tmp_path)

    plan = imports.plan(imports.read(tmp_path / path))

    assert plan.problems == ()
    assert len(plan.of("schools").creates) == 60
    assert len(plan.of("participation").creates) == 200
    assert all(table.creates for table in plan.tables)
