"""Each layout that GIAS's extract had, by its headings, with a row made for it."""

import datetime

import pytest

from official.facts import Establishment
from schools.models import EstablishmentStatus
from tests.official.reading import reads

D = datetime.date
GIAS_ROW = {
    "URN": "100001",
    "LA (code)": "211",
    "EstablishmentNumber": "2001",
    "EstablishmentName": "Ash School",
    "TypeOfEstablishment (name)": "Academy sponsor led",
    "EstablishmentStatus (name)": "Open, but proposed to close",
    "OpenDate": "01-09-2012",
    "CloseDate": "31-08-2026",
    "ReasonEstablishmentClosed (name)": "Academy Converter",
    "PhaseOfEducation (name)": "Secondary",
    "StatutoryLowAge": "11",
    "StatutoryHighAge": "18",
    "Trusts (name)": "ASH TRUST",
    "HeadTitle (name)": "Ms",
    "HeadFirstName": "Ann",
    "HeadLastName": "Ash",
    "HeadPreferredJobTitle": "Executive Headteacher",
    "ReligiousCharacter (name)": "None",
}
CODES = {"TypeOfEstablishment (code)": "28", "EstablishmentStatus (code)": "3"}
ASH = Establishment(
    urn=100001,
    laestab="2112001",
    name="Ash School",
    la_code="211",
    type_code="28",
    type_name="Academy sponsor led",
    status=EstablishmentStatus.PROPOSED_TO_CLOSE,
    opened_on=D(2012, 9, 1),
    closed_on=D(2026, 8, 31),
    closed_because="Academy Converter",
    phase_name="Secondary",
    lowest_age=11,
    highest_age=18,
    trust_name="ASH TRUST",
    head_name="Ann Ash",
    head_post="Executive Headteacher",
)


@pytest.mark.parametrize(
    ("header", "cells", "layout"),
    [
        ("2015-04", {}, "GIAS establishments, 2015 (134 columns)"),
        ("2018-09", CODES, "GIAS establishments, 2018 (133 columns)"),
        ("140col", CODES, "GIAS establishments, 2022 to 2024 (140 columns)"),
        ("139col", CODES, "GIAS establishments, July 2024 to April 2025 (139 columns)"),
        ("135col", CODES, "GIAS establishments, since April 2025 (135 columns)"),
    ],
)
def test_gias_layout_is_read(tmp_path, header, cells, layout):
    source, facts = reads.of_layout(tmp_path, header, GIAS_ROW | cells, none="")

    assert (source.layout, facts) == (layout, [ASH])


def test_inspectorates_that_changed_their_column_change_nothing(tmp_path):
    overseas = {"InspectorateName (name)": "Not applicable", "Inspectorate (name)": "Ofsted"}
    ofsted = {"InspectorateName (name)": "Ofsted"}

    assert reads.of_layout(tmp_path, "2018-09", GIAS_ROW | CODES | overseas, none="")[1] == [ASH]
    assert reads.of_layout(tmp_path, "135col", GIAS_ROW | CODES | ofsted, none="")[1] == [ASH]
