"""The list of programmes: what its filters find, and who took part in the year chosen."""

import pytest

from tests.factories import YEAR, ParticipationFactory, ProgrammeFactory, SchoolFactory, UserFactory


@pytest.fixture
def programmes(db, client):
    client.force_login(UserFactory(role="trustee"))
    maths = ProgrammeFactory(name="Counting", subject="Maths", kind="network", phase="primary", slug="counting")
    school = SchoolFactory()
    ParticipationFactory(programme=maths, school=school, role="delegate", people=3)
    ParticipationFactory(programme=maths, school=school, role="coach", people=2)
    ParticipationFactory(programme=maths, people=None)
    ParticipationFactory(programme=maths, school=school, year=YEAR - 1, people=90)
    ProgrammeFactory(name="Idle", kind="conference")
    return client


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Counting", "Idle"]),
        ({"q": "MATH"}, ["Counting"]),
        ({"q": "idl"}, ["Idle"]),
        ({"kind": "conference"}, ["Idle"]),
        ({"phase": "primary"}, ["Counting"]),
        ({"sort": "-name"}, ["Idle", "Counting"]),
        ({"sort": "schools"}, ["Idle", "Counting"]),
    ],
)
def test_programmes_are_found_by(programmes, asked, found):
    assert [programme.name for programme in programmes.get("/programmes/", asked).context["page"]] == found


@pytest.mark.parametrize(
    ("asked", "counts"),
    [({}, [(2, 5), (0, None)]), ({"year": "2016-17"}, [(1, 90), (0, None)])],
)
def test_schools_count_once_and_people_add_up_in_the_year_chosen(programmes, asked, counts):
    page = programmes.get("/programmes/", asked)

    assert [(programme.schools, programme.people) for programme in page.context["page"]] == counts


def test_the_number_of_schools_opens_the_figure_that_counts_them(programmes):
    address = "/reports/2017-18/figures/participation.2017-18.counting.schools/"

    assert f'<a href="{address}">2</a>' in programmes.get("/programmes/").content.decode()
    assert "Schools in Counting, 2017–18" in programmes.get(address).content.decode()
