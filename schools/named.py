"""Which schools the words of a pasted list mean, for any number of words in a few queries."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from schools.models import FormerName, School, SchoolUrn
from schools.names import folded

MOST_NEAR, NEAR_ENOUGH, MUCH_FARTHER = 5, 70, 8
MOST_LOOKED_UP = 100
"""Each further wording costs a walk through all names; it is asked for in other words instead."""


class SchoolsNamed:
    """A school of `schools` is meant by its name in full, its short name, a name it had, or a URN it has or had."""

    def __init__(self, texts: Iterable[str], *, schools: QuerySet[School]) -> None:
        self._schools = schools
        words = {folded(text) for text in texts} - {""}
        self._meant = self._in_full(words)
        self._near = self._nearest(sorted(words - set(self._meant))[:MOST_LOOKED_UP])

    def the_one(self, text: str) -> School | None:
        meant = self._meant.get(folded(text), ())
        return meant[0] if len(meant) == 1 else None

    def all_of(self, text: str) -> list[School]:
        """Those that have the name, or had it where none has."""
        return self._meant.get(folded(text), [])

    def near(self, text: str) -> list[School]:
        """Those of several of the name, or those nearest to it in spelling."""
        return self.all_of(text)[:MOST_NEAR] or self._near.get(folded(text), [])

    def _in_full(self, words: set[str]) -> dict[str, list[School]]:
        """A name that schools have now goes before one that others had."""
        if not words:
            return {}
        now, before = defaultdict(dict), defaultdict(dict)
        named = self._schools.filter(Q(sort_name__in=words) | Q(search_name__in=words))
        for school in named.order_by("sort_name", "pk"):
            for name in {school.sort_name, school.search_name} & words:
                now[name][school.pk] = school
        among = {"school__in": self._schools.order_by().values("pk")}
        former = FormerName.objects.filter(search_name__in=words, **among).select_related("school")
        for row in former.order_by("school__sort_name", "school"):
            before[row.search_name][row.school_id] = row.school
        numbers = [int(word) for word in words if re.fullmatch(r"\d{6}", word)]
        for row in SchoolUrn.objects.filter(urn__in=numbers, **among).select_related("school").order_by("school"):
            before[str(row.urn)][row.school_id] = row.school
        return {word: list(found.values()) for word, found in {**before, **now}.items()}

    def _nearest(self, words: list[str]) -> dict[str, list[School]]:
        if not words:
            return {}
        schools = self._schools.only("name", "short_name", "sort_name", "search_name")
        names = [(name, school) for school in schools for name in dict.fromkeys([school.sort_name, school.search_name])]
        only_names = [name for name, _ in names]
        near = {}
        for word in words:
            found = process.extract(
                word, only_names, scorer=fuzz.WRatio, score_cutoff=NEAR_ENOUGH, limit=2 * MOST_NEAR, processor=None
            )
            best = found[0][1] if found else 0
            schools_found = {names[at][1].pk: names[at][1] for _, score, at in found if score > best - MUCH_FARTHER}
            near[word] = list(schools_found.values())[:MOST_NEAR]
        return near
