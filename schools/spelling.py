"""What somebody may have meant by a word that no name holds: the words of names nearest to it in spelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST, LETTERS_TO_A_SLIP, MOST_MEANT = 4, 4, 5


@dataclass(frozen=True)
class Meant:
    """`phrase` as typed, folded; for each of its words those that it may stand for, itself where names hold it."""

    phrase: str
    words: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def is_as_typed(self) -> bool:
        return self.words == tuple((word,) for word in self.phrase.split())

    def all_in(self, column: str) -> Q:
        """Each word, or one that it may stand for, is in the column; one of few letters begins a word there."""
        found = Q()
        for choices in self.words:
            found &= reduce(or_, (_is_in(column, word) for word in choices))
        return found


def _is_in(column: str, word: str) -> Q:
    if len(word) >= SHORTEST:
        return Q(**{f"{column}__contains": word})
    return Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})


def meant(words: Sequence[str]) -> Meant:
    """One query where every word is in some name; one more where a word of four letters or more is in none.

    One slip is forgiven in every four letters: a letter too many, missing or wrong, or two that changed places.
    """
    phrase, unknown = " ".join(words), _unknown([word for word in words if len(word) >= SHORTEST])
    nearest = _nearest(unknown) if unknown else {}
    return Meant(phrase, tuple(nearest.get(word) or (word,) for word in words))


def _unknown(words: list[str]) -> list[str]:
    """Those that no name holds as a word or a part of one; numbers are no names."""
    asked = [word for word in dict.fromkeys(words) if not word.isdigit()]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select word from unnest(%s::text[]) as word
            where not exists (select from schools_nameword as known where strpos(known.word, word.word) > 0)
            """,
            [asked],
        )
        return [word for (word,) in cursor.fetchall()]


def _nearest(words: list[str]) -> dict[str, tuple[str, ...]]:
    shortest, longest = min(map(len, words)), max(map(len, words))
    with connection.cursor() as cursor:
        cursor.execute(
            "select word from schools_nameword where length(word) between %s and %s order by word",
            [shortest - shortest // LETTERS_TO_A_SLIP, longest + longest // LETTERS_TO_A_SLIP],
        )
        known = [word for (word,) in cursor.fetchall()]
    return {word: _near(word, known) for word in words}


def _near(word: str, known: list[str]) -> tuple[str, ...]:
    slips = len(word) // LETTERS_TO_A_SLIP
    found = process.extract(word, known, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=MOST_MEANT)
    return tuple(near for near, _, _ in found)
