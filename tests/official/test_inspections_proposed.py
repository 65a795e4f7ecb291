"""What an Ofsted file proposes about inspections: they are added, filled and corrected, and never taken away."""

import datetime
import itertools

import pytest

from official.deciding.decisions import accept_all, refuse
from official.facts import AreaJudged
from official.models import Proposal, State
from ofsted.models import Area, AreaGrade, Grade, Inspection, Judgement, Safeguarding, UngradedOutcome
from tests.factories import InspectionFactory, SchoolFactory
from tests.official.rows import AUGUST_2018, AUGUST_2025, DAY, inspected, inspection, ofsted
from workbook import imports

FEBRUARY_2026 = datetime.date(2026, 2, 28)
CARD_DAY = datetime.date(2025, 11, 25)


def accept_everything():
    accepted, left = accept_all(proposals=Proposal.objects.filter(state=State.OPEN), by=None)
    assert left == []
    return accepted


def on_record():
    """Everything that the portal holds of inspections, but for which file each fact is from."""
    fields = ("school", "inspection_number", "kind", "inspected_on", "published_on", "overall", "ungraded_outcome")
    rows = Inspection.objects.order_by("school", "inspection_number").values_list(*fields, "safeguarding", "urn")
    judged = Judgement.objects.order_by("inspection__inspection_number", "area", "graded_on")
    return list(rows), list(judged.values_list("inspection__inspection_number", "area", "grade", "graded_on"))


def test_an_inspection_that_the_portal_has_not_is_proposed_and_its_grade_kept(elm):
    ofsted(inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD, published_on=DAY)))

    assert (Inspection.objects.count(), accept_everything()) == (0, 1)
    assert on_record()[0] == [(elm.pk, "10", "graded", DAY, DAY, 2, "", "", 100_001)]


def test_rows_of_other_places_are_passed_over(elm):
    plan = ofsted(inspected(110_001, inspection("10", 110_001)), inspected(999_901))
    elsewhere = inspected(999_902, inspection("11", 999_902))
    object.__setattr__(elsewhere, "laestab", "9259902")

    assert [draft.urn for draft in plan.found.new] == [110_001]  # of the area, though not in the portal
    assert ofsted(elsewhere).found.new == ()


def test_silence_blanks_nothing(elm):
    InspectionFactory(
        school=elm, inspection_number="10", inspected_on=DAY, published_on=DAY, overall=2, safeguarding="effective"
    )

    plan = ofsted(inspected(100_001, inspection("10", 100_001)))

    accept_everything()
    assert [draft.after["facts"] for draft in plan.found.new] == [{"urn": 100_001}]
    assert on_record()[0] == [(elm.pk, "10", "graded", DAY, DAY, 2, "", "effective", 100_001)]


def test_a_file_without_an_inspection_removes_none(elm):
    InspectionFactory(school=elm, inspection_number="10")

    assert ofsted(inspected(100_001)).found.new == ()
    assert Inspection.objects.count() == 1


def test_reading_a_file_twice_proposes_nothing_open_accepted_or_refused(elm):
    row = inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD), inspection("11", 100_001, CARD_DAY))
    ofsted(row)
    assert (ofsted(row).found.new, ofsted(row).found.still_open) == ((), 2)

    refuse(proposal=Proposal.objects.get(subject="11"), by=None)
    accept_everything()
    again = ofsted(row).found

    assert (again.new, again.still_open, again.refused) == ((), 0, 1)


def test_what_was_refused_is_asked_again_once_a_file_says_something_else(elm):
    ofsted(inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD)), as_at=AUGUST_2018)
    refuse(proposal=Proposal.objects.get(), by=None)

    assert ofsted(inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD))).found.new == ()
    other = ofsted(inspected(100_001, inspection("10", 100_001, overall=Grade.OUTSTANDING))).found.new
    assert [draft.after["facts"]["overall"] for draft in other] == [1]


def test_a_number_made_up_for_a_spreadsheet_is_the_same_inspection_once_confirmed(elm):
    made_up = InspectionFactory(school=elm, inspection_number="SAMPLE-1", inspected_on=DAY, overall=2)
    InspectionFactory(school=elm, inspection_number="SAMPLE-2", inspected_on=DAY, kind="monitoring")
    row = inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD, published_on=DAY))

    plan = ofsted(row)

    assert [(str(draft.kind), draft.subject) for draft in plan.found.new] == [("same_inspection", "10")]
    accept_everything()
    made_up.refresh_from_db()
    assert (made_up.inspection_number, made_up.other_numbers, made_up.published_on) == ("10", ["SAMPLE-1"], DAY)
    assert (Inspection.objects.count(), ofsted(row).found.new) == (2, ())


