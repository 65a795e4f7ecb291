"""A proposal that is not written yet, and how new ones meet those already on record."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from official.models import Proposal, ProposalKind, State

PROVENANCE = "facts_from"
"""What `after` says of the days its facts are of; it is no part of what the file says."""


@dataclass(frozen=True)
class Draft:
    """`before` and `after` hold plain JSON. `file_id` is set where an earlier file says it, not the one just read."""

    kind: ProposalKind
    school_id: int | None
    urn: int
    subject: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    file_id: int | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        return (self.kind, self.urn, self.subject)

    @property
    def digest(self) -> str:
        """The same for the same thing said of the same school, in whatever file."""
        said = {name: value for name, value in self.after.items() if name != PROVENANCE}
        text = json.dumps([*self.key, said], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Reconciled:
    """`new` are to be written and `overtaken` (their numbers) to be set aside; the other counts stay as they are."""

    new: tuple[Draft, ...]
    overtaken: tuple[int, ...]
    still_open: int
    refused: int


def reconciled(drafts: Iterable[Draft], *, settled: frozenset[ProposalKind] = frozenset()) -> Reconciled:
    """What is left to write of `drafts`.

    What is open already stays; what was refused stays refused while a file says the same. An open proposal gives way
    to one that says something else of the same thing, and, of the kinds in `settled`, to a file that no longer says it.
    """
    drafts = list({draft.key: draft for draft in drafts}.values())
    standing = {
        (each.kind, each.urn, each.subject): each
        for each in Proposal.objects.filter(state=State.OPEN).only("kind", "urn", "subject", "digest")
    }
    refused = set(Proposal.objects.filter(state=State.REFUSED).values_list("digest", flat=True))
    new, overtaken, still_open, still_refused = [], [], 0, 0
    for draft in drafts:
        known = standing.pop(draft.key, None)
        if known and known.digest == draft.digest:
            still_open += 1
            continue
        if known:
            overtaken.append(known.pk)
        if draft.digest in refused:
            still_refused += 1
        else:
            new.append(draft)
    overtaken += [known.pk for known in standing.values() if known.kind in settled]
    return Reconciled(tuple(new), tuple(sorted(overtaken)), still_open, still_refused)
