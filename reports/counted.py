"""What is counted for a report with certain dates: stored when it is made, and made again once a record has changed.

At the size of all England one counting takes a second. Whoever writes, previews or reads the report has it from what is
stored, as long as no record that is counted has changed since: it is the same as if it were counted anew.
"""

import datetime
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.history import tracking
from accounts.history.latest import sql_of_being_written, sql_of_latest
from documents.document import Brand
from documents.figure import Figure
from documents.html import Drawn, drawn
from documents.stored import Figures, figures_from_json, figures_to_json
from membership.kpis import movement
from membership.kpis.movement import Closing
from reports import charts, checks
from reports.book import Book
from reports.checks.finding import Finding, FoundSchool
from reports.checks.numbers import numbers_of
from reports.composing import NAMES_IN_A_CELL, Material, names_told
from reports.dates import ReportDates
from reports.models import Part, StoredFigures
from schools.models import Partnership

UNCOUNTED = {"accounts", "official", "reports"}
"""Rooms whose records no figure reads: who signs in, what is proposed, what is written about the figures."""
MOST_STORED = 150
"""Parts: anybody can ask for the figures of any day."""
USUAL = frozenset(Part) - {Part.CHARTS}
"""What most pages of the report ask for. The charts are as much as all the rest."""
WITH_CHARTS = frozenset(Part) - {Part.FINDINGS, Part.NUMBERS}
"""What the report asks for as a whole, to be looked at."""

STORE = """
    with stored as (
        insert into reports_storedfigures
            (report_year, membership_year, as_at, part, as_of_event, made_at, content)
        values (%s, %s, %s, %s, %s, %s, %s)
        on conflict on constraint storedfigures_once do update
        set as_of_event = excluded.as_of_event, made_at = excluded.made_at, content = excluded.content
        returning id
    )
    delete from reports_storedfigures
    where id in (select id from reports_storedfigures order by made_at desc, id desc offset %s)
        and id not in (select id from stored)
"""


@dataclass(frozen=True)
class _Stored:
    """What is stored and current, by part, each with its content if that was read with it.

    `version` is the latest change of a record that is counted. While somebody else `is_writing`, nothing is stored:
    their changes may have numbers that were there before.
    """

    version: int
    is_writing: bool
    parts: dict[str, tuple[str | None, datetime.datetime]]


class Counted:
    """Nothing is read before it is asked for. With `live`, everything is counted now and nothing of it stored.

    `at_once` are the parts that the first query brings; another costs one more.
    """

    def __init__(self, dates: ReportDates, *, live: bool = False, at_once: Collection[Part] = USUAL) -> None:
        self.dates, self.book, self._is_live, self._at_once = dates, Book(dates), live, at_once
        self._moments: list[datetime.datetime] = []

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Those of the KPI page, with as many names as it prints."""
        return self._part(
            Part.REPORT,
            lambda: _as_printed(self.book.figures(names=NAMES_IN_A_CELL)),
            figures_to_json,
            figures_from_json,
        )

    @cached_property
    def drawn(self) -> Mapping[str, Figure]:
        """Those that stand in charts alone."""
        return self._part(Part.DRAWN, self.book.drawn, figures_to_json, figures_from_json)

    @cached_property
    def closing(self) -> Closing:
        """The movement of members and income into the membership year."""
        year, on = self.dates.membership_year, self.dates.as_at
        return self._part(
            Part.MOVEMENT,
            lambda: _closing_as_printed(movement.closing(year, on, names=NAMES_IN_A_CELL)),
            _closing_to_json,
            lambda text: _closing_from_json(year, text),
        )

    @cached_property
    def findings(self) -> list[Finding]:
        """What the checks find in records and figures."""
        return self._part(
            Part.FINDINGS,
            lambda: checks.run(self.book, self.figures, self.closing),
            _findings_to_json,
            _findings_from_json,
        )

    @cached_property
    def every(self) -> Figures:
        """Every figure that the report can print or draw."""
        return Figures.together(self.figures, self.closing.figures, self.drawn)

    @cached_property
    def material(self) -> Material:
        return Material(self.dates, self.every, self.book.programmes, self.book.packages)

    @cached_property
    def numbers(self) -> set[str]:
        """Every number that the report prints somewhere, as the checks compare it."""
        return self._part(
            Part.NUMBERS,
            lambda: numbers_of(self.every.values()),
            lambda numbers: json.dumps(sorted(numbers)),
            lambda text: set(json.loads(text)),
        )

    @cached_property
    def drawings(self) -> dict[tuple[str, str], Drawn]:
        """Every chart as it is drawn, by its title and the colour: the partnership's, which is a counted record too."""
        return self._part(Part.CHARTS, self._draw, _drawings_to_json, _drawings_from_json)

    def _draw(self) -> dict[tuple[str, str], Drawn]:
        partnership = Partnership.objects.first()
        colour = partnership.colour if partnership else Brand.colour
        return {(chart.title, colour): drawn(chart, colour) for chart in charts.all_of(self.material)}

    @property
    def at(self) -> datetime.datetime:
        """When what was asked for so far was counted: the earliest moment of it."""
        return min(self._moments, default=timezone.now())

    def _part(
        self, part: Part, make: Callable[[], Any], to_json: Callable[[Any], str], from_json: Callable[[str], Any]
    ) -> Any:
        if not self._is_live and part in self._stored.parts and (text := self._read(part)) is not None:
            self._moments.append(self._stored.parts[part][1])
            return from_json(text)
        began = timezone.now()
        made = make()
        self._moments.append(began)
        if not self._is_live and not self._stored.is_writing:
            self._store(part, to_json(made), self.at)  # no later than that of which it is made
        return made

    @cached_property
    def _stored(self) -> _Stored:
        """All by one query: what was there when it began is what `version` is of."""
        query = f"""
            select now.version, now.is_writing, stored.part,
                case when stored.part = any(%s) then stored.content end, stored.made_at
            from (select {_sql_of_version()} as version, {_sql_of_writing()} as is_writing) as now
            left join reports_storedfigures as stored on stored.as_of_event = now.version
                and stored.report_year = %s and stored.membership_year = %s and stored.as_at = %s
        """  # noqa: S608 - made of names of ours
        with connection.cursor() as cursor:
            cursor.execute(query, [[part.value for part in self._at_once], *self._key()])
            lines = cursor.fetchall()
        parts = {part: (content, made_at) for _, _, part, content, made_at in lines if part}
        return _Stored(lines[0][0], lines[0][1], parts)

    def _read(self, part: Part) -> str | None:
        """The part's content; `None` where somebody has stored another meanwhile."""
        content, _ = self._stored.parts[part]
        if content is not None:
            return content
        rows = stored_for(self.dates).filter(part=part, as_of_event=self._stored.version)
        return rows.values_list("content", flat=True).first()

    def _key(self) -> list[Any]:
        return [self.dates.report_year.start, self.dates.membership_year.start, self.dates.as_at]

    def _store(self, part: Part, content: str, made_at: datetime.datetime) -> None:
        """In place of what was stored for these dates; of all that is stored, the latest stay. By one query."""
        row = [*self._key(), part, self._stored.version, made_at, content]
        with connection.cursor() as cursor:
            cursor.execute(STORE, [*row, MOST_STORED - 1])  # the row itself is not among those it sees


