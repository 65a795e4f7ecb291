"""The sample files, each read whole."""

import datetime

import pytest

from official.facts import AreaJudged, Establishment, InspectionFacts, Link
from ofsted.models import (
    Area,
    AreaGrade,
    CategoryOfConcern,
    Grade,
    InspectionKind,
    Safeguarding,
    UngradedOutcome,
)
from schools.models import EstablishmentStatus, OfficialKind
from tests.official.reading import reads

D = datetime.date


@pytest.mark.parametrize(
    ("path", "kind", "layout", "as_at", "rows"),
    [
        (reads.GIAS_2018, OfficialKind.GIAS, "GIAS establishments, 2018 (133 columns)", D(2018, 8, 31), 127),
        (reads.GIAS_2025, OfficialKind.GIAS, "GIAS establishments, since April 2025 (135 columns)", D(2025, 8, 31), 95),
        (reads.LINKS, OfficialKind.GIAS_LINKS, "GIAS links between establishments", D(2025, 4, 22), 84),
        (
            reads.OFSTED_2018,
            OfficialKind.OFSTED,
            "Ofsted latest inspections, full and short (until 2018)",
            D(2018, 8, 31),
            96,
        ),
        (
            reads.OFSTED_2025,
            OfficialKind.OFSTED,
            "Ofsted latest inspections, graded and ungraded (Sept 2024 to Oct 2025)",
            D(2025, 8, 31),
            95,
        ),
        (reads.OFSTED_2026, OfficialKind.OFSTED, "Ofsted latest inspections, report cards", D(2026, 2, 28), 99),
        (
            reads.STATISTICS,
            OfficialKind.OFSTED,
            "Ofsted official statistics, graded and ungraded inspections",
            D(2025, 8, 31),
            95,
        ),
    ],
    ids=lambda value: value.stem[:40] if hasattr(value, "stem") else None,
)
def test_sample_is_recognised_and_read_to_its_last_row(path, kind, layout, as_at, rows):
    source, facts = reads.read(path)

    assert (source.kind, source.layout, source.as_at) == (kind, layout, as_at)
    assert (source.rows_read, len(facts), reads.told(source)) == (rows, rows, [])


def test_establishment_is_what_its_row_says():
    _, facts = reads.read(reads.GIAS_2018)

    assert [one for one in facts if one.urn == 131598] == [
        Establishment(
            urn=131598,
            laestab="2117171",
            name="Ian Mikardo School",
            la_code="211",
            type_code="07",
            type_name="Community special school",
            status=EstablishmentStatus.CLOSED,
            closed_on=D(2018, 1, 31),
            phase_name="Not applicable",
            lowest_age=11,
            highest_age=18,
        )
    ]


def test_link_is_what_its_row_says():
    _, facts = reads.read(reads.LINKS)

    assert facts[:2] == [
        Link(100883, 133574, "Lansbury Lawrence Primary School", "Successor"),
        Link(100885, 100911, "Marion Richardson Primary School", "Successor - merged", D(2022, 8, 31)),
    ]


def test_grades_of_2018_are_those_published():
    """Published for the members among secondary schools: four outstanding, two requiring improvement, three with none;
    and nine good, of which two have another phase at Ofsted."""
    _, facts = reads.read(reads.OFSTED_2018)

    not_members = {"Bishop Challoner Girls' School", "Bishop Challoner Boys' School", "Mulberry UTC"}
    grades = [one.overall for one in facts if one.phase_name == "Secondary" and one.name not in not_members]
    assert [grades.count(grade) for grade in (*Grade, None)] == [4, 7, 2, 0, 3]


def test_92_schools_of_tower_hamlets_were_graded_in_2025_and_nine_of_them_without_an_overall_grade():
    for path in (reads.OFSTED_2025, reads.STATISTICS):
        _, facts = reads.read(path)

        here = [one for one in facts if one.la_name == "Tower Hamlets"]
        graded = [one for one in here if any(i.kind == InspectionKind.GRADED for i in one.inspections)]
        assert (len(here), len(graded), sum(one.is_not_judged for one in here)) == (93, 92, 9)


