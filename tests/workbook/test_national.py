"""National figures from a workbook: overall effectiveness, and areas of report cards and key judgements."""

import datetime
from decimal import Decimal

import pytest

from ofsted.models import NationalArea, NationalOutcome
from schools.models import OfficialFile
from tests.factories import NationalOutcomeFactory
from tests.workbook.books import applied, counts, edits, planned, told

pytestmark = pytest.mark.django_db

NATIONAL = "as_at,phase,basis,good,schools,note\n"
AREAS = "as_at,phase,area,grade,basis,percent,schools,source,note\n"
DAY = datetime.date(2025, 8, 31)


def test_rows_without_a_basis_are_of_what_was_published():
    applied(national="as_at,phase,good\n2025-08-31,primary,70\n")
    applied(national=NATIONAL + "2025-08-31,nursery,,60,,\n")

    assert list(NationalOutcome.objects.order_by("pk").values_list("phase", "basis", "good")) == [
        ("primary", "published", 70),
        ("nursery", "published", 60),
    ]


def test_what_is_published_and_what_is_counted_of_one_day_are_two_records():
    text = NATIONAL + "2025-08-31,primary,published,70,,\n2025-08-31,primary,counted,72,14224,Ours\n"

    plan = applied(national=text)

    assert counts(plan, "national") == (2, 0, 0, 0)
    counted = NationalOutcome.objects.get(basis="counted")
    assert (counted.good, counted.schools, counted.note) == (Decimal(72), 14_224, "Ours")
    assert counts(planned(national=text), "national") == (0, 0, 2, 0)
    assert edits(planned(national=text.replace("Ours", "")), "national") == [(3, "note", "Ours", "")]


def test_records_not_in_the_file_are_named_with_the_basis_where_it_is_not_the_usual_one():
    NationalOutcomeFactory(as_at=DAY, phase="special")
    NationalOutcomeFactory(as_at=DAY, phase="special", basis="counted", schools=9)

    plan = planned(national="as_at,phase,good\n2025-08-31,primary,70\n")

    assert plan.of("national").missing == ("2025-08-31 special", "2025-08-31 special counted")


@pytest.mark.parametrize("heads", [NATIONAL, "as_at,phase,basis\n"])
def test_what_was_counted_says_of_how_many_schools(heads):
    row = "2025-08-31,primary,counted" + "," * (heads.count(",") - 2) + "\n"

    assert told(planned(national=heads + row)) == [
        ("national", 2, "schools", "", "What was counted says of how many schools. Write how many had a grade.")
    ]


def test_what_the_portal_counted_from_a_file_is_left_as_it_is():
    file = OfficialFile.objects.create(kind="ofsted", name="a.csv", as_at=DAY, layout="", digest="a", rows=1)
    NationalOutcomeFactory(as_at=DAY, basis="counted", schools=9, good=70, file=file)
    NationalOutcomeFactory(as_at=DAY, basis="counted", schools=9, good=70, phase="nursery")
    text = NATIONAL + "2025-08-31,primary,counted,70,9,\n2025-08-31,nursery,counted,70,9,\n"

    assert counts(planned(national=text), "national") == (0, 0, 2, 0)
    assert told(planned(national=text.replace(",70,", ",71,"))) == [
        ("national", 2, "good", "71", "The portal counted this from a file of Ofsted's. Leave the row out.")
    ]


CARDS = AREAS + "2026-07-31,primary,card_inclusion,strong,,31,1200,Ofsted,\n"


def test_areas_are_made_changed_and_left_each_under_the_regime_it_belongs_to():
    text = CARDS + "2025-08-31,primary,Quality of education,2,published,85.5,,,Not all\n"

    plan = applied(national_areas=text)

    assert counts(plan, "national_areas") == (2, 0, 0, 0)
    fields = ("as_at", "regime", "area", "grade", "percent", "schools", "source", "note")
    assert list(NationalArea.objects.order_by("-as_at").values_list(*fields)) == [
        (datetime.date(2026, 7, 31), "report_card", "card_inclusion", "strong", Decimal(31), 1200, "Ofsted", ""),
        (DAY, "key_judgements", "quality_of_education", "2", Decimal("85.5"), None, "", "Not all"),
    ]
    assert planned(national_areas=text).is_empty
    plan = applied(national_areas=CARDS.replace(",31,", ",32,"))
    assert edits(plan, "national_areas") == [(2, "percent", "31", "32")]
    assert plan.of("national_areas").missing == ("2025-08-31 primary quality_of_education 2",)


def test_an_older_grade_of_an_area_is_another_record():
    about = {"as_at": DAY, "phase": "primary", "area": "leadership", "grade": "2", "percent": 80}
    NationalArea.objects.create(regime="overall_effectiveness", **about)

    plan = applied(national_areas=AREAS + "2025-08-31,primary,leadership,2,,85,,,\n")

    assert counts(plan, "national_areas") == (1, 0, 0, 0)
    assert plan.of("national_areas").missing == ()


def test_a_grade_of_another_scale_is_told():
    text = CARDS.replace("strong", "2") + "2026-07-31,primary,leadership,strong,,31,,,\n"

    assert told(planned(national_areas=text)) == [
        (
            *("national_areas", 2, "grade", "2"),
            "This area has other grades: exceptional, strong, expected, needs_attention, urgent_improvement.",
        ),
        ("national_areas", 3, "grade", "strong", "This area has other grades: 1 to 4."),
    ]


def test_the_same_area_and_grade_twice_is_told():
    row = CARDS.splitlines()[1]

    assert [problem[:4] for problem in told(planned(national_areas=f"{CARDS}{row.replace(',31,', ',30,')}\n"))] == [
        (
            *("national_areas", 3, "as_at, phase, area, grade, basis"),
            "2026-07-31 primary card_inclusion strong published",
        )
    ]
