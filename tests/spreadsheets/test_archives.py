"""Zip files that are not what they seem."""

import struct
import zipfile

import pytest

from spreadsheets import archives
from spreadsheets.refusals import FileRefused

TEXT = "year,urn,status\n2017-18,100001,member\n"
BROKEN = "The file is damaged or incomplete. Save it again, or fetch it again."


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def read(path):
    with archives.opened(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def refusal(path):
    with pytest.raises(FileRefused) as refused:
        read(path)
    return str(refused.value)


def test_archive_is_read(tmp_path):
    assert read(zipped(tmp_path / "records.zip", {"a.csv": TEXT, "b.csv": ""})) == {"a.csv": TEXT, "b.csv": ""}


def test_zip_that_lies_about_a_size_is_refused(tmp_path):
    path = zipped(tmp_path / "records.zip", {"a.csv": TEXT * 1000})
    content = path.read_bytes()
    size = struct.pack("<I", len(TEXT) * 1000)
    path.write_bytes(content.replace(size, struct.pack("<I", 10)))

    assert refusal(path) == BROKEN


def test_zip_of_very_many_files_is_refused(tmp_path):
    path = zipped(tmp_path / "records.zip", {f"{n}.csv": "" for n in range(1001)})

    assert refusal(path) == "The file holds 1,001 files, and may hold 1,000 files."


def test_zip_with_a_password_is_refused(tmp_path):
    path = zipped(tmp_path / "records.zip", {"a.csv": TEXT})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # in the entry, then in the directory
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert refusal(path) == "The file is protected by a password. Save it without one."


def test_zip_packed_in_another_way_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "records.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", TEXT)

    assert refusal(tmp_path / "records.zip") == "The file is packed in an unusual way. Pack it as an ordinary zip."


def test_files_that_are_too_much_together_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1_000)
    path = zipped(tmp_path / "records.zip", {"a.csv": TEXT * 15, "b.csv": TEXT * 15})

    assert refusal(path) == "The file unpacks to more than the portal can read (0 MB)."