def test_file_of_2026_has_forgotten_44_of_the_92():
    graded = {}
    for path in (reads.OFSTED_2025, reads.OFSTED_2026):
        _, facts = reads.read(path)
        graded[path] = {
            one.urn
            for one in facts
            if one.la_name == "Tower Hamlets"
            if any(i.kind == InspectionKind.GRADED for i in one.inspections)
        }

    assert len(graded[reads.OFSTED_2025] - graded[reads.OFSTED_2026]) == 44


def test_both_files_of_31_august_2025_tell_of_the_same_inspections():
    monthly, yearly = (reads.read(path)[1] for path in (reads.OFSTED_2025, reads.STATISTICS))

    assert [one.inspections for one in monthly] == [one.inspections for one in yearly]


def test_each_track_of_a_row_is_an_inspection_and_the_predecessors_say_whose_they_were():
    _, facts = reads.read(reads.OFSTED_2025)

    at_virginia = {"urn": 100926, "laestab": "2112623", "school_name": "Virginia Primary School"}
    assert [one.inspections for one in facts if one.urn == 151832] == [
        (
            InspectionFacts(
                number="10003749",
                kind=InspectionKind.GRADED,
                inspected_on=D(2016, 3, 16),
                published_on=D(2016, 4, 18),
                relates_to_school=False,
                inspection_type="Maintained Academy and School Short inspection",
                overall=Grade.OUTSTANDING,
                judgements=(
                    AreaJudged(Area.LEADERSHIP, AreaGrade.OUTSTANDING, D(2016, 3, 16)),
                    AreaJudged(Area.EARLY_YEARS, AreaGrade.OUTSTANDING, D(2016, 3, 16)),
                ),
                safeguarding=Safeguarding.EFFECTIVE,
                **at_virginia,
            ),
            InspectionFacts(
                number="ITS354912",
                kind=InspectionKind.GRADED,
                inspected_on=D(2010, 11, 24),
                published_on=D(2010, 12, 15),
                relates_to_school=False,
                overall=Grade.GOOD,
                judgements=(
                    AreaJudged(Area.LEADERSHIP, AreaGrade.GOOD, D(2010, 11, 24)),
                    AreaJudged(Area.EARLY_YEARS, AreaGrade.GOOD, D(2010, 11, 24)),
                ),
                **at_virginia,
            ),
            InspectionFacts(
                number="10206477",
                kind=InspectionKind.UNGRADED,
                inspected_on=D(2021, 10, 20),
                published_on=D(2021, 12, 7),
                relates_to_school=False,
                ungraded_outcome=UngradedOutcome.REMAINS_OUTSTANDING,
                **at_virginia,
            ),
        )
    ]


def test_report_card_has_its_areas_standards_and_category_and_no_overall_grade():
    _, facts = reads.read(reads.OFSTED_2026)

    (school,) = [one for one in facts if one.urn == 999903]
    (card,) = school.inspections
    assert (card.number, card.inspected_on, card.overall) == ("10429903", D(2025, 11, 25), None)
    assert (card.safeguarding, card.category_of_concern) == (
        Safeguarding.NOT_MET,
        CategoryOfConcern.SPECIAL_MEASURES,
    )
    assert {judged.area: judged.grade for judged in card.judgements} == {
        Area.CARD_INCLUSION: AreaGrade.URGENT_IMPROVEMENT,
        Area.CARD_TEACHING: AreaGrade.URGENT_IMPROVEMENT,
        Area.CARD_ACHIEVEMENT: AreaGrade.URGENT_IMPROVEMENT,
        Area.CARD_ATTENDANCE: AreaGrade.NEEDS_ATTENTION,
        Area.CARD_DEVELOPMENT: AreaGrade.NEEDS_ATTENTION,
        Area.CARD_LEADERSHIP: AreaGrade.URGENT_IMPROVEMENT,
    }
