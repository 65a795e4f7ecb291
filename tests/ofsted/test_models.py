import datetime

import pytest
from django.db import connection

from ofsted.models import (
    CARD_AREAS,
    CARD_GRADES,
    FOUR_GRADES,
    GRADED_AREAS,
    KEY_JUDGEMENT_OUTCOMES,
    Area,
    CategoryOfConcern,
    Grade,
    Inspection,
    InspectionKind,
    Judgement,
    NationalOutcome,
    Regime,
    UngradedOutcome,
)
from tests.factories import InspectionFactory, NationalAreaFactory, NationalOutcomeFactory, SchoolFactory
from tests.rules import holds, refused_by

ONE_DAY = datetime.timedelta(days=1)
DAY = datetime.date(2018, 1, 10)
LAST_OVERALL, FIRST_KEY = datetime.date(2024, 9, 1), datetime.date(2024, 9, 2)
LAST_KEY, FIRST_CARD = datetime.date(2025, 11, 9), datetime.date(2025, 11, 10)
GRADE_OUTCOMES = [outcome for outcome in UngradedOutcome if outcome not in KEY_JUDGEMENT_OUTCOMES]
OVERALL, UNGRADED, SAFEGUARDING = (
    "inspection_overall_within_regime",
    "inspection_ungraded_outcome_within_regime",
    "inspection_safeguarding_within_regime",
)


def graded(**fields):
    return lambda: InspectionFactory(**fields)


def ungraded(**fields):
    return lambda: InspectionFactory(kind="ungraded", **fields)


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        *(("inspection_kind_known", graded(), {"kind": kind}, {"kind": "short"}) for kind in InspectionKind),
        ("inspection_numbered", graded(), {"inspection_number": "-"}, {"inspection_number": ""}),
        *(
            ("inspection_category_known", graded(), {"category_of_concern": category}, {"category_of_concern": "S"})
            for category in ["", *CategoryOfConcern]
        ),
        ("inspection_days_in_order", graded(), {"ended_on": DAY}, {"ended_on": DAY - ONE_DAY}),
        ("inspection_published_after_it_began", graded(), {"published_on": DAY}, {"published_on": DAY - ONE_DAY}),
        # An overall grade
        *((OVERALL, graded(), {"overall": grade}, {"overall": 0}) for grade in Grade),
        (OVERALL, graded(), {"overall": None}, {"overall": 5}),
        (OVERALL, graded(), {"overall": None}, {"overall": 9}),
        (OVERALL, graded(overall=2), {"inspected_on": LAST_OVERALL}, {"inspected_on": FIRST_KEY}),
        (OVERALL, graded(inspected_on=FIRST_CARD), {"overall": None}, {"overall": 2}),
        *(
            (OVERALL, graded(), {"kind": "graded", "overall": 2}, {"kind": kind, "overall": 2})
            for kind in ("ungraded", "monitoring", "thematic")
        ),
        # The outcome of an ungraded inspection
        *(
            (
                UNGRADED,
                ungraded(inspected_on=LAST_OVERALL),
                {"ungraded_outcome": outcome},
                {"ungraded_outcome": "standards_maintained"},
            )
            for outcome in GRADE_OUTCOMES
        ),
        *(
            (
                UNGRADED,
                ungraded(ungraded_outcome=outcome, inspected_on=LAST_KEY),
                {"inspected_on": FIRST_KEY},
                {"inspected_on": LAST_OVERALL},
            )
            for outcome in KEY_JUDGEMENT_OUTCOMES
        ),
        *(
            (
                UNGRADED,
                ungraded(ungraded_outcome=outcome, inspected_on=FIRST_KEY),
                {"inspected_on": LAST_KEY},
                {"inspected_on": FIRST_CARD},
            )
            for outcome in UngradedOutcome
        ),
        (UNGRADED, ungraded(), {"ungraded_outcome": ""}, {"ungraded_outcome": "good"}),
        (
            UNGRADED,
            ungraded(ungraded_outcome="remains_good"),
            {"kind": "ungraded"},
            {"kind": "graded"},
        ),
        # Safeguarding
        (
            SAFEGUARDING,
            graded(safeguarding="effective"),
            {"inspected_on": LAST_KEY},
            {"inspected_on": FIRST_CARD},
        ),
        (
            SAFEGUARDING,
            graded(safeguarding="not_effective"),
            {"inspected_on": LAST_OVERALL},
            {"inspected_on": FIRST_CARD},
        ),
        (
            SAFEGUARDING,
            graded(safeguarding="met", inspected_on=FIRST_CARD + ONE_DAY),
            {"inspected_on": FIRST_CARD},
            {"inspected_on": LAST_KEY},
        ),
        (SAFEGUARDING, graded(inspected_on=FIRST_CARD), {"safeguarding": "not_met"}, {"safeguarding": "effective"}),
        (SAFEGUARDING, graded(), {"safeguarding": ""}, {"safeguarding": "good"}),
        # National figures
        ("nationaloutcome_phase_known", NationalOutcomeFactory, {"phase": "special"}, {"phase": "all"}),
        *(
            (f"nationaloutcome_{part}", NationalOutcomeFactory, {part: allowed}, {part: refused})
            for part in ("outstanding", "good", "requires_improvement", "inadequate", "good_or_outstanding")
            for allowed, refused in ((0, "-0.1"), (100, "100.1"), (None, 101))
        ),
    ],
)
def test_value_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


