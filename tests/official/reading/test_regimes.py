"""What an inspection of its day cannot have judged, and other cells that cannot be: said, left out, the rest kept."""

import datetime

import pytest

from ofsted.models import Area, AreaGrade, Grade, InspectionKind, Safeguarding, UngradedOutcome
from schools.models import EstablishmentStatus
from tests.official.reading import reads

D = datetime.date
GRADED = {
    "Inspection number of latest graded inspection": "10227239",
    "Inspection start date": "03/07/2019",
    "Overall effectiveness": "2",
}
CARD = {
    "Inspection number of latest full inspection": "10429901",
    "Inspection start date": "25/11/2025",
    "Inclusion": "Strong standard",
}
UNGRADED = {"Latest ungraded inspection number": "10345696", "Date of latest ungraded inspection": "26/11/2024"}


@pytest.fixture
def read(tmp_path):
    """The inspections of one row under the headings of a layout, and the problems said of it."""

    def read(layout, cells):
        headings = reads.header(layout)
        rows = [headings, reads.row(headings, reads.OFSTED_ROW | cells)]
        source, (school,) = reads.read(reads.written(tmp_path / "x.csv", rows))
        return school, [(problem.column, problem.value) for problem in source.problems]

    return read


@pytest.mark.parametrize(("day", "grade"), [("01/09/2024", Grade.GOOD), ("02/09/2024", None)])
def test_overall_grade_ends_on_1_september_2024(read, day, grade):
    school, problems = read("DERIVED", GRADED | {"Inspection start date": day, "Quality of education": "1"})

    (inspection,) = school.inspections
    assert (school.overall, inspection.overall) == (grade, grade)
    assert [judged.grade for judged in inspection.judgements] == [AreaGrade.OUTSTANDING]
    assert problems == ([] if grade else [("Overall effectiveness", "2")])


@pytest.mark.parametrize(("day", "areas"), [("10/11/2025", [Area.CARD_INCLUSION]), ("09/11/2025", [])])
def test_report_card_begins_on_10_november_2025(read, day, areas):
    school, problems = read("2026-02", CARD | {"Inspection start date": day, "Safeguarding standards": "Met"})

    (inspection,) = school.inspections
    assert [judged.area for judged in inspection.judgements] == areas
    assert inspection.safeguarding == (Safeguarding.MET if areas else None)
    assert problems == ([] if areas else [("Inclusion", "Strong standard"), ("Safeguarding standards", "Met")])


@pytest.mark.parametrize(("day", "is_kept"), [("09/11/2025", True), ("10/11/2025", False)])
def test_areas_and_safeguarding_of_before_end_with_the_report_card(read, day, is_kept):
    cells = {"Inspection start date": day, "Overall effectiveness": "Not judged", "Quality of education": "2"}

    school, problems = read("DERIVED", GRADED | cells | {"Safeguarding is effective?": "Yes"})

    (inspection,) = school.inspections
    assert (len(inspection.judgements), inspection.safeguarding) == (
        (1, Safeguarding.EFFECTIVE) if is_kept else (0, None)
    )
    assert problems == ([] if is_kept else [("Quality of education", "2"), ("Safeguarding is effective?", "Yes")])


@pytest.mark.parametrize(
    ("day", "outcome", "expected"),
    [
        ("02/09/2024", "Standards maintained", UngradedOutcome.STANDARDS_MAINTAINED),
        ("01/09/2024", "Standards maintained", None),
        ("10/11/2025", "Standards maintained", None),
        ("01/09/2024", "School remains Good", UngradedOutcome.REMAINS_GOOD),
        ("20/09/2024", "School remains Good", UngradedOutcome.REMAINS_GOOD),
        ("10/11/2025", "School remains Good", None),
    ],
)
def test_outcomes_of_ungraded_inspections_have_their_time(read, day, outcome, expected):
    cells = {"Date of latest ungraded inspection": day, "Ungraded inspection overall outcome": outcome}

    school, problems = read("2026-02", UNGRADED | cells)

    assert [one.ungraded_outcome for one in school.inspections] == [expected]
    assert problems == ([] if expected else [("Ungraded inspection overall outcome", outcome)])


def test_days_before_the_first_are_left_out(read):
    cells = {"Inspection end date": "02/07/2019", "Publication date": "01/07/2019"}

    school, problems = read("graded-ungraded", GRADED | cells)

    (inspection,) = school.inspections
    assert (inspection.inspected_on, inspection.ended_on, inspection.published_on) == (D(2019, 7, 3), None, None)
    assert sorted(problems) == [("Inspection end date", "02/07/2019"), ("Publication date", "01/07/2019")]


