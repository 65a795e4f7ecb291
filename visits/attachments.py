"""The stored files of attachments and drafts, and which files are taken."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from visits.models import Attachment, DraftFile

MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_FILES = 10 * MEGABYTE, 10
LONGEST_NAME = 150
IN_WORDS = "PDF, JPEG, PNG, HEIC, WebP, Word, Excel, PowerPoint, OpenDocument, plain text or CSV"

OOXML = "application/vnd.openxmlformats-officedocument"
OPENDOCUMENT = "application/vnd.oasis.opendocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "webp": "image/webp",
    "docx": f"{OOXML}.wordprocessingml.document",
    "xlsx": f"{OOXML}.spreadsheetml.sheet",
    "pptx": f"{OOXML}.presentationml.presentation",
    "odt": f"{OPENDOCUMENT}.text",
    "ods": f"{OPENDOCUMENT}.spreadsheet",
    "odp": f"{OPENDOCUMENT}.presentation",
    "txt": "text/plain",
    "csv": "text/csv",
}
OOXML_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
"""The part that makes a package of each kind."""
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True)
class Upload:
    """A file that was checked, under the name it is shown by."""

    file: UploadedFile
    name: str
    media_type: str
    size: int


def check(file: UploadedFile) -> Upload:
    """The file, if its name and its content say the same allowed kind; else `ValidationError` naming the file."""
    name = shown_name(file.name or "")
    ending = PurePath(name).suffix.lower().lstrip(".")
    if file.size > MOST_BYTES:
        raise ValidationError(f"{name} is larger than {MOST_BYTES // MEGABYTE} MB.")
    if not file.size:
        raise ValidationError(f"{name} is empty.")
    file.seek(0)
    content = file.read()
    file.seek(0)
    if ending not in MEDIA_TYPES:
        raise ValidationError(f"{name} is of a kind that is not taken. Choose {IN_WORDS}.")
    if not _is_of_its_kind(ending, content):
        raise ValidationError(f"{name} is not what its name says, or holds macros. Choose {IN_WORDS}.")
    return Upload(file, name, MEDIA_TYPES[ending], file.size)


def shown_name(name: str) -> str:
    """Without folders and what cannot be seen, and not too long; its ending stays."""
    base = re.split(r"[/\\]", name)[-1]
    visible = "".join(letter for letter in base if unicodedata.category(letter)[0] != "C").strip(" .")
    path = PurePath(visible or "file")
    return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}"[:LONGEST_NAME]


def _is_of_its_kind(ending: str, content: bytes) -> bool:
    if ending in ("txt", "csv"):
        return _is_text(content)
    if ending == "heic":
        return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS
    if ending in OOXML_MAIN or MEDIA_TYPES[ending].startswith(OPENDOCUMENT):
        return _is_office(ending, content)
    if ending == "webp":
        return content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    kinds = {"jpg": {".jpg", ".jpeg", ".jfif"}, "jpeg": {".jpg", ".jpeg", ".jfif"}}.get(ending, {f".{ending}"})
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return False
    return any(match.extension.lower() in kinds for match in found if match.offset == 0)


def _is_text(content: bytes) -> bool:
    """In UTF-8, UTF-16 as Excel saves it, or a Windows encoding: whatever has no control characters."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8"), (b"", "cp1252")):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            return not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)
    return False


def _is_office(ending: str, content: bytes) -> bool:
    """A package with the part or the type that makes its kind, and without macros, whatever its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if ending in OOXML_MAIN:
                is_kind = {"[Content_Types].xml", OOXML_MAIN[ending]} <= names
                return is_kind and not any(PurePath(name).name.lower() == "vbaproject.bin" for name in names)
            if "mimetype" not in names or package.getinfo("mimetype").file_size > 200:
                return False
            is_kind = package.read("mimetype").decode("ascii", "replace").strip() == MEDIA_TYPES[ending]
            return is_kind and not any(name.startswith(("Basic/", "Scripts/")) for name in names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return False


def remove_when_unused(names: Iterable[str]) -> None:
    """Once the transaction is committed, remove those stored files that no record has any more."""
    names = list(names)
    transaction.on_commit(lambda: _remove(names))


def _remove(names: list[str]) -> None:
    used = {name for model in (Attachment, DraftFile) for name in _among(model, names)}
    for name in set(names) - used:
        default_storage.delete(name)


def _among(model: type[Attachment | DraftFile], names: list[str]) -> Iterable[str]:
    return model.objects.filter(file__in=names).values_list("file", flat=True)
