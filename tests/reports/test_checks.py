"""What the checks find, each with a record beside it in which nothing is wrong."""

import dataclasses
import datetime

import pytest

from reports.book import Book
from reports.checks import Finding
from reports.checks.finding import named
from reports.counted import Counted
from tests.factories import (
    YEAR,
    AgreementFactory,
    InspectionFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    PartnershipFactory,
    SchoolFactory,
)
from tests.figures.reading import DATES

pytestmark = pytest.mark.django_db

SHUT = datetime.date(2017, 9, 1)


def found(book: Book | None = None) -> list[Finding]:
    counted = Counted(DATES, live=True)
    counted.book = book or counted.book
    return counted.findings


def test_records_in_order_give_no_finding():
    bow = MembershipFactory(school=SchoolFactory(name="Bow")).school
    for overall, day in ((3, datetime.date(2015, 1, 10)), (2, datetime.date(2018, 1, 10))):
        InspectionFactory(school=bow, overall=overall, inspected_on=day)
    NationalOutcomeFactory(outstanding=19, good=72, good_or_outstanding=91)
    assert found() == []


def test_member_rows_of_schools_that_are_not_open_are_reported():
    shut = MembershipFactory(school=SchoolFactory(name="Shut", closed_on=SHUT)).school
    coming = MembershipFactory(school=SchoolFactory(name="Coming", opened_on=datetime.date(2017, 9, 2))).school
    MembershipFactory(school=SchoolFactory(name="Bow"))
    MembershipFactory(school=SchoolFactory(name="Withdrawn", closed_on=SHUT), status="withdrawn")
    SchoolFactory(name="No row", closed_on=SHUT)
    assert [(finding.title, finding.schools) for finding in found()] == [
        ("Members of 2017–18 that are not open", named([coming, shut]))
    ]


def test_member_rows_of_the_year_before_are_checked_too():
    shut = SchoolFactory(name="Shut", closed_on=datetime.date(2016, 9, 1))
    MembershipFactory(school=shut, year=YEAR - 1)
    MembershipFactory(school=shut, year=YEAR - 2)
    MembershipFactory(school=SchoolFactory(name="Bow"))
    assert [(finding.title, finding.schools) for finding in found()] == [
        ("Members of 2016–17 that are not open", named([shut]))
    ]


def test_income_that_is_no_schools_is_reported():
    AgreementFactory(fee="4400.50")
    AgreementFactory(fee=500, schools=[])
    AgreementFactory(fee=500, schools=[], package="non_sla")

    assert [(finding.title, finding.words, finding.key) for finding in found()] == [
        (
            "Movement from 2016–17 to 2017–18 does not close",
            "£500 unexplained: an agreement that covers no school has a fee that is no school’s.",
            "income.2017-18.movement.closing",
        )
    ]


def test_open_schools_in_no_phase_are_reported():
    odd = SchoolFactory(name="Odd", phase=None)
    SchoolFactory(name="Bow")
    SchoolFactory(name="Shut", phase=None, closed_on=SHUT)
    assert [(finding.title, finding.schools) for finding in found()] == [
        ("Schools in no phase in 2017–18", named([odd]))
    ]


def test_national_parts_that_do_not_give_the_total_are_reported_and_printed_as_published():
    PartnershipFactory()
    NationalOutcomeFactory(phase="nursery", outstanding=63, good=37, good_or_outstanding=94)
    NationalOutcomeFactory(phase="primary", outstanding=19, good=72, good_or_outstanding=90)
    NationalOutcomeFactory(phase="special", outstanding=38, good=55, good_or_outstanding=None)
    NationalOutcomeFactory(phase="secondary", outstanding=None, good=56, good_or_outstanding=79)
    assert found() == [
        Finding(
            "National figures for nursery schools, 2017",
            "Outstanding 63 and good 37 do not make the published “good or outstanding” of 94. "
            "They are printed as published.",
            key="national.2017.nursery.good_or_outstanding",
        )
    ]


def test_national_grades_that_do_not_make_a_hundred_are_reported_with_what_their_note_says():
    PartnershipFactory()
    four = ("outstanding", "good", "requires_improvement", "inadequate")
    NationalOutcomeFactory(phase="nursery", **dict(zip(four, (60, 30, 2, 1), strict=True)), note="So in table 3.")
    NationalOutcomeFactory(phase="primary", **dict(zip(four, (20, 65, 11, 3), strict=True)), note="Rounded")
    assert found() == [
        Finding(
            "National figures for nursery schools, 2017",
            "The four grades make 93 and not 100. They are printed as published. The record says: So in table 3.",
            key="national.2017.nursery.good",
        )
    ]


class OneTooMany(Book):
    """A book in which one more school is good now than the movements explain."""

    def figures(self, *, names=0):
        figures = super().figures(names=names)
        key = "outcomes.2018-07-31.primary.good"
        return figures | {key: dataclasses.replace(figures[key], value=figures[key].value + 1)}


def test_movements_that_do_not_close_are_reported_as_unexplained():
    schools = [MembershipFactory(school=SchoolFactory(name=name)).school for name in ("Better", "First", "Worse")]
    for school, before, after in zip(schools, (3, None, 2), (2, 2, 4), strict=True):
        if before:
            InspectionFactory(school=school, overall=before, inspected_on=datetime.date(2015, 1, 10))
        InspectionFactory(school=school, overall=after)
    assert found() == []
    assert [finding for finding in found(OneTooMany(DATES)) if finding.is_in_the_way] == [
        Finding(
            "Movements of primary schools do not close",
            "Good: 1 before, 2 came, 1 went, 3 after. 1 school unexplained.",
            key="outcomes.2018-07-31.primary.good",
            is_in_the_way=True,
        )
    ]
