"""The words that names are made of, so that one misspelt is found by its nearest: see `schools/spelling.py`."""

import pgtrigger
from django.db import models

from accounts.rows import SharedRows

SHORTEST = 3
"""In letters: a shorter word is like too many others."""


class NameWord(models.Model):
    """A word, folded, of the name of a school or an associate, now or before. None is ever taken away."""

    word = models.TextField(primary_key=True, db_collation="C")

    objects = SharedRows.as_manager()

    def __str__(self) -> str:
        return self.word


def words_kept(*columns: str) -> list[pgtrigger.Trigger]:
    """The triggers of a table that keep the words of these folded columns.

    In order, so that two writers never wait for each other crosswise.
    """
    texts = " || ' ' || ".join(columns)
    return [
        pgtrigger.Trigger(
            name=f"words_{name}",
            operation=operation,
            when=pgtrigger.After,
            level=pgtrigger.Statement,
            referencing=pgtrigger.Referencing(new="new_values"),
            func=f"""
                insert into schools_nameword (word)
                select distinct word from new_values, unnest(string_to_array({texts}, ' ')) as word
                where length(word) >= {SHORTEST} order by word on conflict do nothing;
                return null;
            """,  # noqa: S608 - the names are the model's own
        )
        for name, operation in (("inserted", pgtrigger.Insert), ("updated", pgtrigger.Update))
    ]
