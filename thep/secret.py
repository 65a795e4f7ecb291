"""The key that signs sessions, kept between runs without anyone having to choose it."""

import os
import secrets
from pathlib import Path


def key_in(var: Path) -> str:
    """The key in `var/secret_key`, made at the first call and readable by its owner alone."""
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".secret_key.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)  # fails where another process was first: both then read the same key
        except FileExistsError:
            pass
        fresh.unlink()
    return path.read_text().strip()
