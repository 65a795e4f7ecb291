"""Names as people search and sort them: St is Saint, with an apostrophe or without, accents or none.

The rule stands twice, for Python and for PostgreSQL; `tests/schools/test_names.py` holds the two together.
"""

import re
import unicodedata
from typing import Any

from django.db import models

ACCENTED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿŵŷÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŴŶ"
PLAIN = "aaaaaaceeeeiiiinoooooouuuuyywyaaaaaaceeeeiiiinoooooouuuuyywy"
APOSTROPHES = "'`´‘’ʼ′"
_TRANSLATION = str.maketrans(ACCENTED, PLAIN, APOSTROPHES)


def folded(text: str) -> str:
    """`St. Anne’s` and `Saint Annes` are both `st annes`."""
    composed = unicodedata.normalize("NFC", text)  # an accent may come as a mark of its own
    plain = re.sub(r"[A-Z]", lambda letter: letter[0].lower(), composed.translate(_TRANSLATION))
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return " ".join("st" if word == "saint" else word for word in words)


class Folded(models.Func):
    """`folded()` in PostgreSQL. Immutable, and the same under every locale."""

    output_field = models.TextField(db_collation="C")
    template = (
        'btrim(regexp_replace(regexp_replace(lower(translate(normalize(%(expressions)s, NFC) COLLATE "C", '
        f"'{ACCENTED}{APOSTROPHES.replace(chr(39), chr(39) * 2)}', '{PLAIN}')), "
        "'[^a-z0-9]+', ' ', 'g'), '\\msaint\\M', 'st', 'g'))"
    )

    def __init__(self, expression: Any, **extra: Any) -> None:
        super().__init__(expression, **extra)


def display_name_of(short_name: str = "short_name", name: str = "name") -> models.Func:
    """The name lists print: the short name, else the full one."""
    return models.functions.Coalesce(
        models.functions.NullIf(models.F(short_name), models.Value("")), models.F(name), output_field=models.TextField()
    )
