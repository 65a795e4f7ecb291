"""Writing a report: begun from last year's, its sections moved, added and taken away."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator

from reports.dates import ReportDates
from reports.models import Report, ReportSection
from reports.sections import TITLES, title_of

FIRST = ("Foreword", "The director’s report")
"""Sections of words alone that a partnership's first report begins with."""
LAST = ("What schools said",)


class AlreadyBegun(Exception):
    """Somebody has begun the year's report before."""


@transaction.atomic
def begin(*, dates: ReportDates, by: Any) -> Report:
    """The year's report, with the sections and the order of the latest one before it, without its words.

    The first one has a foreword, the director's report, every section of figures, and room for quotes.
    `AlreadyBegun` where there is one.
    """
    report, is_new = Report.objects.get_or_create(
        report_year=dates.report_year,
        defaults={"membership_year": dates.membership_year, "as_at": dates.as_at, "title": title_of(dates)},
    )
    if not is_new:
        raise AlreadyBegun
    before = Report.objects.filter(report_year__lt=dates.report_year).order_by("-report_year").first()
    sections = _like(before) if before else _usual()
    ReportSection.objects.bulk_create(
        ReportSection(report=report, position=number, **each) for number, each in enumerate(sections, 1)
    )
    return report


def _usual() -> list[dict[str, Any]]:
    figures = [{"title": title, "figures": anchor} for anchor, title in TITLES.items()]
    return [*({"title": title} for title in FIRST), *figures, *({"title": title} for title in LAST)]


def _like(before: Report) -> list[dict[str, Any]]:
    """Its sections in their order, and those of figures that came to the portal since, at the end and not printed."""
    sections = list(before.sections.order_by("position").values("title", "figures", "is_shown"))
    missing = TITLES.keys() - {section["figures"] for section in sections}
    return [
        *sections,
        *({"title": TITLES[anchor], "figures": anchor, "is_shown": False} for anchor in TITLES if anchor in missing),
    ]


@transaction.atomic
def add_section(*, report: Report, title: str, by: Any) -> ReportSection:
    """A section for words at the end."""
    Report.objects.select_for_update().get(pk=report.pk)
    last = report.sections.aggregate(last=Max("position"))["last"] or 0
    return ReportSection.objects.create(report=report, position=last + 1, title=Truncator(title).chars(200))


@transaction.atomic
def move(*, section: ReportSection, to: int, by: Any) -> None:
    """Put the section in place `to`, from 1, or at the end where that is past it; the others close up."""
    Report.objects.select_for_update().get(pk=section.report_id)
    order = list(ReportSection.objects.filter(report=section.report_id).order_by("position"))
    order = [each for each in order if each.pk != section.pk]
    order.insert(min(max(to, 1), len(order) + 1) - 1, section)
    _number(order)


@transaction.atomic
def remove(*, section: ReportSection, by: Any) -> None:
    """Take away a section of words. One of figures is kept, so that it can be printed again: it is hidden instead.

    Its words and quotes stay in the history.
    """
    Report.objects.select_for_update().get(pk=section.report_id)
    if section.figures:
        section.is_shown = False
        section.save(update_fields=["is_shown"])
        return
    section.delete()
    _number(list(ReportSection.objects.filter(report=section.report_id).order_by("position")))


def _number(order: list[ReportSection]) -> None:
    for number, each in enumerate(order, 1):
        if each.position != number:
            each.position = number
            each.save(update_fields=["position"])