def test_a_spreadsheet_with_the_number_made_up_finds_the_inspection_again(elm, tmp_path):
    InspectionFactory(school=elm, inspection_number="SAMPLE-1", inspected_on=DAY, overall=2, urn=100_001)
    ofsted(inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD)))
    accept_everything()
    (tmp_path / "inspections.csv").write_text(
        "inspection_number,urn,inspected_on,kind,overall\nSAMPLE-1,100001,2018-05-09,graded,2\n"
    )

    plan = imports.plan(imports.read(tmp_path))

    assert (plan.created, plan.changed, plan.problems) == (0, 0, ())


def test_a_short_inspection_without_a_number_is_told_from_others_by_its_day_and_takes_its_number_later(elm):
    short = inspection("", 100_001, kind="ungraded")
    numbered = inspection("10", 100_001, kind="ungraded", ungraded_outcome=UngradedOutcome.REMAINS_GOOD)

    ofsted(inspected(100_001, short), as_at=AUGUST_2018)
    ofsted(inspected(100_001, numbered))

    open_ = Proposal.objects.filter(state=State.OPEN)
    assert [proposal.subject for proposal in open_] == ["10"]
    accept_everything()
    assert ofsted(inspected(100_001, short)).found.new == ()
    assert [row[1] for row in on_record()[0]] == ["10"]


def test_a_later_grade_of_an_area_stands_beside_the_first(elm):
    first = AreaJudged(Area.CARD_INCLUSION, AreaGrade.NEEDS_ATTENTION, CARD_DAY)
    later = AreaJudged(Area.CARD_INCLUSION, AreaGrade.EXPECTED, FEBRUARY_2026)
    card = {"safeguarding": Safeguarding.MET}
    ofsted(inspected(100_001, inspection("10", 100_001, CARD_DAY, judgements=(first,), **card)), as_at=FEBRUARY_2026)
    accept_everything()

    ofsted(inspected(100_001, inspection("10", 100_001, CARD_DAY, judgements=(later,), **card)), as_at=FEBRUARY_2026)
    accept_everything()

    assert on_record()[1] == [
        ("10", "card_inclusion", "needs_attention", CARD_DAY),
        ("10", "card_inclusion", "expected", FEBRUARY_2026),
    ]


def test_a_predecessors_inspection_is_marked_and_one_under_an_earlier_urn_is_the_schools_own(elm):
    elm.urns.create(urn=100_050, is_current=False)
    other = inspection("10", 100_099, overall=Grade.GOOD, relates_to_school=False, school_name="Oak")
    own = inspection("11", 100_050, on=DAY + datetime.timedelta(days=1))

    ofsted(inspected(100_001, other, own))
    accept_everything()

    marked = Inspection.objects.order_by("inspection_number").values_list("is_predecessors", "inspected_name")
    assert list(marked) == [(True, "Oak"), (False, "")]


def test_an_inspection_of_a_urn_that_is_no_schools_waits_for_the_school(elm):
    ofsted(inspected(140_001, inspection("10", 140_001, overall=Grade.GOOD)))

    accepted, left = accept_all(proposals=Proposal.objects.all(), by=None)

    assert (accepted, [each.why[:34] for each in left]) == (0, ["It belongs to no school of the por"])


FACTS = [
    (AUGUST_2018, inspection("10", 100_001, overall=Grade.GOOD)),
    (AUGUST_2025, inspection("10", 100_001, overall=Grade.OUTSTANDING, published_on=DAY)),
    (FEBRUARY_2026, inspection("10", 100_001, published_on=DAY + datetime.timedelta(days=30))),
    (AUGUST_2025, inspection("10", 100_001, overall=Grade.GOOD, safeguarding=Safeguarding.EFFECTIVE)),
]


@pytest.mark.parametrize("is_accepted_at_once", [True, False])
@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_files_in_any_order_give_the_same_inspections(elm, order, is_accepted_at_once):
    for n in order:
        as_at, facts = FACTS[n]
        short = inspection("", 100_001, DAY - datetime.timedelta(days=400), kind="ungraded")
        numbered = inspection("9", 100_001, DAY - datetime.timedelta(days=400), kind="ungraded")
        ofsted(inspected(100_001, facts, short if n % 2 else numbered), as_at=as_at)
        if is_accepted_at_once:
            accept_everything()
    accept_everything()

    assert on_record()[0] == [
        (elm.pk, "10", "graded", DAY, DAY + datetime.timedelta(days=30), 2, "", "effective", 100_001),
        (elm.pk, "9", "ungraded", DAY - datetime.timedelta(days=400), None, None, "", "", 100_001),
    ]


def test_a_conversion_accepted_later_makes_its_predecessors_inspections_its_own_number(elm):
    oak = SchoolFactory(name="Oak", urn=100_002)
    shown_twice = inspection("10", 100_001, overall=Grade.GOOD)

    ofsted(inspected(100_001, shown_twice), inspected(100_002, shown_twice, name="Oak"))
    accept_everything()

    rows = Inspection.objects.order_by("school").values_list("school", "inspection_number", "is_predecessors")
    assert list(rows) == [(elm.pk, "10", False), (oak.pk, "10", True)]
