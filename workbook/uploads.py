"""Uploaded files between preview and confirm: in a private folder, each under a token that only its owner can use.

A file goes when it has been applied, and in any case a day after it came.
"""

import datetime
import os
import secrets
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

KEPT_FOR = datetime.timedelta(days=1)
SALT = "workbook.uploads"


@dataclass(frozen=True)
class Upload:
    token: str
    path: Path
    name: str

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def keep(files: Sequence[UploadedFile], *, by: Any) -> Upload:
    """Keep a workbook or zip as it is, and .csv files as a zip of them."""
    _remove_stale()
    name = secrets.token_hex(16)
    path = _folder() / name
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        if is_csv(files[0].name):
            with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in files:
                    archive.writestr(file.name, file.read())
        else:
            for chunk in files[0].chunks():
                kept.write(chunk)
    title = files[0].name if len(files) == 1 else f"{len(files)} files"
    token = signing.dumps({"file": name, "by": by.pk, "name": title[:100]}, salt=SALT)
    return Upload(token, path, title[:100])


def find(token: str, *, by: Any) -> Upload | None:
    """What `by` uploaded under the token; none once it has been applied or is a day old."""
    try:
        signed = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    path = _folder() / signed["file"]
    return Upload(token, path, signed["name"]) if signed["by"] == by.pk and path.exists() else None


def is_csv(name: str) -> bool:
    return name.casefold().endswith(".csv")


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "workbooks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _remove_stale() -> None:
    oldest = time.time() - KEPT_FOR.total_seconds()
    for path in _folder().iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:  # another request was faster
            continue
