"""Ofsted: each rule by its name, with a row that would break it."""

import datetime
from decimal import Decimal

import pytest

from documents.figure import Origin
from ofsted.models import Inspection
from reports.dates import ReportDates
from schools.models import School, SchoolUrn
from tests.factories import (
    OUT_OF_AREA,
    YEAR,
    InspectionFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    SchoolFactory,
)
from tests.figures.reading import DATES, figure, names, share, value
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db

INSPECTED = "inspections.2017-18"
THEN, NOW = "outcomes.2017-07-31.primary", "outcomes.2018-07-31.primary"
MOVED = "movements.2017-18.primary"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def inspected(name: str, on="2018-01-10", *, kind="graded", overall=None, published=None, **school) -> Inspection:
    return InspectionFactory(
        school=SchoolFactory(name=name, **school),
        inspected_on=day(on),
        kind=kind,
        overall=overall,
        published_on=published and day(published),
    )


def member(name: str, **school) -> School:
    return MembershipFactory(school=SchoolFactory(name=name, **school)).school


def graded(school: School, overall: int | None, on="2016-01-10", published=None, number=None) -> Inspection:
    numbered = {"inspection_number": number} if number else {}
    return InspectionFactory(
        school=school, overall=overall, inspected_on=day(on), published_on=published and day(published), **numbered
    )


# Schools inspected


def test_graded_and_short_inspections_count_and_monitoring_visits_do_not():
    inspected("Graded")
    inspected("Short", kind="ungraded")
    inspected("Monitored", kind="monitoring")
    inspected("Themed", kind="thematic")
    assert names(f"{INSPECTED}.primary.schools") == ["Graded", "Short"]
    assert names(f"{INSPECTED}.all.schools") == ["Graded", "Short"]


def test_a_school_inspected_twice_counts_once():
    bow = inspected("Bow").school
    InspectionFactory(school=bow, kind="ungraded", inspected_on=day("2018-05-01"))
    assert names(f"{INSPECTED}.primary.schools") == ["Bow"]


def test_schools_with_a_thematic_visit_are_counted_apart():
    both = inspected("Both").school
    InspectionFactory(school=both, kind="thematic")
    inspected("Themed", kind="thematic")
    inspected("Themed before", kind="thematic", on="2017-08-31")
    inspected("Themed away", kind="thematic", la_code=OUT_OF_AREA)
    assert names(f"{INSPECTED}.thematic.schools") == ["Both", "Themed"]
    assert names(f"{INSPECTED}.all.schools") == ["Both"]


def test_the_first_day_of_an_inspection_decides_its_year():
    inspected("Day before", "2017-08-31", published="2017-10-01")
    inspected("First day", "2017-09-01")
    inspected("Last day", "2018-08-31", published="2018-10-01")
    inspected("Day after", "2018-09-01")
    InspectionFactory(
        school=SchoolFactory(name="Over the end"), inspected_on=day("2018-08-31"), ended_on=day("2018-09-01")
    )
    assert names(f"{INSPECTED}.primary.schools") == ["First day", "Last day", "Over the end"]


def test_schools_in_area_are_inspected_members_or_not():
    inspected("Outsider")
    graded(member("Bow"), 2, on="2018-03-01")
    inspected("City", la_code=OUT_OF_AREA)
    assert names(f"{INSPECTED}.primary.schools") == ["Bow", "Outsider"]
    assert names(f"{INSPECTED}.all.schools") == ["Bow", "Outsider"]


def test_alternative_provision_stands_apart_among_inspections():
    inspected("East AP", phase="ap")
    inspected("Langdon", phase="secondary")
    assert names(f"{INSPECTED}.ap.schools") == ["East AP"]
    assert names(f"{INSPECTED}.secondary.schools") == ["Langdon"]
    assert names(f"{INSPECTED}.all.schools") == ["East AP", "Langdon"]


def test_an_all_through_school_is_inspected_once_in_its_main_phase():
    inspected("Bow", also="secondary")
    assert names(f"{INSPECTED}.primary.schools") == ["Bow"]
    assert names(f"{INSPECTED}.secondary.schools") == []
    assert names(f"{INSPECTED}.all.schools") == ["Bow"]


# Whose grades are counted


