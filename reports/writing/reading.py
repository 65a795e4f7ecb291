"""Who has which section open, so that two do not write over each other unawares."""

import datetime
from typing import Any

from django.utils import timezone

from reports.models import Report, ReportSection, SectionReader

STILL_THERE = datetime.timedelta(seconds=60)
"""Browsers say every 20 seconds that a section is open; one silent for so long has closed it."""


def seen(*, section: ReportSection, by: Any) -> None:
    """`by` has the section open now."""
    SectionReader.objects.update_or_create(section=section, person=by, defaults={"seen_at": timezone.now()})


def left(*, section: ReportSection, by: Any) -> None:
    SectionReader.objects.filter(section=section, person=by).delete()


def readers_of(report: Report, *, but: Any) -> dict[int, list[str]]:
    """For each section by its key, who else has it open."""
    there = SectionReader.objects.filter(section__report=report, seen_at__gt=timezone.now() - STILL_THERE)
    found: dict[int, list[str]] = {}
    for reader in there.exclude(person=but).select_related("person").order_by("person__name", "pk"):
        found.setdefault(reader.section_id, []).append(str(reader.person))
    return found
