"""A tally's numbers, its lists and what it asks of the database, on a tally made for the test."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from documents.figure import Unit
from documents.tables import Column
from figures.tally import Cell, Tally, figures_together
from membership.models import Charge
from ofsted.models import Inspection
from tests.factories import ChargeFactory, InspectionFactory, SchoolFactory, VisitFactory
from visits.models import Visit

pytestmark = pytest.mark.django_db

ALL = Cell("seen.all", "All", "", {})
VISITS = Cell("seen.visits", "Visits", "", {"kind": "visit"}, of={})
CALLS = Cell("seen.calls", "Calls", "", {"kind": "call"})
NAME = Column("School", lambda row: str(row.subject))


def seen(*cells: Cell, **more) -> Tally:
    """Schools by how they were seen, each counted once."""
    about = {
        "prefixes": ("seen.",),
        "rows": Visit.objects.all(),
        "by": ("kind",),
        "cells": lambda groups: cells or (VISITS, CALLS),
        "columns": (NAME,),
        "subject": "school",
        "detail": lambda rows: rows.select_related("school"),
        "record_order": ("visited_on", "pk"),
    }
    return Tally(**(about | more))


def inspections(*cells: Cell, **more) -> Tally:
    """Inspections by grade, each of them a row."""
    about = {
        "prefixes": ("graded.",),
        "rows": Inspection.objects.all(),
        "by": ("overall", "kind"),
        "cells": lambda groups: cells,
        "columns": (NAME,),
        "detail": lambda rows: rows.select_related("school"),
    }
    return Tally(**(about | more))


def charges(*cells: Cell, unit: Unit = Unit.POUNDS) -> Tally:
    return Tally(
        prefixes=("charged.",),
        rows=Charge.objects.all(),
        by=("year",),
        cells=lambda groups: cells,
        columns=(NAME,),
        unit=unit,
        adds=("amount",),
        name="description",
        order="reference",
    )


def visited(name: str, *, kind="visit", on=datetime.date(2018, 3, 1), school=None):
    return VisitFactory(school=school or SchoolFactory(name=name), kind=kind, visited_on=on)


def listed(rows) -> list[str]:
    return [str(row.subject) for row in rows]


def read(tally: Tally, key: str):
    return tally.figures(names=None)[key]


# Numbers


def test_a_subject_counts_once_however_many_records_it_has():
    bow = visited("Bow").school
    visited("Bow", school=bow, on=datetime.date(2018, 1, 1))
    visited("Alma", kind="call")
    tally = seen()
    assert (read(tally, "seen.visits").value, read(tally, "seen.calls").value) == (1, 1)
    (row,) = tally.page(VISITS)
    assert (row.subject, [record.visited_on.month for record in row.records]) == (bow, [1, 3])
    assert row.record is row.records[0]


def test_without_a_subject_each_record_counts():
    bow = SchoolFactory(name="Bow")
    InspectionFactory(school=bow, overall=2)
    InspectionFactory(school=bow, overall=2, inspected_on=datetime.date(2015, 1, 1))
    InspectionFactory(school=bow, overall=3)
    good = Cell("graded.good", "Good", "", {"overall": 2})
    assert read(inspections(good), "graded.good").value == 2
    assert len(inspections(good).page(good)) == 2


def test_of_is_the_number_of_rows_of_the_wider_cut():
    visited("Bow")
    visited("Alma", kind="call")
    visited("Swan", kind="call")
    figure = read(seen(), "seen.visits")
    assert (figure.value, figure.of, figure.percent) == (1, 3, 33)
    assert read(seen(), "seen.calls").of is None


def test_a_tuple_means_any_of_its_values_and_none_means_no_value():
    for name, overall in (("Best", 1), ("Good", 2), ("Weak", 3)):
        InspectionFactory(school=SchoolFactory(name=name), overall=overall)
    InspectionFactory(school=SchoolFactory(name="Blank"), overall=None)
    InspectionFactory(school=SchoolFactory(name="Short"), kind="ungraded")
    better = Cell("graded.better", "", "", {"overall": (1, 2), "kind": ("graded",)})
    without = Cell("graded.without", "", "", {"overall": None, "kind": "graded"})
    tally = inspections(better, without)
    assert [name.text for name in read(tally, "graded.better").names] == ["Best", "Good"]
    assert [row.record.school.name for row in tally.page(better)] == ["Best", "Good"]
    assert [name.text for name in read(tally, "graded.without").names] == ["Blank"]
    assert [row.record.school.name for row in tally.page(without)] == ["Blank"]


def test_a_cell_that_adds_sums_its_column_and_counts_nothing():
    ChargeFactory(amount=Decimal("10.10"))
    ChargeFactory(amount=Decimal("-0.20"))
    total = Cell("charged.total", "", "", {}, adds="amount")
    assert read(charges(total), "charged.total").value == Decimal("9.90")
    cut = charges(total).cut("charged.total")
    assert (cut.figure.value, cut.length) == (Decimal("9.90"), 2)


def test_the_sum_of_no_rows_is_nought_but_of_a_percentage_is_nothing():
    total = Cell("charged.total", "", "", {}, adds="amount")
    published = Cell("charged.share", "", "", {}, adds="amount", unit=Unit.PERCENT)
    figures = charges(total, published).figures()
    assert (figures["charged.total"].value, figures["charged.share"].value) == (0, None)


def test_a_cell_has_its_own_unit_or_the_tallys():
    total = Cell("charged.total", "", "", {}, adds="amount")
    share = Cell("charged.share", "", "", {}, adds="amount", unit=Unit.PERCENT)
    figures = charges(total, share).figures()
    assert (figures["charged.total"].unit, figures["charged.share"].unit) == (Unit.POUNDS, Unit.PERCENT)


def test_cells_can_stand_only_where_there_are_rows():
    visited("Bow", kind="call")
    tally = seen(
        cells=lambda groups: [Cell(f"seen.{group['kind']}", "", "", {"kind": group["kind"]}) for group in groups]
    )
    assert {key: figure.value for key, figure in tally.figures().items()} == {"seen.call": 1}


def test_cut_finds_one_cell_by_its_key_and_nothing_by_another():
    visited("Bow")
    visited("Alma", kind="call")
    cut = seen().cut("seen.visits")
    assert (cut.cell, cut.figure.value, cut.figure.of, cut.length) == (VISITS, 1, 2, 1)
    assert seen().cut("seen.letters") is None


# Names and lists


def test_names_come_in_name_order_across_groups():
    for name, kind in (("Zion", "visit"), ("St Anne’s", "call"), ("Saint Barnabas", "visit"), ("élan", "call")):
        visited(name, kind=kind)
    schools = seen(ALL)
    assert [name.text for name in read(schools, "seen.all").names] == ["élan", "St Anne’s", "Saint Barnabas", "Zion"]
    assert listed(schools.page(ALL)) == ["élan", "St Anne’s", "Saint Barnabas", "Zion"]


@pytest.mark.parametrize(("limit", "expected"), [(0, []), (1, ["Bow"]), (2, ["Bow", "Bow Road"])])
def test_a_limit_keeps_the_first_names(limit, expected):
    for name, kind in (("Bowden", "visit"), ("Bow Road", "call"), ("Bow", "visit"), ("Bow Street", "visit")):
        visited(name, kind=kind)
    figure = seen(ALL, listed=True).figures(names=limit)["seen.all"]
    assert ([name.text for name in figure.names], figure.value) == (expected, 4)


def test_only_the_listed_rows_names_are_read_unless_all_are_asked_for():
    visited("Bow")
    visited("Alma", kind="call")
    tally = seen(ALL, listed=Q(kind="call"))
    assert [name.text for name in tally.figures(names=5)["seen.all"].names] == ["Alma"]
    assert [name.text for name in tally.figures(names=None)["seen.all"].names] == ["Alma", "Bow"]
    assert [name.text for name in seen(ALL).figures(names=5)["seen.all"].names] == []


def test_a_name_says_which_record_it_is_of_and_what_stands_aside():
    bow = visited("Bow").school
    (name,) = read(seen(ALL, aside="school__la_code"), "seen.all").names
    assert (name.order, name.text, name.pk, name.aside) == ("bow", "Bow", bow.pk, bow.la_code)


def test_pages_are_cut_from_the_list_that_streams():
    for name in ("Swan", "Alma", "Bow", "Élan", "Zion"):
        bow = visited(name).school
        visited(name, school=bow, on=datetime.date(2018, 4, 1))
    visited("Called", kind="call")
    tally = seen()
    assert listed(tally.stream(VISITS)) == ["Alma", "Bow", "Élan", "Swan", "Zion"]
    assert [listed(tally.page(VISITS, start, start + 2)) for start in (0, 2, 4, 6)] == [
        ["Alma", "Bow"],
        ["Élan", "Swan"],
        ["Zion"],
        [],
    ]
    assert [len(row.records) for row in tally.stream(VISITS)] == [2] * 5


def test_number_page_stream_and_names_are_the_same_rows():
    for name, kind in (("Bow", "visit"), ("Alma", "visit"), ("Swan", "call")):
        visited(name, kind=kind)
    tally = seen(ALL, VISITS, CALLS)
    figures = tally.figures(names=None)
    for cell in (ALL, VISITS, CALLS):
        names = [name.text for name in figures[cell.key].names]
        assert listed(tally.page(cell)) == listed(tally.stream(cell)) == names
        assert tally.cut(cell.key).length == figures[cell.key].value == len(names)


# What it asks of the database


def queries(ask) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask()
    return len(asked)


@pytest.mark.parametrize("names", [0, 2, None])
def test_all_figures_of_a_tally_are_one_query_however_many_rows(names):
    tally = seen(listed=True)
    visited("Bow")
    assert queries(lambda: tally.figures(names=names)) == 1
    for name in ("Alma", "Swan", "Zion"):
        visited(name, kind="call")
    assert queries(lambda: tally.figures(names=names)) == 1


def test_one_figure_its_page_and_its_stream_ask_no_more_for_more_rows():
    tally = seen()

    def asked() -> list[int]:
        return [
            queries(lambda: tally.cut("seen.visits")),
            queries(lambda: listed(tally.page(VISITS))),
            queries(lambda: listed(tally.stream(VISITS))),
        ]

    visited("Bow")
    with_one = asked()
    for name in ("Alma", "Swan", "Zion"):
        visited(name)
    assert asked() == with_one == [1, 2, 1]


def test_a_name_that_holds_the_separator_is_still_a_name():
    visited("Bow\x1f7\x1fSchool")
    assert [name.text for name in seen().figures(names=None)["seen.visits"].names] == ["Bow\x1f7\x1fSchool"]


def test_tallies_of_the_same_columns_are_counted_by_one_query_each_for_itself(django_assert_num_queries):
    bow = SchoolFactory()
    VisitFactory(school=bow)
    VisitFactory(school=bow, visited_on=datetime.date(2017, 3, 1))
    VisitFactory(visited_on=datetime.date(2017, 3, 1), kind="call")
    earlier = Cell("earlier.visits", "Visits", "", {"kind": "visit"}, of={})
    tallies = (
        seen(VISITS, rows=Visit.objects.filter(visited_on__year=2018)),
        seen(earlier, rows=Visit.objects.filter(visited_on__year=2017)),
    )
    with django_assert_num_queries(1):
        together = figures_together(*tallies)
    assert together == tallies[0].figures() | tallies[1].figures()
    assert [(figure.value, figure.of) for figure in together.values()] == [(1, 1), (1, 2)]