def test_outcomes_are_over_the_members_of_the_membership_year_on_both_dates():
    graded(member("Bow"), 2)
    last_year = SchoolFactory(name="Last year")
    MembershipFactory(school=last_year, year=YEAR - 1)
    graded(last_year, 1)
    graded(SchoolFactory(name="Outsider"), 1)
    graded(member("City", la_code=OUT_OF_AREA), 1)
    assert names(f"{NOW}.members") == names(f"{THEN}.members") == ["Bow"]
    assert names(f"{NOW}.outstanding") == names(f"{THEN}.outstanding") == []


def test_a_membership_year_after_the_report_year_decides_both_dates():
    graded(member("This year only"), 2)
    coming = SchoolFactory(name="Coming")
    MembershipFactory(school=coming, year=YEAR + 1)
    graded(coming, 2)
    following = ReportDates(report_year=YEAR, membership_year=YEAR + 1, as_at=DATES.as_at)
    assert names(f"{NOW}.good", following) == names(f"{THEN}.good", following) == ["Coming"]


def test_shares_are_of_the_graded_and_leave_out_members_without_a_grade():
    for overall in (1, 2, 2, 3, 4):
        graded(member(f"Grade {overall}"), overall)
    member("Never inspected")
    graded(member("Known later"), 1, on="2018-08-01")
    assert value(f"{NOW}.members") == 7
    assert value(f"{NOW}.graded") == 5
    assert names(f"{NOW}.not_graded") == ["Known later", "Never inspected"]
    shares = ["outstanding", "good", "requires_improvement", "inadequate", "good_or_outstanding"]
    assert [share(f"{NOW}.{grade}") for grade in shares] == [
        (1, 5, 20),
        (2, 5, 40),
        (1, 5, 20),
        (1, 5, 20),
        (3, 5, 60),
    ]


def test_a_share_of_none_graded_is_blank():
    member("Bow")
    assert share(f"{NOW}.good_or_outstanding") == (0, 0, None)


def test_each_share_is_rounded_half_up_on_its_own_and_they_need_not_add_up():
    for n in range(8):
        graded(member(f"School {n}"), 1 if n < 3 else 2)
    assert [share(f"{NOW}.{grade}") for grade in ("outstanding", "good", "good_or_outstanding")] == [
        (3, 8, 38),
        (5, 8, 63),
        (8, 8, 100),
    ]


def test_alternative_provision_is_with_secondary_among_outcomes():
    graded(member("East AP", phase="ap"), 1)
    graded(member("Langdon", phase="secondary"), 2)
    assert names("outcomes.2018-07-31.secondary.graded") == ["East AP", "Langdon"]


def test_an_all_through_members_grade_counts_in_each_phase():
    graded(member("Bow", also="secondary"), 2)
    assert share(f"{NOW}.good") == share("outcomes.2018-07-31.secondary.good") == (1, 1, 100)


# Which inspection decides


def test_the_latest_graded_inspection_decides():
    bow = member("Bow")
    graded(bow, 3, on="2012-01-10")
    graded(bow, 2, on="2018-01-10")
    graded(bow, 1, on="2015-01-10")
    assert names(f"{NOW}.good") == ["Bow"]
    assert names(f"{THEN}.outstanding") == ["Bow"]


def test_a_grade_counts_from_the_day_it_is_published():
    graded(member("On the day"), 2, on="2018-06-01", published="2018-07-31")
    graded(member("Day after"), 2, on="2018-06-01", published="2018-08-01")
    late = member("Replaced too late")
    graded(late, 3)
    graded(late, 1, on="2018-06-01", published="2018-08-01")
    assert names(f"{NOW}.good") == ["On the day"]
    assert names(f"{NOW}.not_graded") == ["Day after"]
    assert names(f"{NOW}.requires_improvement") == ["Replaced too late"]


def test_without_a_publication_date_the_inspection_date_decides():
    graded(member("On the day"), 2, on="2018-07-31")
    graded(member("Day after"), 2, on="2018-08-01")
    assert names(f"{NOW}.good") == ["On the day"]
    assert names(f"{NOW}.not_graded") == ["Day after"]


def test_the_later_inspection_decides_even_where_the_earlier_was_published_after_it():
    bow = member("Bow")
    graded(bow, 2, on="2018-03-01", published="2018-04-01")
    graded(bow, 3, on="2018-02-01", published="2018-05-01")
    assert names(f"{NOW}.good") == ["Bow"]


