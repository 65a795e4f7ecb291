"""Whose grade a school has that followed another: its own first, else its predecessor’s, unless that is off."""

import datetime

import pytest

from ofsted.kpis.grades import latest_of, latest_published
from ofsted.kpis.predecessors import effects
from ofsted.models import Inspection
from reports.book import Book
from reports.dates import ReportDates
from schools.models import FormerGovernance, School, SchoolUrn
from tests.factories import OUT_OF_AREA, YEAR, InspectionFactory, MembershipFactory, SchoolFactory
from tests.figures.reading import DATES, names, value
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db

NOW, THEN = "outcomes.2018-07-31.primary", "outcomes.2017-07-31.primary"
PARTS = ("outstanding", "good", "requires_improvement", "inadequate", "not_graded")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def academy(name: str = "Academy", **school) -> School:
    """A member with its URN since September 2016."""
    made = MembershipFactory(school=SchoolFactory(name=name, governance="academy", **school)).school
    made.urns.update(period="[2016-09-01,)")
    return made


def inspected(school: School, overall: int | None, on: str, *, published: str | None = None, **more) -> Inspection:
    published_on = published and day(published)
    return InspectionFactory(school=school, overall=overall, inspected_on=day(on), published_on=published_on, **more)


def predecessors(school: School, overall: int | None, on: str = "2014-01-10", **more) -> Inspection:
    return inspected(school, overall, on, is_predecessors=True, urn=100_001, inspected_name="Redlands", **more)


def grade(stem: str = NOW, dates: ReportDates = DATES) -> str:
    """Where the one member stands."""
    (found,) = [part for part in PARTS if names(f"{stem}.{part}", dates)]
    return found


def switched_off(school: School) -> None:
    School.objects.filter(pk=school.pk).update(has_predecessors_grade=False)


def test_an_academy_without_a_grade_of_its_own_has_its_predecessors():
    predecessors(academy(), 2)
    predecessors(SchoolFactory(name="No member"), 1)
    assert (grade(), grade(THEN)) == ("good", "good")


def test_of_several_predecessors_the_latest_inspection_counts():
    school = academy()
    predecessors(school, 3, "2015-01-10", inspection_number="7")
    predecessors(school, 1, "2013-01-10", inspection_number="9")
    assert grade() == "requires_improvement"


def test_its_own_inspection_counts_however_much_later_the_predecessors_was():
    school = academy()
    inspected(school, 3, "2013-01-10")
    predecessors(school, 1, "2017-01-10")
    assert grade() == "requires_improvement"


def test_until_its_own_is_published_the_predecessors_counts():
    school = academy()
    predecessors(school, 2)
    inspected(school, 4, "2018-07-01", published="2018-08-01")
    assert grade() == "good"
    assert grade("outcomes.2018-08-01.primary", ReportDates(YEAR, YEAR, day("2018-08-01"))) == "inadequate"


@pytest.mark.parametrize("own", ["2024-10-01", "2025-11-12"])
def test_after_an_own_inspection_of_a_later_regime_it_does_not_fall_back_on_the_predecessors(own):
    school = academy()
    predecessors(school, 2)
    inspected(school, None, own)
    dates = ReportDates(AcademicYear(2025), YEAR, day("2026-07-31"))
    assert grade("outcomes.2026-07-31.primary", dates) == "not_graded"


@pytest.mark.parametrize("kind", ["ungraded", "monitoring", "thematic"])
def test_an_inspection_of_its_own_that_gives_no_grade_leaves_the_predecessors(kind):
    school = academy()
    predecessors(school, 2)
    InspectionFactory(school=school, kind=kind, inspected_on=day("2018-01-10"))
    assert grade() == "good"


def test_a_predecessors_inspection_that_gives_no_grade_is_none():
    predecessors(academy(), None, kind="ungraded")
    assert grade() == "not_graded"


# Switched off for a school


def test_switched_off_a_predecessors_grade_does_not_count():
    school, other = academy(), academy("Other")
    for each in (school, other):
        predecessors(each, 2)
    switched_off(school)
    assert names(f"{NOW}.not_graded") == ["Academy"]
    assert names(f"{NOW}.good") == ["Other"]


def test_switched_off_an_inspection_under_an_earlier_urn_does_not_count_once_the_school_has_another():
    school = academy()
    SchoolUrn.objects.create(school=school, urn=100_002, is_current=False, period="(,2016-09-01)")
    inspected(school, 2, "2014-01-10", urn=100_002)
    assert grade() == "good"
    switched_off(school)
    assert grade() == "not_graded"


