"""The nation counted from rows as they stream by, and its figures taken from what was counted."""

import datetime
import json
from decimal import Decimal

import pytest

from accounts.history.events import Among, Events
from accounts.history.reading import changes_among
from official import counting
from official.counting import NationalCounts, NotNational, Taken, take_national_counts
from official.facts import AreaJudged, InspectedSchool, InspectionFacts
from ofsted.models import Area, AreaGrade, Grade, InspectionKind, NationalArea, NationalOutcome
from schools.models import OfficialFile
from tests.factories import UserFactory

FIRST, LATER = datetime.date(2025, 12, 2), datetime.date(2026, 3, 3)


def school(urn: int, phase: str = "Primary", grade: int | None = None, **said) -> InspectedSchool:
    place = {"laestab": f"{urn % 150 + 200}2001", "name": "Elm", "la_name": f"Authority {urn % 150}"}
    overall = None if grade is None else Grade(grade)
    return InspectedSchool(urn=urn, phase_name=phase, **place | {"overall": overall} | said)


def card(on: datetime.date, *judged: tuple[Area, AreaGrade, datetime.date]) -> InspectionFacts:
    areas = tuple(AreaJudged(*each) for each in judged)
    return InspectionFacts("10", InspectionKind.GRADED, on, urn=1, judgements=areas)


def counts_of(*rows: InspectedSchool) -> dict:
    counts = NationalCounts()
    for row in rows:
        counts.add(row)
    return json.loads(json.dumps(counts.as_json()))


# Counting


def test_each_phase_of_ofsteds_counts_as_the_portals():
    phases = [
        *("Nursery", "Primary", "Secondary", "Special"),
        *("PRU", "Pupil referral unit", "Alternative provision", " pru "),
        *("Further education", ""),
    ]

    counts = counts_of(*(school(n, phase, 2) for n, phase in enumerate(phases)))

    good = {"nursery": 1, "primary": 1, "secondary": 1, "special": 1, "ap": 4}
    assert counts["overall"] == {phase: {"1": 0, "2": number, "3": 0, "4": 0} for phase, number in good.items()}
    assert counts["schools"] == 10


def test_schools_without_a_grade_are_in_no_share():
    rows = [school(1, grade=1), school(2, grade=4), school(3), school(4, is_not_judged=True)]

    counts = counts_of(*rows)

    assert counts["overall"] == {"primary": {"1": 1, "2": 0, "3": 0, "4": 1}}
    assert counts["not_judged"] == {"primary": 1}


def test_a_school_that_stands_twice_counts_once():
    assert counts_of(school(1, grade=1), school(1, grade=2))["overall"]["primary"] == {"1": 1, "2": 0, "3": 0, "4": 0}


def test_a_schools_latest_card_counts_with_each_areas_latest_grade():
    older = card(
        FIRST, (Area.CARD_INCLUSION, AreaGrade.EXCEPTIONAL, FIRST), (Area.CARD_POST_16, AreaGrade.STRONG, FIRST)
    )
    newer = card(
        LATER,
        (Area.CARD_INCLUSION, AreaGrade.STRONG, LATER + datetime.timedelta(90)),
        (Area.CARD_INCLUSION, AreaGrade.NEEDS_ATTENTION, LATER),
    )
    graded = card(LATER + datetime.timedelta(1), (Area.LEADERSHIP, AreaGrade.GOOD, LATER))

    counts = counts_of(school(1, inspections=(newer, older, graded)), school(2, inspections=(older,)), school(3))

    assert counts["areas"] == {
        "primary": {"card_inclusion": {"strong": 1, "exceptional": 1}, "card_post_16": {"strong": 1}}
    }


@pytest.mark.parametrize(
    ("schools", "authorities", "is_national"), [(10_000, 100, True), (9_999, 100, False), (10_000, 99, False)]
)
def test_only_the_whole_country_is_national(schools, authorities, is_national):
    rows = (school(n, la_name=f"Authority {n % authorities}") for n in range(schools))

    assert counts_of(*rows)["is_national"] is is_national


def test_rows_that_name_no_authority_are_of_none():
    counts = counts_of(school(1, la_name="", laestab=""), school(2, la_name="", laestab="2112001"))

    assert counts["authorities"] == 1


# Taking


@pytest.fixture
def by(db, monkeypatch):
    """Who takes the figures, of a country of eight schools."""
    monkeypatch.setattr(counting, "LEAST_SCHOOLS", 8)
    monkeypatch.setattr(counting, "LEAST_AUTHORITIES", 2)
    return UserFactory()


PRIMARY = [1, 2, 2, 2, 3, None, None]


def file_of(
    *rows: InspectedSchool, as_at: datetime.date = datetime.date(2025, 8, 31), digest: str = "a", **said
) -> OfficialFile:
    about = {"kind": "ofsted", "name": "latest.csv", "layout": "", "digest": digest, "rows": 1} | said
    return OfficialFile.objects.create(as_at=as_at, counts=counts_of(*rows), **about)


