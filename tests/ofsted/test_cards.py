"""Report cards: which one a school has, and the latest grade of each area."""

from ofsted.kpis.cards import SIX_AREAS, AreaGraded, report_cards
from ofsted.kpis.standing import standings
from ofsted.models import Area, AreaGrade, Inspection
from schools.models import SchoolPhase
from tests.factories import SchoolFactory
from tests.ofsted.inspecting import card, day, inspected, judged

INCLUSION, TEACHING = Area.CARD_INCLUSION, Area.CARD_TEACHING


def cards_on(text):
    on = day(text)
    deciding = {each.inspection for each in standings(SchoolPhase.objects.all(), on)}
    return report_cards(Inspection.objects.filter(pk__in=deciding - {None}), on)


def test_a_card_is_had_by_those_alone_whose_latest_graded_inspection_is_one(db):
    carded, judged_only, early = SchoolFactory(), SchoolFactory(), SchoolFactory()
    inspected(carded, "2018-01-10", 2)
    latest = card(carded, "2026-01-13")
    judged(inspected(judged_only, "2025-10-01"), "leadership", "2")
    card(early, "2026-01-13", published_on=day("2026-07-01"))

    assert {school: found.inspection for school, found in cards_on("2026-06-30").items()} == {carded.pk: latest}


def test_six_areas_are_always_judged_and_two_where_there_are_any(db):
    school = SchoolFactory()
    card(school, "2026-01-13", "strong")

    found = cards_on("2026-06-30")[school.pk]

    assert list(found.areas) == list(SIX_AREAS)
    assert {each.grade for each in found.areas.values()} == {AreaGrade.STRONG}


def test_an_area_graded_again_has_its_latest_grade_and_keeps_the_one_before(db):
    on_the_card, on_the_visit = SchoolFactory(), SchoolFactory()
    judged(card(on_the_card, "2026-01-13", "needs_attention"), INCLUSION, "expected", "2026-04-20")
    card(on_the_visit, "2026-01-13", "needs_attention")
    judged(inspected(on_the_visit, "2026-04-20", kind="monitoring"), INCLUSION, "expected")

    found = cards_on("2026-06-30")

    before = AreaGraded(INCLUSION, AreaGrade.NEEDS_ATTENTION, day("2026-01-13"))
    for school in (on_the_card, on_the_visit):
        again = found[school.pk].areas[INCLUSION]
        assert again == AreaGraded(INCLUSION, AreaGrade.EXPECTED, day("2026-04-20"), (before,))
        assert (found[school.pk].has_own_day(INCLUSION), found[school.pk].has_own_day(TEACHING)) == (True, False)
        assert cards_on("2026-04-19")[school.pk].areas[INCLUSION] == before


def test_a_visit_before_the_card_or_to_another_school_changes_nothing(db):
    school, other = SchoolFactory(), SchoolFactory()
    card(school, "2025-11-18", "urgent_improvement")
    judged(inspected(school, "2025-12-20", kind="monitoring"), INCLUSION, "needs_attention")
    card(school, "2026-03-10", "expected")
    card(other, "2026-03-10", "strong")
    judged(inspected(other, "2026-04-20", kind="monitoring"), INCLUSION, "exceptional")

    found = cards_on("2026-06-30")

    assert found[school.pk].areas[INCLUSION] == AreaGraded(INCLUSION, AreaGrade.EXPECTED, day("2026-03-10"))
    assert found[other.pk].areas[INCLUSION].grade == AreaGrade.EXCEPTIONAL


def test_an_area_graded_on_the_second_day_has_no_day_of_its_own(db):
    school = SchoolFactory()
    judged(card(school, "2026-01-13", areas=[TEACHING], ended_on=day("2026-01-14")), INCLUSION, "strong", "2026-01-14")

    assert not cards_on("2026-06-30")[school.pk].has_own_day(INCLUSION)
