"""Which files are taken: by name and content alike."""

import io
import struct
import zipfile
import zlib

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from visits.attachments import IN_WORDS, MOST_BYTES, OOXML, OPENDOCUMENT, check, shown_name


def package(**parts):
    """A zip with these parts; `__` stands for a slash, `_x` for the dot before an ending."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/").replace("_x", "."), content)
    return made.getvalue()


def ooxml(part, *more):
    names = ("[Content_Types].xml", part, *more)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name in names:
            book.writestr(name, "<x/>")
    return made.getvalue()


def workbook():
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PHONE_JPEG = b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xd9"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 20
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L" + b"\0" * 20
DOCX = ooxml("word/document.xml")
ODT = package(mimetype=f"{OPENDOCUMENT}.text", content_xxml="<x/>")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("plan.pdf", PDF, "application/pdf"),
        ("photo.jpg", JPEG, "image/jpeg"),
        ("PHOTO.JPEG", PHONE_JPEG, "image/jpeg"),
        ("board.png", png(), "image/png"),
        ("photo.heic", HEIC, "image/heic"),
        ("photo.webp", WEBP, "image/webp"),
        ("plan.docx", DOCX, f"{OOXML}.wordprocessingml.document"),
        ("data.xlsx", workbook(), f"{OOXML}.spreadsheetml.sheet"),
        ("talk.pptx", ooxml("ppt/presentation.xml"), f"{OOXML}.presentationml.presentation"),
        ("plan.odt", ODT, f"{OPENDOCUMENT}.text"),
        ("data.ods", package(mimetype=f"{OPENDOCUMENT}.spreadsheet"), f"{OPENDOCUMENT}.spreadsheet"),
        ("talk.odp", package(mimetype=f"{OPENDOCUMENT}.presentation"), f"{OPENDOCUMENT}.presentation"),
        ("notes.txt", "Good – work’s done\n".encode(), "text/plain"),
        ("old.txt", "Café – £5".encode("cp1252"), "text/plain"),
        ("data.csv", "a,b\n=1,2\n".encode("utf-16"), "text/csv"),
    ],
)
def test_a_file_of_an_allowed_kind_is_taken(name, content, media_type):
    upload = check(SimpleUploadedFile(name, content, content_type="application/x-lie"))

    assert (upload.name, upload.media_type, upload.size) == (name, media_type, len(content))
    assert upload.file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.exe", b"MZ\x90"),
        ("page.html", b"<html>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("archive.zip", DOCX),
        ("plan.docm", ooxml("word/document.xml", "word/vbaProject.bin")),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("plan", PDF),
        ("plan.pdf.exe", PDF),
        (".pdf", PDF),
    ],
)
def test_a_kind_that_is_not_allowed_is_refused_and_those_allowed_are_named(name, content):
    with pytest.raises(ValidationError) as refused:
        check(SimpleUploadedFile(name, content))

    assert refused.value.messages == [f"{shown_name(name)} is of a kind that is not taken. Choose {IN_WORDS}."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"MZ\x90 program"),
        ("plan.pdf", b"MZ" + PDF),
        ("photo.jpg", png()),
        ("photo.png", JPEG),
        ("photo.heic", b"\x00\x00\x00\x18ftypmp42" + b"\0" * 20),
        ("photo.webp", b"RIFF\x1a\x00\x00\x00WAVEfmt "),
        ("plan.docx", workbook()),
        ("plan.docx", ooxml("word/document.xml", "word/vbaProject.bin")),
        ("plan.docx", b"PK\x03\x04 broken"),
        ("plan.docx", PDF),
        ("plan.odt", package(mimetype=f"{OPENDOCUMENT}.spreadsheet")),
        ("plan.odt", package(mimetype=f"{OPENDOCUMENT}.text", Basic__script_xxml="<x/>")),
        ("plan.odt", package(content_xxml="<x/>")),
        ("plan.odt", package(mimetype="x" * 1000)),
        ("notes.txt", b"MZ\x90\x00\x03\x00\x00"),
        ("data.csv", png()),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    with pytest.raises(ValidationError) as refused:
        check(SimpleUploadedFile(name, content))

    assert refused.value.messages == [f"{name} is not what its name says, or holds macros. Choose {IN_WORDS}."]


def test_size_has_its_limits():
    assert check(SimpleUploadedFile("most.txt", b"x" * MOST_BYTES)).size == MOST_BYTES
    with pytest.raises(ValidationError, match=r"big.txt is larger than 10 MB."):
        check(SimpleUploadedFile("big.txt", b"x" * (MOST_BYTES + 1)))
    with pytest.raises(ValidationError, match=r"none.txt is empty."):
        check(SimpleUploadedFile("none.txt", b""))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\Users\\ann\\plan.pdf", "plan.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("pl\0an\n.pdf", "plan.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("Bow’s plan (2).pdf", "Bow’s plan (2).pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("", "file"),
    ],
)
def test_a_name_is_shown_without_folders_and_what_cannot_be_seen(name, shown):
    assert shown_name(name) == shown