def test_switched_off_its_grade_of_a_day_before_the_urn_changed_stays():
    school = academy()
    school.urns.update(period="[2018-01-01,)")
    SchoolUrn.objects.create(school=school, urn=100_002, is_current=False, period="(,2018-01-01)")
    inspected(school, 2, "2014-01-10", urn=100_002)
    switched_off(school)
    assert (grade(THEN), grade(NOW)) == ("good", "not_graded")


@pytest.mark.parametrize("is_on_record", [True, False])
def test_switched_off_an_inspection_under_its_urn_or_under_none_on_record_counts(is_on_record):
    school = academy()
    inspected(school, 3, "2014-01-10", urn=school.urns.get().urn if is_on_record else None)
    predecessors(school, 1, "2017-01-10")
    switched_off(school)
    assert grade() == "requires_improvement"


# What counts inspections, and what tells of them


def test_a_predecessors_inspection_is_no_inspection_of_the_school_that_followed():
    for kind in ("graded", "ungraded", "thematic"):
        predecessors(academy(kind), None, "2018-01-10", kind=kind)
    inspected(academy("Own"), 2, "2018-01-10")
    inspected(academy("Own themed"), None, "2018-01-10", kind="thematic")
    stem = "inspections.2017-18"
    assert [names(f"{stem}.{part}.schools") for part in ("primary", "all", "thematic")] == [
        ["Own"],
        ["Own"],
        ["Own themed"],
    ]


def test_the_list_behind_a_grade_says_that_it_is_a_predecessors():
    school = academy("Academy")
    predecessors(school, 2)
    own = academy("Own")
    inspected(own, 2, "2014-01-10")
    found = Book(DATES).find(f"{NOW}.good")
    heading = next(column for column in found.columns if column.heading == "Grade on 31 July 2018")
    assert [heading.get(row) for row in found.stream()] == ["Good (predecessor’s)", "Good"]


def test_the_latest_published_are_its_own_each_with_the_grade_before_by_the_same_rule():
    school, off = academy("On"), academy("Off")
    for each in (school, off):
        predecessors(each, 3, "2017-05-05")
        inspected(each, 2, "2018-01-10", published="2018-02-01")
    switched_off(off)
    inspected(academy("Away", la_code=OUT_OF_AREA), 1, "2018-01-10")
    told = [(str(each.school), each.overall, each.grade_before) for each in latest_published(day("2018-03-01"))]
    assert sorted(told) == [("Off", 2, None), ("On", 2, 3)]


def test_the_latest_inspection_of_a_school_is_a_predecessors_only_while_it_has_none_of_its_own():
    school = academy()
    before = predecessors(school, 2, "2017-01-10")
    own = InspectionFactory(school=school, kind="ungraded", inspected_on=day("2018-01-10"))

    def latest(on: str) -> int | None:
        return School.objects.values_list(latest_of("pk", day(on)).values("pk"), flat=True).get()

    assert (latest("2018-01-09"), latest("2018-01-10")) == (before.pk, own.pk)
    own.delete()
    switched_off(school)
    assert latest("2018-01-10") is None


def test_what_the_switch_changes_is_told_for_each_day_whichever_way_it_stands(django_assert_num_queries):
    school = academy()
    before = predecessors(school, 2)
    own = inspected(school, 3, "2018-03-01")
    predecessors(SchoolFactory(name="Another’s"), 4)
    days = [day("2013-12-31"), day("2018-02-28"), day("2018-03-01")]
    for counts in (True, False):
        School.objects.filter(pk=school.pk).update(has_predecessors_grade=counts)
        with django_assert_num_queries(2):
            found = effects(school, days)
        assert [(each.on, each.counting, each.not_counting, each.is_none) for each in found] == [
            (days[0], None, None, True),
            (days[1], before, None, False),
            (days[2], own, own, True),
        ]
    assert (found[1].counting_words, found[1].not_counting_words) == (
        "Good, of its predecessor, Redlands",
        "No graded inspection published",
    )


# Governance on each of the two days


def test_those_below_good_stand_under_the_governance_of_each_day():
    school = academy()
    FormerGovernance.objects.create(school=school, governance="maintained", period="(,2018-01-01)")
    inspected(school, 3, "2016-10-10")
    assert [
        value(f"outcomes.{on}.all.below_good.{governance}")
        for on in ("2017-07-31", "2018-07-31")
        for governance in ("maintained", "academy")
    ] == [1, 0, 0, 1]
