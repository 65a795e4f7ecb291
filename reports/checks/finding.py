"""What a check has found, with where to look."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.models import ReportSection
from schools.models import School
from thep.addresses import numbered


class FoundSchool(NamedTuple):
    """One that a finding is about, as it is named today."""

    pk: int
    name: str


def named(schools: Iterable[School]) -> tuple[FoundSchool, ...]:
    return tuple(FoundSchool(school.pk, str(school)) for school in schools)


@dataclass(frozen=True)
class Finding:
    """`words` say what is wrong; `schools` are those it is about, `key` a figure that shows it, `section` where it is.

    One that `is_in_the_way` cannot be accepted: it has to be mended before the report is published.
    """

    title: str
    words: str
    schools: tuple[FoundSchool, ...] = ()
    key: str = ""
    section: ReportSection | None = None
    is_in_the_way: bool = False

    @property
    def school_items(self) -> SafeString:
        """The schools as items of a list, each with its page: a finding can be about hundreds."""
        address = numbered("school-detail")
        items = (f'<li><a href="{address(pk)}">{escape(name)}</a></li>' for pk, name in self.schools)
        return mark_safe("".join(items))  # noqa: S308 - escaped piece by piece

    @property
    def digest(self) -> str:
        """Stands for what it says: a warning that was accepted comes back when it says something else."""
        said = [self.title, self.words, self.key, *(str(school.pk) for school in self.schools)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()