@pytest.mark.parametrize(
    ("lower", "higher"), [("9", "10"), ("999999", "10000001"), ("ITS425578", "10323215"), ("PUBLIC-7", "PUBLIC-12")]
)
def test_of_two_inspections_on_a_day_the_higher_number_decides(lower, higher):
    bow, alma = member("Bow"), member("Alma")
    graded(bow, 3, number=lower)
    graded(bow, 2, number=higher)
    graded(alma, 1, number=higher)
    graded(alma, 4, number=lower)
    assert names(f"{NOW}.good") == ["Bow"]
    assert names(f"{NOW}.outstanding") == ["Alma"]


@pytest.mark.parametrize("kind", ["ungraded", "monitoring", "thematic"])
def test_an_inspection_that_gives_no_grade_changes_nothing(kind):
    bow = member("Bow")
    graded(bow, 2)
    InspectionFactory(school=bow, kind=kind, inspected_on=day("2018-05-01"))
    assert names(f"{NOW}.good") == ["Bow"]


def test_inspections_under_an_earlier_urn_count():
    academy = member("Bow Academy", urn=140_001, governance="academy")
    SchoolUrn.objects.create(school=academy, urn=100_001, is_current=False)
    InspectionFactory(school=academy, urn=100_001, overall=2, inspected_on=day("2014-01-10"))
    assert names(f"{NOW}.good") == ["Bow Academy"]
    assert list(School.objects.matching("100001")) == [academy]


def test_a_school_keeps_its_last_overall_grade_until_it_is_inspected_under_a_later_regime():
    judged_since = member("Judged since")
    graded(judged_since, 1)
    graded(judged_since, None, on="2024-10-01")
    reported_since = member("Report card since")
    graded(reported_since, 2)
    graded(reported_since, None, on="2025-11-10")
    confirmed = member("Confirmed since")
    graded(confirmed, 2)
    InspectionFactory(school=confirmed, kind="ungraded", inspected_on=day("2024-10-01"))
    dates = ReportDates(report_year=AcademicYear(2024), membership_year=YEAR, as_at=day("2025-11-10"))
    assert names("outcomes.2024-11-10.primary.good", dates) == ["Confirmed since", "Report card since"]
    assert names("outcomes.2024-11-10.primary.not_graded", dates) == ["Judged since"]
    assert names("outcomes.2025-11-10.primary.good", dates) == ["Confirmed since"]
    assert names("outcomes.2025-11-10.primary.not_graded", dates) == ["Judged since", "Report card since"]


# Below good, and movements


def test_those_below_good_are_listed_by_governance():
    graded(member("Free", governance="free_school"), 3)
    graded(member("Maintained"), 4)
    graded(member("Good academy", governance="academy"), 2)
    member("Ungraded academy", governance="academy")
    graded(member("Academy away", governance="academy", la_code=OUT_OF_AREA), 3)
    stem = "outcomes.2018-07-31.all.below_good"
    assert [names(f"{stem}.{governance}") for governance in ("free_school", "maintained", "academy")] == [
        ["Free"],
        ["Maintained"],
        [],
    ]


def test_those_below_good_are_summed_over_the_phases():
    graded(member("Bow", also="secondary"), 3)
    assert names("outcomes.2018-07-31.all.below_good.maintained") == ["Bow", "Bow"]


def test_movements_are_of_members_whose_grade_differs_from_a_year_earlier():
    better, worse = member("Better"), member("Worse")
    for school, before, after in ((better, 3, 2), (worse, 2, 4)):
        graded(school, before)
        graded(school, after, on="2018-01-10")
    same = member("Same")
    graded(same, 2)
    graded(same, 2, on="2018-01-10")
    moved_before = member("Moved before")
    graded(moved_before, 3)
    graded(moved_before, 2, on="2017-01-10")
    outsider, away = SchoolFactory(name="Outsider"), member("Away", la_code=OUT_OF_AREA)
    for school in (outsider, away):
        graded(school, 3)
        graded(school, 2, on="2018-01-10")
    assert names(f"{MOVED}.requires_improvement_to_good") == ["Better"]
    assert names(f"{MOVED}.good_to_inadequate") == ["Worse"]


