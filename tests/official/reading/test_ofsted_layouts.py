"""Each layout that Ofsted's file had until the report card, by its headings, with a row made for it."""

import datetime

import pytest

from official.facts import AreaJudged, InspectedSchool, InspectionFacts
from ofsted.models import Area, AreaGrade, CategoryOfConcern, Grade, InspectionKind, Safeguarding, UngradedOutcome
from tests.official.reading import reads

D = datetime.date


def test_layout_until_2018_is_read_with_its_short_inspection_which_has_no_number(tmp_path):
    short = {
        "Date of latest short inspection": "14/11/2017",
        "Short inspection publication date": "12/12/2017",
        "Did the latest short inspection convert to a full inspection?": "No",
    }
    full = {
        "Inspection number of latest full inspection": "ITS411816",
        "Inspection type": "S5 Inspection",
        "Inspection date": "18/04/2013",
        "Publication date": "14/05/2013",
        "Does the latest full inspection relate to the URN of the current school?": "Yes",
        "URN at time of latest full inspection": "100001",
        "Overall effectiveness": "2",
        "Outcomes for pupils": "2",
        "Quality of teaching, learning and assessment": "1",
        "Effectiveness of leadership and management": "2",
        "Personal development, behaviour and welfare": "1",
        "Early years provision (where applicable)": "9",
        "16 to 19 study programmes (where applicable)": "3",
    }
    before = {
        "Previous full inspection number": "ITS354912",
        "Previous full inspection date": "24/11/2010",
        "Previous full inspection overall effectiveness": "4",
        "Previous category of concern": "NTI",
        "Previous outcomes for pupils": "4",
    }

    source, facts = reads.of_layout(tmp_path, "2016-2018", reads.OFSTED_ROW | short | full | before)

    day = D(2013, 4, 18)
    assert source.layout == "Ofsted latest inspections, full and short (until 2018)"
    assert facts == [
        InspectedSchool(
            **reads.OFSTED_FACTS,
            overall=Grade.GOOD,
            inspections=(
                InspectionFacts(
                    number="ITS411816",
                    kind=InspectionKind.GRADED,
                    inspected_on=day,
                    published_on=D(2013, 5, 14),
                    urn=100001,
                    relates_to_school=True,
                    inspection_type="S5 Inspection",
                    overall=Grade.GOOD,
                    judgements=(
                        AreaJudged(Area.OUTCOMES, AreaGrade.GOOD, day),
                        AreaJudged(Area.TEACHING, AreaGrade.OUTSTANDING, day),
                        AreaJudged(Area.DEVELOPMENT_AND_WELFARE, AreaGrade.OUTSTANDING, day),
                        AreaJudged(Area.LEADERSHIP, AreaGrade.GOOD, day),
                        AreaJudged(Area.SIXTH_FORM, AreaGrade.REQUIRES_IMPROVEMENT, day),
                    ),
                ),
                InspectionFacts(
                    number="ITS354912",
                    kind=InspectionKind.GRADED,
                    inspected_on=D(2010, 11, 24),
                    urn=100001,
                    overall=Grade.INADEQUATE,
                    judgements=(AreaJudged(Area.OUTCOMES, AreaGrade.INADEQUATE, D(2010, 11, 24)),),
                    category_of_concern=CategoryOfConcern.NOTICE_TO_IMPROVE,
                ),
                InspectionFacts(
                    number="",
                    kind=InspectionKind.UNGRADED,
                    inspected_on=D(2017, 11, 14),
                    published_on=D(2017, 12, 12),
                    urn=100001,
                ),
            ),
        )
    ]


