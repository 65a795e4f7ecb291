"""Participation: which schools and how many people took part in what."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from documents.display import Kind, listed
from documents.figure import Unit
from documents.tables import Column
from figures.tally import Cell, Group, Tally
from programmes.models import GIVING, CountedBy, Participation, ParticipationRole, Programme
from schools import columns
from schools.on_a_day import named_on, told_on
from thep.years import AcademicYear

_BESIDE = (
    "Rows recorded by hand or read from a workbook stand beside it; where one says something of the same school, role "
    "and provider, it counts instead."
)
COUNTED_FROM = {
    CountedBy.RECORDED: "Counted from what is recorded by hand or in a workbook.",
    CountedBy.ENROLLED: f"Counted from the schools and people enrolled that year who have not withdrawn. {_BESIDE}",
    CountedBy.ATTENDED: (
        "Counted from the registers of that year: the people marked as attended at one session or more, and the "
        f"schools they were of on the day. {_BESIDE}"
    ),
}
"""The rule of a programme in words, as its page and its figures say it."""


def participation_tallies(year: AcademicYear, programmes: QuerySet[Programme], on: datetime.date) -> list[Tally]:
    """Schools by programme, people by programme and role, schools by programme and strand.

    Schools are named as on the day `on`.
    """
    rows = Participation.objects.filter(year=year)
    stranded = rows.filter(strand__isnull=False).annotate(strand_slug=F("strand__slug"), strand_name=F("strand__name"))

    def by_pk() -> dict[int, Programme]:
        return {programme.pk: programme for programme in programmes}

    listed_by = {
        "prefixes": (f"participation.{year.slug}.",),
        **named_on(on, "school__"),
        "detail": lambda rows: told_on(rows.select_related("school", "strand"), on, "school__"),
    }
    by_role = Tally(
        **listed_by,
        rows=rows,
        by=("programme", "role"),
        cells=lambda groups: _people_cells(year, by_pk(), groups),
        unit=Unit.PEOPLE,
        adds=("people",),
        columns=(
            *SCHOOL_COLUMNS,
            Column("Strand", lambda row: row.record.strand and row.record.strand.name),
            Column("People", lambda row: row.record.people, Kind.INTEGER),
        ),
    )
    return [
        _school_tally(listed_by, rows, ("programme",), lambda groups: _school_cells(year, by_pk())),
        by_role,
        _school_tally(
            listed_by,
            stranded,
            ("programme", "strand", "strand_slug", "strand_name"),
            lambda groups: _strand_cells(year, by_pk(), groups),
        ),
    ]


def all_programmes() -> QuerySet[Programme]:
    return Programme.objects.order_by("name", "pk")


SCHOOL_COLUMNS = (columns.SCHOOL, columns.URN, columns.GOVERNANCE)


def _school_tally(listed_by: dict[str, Any], rows: QuerySet, by: tuple[str, ...], cells: Any) -> Tally:
    return Tally(
        **listed_by,
        rows=rows,
        by=by,
        cells=cells,
        subject="school",
        record_order=("role", "strand__slug", "pk"),
        columns=(
            *SCHOOL_COLUMNS,
            Column("Took part as", lambda row: listed(list(dict.fromkeys(_part(each) for each in row.records)))),
        ),
    )


def _part(record: Participation) -> str:
    role = record.get_role_display()
    people = "" if record.people is None else f" ({record.people})"
    return f"{role}{people}" if record.strand is None else f"{role}{people}, {record.strand.name}"


def _school_cells(year: AcademicYear, programmes: dict[int, Programme]) -> Iterator[Cell]:
    for pk, programme in programmes.items():
        yield Cell(
            f"participation.{year.slug}.{programme.slug}.schools",
            f"Schools in {programme}, {year}",
            "Schools with any participation in the programme in the year, each once, members of the partnership "
            f"or not. {COUNTED_FROM[programme.counted_by]}",
            {"programme": pk},
        )


def _people_cells(year: AcademicYear, programmes: dict[int, Programme], groups: list[Group]) -> Iterator[Cell]:
    for group in sorted(groups, key=lambda group: (programmes[group["programme"]].slug, group["role"])):
        programme, role = programmes[group["programme"]], ParticipationRole(group["role"])
        part = "gives: coaches, hosts and leads are told apart from" if role in GIVING else "takes: told apart from"
        yield Cell(
            f"participation.{year.slug}.{programme.slug}.people.{role}",
            f"{role.plural.capitalize()} in {programme}, {year}",
            f"People recorded as {role.label.lower()} in the programme in the year, added up over the schools’ rows. "
            f"It is a role that {part} those who {'take' if role in GIVING else 'give'}, and people are not schools. "
            f"{COUNTED_FROM[programme.counted_by]}",
            {"programme": group["programme"], "role": role},
            adds="people",
        )


def _strand_cells(year: AcademicYear, programmes: dict[int, Programme], groups: list[Group]) -> Iterator[Cell]:
    for group in sorted(groups, key=lambda group: (programmes[group["programme"]].slug, group["strand_slug"])):
        programme = programmes[group["programme"]]
        yield Cell(
            f"participation.{year.slug}.{programme.slug}.strand.{group['strand_slug']}.schools",
            f"Schools in {programme} with {group['strand_name']}, {year}",
            "Schools that took part in the programme with this provider in the year, each once. "
            f"{COUNTED_FROM[programme.counted_by]}",
            {"programme": group["programme"], "strand": group["strand"]},
            short=group["strand_name"],
        )
