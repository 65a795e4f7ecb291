"""The professional-learning programme: what runs in a year by career stage, as a page and as a PDF."""

import datetime
import re

import pytest

from tests.documents.reading_pdf import words_of
from tests.factories import YEAR, PartnershipFactory, ProgrammeFactory, RunFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE, PDF = "/programmes/by-stage/", "/programmes/by-stage.pdf"


@pytest.fixture
def trustee(client, db):
    client.force_login(UserFactory(role="trustee"))
    return client


@pytest.fixture
def offered(db):
    """Two years; in 2017–18 something for every stage, for middle leaders in two groups, and for headteachers."""
    PartnershipFactory()
    middle = ProgrammeFactory(
        name="Coaching", kind="leadership", phase="primary", subject="Maths", career_stage="middle", summary="A *year*."
    )
    for cohort, by in (("East", "partnership"), ("West", "cluster")):
        run = RunFactory(programme=middle, cohort=cohort, led_by=by)
        SessionFactory(
            run=run,
            held_on=datetime.date(2018, 3, 8),
            starts=datetime.time(9),
            ends=datetime.time(12, 30),
            place=f"{cohort} Hall",
        )
    SessionFactory(run=run, held_on=datetime.date(2017, 10, 12), title="First day")
    SessionFactory(run=run, held_on=datetime.date(2018, 6, 1), title="Never held", is_cancelled=True)
    RunFactory(programme=ProgrammeFactory(name="Heads Up", career_stage="headteacher"))
    RunFactory(programme=ProgrammeFactory(name="Conference", kind="conference", career_stage=""))
    RunFactory(programme=ProgrammeFactory(name="Earlier", career_stage="trainee"), year=YEAR - 1)
    ProgrammeFactory(name="Never run", career_stage="senior")


def test_what_runs_stands_by_stage_in_the_order_of_a_career(trustee, offered):
    stages = trustee.get(PAGE).context["stages"]

    assert [(stage.label, [str(one.programme) for one in stage.offered]) for stage in stages] == [
        ("Every stage", ["Conference"]),
        ("Middle leaders", ["Coaching"]),
        ("Headteachers", ["Heads Up"]),
    ]
    (coaching,) = stages[1].offered
    assert (coaching.kind, coaching.leaders) == (
        "Leadership programme, Primary, Maths",
        "The partnership and A cluster of schools",
    )
    assert list(coaching.sessions()) == [
        "East: Thursday 8 March 2018, 09:00 to 12:30, East Hall",
        "West: First day, Thursday 12 October 2017",
        "West: Thursday 8 March 2018, 09:00 to 12:30, West Hall",
    ]


@pytest.mark.parametrize(
    ("asked", "labels"),
    [("2016-17", ["Trainee teachers"]), ("2030-31", ["Every stage", "Middle leaders", "Headteachers"])],
)
def test_another_year_is_in_the_address_and_one_without_runs_means_the_latest(trustee, offered, asked, labels):
    assert [stage.label for stage in trustee.get(PAGE, {"year": asked}).context["stages"]] == labels


def test_the_pdf_says_what_the_page_says_tagged_and_with_its_title(trustee, offered):
    answer = trustee.get(PDF, {"year": "2017-18"})

    lines = [" ".join(line.split()) for line in words_of(answer.content).splitlines() if line.strip()]
    assert lines[:-1] == [
        *("Riverside Education Partnership", "Professional learning, 2017–18"),
        *("Every stage", "Conference", "Conference. Led by The partnership."),
        *("Middle leaders", "Coaching"),
        "Leadership programme, Primary, Maths. Led by The partnership and A cluster of schools.",
        "A *year*.",
        "– East: Thursday 8 March 2018, 09:00 to 12:30, East Hall",
        "– West: First day, Thursday 12 October 2017",
        "– West: Thursday 8 March 2018, 09:00 to 12:30, West Hall",
        *("Headteachers", "Heads Up", "Project. Led by The partnership."),
    ]
    assert re.findall(rb"<pdfuaid:part>(\d)</pdfuaid:part>", answer.content) == [b"1"]
    assert answer["Content-Disposition"] == 'inline; filename="professional-learning-2017-18.pdf"'


def test_before_anything_runs_the_page_says_so_and_there_is_no_pdf(trustee):
    page = trustee.get(PAGE)

    assert (page.context["stages"], "No programme has a year yet." in page.content.decode()) == ([], True)
    assert trustee.get(PDF).status_code == 404


def test_the_page_asks_as_much_of_fifty_programmes_as_of_one(trustee, django_assert_num_queries):
    SessionFactory()
    with django_assert_num_queries(6):
        trustee.get(PAGE)
    for _ in range(50):
        SessionFactory()
    with django_assert_num_queries(6):
        trustee.get(PAGE)