def of_earlier_framework(full, short):
    """The cells of 2019 to 2025, when a full inspection became a graded one and a section 8 one ungraded."""
    return {
        f"Latest {short} inspection number since last {full} inspection": "10345696",
        f"Does the {short} inspection relate to the URN of the current school?": "No",
        f"URN at time of the {short} inspection": "100002",
        f"LAESTAB at time of the {short} inspection": "2112002",
        f"Date of latest {short} inspection": "26/11/2023",
        f"{short.capitalize()} inspection publication date": "22/01/2024",
        f"Did the latest {short} inspection convert to a {full} inspection?": "No",
        f"{short.capitalize()} inspection overall outcome": "School remains Good (Concerns) - S5 Next",
        f"Inspection number of latest {full} inspection": "10227239",
        "Inspection type": "S5 Inspection",
        "Inspection start date": "03/07/2019",
        "Publication date": "24/09/2019",
        f"Does the latest {full} inspection relate to the URN of the current school?": "No",
        f"URN at time of latest {full} inspection": "100002",
        f"LAESTAB at time of latest {full} inspection": "2112002",
        f"School name at time of latest {full} inspection": "Old Ash School",
        "Overall effectiveness": "4",
        "Category of concern": "SWK",
        "Quality of education": "4",
        "Behaviour and attitudes": "3",
        "Personal development": "2",
        "Effectiveness of leadership and management": "4",
        "Safeguarding is effective?": "No",
        "Early years provision (where applicable)": "9",
        "Sixth form provision (where applicable)": "2",
        "Previous inspection start date": "16/03/2016",
        f"Previous {full} inspection overall effectiveness": "2",
        "Previous quality of education": "9",
        "Previous safeguarding is effective?": "Yes",
    }


def told_by_earlier_framework(name="", ended_on=None):
    day = D(2019, 7, 3)
    return (
        InspectionFacts(
            number="10227239",
            kind=InspectionKind.GRADED,
            inspected_on=day,
            ended_on=ended_on,
            published_on=D(2019, 9, 24),
            urn=100002,
            laestab="2112002",
            school_name="Old Ash School",
            relates_to_school=False,
            inspection_type="S5 Inspection",
            overall=Grade.INADEQUATE,
            judgements=(
                AreaJudged(Area.QUALITY_OF_EDUCATION, AreaGrade.INADEQUATE, day),
                AreaJudged(Area.BEHAVIOUR, AreaGrade.REQUIRES_IMPROVEMENT, day),
                AreaJudged(Area.PERSONAL_DEVELOPMENT, AreaGrade.GOOD, day),
                AreaJudged(Area.LEADERSHIP, AreaGrade.INADEQUATE, day),
                AreaJudged(Area.SIXTH_FORM, AreaGrade.GOOD, day),
            ),
            safeguarding=Safeguarding.NOT_EFFECTIVE,
            category_of_concern=CategoryOfConcern.SERIOUS_WEAKNESSES,
        ),
        InspectionFacts(
            number="ITS1",
            kind=InspectionKind.GRADED,
            inspected_on=D(2016, 3, 16),
            urn=100001,
            overall=Grade.GOOD,
            safeguarding=Safeguarding.EFFECTIVE,
        ),
        InspectionFacts(
            number="10345696",
            kind=InspectionKind.UNGRADED,
            inspected_on=D(2023, 11, 26),
            published_on=D(2024, 1, 22),
            urn=100002,
            laestab="2112002",
            school_name=name,
            relates_to_school=False,
            ungraded_outcome=UngradedOutcome.REMAINS_GOOD_CONCERNS,
        ),
    )


@pytest.mark.parametrize(
    ("header", "full", "short", "cells", "name", "ended_on", "layout"),
    [
        (
            "2019-2022",
            "full",
            "section 8",
            {
                "Previous full inspection number": "ITS1",
                "School name at time of the latest section 8 inspection": "Ash Old",
                "Inspection end date": "04/07/2019",
            },
            "Ash Old",
            D(2019, 7, 4),
            "Ofsted latest inspections, full and section 8 (2019 to 2022)",
        ),
        (
            "graded-ungraded",
            "graded",
            "ungraded",
            {"Previous graded inspection number": "ITS1", "Inspection end date": "04/07/2019"},
            "",
            D(2019, 7, 4),
            "Ofsted latest inspections, graded and ungraded (2022 to 2024)",
        ),
        (
            "DERIVED",
            "graded",
            "ungraded",
            {"Previous graded inspection number": "ITS1"},
            "",
            None,
            "Ofsted latest inspections, graded and ungraded (Sept 2024 to Oct 2025)",
        ),
        (
            "stats",
            "graded",
            "ungraded",
            {"Previous inspection number": "ITS1"},
            "",
            None,
            "Ofsted official statistics, graded and ungraded inspections",
        ),
    ],
)
def test_layout_of_the_earlier_framework_is_read(tmp_path, header, full, short, cells, name, ended_on, layout):
    source, facts = reads.of_layout(tmp_path, header, reads.OFSTED_ROW | of_earlier_framework(full, short) | cells)

    assert source.layout == layout
    assert facts == [
        InspectedSchool(
            **reads.OFSTED_FACTS, overall=Grade.INADEQUATE, inspections=told_by_earlier_framework(name, ended_on)
        )
    ]
