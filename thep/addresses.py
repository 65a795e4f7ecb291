"""Addresses: of a page for many records, and for messages, which no request tells the portal's name."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    """`/visits/7/` with the portal's own name before it."""
    return f"{settings.PORTAL_URL}{path}"


def numbered(name: str, *before: Any) -> Callable[[int], str]:
    """From a record's number, the last argument of the page `name`, to its address: reversed once for hundreds."""
    stem, _, rest = reverse(name, args=[*before, 0]).rpartition("0")
    return lambda pk: f"{stem}{pk}{rest}"
