"""Where a report stands before it is published: which findings are open, and which somebody has accepted and why."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction

from reports.checks.finding import Finding
from reports.checks.words import of_words
from reports.models import Acceptance, Report
from reports.writing.document import Writing


class CannotAccept(Exception):
    """Why a finding cannot be accepted, in words."""


def of_report(writing: Writing) -> list[Finding]:
    """What is found in records and figures, and what is wrong in what people wrote."""
    return [*writing.counted.findings, *of_words(writing)]


@dataclass(frozen=True)
class Looked:
    finding: Finding
    acceptance: Acceptance | None


class Standing:
    def __init__(self, writing: Writing) -> None:
        self.writing = writing

    @cached_property
    def all(self) -> list[Looked]:
        accepted = {
            each.finding: each for each in self.writing.report.acceptances.select_related("accepted_by").order_by("pk")
        }
        return [
            Looked(finding, None if finding.is_in_the_way else accepted.get(finding.digest))
            for finding in of_report(self.writing)
        ]

    @property
    def in_the_way(self) -> list[Finding]:
        """What has to be mended or accepted before the report is published."""
        return [looked.finding for looked in self.all if looked.acceptance is None]

    @property
    def accepted(self) -> list[dict[str, Any]]:
        """Each finding that was accepted, in words, with the reason and the number of who gave it, never the name."""
        return [
            {
                "title": looked.finding.title,
                "words": looked.finding.words,
                "reason": looked.acceptance.reason,
                "by": looked.acceptance.accepted_by_id,
            }
            for looked in self.all
            if looked.acceptance
        ]


@transaction.atomic
def accept(*, report: Report, digest: str, reason: str, by: Any) -> Acceptance:
    """Take a warning as it is, for a reason that is kept. `CannotAccept` where it is gone, or has to be mended."""
    found = next((each for each in of_report(Writing(report)) if each.digest == digest), None)
    if found is None:
        raise CannotAccept("The checks do not find this any more. Perhaps somebody has mended it, or it says more now.")
    if found.is_in_the_way:
        raise CannotAccept("This has to be mended before the report is published; it cannot be accepted.")
    if not reason.strip():
        raise CannotAccept("Say why it can stay as it is.")
    acceptance, _ = Acceptance.objects.update_or_create(
        report=report,
        finding=digest,
        defaults={"title": found.title[:200], "reason": reason.strip(), "accepted_by": by},
    )
    return acceptance


@transaction.atomic
def take_back(*, acceptance: Acceptance, by: Any) -> None:
    """The warning is open again; that it was accepted stays in the history."""
    acceptance.delete()
