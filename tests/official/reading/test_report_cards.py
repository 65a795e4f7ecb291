"""Ofsted's files since November 2025: the latest inspections with their three tracks, and those of the year."""

import datetime

import pytest

from official.facts import AreaJudged, InspectedSchool, InspectionFacts
from ofsted.models import Area, AreaGrade, CategoryOfConcern, InspectionKind, Safeguarding, UngradedOutcome
from tests.official.reading import reads

D = datetime.date


def card(date_of):
    """The cells of a report card of which a later visit changed one area."""
    areas = {
        "Inclusion": "Needs attention",
        "Curriculum and teaching": "Expected standard",
        "Achievement": "Strong standard",
        "Attendance and behaviour": "Exceptional",
        "Personal development and wellbeing": "Urgent improvement",
        "Leadership and governance": "Expected standard",
    }
    return {
        "Inspection number of latest full inspection": "10429901",
        "Inspection type": "S5 Inspection",
        "Inspection start date": "25/11/2025",
        "Publication date": "21/01/2026",
        "Does the latest full inspection relate to the URN of the current school?": "Yes",
        "Category of concern": "RSI",
        "Safeguarding standards": "Met",
        f"Safeguarding standards - date of {date_of}": "25/11/2025",
        **areas,
        **{f"{area} - date of {date_of}": "25/11/2025" for area in areas},
        f"Inclusion - date of {date_of}": "10/03/2026",
        "Early years (where applicable)": "Not applicable",
        "Post-16 provision (where applicable)": "Strong standard",
        "Most recent category of concern": "RSI",
    }


CARD = InspectionFacts(
    number="10429901",
    kind=InspectionKind.GRADED,
    inspected_on=D(2025, 11, 25),
    published_on=D(2026, 1, 21),
    urn=100001,
    relates_to_school=True,
    inspection_type="S5 Inspection",
    judgements=(
        AreaJudged(Area.CARD_INCLUSION, AreaGrade.NEEDS_ATTENTION, D(2026, 3, 10)),
        AreaJudged(Area.CARD_TEACHING, AreaGrade.EXPECTED, D(2025, 11, 25)),
        AreaJudged(Area.CARD_ACHIEVEMENT, AreaGrade.STRONG, D(2025, 11, 25)),
        AreaJudged(Area.CARD_ATTENDANCE, AreaGrade.EXCEPTIONAL, D(2025, 11, 25)),
        AreaJudged(Area.CARD_DEVELOPMENT, AreaGrade.URGENT_IMPROVEMENT, D(2025, 11, 25)),
        AreaJudged(Area.CARD_POST_16, AreaGrade.STRONG, D(2025, 11, 25)),
        AreaJudged(Area.CARD_LEADERSHIP, AreaGrade.EXPECTED, D(2025, 11, 25)),
    ),
    safeguarding=Safeguarding.MET,
    category_of_concern=CategoryOfConcern.SIGNIFICANT_IMPROVEMENT,
)
OEIF = {
    "Inspection number of latest OEIF graded inspection": "10110492",
    "Inspection start date of latest OEIF graded inspection": "16/10/2024",
    "URN at time of latest OEIF graded inspection": "100001",
    "Latest OEIF category of concern": "",
    "Latest OEIF overall effectiveness": "Not judged",
    "Latest OEIF quality of education": "2",
    "Latest OEIF  safeguarding is effective?": "Yes",
    "Latest OEIF early years provision (where applicable)": "9",
}
OEIF_FACTS = InspectionFacts(
    number="10110492",
    kind=InspectionKind.GRADED,
    inspected_on=D(2024, 10, 16),
    urn=100001,
    judgements=(AreaJudged(Area.QUALITY_OF_EDUCATION, AreaGrade.GOOD, D(2024, 10, 16)),),
    safeguarding=Safeguarding.EFFECTIVE,
)


@pytest.mark.parametrize(("header", "date_of"), [("2026-02", "judgement"), ("2026-summer", "grade")])
def test_layout_of_report_cards_is_read_with_its_three_tracks(tmp_path, header, date_of):
    ungraded = {
        "Latest ungraded inspection number": "10345696",
        "Date of latest ungraded inspection": "26/11/2024",
        "Ungraded inspection overall outcome": "Standards maintained",
    }

    source, facts = reads.of_layout(tmp_path, header, reads.OFSTED_ROW | card(date_of) | OEIF | ungraded)

    assert source.layout == "Ofsted latest inspections, report cards"
    assert facts == [
        InspectedSchool(
            **reads.OFSTED_FACTS,
            is_not_judged=True,
            inspections=(
                OEIF_FACTS,
                CARD,
                InspectionFacts(
                    number="10345696",
                    kind=InspectionKind.UNGRADED,
                    inspected_on=D(2024, 11, 26),
                    urn=100001,
                    ungraded_outcome=UngradedOutcome.STANDARDS_MAINTAINED,
                ),
            ),
        )
    ]


