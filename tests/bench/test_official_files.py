"""The official files that are read for measurement are ones that the portal recognises."""

import pytest

from bench import official_files


@pytest.mark.parametrize(
    ("file", "facts"), [(official_files.GIAS, 40), (official_files.OFSTED, 30), (official_files.OFSTED_XLSX, 30)]
)
def test_made_file_is_read_without_a_problem(tmp_path, monkeypatch, file, facts):
    monkeypatch.setattr(official_files, "ESTABLISHMENTS", 40)
    monkeypatch.setattr(official_files, "INSPECTED", 30)
    official_files.write(tmp_path)

    assert official_files.read(tmp_path / file) == {"facts": facts, "problems": 0}