def test_inspection_number_is_used_once_for_a_school(db):
    inspection = InspectionFactory(inspection_number="10000001")
    fields = {"kind": "graded", "inspected_on": DAY}

    Inspection.objects.bulk_create(
        [
            Inspection(school=inspection.school, inspection_number="10000002", **fields),
            Inspection(school=SchoolFactory(), inspection_number="10000001", **fields),
        ]
    )
    with refused_by("inspection_number_once"):
        Inspection.objects.bulk_create([Inspection(school=inspection.school, inspection_number="10000001", **fields)])


def test_national_figures_of_a_date_and_phase_stand_once(db):
    fields = {"as_at": DAY, "phase": "primary"}

    NationalOutcome.objects.bulk_create(
        [
            NationalOutcome(**fields),
            NationalOutcome(**fields | {"as_at": DAY + ONE_DAY}),
            NationalOutcome(**fields | {"phase": "nursery"}),
            NationalOutcome(**fields, basis="counted", schools=4),
        ]
    )
    with refused_by("nationaloutcome_once"):
        NationalOutcome.objects.bulk_create([NationalOutcome(**fields)])


def test_national_grades_of_an_area_stand_once(db):
    NationalAreaFactory()
    for other in ({"phase": "nursery"}, {"area": "card_teaching"}, {"grade": "strong"}, {"as_at": DAY}):
        NationalAreaFactory(**other)
    NationalAreaFactory(basis="counted", schools=4)

    with refused_by("nationalarea_once"):
        NationalAreaFactory()


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        ("nationalarea_phase_known", {"phase": "ap"}, {"phase": "sixth_form"}),
        ("nationalarea_basis_known", {"basis": "published"}, {"basis": "guessed"}),
        ("nationalarea_counted_of_schools", {"basis": "counted", "schools": 4}, {"schools": None}),
        ("nationalarea_percent", {"percent": 100}, {"percent": 101}),
        ("nationalarea_within_regime", {"grade": "strong"}, {"grade": "2"}),
        (
            "nationalarea_within_regime",
            {"area": "behaviour", "grade": "2", "regime": "key_judgements"},
            {"grade": "strong"},
        ),
    ],
)
def test_national_grades_of_an_area_are_within_their_scale(db, rule, allowed, refused):
    holds(rule, NationalAreaFactory, allowed, refused)


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        ("nationaloutcome_basis_known", {"basis": "published"}, {"basis": "guessed"}),
        ("nationaloutcome_counted_of_schools", {"basis": "counted", "schools": 4}, {"schools": None}),
    ],
)
def test_national_figures_say_what_they_rest_on(db, rule, allowed, refused):
    holds(rule, NationalOutcomeFactory, allowed, refused)


# What PostgreSQL computes of an inspection


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (datetime.date(2005, 9, 1), Regime.OVERALL_EFFECTIVENESS),
        (LAST_OVERALL, Regime.OVERALL_EFFECTIVENESS),
        (FIRST_KEY, Regime.KEY_JUDGEMENTS),
        (LAST_KEY, Regime.KEY_JUDGEMENTS),
        (FIRST_CARD, Regime.REPORT_CARD),
    ],
)
def test_regime_is_that_of_the_first_day(db, day, regime):
    assert InspectionFactory(inspected_on=day).regime == Regime.on(day) == regime


