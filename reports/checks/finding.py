"""What a check has found, with where to look."""

import hashlib
from dataclasses import dataclass

from reports.models import ReportSection
from schools.models import School


@dataclass(frozen=True)
class Finding:
    """`words` say what is wrong; `schools` are those it is about, `key` a figure that shows it, `section` where it is.

    One that `is_in_the_way` cannot be accepted: it has to be mended before the report is published.
    """

    title: str
    words: str
    schools: tuple[School, ...] = ()
    key: str = ""
    section: ReportSection | None = None
    is_in_the_way: bool = False

    @property
    def digest(self) -> str:
        """Stands for what it says: a warning that was accepted comes back when it says something else."""
        said = [self.title, self.words, self.key, *(str(school.pk) for school in self.schools)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()
