"""The mail server, named by one address as the database is."""

from typing import Any
from urllib.parse import unquote, urlsplit

SECONDS_TO_WAIT = 15
PORTS = {"smtp": 587, "smtps": 465}


def settings_of(address: str) -> dict[str, Any]:
    """Django's `EMAIL_…` settings for `smtp://USER:PASSWORD@HOST:PORT` (STARTTLS, but on port 25) or `smtps://…`.

    `ValueError` for anything else.
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"THEP_SMTP is smtp://USER:PASSWORD@HOST:PORT or smtps://…, not {parts.scheme or address!r}")
    port = parts.port or PORTS[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and port != 25,
        "EMAIL_TIMEOUT": SECONDS_TO_WAIT,
    }