def test_grade_counts_from_publication_or_else_from_inspection(db):
    assert InspectionFactory(published_on=DAY + ONE_DAY).known_on == DAY + ONE_DAY
    assert InspectionFactory(published_on=None).known_on == DAY


@pytest.mark.parametrize(
    ("number", "order"), [("ITS425578", 425578), ("10323215", 10323215), ("PUBLIC-100-2018", 1002018), ("none", None)]
)
def test_inspections_are_ordered_by_the_digits_of_their_number(db, number, order):
    assert InspectionFactory(inspection_number=number).number_order == order


# Judgements


def judge(inspection, area, grade, *, regime=None, on=DAY):
    Judgement.objects.bulk_create(
        [Judgement(inspection=inspection, area=area, grade=grade, graded_on=on, regime=regime or inspection.regime)]
    )
    connection.check_constraints()


@pytest.mark.parametrize("day", [LAST_OVERALL, LAST_KEY])
@pytest.mark.parametrize("area", GRADED_AREAS)
def test_area_before_the_report_card_has_one_of_four_grades(db, day, area):
    inspection = InspectionFactory(inspected_on=day)

    for number, grade in enumerate(FOUR_GRADES):
        judge(inspection, area, grade, on=DAY + number * ONE_DAY)
    for grade in [*CARD_GRADES, "0", "9", ""]:
        with refused_by("judgement_within_regime"):
            judge(inspection, area, grade)


@pytest.mark.parametrize("area", CARD_AREAS)
def test_area_of_a_report_card_has_one_of_its_five_grades(db, area):
    inspection = InspectionFactory(inspected_on=FIRST_CARD)

    for number, grade in enumerate(CARD_GRADES):
        judge(inspection, area, grade, on=FIRST_CARD + number * ONE_DAY)
    for grade in FOUR_GRADES:
        with refused_by("judgement_within_regime"):
            judge(inspection, area, grade)


@pytest.mark.parametrize(
    ("day", "area", "grade"),
    [
        (LAST_KEY, Area.CARD_INCLUSION, "strong"),
        (LAST_KEY, Area.CARD_INCLUSION, "2"),
        (FIRST_CARD, Area.LEADERSHIP, "2"),
        (FIRST_CARD, Area.LEADERSHIP, "strong"),
        (DAY, "overall", "2"),
    ],
)
def test_area_of_another_regime_is_refused(db, day, area, grade):
    with refused_by("judgement_within_regime"):
        judge(InspectionFactory(inspected_on=day), area, grade)


def test_area_is_graded_once_on_a_day(db):
    inspection = InspectionFactory(inspected_on=FIRST_CARD)

    judge(inspection, "card_inclusion", "strong", on=FIRST_CARD)
    judge(inspection, "card_inclusion", "expected", on=FIRST_CARD + ONE_DAY)
    judge(inspection, "card_teaching", "strong", on=FIRST_CARD)
    judge(InspectionFactory(inspected_on=FIRST_CARD), "card_inclusion", "strong", on=FIRST_CARD)
    with refused_by("judgement_once"):
        judge(inspection, "card_inclusion", "expected", on=FIRST_CARD)


def test_judgement_has_the_regime_of_its_inspection(db):
    inspection = InspectionFactory(inspected_on=LAST_OVERALL)
    judge(inspection, "leadership", "2")

    with refused_by("judgement_same_regime"):
        judge(inspection, "outcomes", "2", regime=Regime.KEY_JUDGEMENTS)
    with refused_by("judgement_same_regime"):
        judge(inspection, "card_inclusion", "strong", regime=Regime.REPORT_CARD)


def test_number_and_regime_of_an_inspection_are_one_key(db):
    """What a judgement refers to."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = 'inspection_id_regime'")
        assert cursor.fetchall() == [("UNIQUE (id, regime)",)]


@pytest.mark.parametrize("day", [LAST_OVERALL, LAST_KEY, FIRST_CARD])
def test_judgement_takes_its_inspections_regime_before_it_is_checked(db, day):
    inspection = InspectionFactory(inspected_on=DAY)
    inspection.inspected_on = day  # not stored yet, as in a form
    area, grade = ("card_inclusion", "strong") if day == FIRST_CARD else ("leadership", "2")
    judgement = Judgement(inspection=inspection, area=area, grade=grade, graded_on=day)

    judgement.full_clean()

    assert judgement.regime == Regime.on(day)