def test_a_first_grade_is_no_movement_between_grades():
    graded(member("First"), 2, on="2018-01-10")
    grades = ("outstanding", "requires_improvement", "inadequate")
    assert [names(f"{MOVED}.{grade}_to_good") for grade in grades] == [[], [], []]
    assert names(f"{MOVED}.not_graded_to_good") == ["First"]


def test_an_all_through_member_moves_in_each_phase():
    bow = member("Bow", also="secondary")
    graded(bow, 3)
    graded(bow, 1, on="2018-01-10")
    assert names(f"{MOVED}.requires_improvement_to_outstanding") == ["Bow"]
    assert names("movements.2017-18.secondary.requires_improvement_to_outstanding") == ["Bow"]


def test_a_year_before_the_29th_of_february_is_the_28th():
    bow = member("Bow")
    graded(bow, 3)
    graded(bow, 2, on="2019-03-01")
    dates = ReportDates(report_year=AcademicYear(2019), membership_year=YEAR, as_at=day("2020-02-29"))
    assert names("outcomes.2019-02-28.primary.requires_improvement", dates) == ["Bow"]
    assert names("movements.2019-20.primary.requires_improvement_to_good", dates) == ["Bow"]


# National figures


def test_national_figures_are_as_published_and_nothing_is_computed():
    NationalOutcomeFactory(phase="nursery", outstanding=63, good=37, requires_improvement=0, good_or_outstanding=94)
    parts = ("outstanding", "good", "requires_improvement", "good_or_outstanding")
    assert [value(f"national.2017.nursery.{part}") for part in parts] == [63, 37, 0, 94]


def test_a_national_figure_that_was_not_published_is_blank_and_not_nought():
    NationalOutcomeFactory(outstanding=Decimal("18.5"), good=None, inadequate=0)
    read = figure("national.2017.primary.good")
    assert (read.value, read.text) == (None, "–")
    assert value("national.2017.primary.outstanding") == Decimal("18.5")
    assert value("national.2017.primary.inadequate") == 0


def test_national_figures_stand_under_the_calendar_year_of_their_date():
    NationalOutcomeFactory(as_at=day("2017-12-31"), good=72)
    NationalOutcomeFactory(as_at=day("2016-08-31"), good=70)
    NationalOutcomeFactory(as_at=day("2017-12-31"), phase="special", good=55)
    assert value("national.2017.primary.good") == 72
    assert value("national.2016.primary.good") == 70


def test_of_a_calendar_year_the_latest_national_figures_by_the_as_at_date_stand():
    NationalOutcomeFactory(as_at=day("2018-03-31"), good=71)
    NationalOutcomeFactory(as_at=day("2018-07-31"), good=72)
    NationalOutcomeFactory(as_at=day("2018-08-31"), good=73)
    assert value("national.2018.primary.good") == 72


def test_published_national_figures_stand_before_those_counted_for_the_same_date():
    counted = {"basis": "counted", "schools": 14_224}
    NationalOutcomeFactory(as_at=day("2018-03-31"), good=85, **counted)
    NationalOutcomeFactory(as_at=day("2018-03-31"), good=72)
    NationalOutcomeFactory(as_at=day("2017-08-31"), good=71)
    NationalOutcomeFactory(as_at=day("2017-12-31"), good=84, note="By hand", **counted)
    assert value("national.2018.primary.good") == 72
    assert value("national.2017.primary.good") == 84
    assert figure("national.2018.primary.good").origin == Origin(day("2018-03-31"), "published")
    assert figure("national.2017.primary.good").origin == Origin(day("2017-12-31"), "counted", 14_224, "By hand")


def test_what_was_counted_without_older_grades_stands_only_where_the_year_has_no_other():
    counted = {"basis": "counted", "schools": 7_400}
    NationalOutcomeFactory(as_at=day("2025-08-31"), good=86, **counted)
    NationalOutcomeFactory(as_at=day("2025-11-30"), good=78, **counted)
    NationalOutcomeFactory(as_at=day("2026-02-28"), good=77, **counted)
    dates = ReportDates(report_year=AcademicYear(2025), membership_year=YEAR, as_at=day("2026-07-31"))
    assert value("national.2025.primary.good", dates) == 86
    assert value("national.2026.primary.good", dates) == 77
    assert figure("national.2026.primary.good", dates).origin.is_partial
    assert not figure("national.2025.primary.good", dates).origin.is_partial