def stored_for(dates: ReportDates) -> QuerySet[StoredFigures]:
    return StoredFigures.objects.filter(
        report_year=dates.report_year, membership_year=dates.membership_year, as_at=dates.as_at
    )


def forget(dates: ReportDates) -> None:
    """Drop what is stored for these dates: the next to ask has it counted."""
    stored_for(dates).delete()


def _as_printed(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """With no more names than are printed of each: in all England nine of ten would be stored for nothing."""
    return {key: replace(figure, names=names_told(figure)) for key, figure in figures.items()}


def _closing_as_printed(closing: Closing) -> Closing:
    return replace(closing, figures=_as_printed(closing.figures))


@cache
def _sql_of_version() -> str:
    return sql_of_latest(_counted_kinds())


@cache
def _sql_of_writing() -> str:
    return sql_of_being_written(_counted_kinds())


def _counted_kinds() -> list[type]:
    return [model for model in tracking.models_tracked() if model._meta.app_label not in UNCOUNTED]


def _closing_to_json(closing: Closing) -> str:
    told = {"members": closing.members, "income": [str(sum) for sum in closing.income]}
    return json.dumps(told | {"figures": figures_to_json(closing.figures)})


def _closing_from_json(year: Any, text: str) -> Closing:
    told = json.loads(text)
    income = tuple(Decimal(pounds) for pounds in told["income"])
    return Closing(year, figures_from_json(told["figures"]), tuple(told["members"]), income)


def _drawings_to_json(drawings: Mapping[tuple[str, str], Drawn]) -> str:
    return json.dumps([[*of, *drawing] for of, drawing in drawings.items()], ensure_ascii=False)


def _drawings_from_json(text: str) -> dict[tuple[str, str], Drawn]:
    return {(title, colour): (wide, narrow) for title, colour, wide, narrow in json.loads(text)}


def _findings_to_json(findings: list[Finding]) -> str:
    return json.dumps(
        [
            {
                "title": finding.title,
                "words": finding.words,
                "schools": finding.schools,
                "key": finding.key,
                "is_in_the_way": finding.is_in_the_way,
            }
            for finding in findings
        ]
    )


def _findings_from_json(text: str) -> list[Finding]:
    return [
        Finding(**(told | {"schools": tuple(map(FoundSchool._make, told["schools"]))})) for told in json.loads(text)
    ]