def test_full_inspection_that_is_the_earlier_frameworks_too_is_one(tmp_path):
    both = {
        "Inspection number of latest full inspection": "10110492",
        "Inspection start date": "16/10/2024",
        "Publication date": "20/11/2024",
    }

    _, facts = reads.of_layout(tmp_path, "2026-02", reads.OFSTED_ROW | both | OEIF)

    assert [one.inspections for one in facts] == [(OEIF_FACTS,)]


def test_full_inspection_under_the_earlier_framework_beside_an_older_one_is_graded_without_areas(tmp_path):
    newer = {"Inspection number of latest full inspection": "10400000", "Inspection start date": "04/11/2025"}

    _, facts = reads.of_layout(tmp_path, "2026-02", reads.OFSTED_ROW | newer | OEIF)

    assert [one.inspections for one in facts] == [
        (
            OEIF_FACTS,
            InspectionFacts(number="10400000", kind=InspectionKind.GRADED, inspected_on=D(2025, 11, 4), urn=100001),
        )
    ]


@pytest.mark.parametrize(
    ("event", "grouping", "kind", "type_"),
    [
        ("Schools - S5", "S5 Inspection", "S5 Inspection", InspectionKind.GRADED),
        ("Schools – Section 8 conversion", "Section 8 conversion", "Short inspection", InspectionKind.GRADED),
        ("Schools - S8 deemed S5", "Section 8 deemed section 5", "Special Measures Visit 3", InspectionKind.GRADED),
        ("Schools - S8", "Section 8 ungraded", "S8 ungraded inspection", InspectionKind.UNGRADED),
        ("Schools - S8", "Short inspection", "", InspectionKind.UNGRADED),
        ("Schools - S8", "Monitoring", "Urgent inspection", InspectionKind.MONITORING),
        ("Schools - monitoring", "NULL", "S5 reinspection", InspectionKind.MONITORING),
        ("NULL", "NULL", "Schools into Special Measures Visit 2", InspectionKind.MONITORING),
        ("NULL", "Thematic survey", "NULL", InspectionKind.THEMATIC),
    ],
)
def test_file_of_the_year_tells_each_inspection_and_its_kind(tmp_path, event, grouping, kind, type_):
    cells = {
        "Inspection number": "10429901",
        "Inspection start date": "25/11/2025",
        "Event type grouping": event,
        "Inspection type grouping": grouping,
        "Inspection type": kind,
    }

    source, facts = reads.of_layout(tmp_path, "D1", reads.OFSTED_ROW | cells)

    assert source.layout == "Ofsted inspections in the year, one in each row"
    assert [(one.urn, [i.kind for i in one.inspections]) for one in facts] == [(100001, [type_])]


def test_file_of_the_year_has_a_school_as_often_as_it_was_inspected(tmp_path):
    first = {
        "Inspection number": "10429901",
        "Inspection start date": "25/11/2025",
        "Event type grouping": "Schools - S5",
        "Publication date": "21/01/2026",
        "Inclusion": "Needs attention",
        "Safeguarding standards": "Not met",
        "Category of concern": "SM",
    }
    second = {
        "Inspection number": "10430000",
        "Inspection start date": "10/03/2026",
        "Event type grouping": "Schools - monitoring",
        "Inclusion": "Expected standard",
        "Safeguarding standards": "Met",
    }

    _, facts = reads.of_layout(tmp_path, "D1", reads.OFSTED_ROW | first, reads.OFSTED_ROW | second)

    assert [one.inspections for one in facts] == [
        (
            InspectionFacts(
                number="10429901",
                kind=InspectionKind.GRADED,
                inspected_on=D(2025, 11, 25),
                published_on=D(2026, 1, 21),
                urn=100001,
                judgements=(AreaJudged(Area.CARD_INCLUSION, AreaGrade.NEEDS_ATTENTION, D(2025, 11, 25)),),
                safeguarding=Safeguarding.NOT_MET,
                category_of_concern=CategoryOfConcern.SPECIAL_MEASURES,
            ),
        ),
        (
            InspectionFacts(
                number="10430000",
                kind=InspectionKind.MONITORING,
                inspected_on=D(2026, 3, 10),
                urn=100001,
                judgements=(AreaJudged(Area.CARD_INCLUSION, AreaGrade.EXPECTED, D(2026, 3, 10)),),
                safeguarding=Safeguarding.MET,
            ),
        ),
    ]
