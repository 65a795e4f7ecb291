"""Names as GIAS writes them, and as the partnership's lists print them."""

import re

from schools.names import folded

SMALL = {"and", "of", "the", "for", "in", "with"}


def trust_name_of(text: str) -> str:
    """`THE BOLEYN TRUST`, as GIAS writes it, is The Boleyn Trust. A name in mixed letters stays as it is."""
    if not text.isupper():
        return text
    words = [
        word.lower() if n and word.lower() in SMALL else re.sub(r"[A-Z]+('[A-Z]\b)?", _capitalised, word)
        for n, word in enumerate(text.split())
    ]
    return " ".join(words)


def _capitalised(letters: re.Match) -> str:
    return letters[0].capitalize()


def short_name_after(name: str, short_name: str) -> str:
    """The short name once a school is called `name`: the one it had where each of its words is still in the name.

    Otherwise none, so that lists print the new name in full until somebody shortens it.
    """
    if short_name and set(folded(short_name).split()) <= set(folded(name).split()):
        return short_name
    return ""