@pytest.mark.parametrize(
    ("converted", "kinds"),
    [("Yes", ["graded"]), ("No", ["graded", "ungraded"]), ("NULL", ["graded", "ungraded"])],
)
def test_ungraded_inspection_that_became_a_graded_one_is_not_counted_twice(read, converted, kinds):
    ungraded = {
        "Latest ungraded inspection number since last graded inspection": "10227238",
        "Date of latest ungraded inspection": "02/07/2019",
        "Did the latest ungraded inspection convert to a graded inspection?": converted,
    }

    school, problems = read("DERIVED", GRADED | ungraded)

    assert ([one.kind.value for one in school.inspections], problems) == (kinds, [])


def test_previous_inspection_that_is_the_latest_again_is_one(read):
    again = {"Previous graded inspection number": "10227239", "Previous inspection start date": "03/07/2019"}

    school, _ = read("DERIVED", GRADED | again)

    assert [one.number for one in school.inspections] == ["10227239"]


def test_inspection_without_a_day_is_left_out_and_the_others_kept(read):
    cells = {"Inspection number of latest full inspection": "10429901", "Inspection start date": "soon"}

    school, problems = read("2026-02", cells | UNGRADED)

    assert [one.kind for one in school.inspections] == [InspectionKind.UNGRADED]
    assert problems == [
        ("Inspection start date", "soon"),
        ("Inspection number of latest full inspection", "10429901"),
    ]


def test_cell_that_cannot_be_read_is_said_and_the_rest_of_the_row_kept(read):
    cells = {"Overall effectiveness": "7", "Category of concern": "?", "Quality of education": "1"}

    school, problems = read("DERIVED", GRADED | cells)

    (inspection,) = school.inspections
    assert (inspection.overall, inspection.category_of_concern, len(inspection.judgements)) == (None, None, 1)
    assert sorted(problems) == [("Category of concern", "?"), ("Overall effectiveness", "7")]


def test_kind_that_nobody_knows_leaves_an_inspection_out(read):
    cells = {"Inspection number": "1", "Inspection start date": "25/11/2025", "Event type grouping": "Schools - S99"}

    assert [one.inspections for one in [read("D1", cells)[0]]] == [()]
    assert read("D1", cells)[1] == [("Event type grouping", "Schools - S99")]
    graded, problems = read("D1", cells | {"Inclusion": "Strong standard"})
    assert ([one.kind for one in graded.inspections], problems) == ([InspectionKind.GRADED], [])


GIAS = {
    "URN": "100001",
    "LA (code)": "211",
    "EstablishmentNumber": "2001",
    "EstablishmentName": "Ash School",
    "TypeOfEstablishment (code)": "01",
    "EstablishmentStatus (code)": "1",
}


def gias(tmp_path, cells):
    headings = reads.header("135col")
    source, facts = reads.read(reads.written(tmp_path / "x.csv", [headings, reads.row(headings, GIAS | cells, "")]))
    return facts, [(problem.column, problem.value) for problem in source.problems]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("URN", "1234567"),
        ("EstablishmentName", ""),
        ("LA (code)", ""),
        ("LA (code)", "2111"),
        ("EstablishmentStatus (code)", "7"),
        ("EstablishmentStatus (code)", "Open"),
        ("EstablishmentName", "x" * 201),
    ],
)
def test_establishment_without_what_each_has_is_left_out(tmp_path, column, value):
    shown = value if len(value) <= 80 else f"{value[:79]}…"

    assert gias(tmp_path, {column: value}) == ([], [(column, shown)])


@pytest.mark.parametrize(
    ("column", "value", "attribute", "expected"),
    [
        ("OpenDate", "yesterday", "opened_on", None),
        ("StatutoryLowAge", "three", "lowest_age", None),
        ("StatutoryHighAge", "999", "highest_age", None),
        ("EstablishmentNumber", "20011", "laestab", ""),
        ("PhaseOfEducation (name)", "x" * 51, "phase_name", ""),
    ],
)
def test_other_cell_that_cannot_be_read_is_said_and_the_establishment_kept(
    tmp_path, column, value, attribute, expected
):
    facts, problems = gias(tmp_path, {column: value})

    assert ([getattr(one, attribute) for one in facts], problems) == ([expected], [(column, value)])


def test_status_in_words_will_do_where_it_has_no_number(tmp_path):
    facts, problems = gias(tmp_path, {"EstablishmentStatus (code)": "", "EstablishmentStatus (name)": "Closed"})

    assert ([one.status for one in facts], problems) == ([EstablishmentStatus.CLOSED], [])


def test_heads_that_are_not_recorded_are_none(tmp_path):
    unsaid = {"HeadFirstName": "Not recorded", "HeadLastName": "", "HeadPreferredJobTitle": "Not Recorded"}

    facts, _ = gias(tmp_path, unsaid)

    assert [(one.head_name, one.head_post) for one in facts] == [("", "")]
