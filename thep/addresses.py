"""Addresses for messages, which are made where no request says under which name the portal is reached."""

from django.conf import settings


def absolute(path: str) -> str:
    """`/visits/7/` with the portal's own name before it."""
    return f"{settings.PORTAL_URL}{path}"