def country(*more: InspectedSchool) -> list[InspectedSchool]:
    return [*(school(n, grade=grade) for n, grade in enumerate(PRIMARY)), school(7, "Special", 1), *more]


def test_counts_become_figures_labelled_as_counted(by):
    file = file_of(*country(school(8, is_not_judged=True)))

    taken = take_national_counts(file=file, by=by)

    assert taken == Taken(added=2)
    primary = NationalOutcome.objects.get(phase="primary")
    assert (primary.as_at, primary.basis, primary.schools, primary.file) == (file.as_at, "counted", 5, file)
    shares = (primary.outstanding, primary.good, primary.requires_improvement, primary.inadequate)
    assert shares == (Decimal(20), Decimal(60), Decimal(20), Decimal(0))
    assert primary.good_or_outstanding == Decimal(80)
    assert primary.source == "Counted from latest.csv, as at 31 August 2025. Only schools with a grade in the file."
    assert primary.note == "In no share: 1 school inspected since 2 September 2024 without an overall grade"
    special = NationalOutcome.objects.get(phase="special")
    assert (special.schools, special.outstanding, special.note) == (1, Decimal(100), "")


def test_shares_are_rounded_half_up_to_one_place_each_on_its_own(by):
    rows = [school(n, grade=1 if n < 5 else 2) for n in range(80)]

    take_national_counts(file=file_of(*rows), by=by)

    primary = NationalOutcome.objects.get()
    assert (primary.outstanding, primary.good, primary.good_or_outstanding) == (
        Decimal("6.3"),
        Decimal("93.8"),
        Decimal(100),
    )


def test_each_grade_of_an_area_becomes_a_figure_also_where_no_school_has_it(by):
    judged = card(FIRST, (Area.CARD_INCLUSION, AreaGrade.STRONG, FIRST))
    file = file_of(*country(school(8, inspections=(judged,)), school(9, inspections=(judged,))), as_at=LATER)

    take_national_counts(file=file, by=by)

    found = NationalArea.objects.order_by("pk").values_list("phase", "regime", "area", "grade", "percent", "schools")
    assert list(found) == [
        ("primary", "report_card", "card_inclusion", grade, 100 if grade == "strong" else 0, 2)
        for grade in ("exceptional", "strong", "expected", "needs_attention", "urgent_improvement")
    ]


def test_a_file_that_has_forgotten_older_grades_says_so(by):
    for as_at, digest in ((datetime.date(2025, 11, 10), "new"), (datetime.date(2025, 11, 9), "old")):
        take_national_counts(file=file_of(*country(), as_at=as_at, digest=digest), by=by)

    notes = NationalOutcome.objects.filter(phase="primary").order_by("as_at").values_list("note", flat=True)
    assert list(notes) == [
        "",
        "The file holds only overall grades given since 1 September 2019, so this cannot be compared with earlier "
        "figures",
    ]


def test_taking_the_same_file_again_changes_nothing(by):
    file = file_of(*country())
    take_national_counts(file=file, by=by)
    before = len(changes_among([Events(NationalOutcome)], UserFactory(role="admin"), Among()).changes)

    taken = take_national_counts(file=OfficialFile.objects.get(), by=by)

    assert taken == Taken(unchanged=2)
    assert len(changes_among([Events(NationalOutcome)], UserFactory(role="admin"), Among()).changes) == before == 2


def test_another_file_of_the_day_replaces_what_was_counted_and_nothing_else(by):
    entered = {"source": "Ofsted", "schools": 7}
    published = NationalOutcome.objects.create(as_at="2025-08-31", phase="primary", good=90, source="Ofsted")
    by_hand = NationalOutcome.objects.create(as_at="2025-08-31", phase="nursery", good=90, basis="counted", **entered)
    other_day = NationalOutcome.objects.create(as_at="2024-08-31", phase="special", basis="counted", **entered)
    take_national_counts(file=file_of(*country()), by=by)
    again = file_of(*(school(n, grade=2) for n in range(8)), digest="b")

    taken = take_national_counts(file=again, by=by)

    assert taken == Taken(changed=1, removed=1)
    counted = NationalOutcome.objects.get(phase="primary", basis="counted")
    assert (counted.good, counted.schools, counted.file) == (Decimal(100), 8, again)
    assert set(NationalOutcome.objects.exclude(pk=counted.pk)) == {published, by_hand, other_day}


@pytest.mark.parametrize("said", [{"counts": None}, {"kind": "gias"}, {}])
def test_a_cut_or_another_file_is_refused(by, said, monkeypatch):
    monkeypatch.setattr(counting, "LEAST_SCHOOLS", 8 if said else 9)
    file = file_of(*country())
    for name, value in said.items():
        setattr(file, name, value)

    with pytest.raises(NotNational, match=r"latest\.csv is not of the whole country"):
        take_national_counts(file=file, by=by)

    assert not NationalOutcome.objects.exists()
