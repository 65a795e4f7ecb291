"""Numbers as addresses and forms bring them."""

LAST_NUMBER = 2**63 - 1
"""The greatest that PostgreSQL gives a row, or can be asked for one."""


def number_in(text: str | None) -> int | None:
    """A whole number from 0, written in plain digits; `None` for anything else, or for one that no row can have."""
    is_plain = text is not None and text.isascii() and text.isdigit() and len(text) <= len(str(LAST_NUMBER))
    return int(text) if is_plain and int(text) <= LAST_NUMBER else None
