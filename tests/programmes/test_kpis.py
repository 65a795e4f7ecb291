"""Participation: each rule by its name, with a row that would break it."""

import pytest

from schools.models import School
from tests.factories import (
    OUT_OF_AREA,
    YEAR,
    MembershipFactory,
    ParticipationFactory,
    ProgrammeFactory,
    SchoolFactory,
    StrandFactory,
)
from tests.figures.reading import DATES, names, value

pytestmark = pytest.mark.django_db

FORUM = "participation.2017-18.forum"


@pytest.fixture
def forum():
    return ProgrammeFactory(slug="forum")


@pytest.fixture
def bow() -> School:
    return SchoolFactory(name="Bow")


@pytest.fixture
def alma() -> School:
    return SchoolFactory(name="Alma")


def test_a_school_counts_once_however_often_it_takes_part(forum, bow, alma):
    ParticipationFactory(programme=forum, school=bow, role="delegate", people=4)
    ParticipationFactory(programme=forum, school=bow, role="host")
    ParticipationFactory(programme=forum, school=bow, role="host", strand=StrandFactory())
    ParticipationFactory(programme=forum, school=alma)
    assert names(f"{FORUM}.schools") == ["Alma", "Bow"]


def test_another_year_or_programme_is_not_counted(forum, bow, alma):
    ParticipationFactory(programme=forum, school=bow, role="delegate", people=4)
    ParticipationFactory(programme=forum, school=alma, role="delegate", people=10, year=YEAR - 1)
    ParticipationFactory(programme=forum, school=alma, role="delegate", people=10, year=YEAR + 1)
    ParticipationFactory(programme=ProgrammeFactory(slug="heads-up"), school=alma, role="delegate", people=10)
    assert names(f"{FORUM}.schools") == ["Bow"]
    assert value(f"{FORUM}.people.delegate") == 4


def test_participation_is_of_the_report_year_and_not_of_the_membership_year(forum, bow, alma):
    ParticipationFactory(programme=forum, school=bow)
    ParticipationFactory(programme=forum, school=alma, year=YEAR + 1)
    following = type(DATES)(report_year=YEAR, membership_year=YEAR + 1, as_at=DATES.as_at)
    assert names(f"{FORUM}.schools", following) == ["Bow"]


def test_schools_take_part_whether_or_not_they_are_members_or_in_area(forum, bow, alma):
    MembershipFactory(school=bow)
    for school in (bow, alma, SchoolFactory(name="City", la_code=OUT_OF_AREA), SchoolFactory(name="Odd", phase=None)):
        ParticipationFactory(programme=forum, school=school)
    assert names(f"{FORUM}.schools") == ["Alma", "Bow", "City", "Odd"]


def test_an_all_through_school_is_one_school_that_took_part(forum):
    ParticipationFactory(programme=forum, school=SchoolFactory(name="Bow", also="secondary"))
    assert names(f"{FORUM}.schools") == ["Bow"]


def test_a_programme_that_nobody_took_part_in_has_no_schools(forum):
    assert value(f"{FORUM}.schools") == 0


def test_people_are_added_up_over_schools_and_strands(forum, bow, alma):
    ParticipationFactory(programme=forum, school=bow, role="delegate", people=4)
    ParticipationFactory(programme=forum, school=bow, role="delegate", people=2, strand=StrandFactory())
    ParticipationFactory(programme=forum, school=alma, role="delegate", people=10)
    assert value(f"{FORUM}.people.delegate") == 16


def test_people_nobody_counted_add_nothing(forum, bow, alma):
    ParticipationFactory(programme=forum, school=bow, role="delegate", people=4)
    ParticipationFactory(programme=forum, school=alma, role="delegate", people=None)
    ParticipationFactory(programme=forum, school=alma, role="lead", people=None)
    assert value(f"{FORUM}.people.delegate") == 4
    assert value(f"{FORUM}.people.lead") == 0


def test_those_who_give_and_those_who_take_are_told_apart(forum, bow, alma):
    for role, people in (
        ("delegate", 30),
        ("coach", 20),
        ("host", 3),
        ("lead", 2),
        ("headteacher", 6),
        ("governor", 1),
    ):
        ParticipationFactory(programme=forum, school=bow, role=role, people=people)
    ParticipationFactory(programme=forum, school=alma, role="coach", people=10)
    roles = ("delegate", "coach", "host", "lead", "headteacher", "governor")
    assert [value(f"{FORUM}.people.{role}") for role in roles] == [30, 30, 3, 2, 6, 1]


def test_people_and_schools_are_never_added_together(forum, bow, alma):
    ParticipationFactory(programme=forum, school=bow, role="delegate", people=50)
    ParticipationFactory(programme=forum, school=alma, role="delegate", people=20)
    assert (value(f"{FORUM}.schools"), value(f"{FORUM}.people.delegate")) == (2, 70)


def test_strands_count_the_schools_of_each_provider(forum, bow, alma):
    ssat, edt = StrandFactory(slug="ssat"), StrandFactory(slug="edt")
    ParticipationFactory(programme=forum, school=bow, strand=ssat)
    ParticipationFactory(programme=forum, school=bow, strand=ssat, role="host")
    ParticipationFactory(programme=forum, school=bow, strand=edt)
    ParticipationFactory(programme=forum, school=alma, strand=edt)
    ParticipationFactory(programme=forum, school=SchoolFactory(name="Swan"))
    assert names(f"{FORUM}.strand.ssat.schools") == ["Bow"]
    assert names(f"{FORUM}.strand.edt.schools") == ["Alma", "Bow"]
    assert names(f"{FORUM}.schools") == ["Alma", "Bow", "Swan"]


def test_a_strand_of_another_programme_is_not_counted(forum, bow, alma):
    ssat = StrandFactory(slug="ssat")
    ParticipationFactory(programme=forum, school=bow, strand=ssat)
    ParticipationFactory(programme=ProgrammeFactory(slug="heads-up"), school=alma, strand=ssat)
    assert names(f"{FORUM}.strand.ssat.schools") == ["Bow"]


def test_a_network_has_the_schools_behind_it(bow, alma):
    network = ProgrammeFactory(slug="primary-maths", kind="network", phase="primary", subject="Maths")
    ParticipationFactory(programme=network, school=bow)
    ParticipationFactory(programme=ProgrammeFactory(slug="maths", kind="network", phase="secondary"), school=alma)
    assert names("participation.2017-18.primary-maths.schools") == ["Bow"]
