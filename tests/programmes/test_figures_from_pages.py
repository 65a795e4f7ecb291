"""Each figure of participation, from records that the pages of programmes and runs made."""

import pytest

from programmes.models import Participant, Programme, Run
from tests.factories import (
    OUT_OF_AREA,
    YEAR,
    MembershipFactory,
    ParticipationFactory,
    SchoolFactory,
    StrandFactory,
    UserFactory,
)
from tests.figures.reading import names, value
from tests.programmes.run_forms import fill
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db
FORUM = "participation.2017-18.forum"
ROLES = ("delegate", "headteacher", "governor", "coach", "lead", "host")


@pytest.fixture
def staff(client, db):
    ParticipationFactory(year=YEAR - 1)  # the partnership has records of the years that are asked for
    ParticipationFactory(year=YEAR)
    client.force_login(UserFactory(name="Sam Staff"))
    return client


@pytest.fixture
def make(staff):
    """Make a programme with its run by their pages."""

    def made(name="Forum", year="2017-18", counted_by="enrolled", **more):
        kind = {"kind": "leadership", "counted_by": counted_by, "first": "schools", "second": "people"}
        programme = Programme.objects.filter(name=name).first()
        if programme is None:
            fill(staff, "/programmes/new/", name=name, **kind)
            programme = Programme.objects.get(name=name)
        fill(staff, f"/programmes/{programme.pk}/runs/new/", year=year, **more)
        return Run.objects.get(programme=programme, year=AcademicYear.parse(year), cohort=more.get("cohort", ""))

    return made


@pytest.fixture
def enrol(staff):
    def enrolled(run, *schools, **more):
        fill(staff, f"/runs/{run.pk}/schools/", schools=[str(school.pk) for school in schools], **more)

    return enrolled


@pytest.fixture
def add(staff):
    def added(run, name, school, role="delegate", **more):
        places = [f"school-{school.pk}"] if school else []
        fill(staff, f"/runs/{run.pk}/people/new/", contact="new", name=name, places=places, role=role, **more)
        return Participant.objects.get(run=run, contact__name=name)

    return added


@pytest.fixture
def forum(make, enrol, add, staff):
    """The run of 2017–18, beside decoys: other years, another programme, and one that counts nothing of its own."""
    run = make()
    for decoy in (make(year="2016-17"), make(year="2018-19"), make(name="Other")):
        enrol(decoy, SchoolFactory(name=f"Decoy {decoy.pk}"), strand=StrandFactory(slug="ssat").pk)
        add(decoy, f"Decoy {decoy.pk}", SchoolFactory(), role="coach")
    recorded = make(name="Recorded", counted_by="recorded")
    enrol(recorded, SchoolFactory(name="Uncounted"))
    return run


def test_schools_enrolled_and_those_of_people_count_once_until_they_withdraw(staff, forum, enrol, add):
    alma, bow, cubitt, dell = (SchoolFactory(name=name) for name in ("Alma", "Bow", "Cubitt", "Dell"))
    enrol(forum, alma, bow, cubitt)
    enrol(forum, alma, strand=StrandFactory(slug="ssat").pk)
    add(forum, "Ada", bow)
    add(forum, "Di", dell, role="host")
    add(forum, "Nobody’s", None)
    withdrawn = forum.enrolments.get(school=cubitt)
    staff.post(f"/enrolments/{withdrawn.pk}/withdraw/", {"on": "2018-03-01", "because": "Time"})

    assert names(f"{FORUM}.schools") == ["Alma", "Bow", "Dell"]

    staff.post(f"/enrolments/{withdrawn.pk}/return/")
    staff.post(f"/enrolments/{forum.enrolments.get(school=bow).pk}/remove/")
    assert names(f"{FORUM}.schools") == ["Alma", "Bow", "Cubitt", "Dell"]  # Bow by its delegate


def test_schools_take_part_members_or_not_in_area_or_not(forum, enrol):
    member, city = SchoolFactory(name="Member"), SchoolFactory(name="City", la_code=OUT_OF_AREA)
    MembershipFactory(school=member)

    enrol(forum, member, city, SchoolFactory(name="Also through", also="secondary"))

    assert names(f"{FORUM}.schools") == ["Also through", "City", "Member"]


@pytest.mark.parametrize("role", ROLES)
def test_people_are_added_up_in_each_role_those_who_give_apart_from_those_who_take(staff, forum, enrol, add, role):
    bow, alma = SchoolFactory(name="Bow"), SchoolFactory(name="Alma")
    enrol(forum, bow, alma)  # schools are no people
    add(forum, "One", bow, role=role)
    add(forum, "Two", bow, role=role)
    add(forum, "Three", alma, role=role)
    left = add(forum, "Withdrew", alma, role=role)
    staff.post(f"/participants/{left.pk}/withdraw/", {"on": "2018-03-01"})
    add(forum, "Of no school", None, role=role)
    add(forum, "Other role", alma, role="coach" if role != "coach" else "delegate")

    assert value(f"{FORUM}.people.{role}") == 3
    assert value(f"{FORUM}.schools") == 2


def test_a_person_in_two_groups_of_a_year_is_one_person(staff, forum, make, add):
    bow = SchoolFactory(name="Bow")
    west = make(cohort="West")
    ada = add(forum, "Ada", bow)

    fill(staff, f"/runs/{west.pk}/people/new/", contact=str(ada.contact_id), role="delegate")

    assert value(f"{FORUM}.people.delegate") == 1


def test_a_role_that_is_changed_counts_as_it_is_now(staff, forum, add):
    ada = add(forum, "Ada", SchoolFactory(name="Bow"))

    fill(staff, f"/participants/{ada.pk}/", role="lead")

    assert value(f"{FORUM}.people.lead") == 1
    assert names(f"{FORUM}.schools") == ["Bow"]


def test_schools_of_each_provider_are_those_enrolled_and_those_of_its_people(staff, forum, enrol, add):
    ssat, edt = StrandFactory(slug="ssat"), StrandFactory(slug="edt")
    alma, bow, cubitt = (SchoolFactory(name=name) for name in ("Alma", "Bow", "Cubitt"))
    enrol(forum, alma, bow, strand=ssat.pk)
    fill(staff, f"/runs/{forum.pk}/schools/", names="Bow", strand=edt.pk)
    enrol(forum, SchoolFactory(name="Without"))
    add(forum, "Cy", cubitt, strand=edt.pk)

    assert names(f"{FORUM}.strand.ssat.schools") == ["Alma", "Bow"]
    assert names(f"{FORUM}.strand.edt.schools") == ["Bow", "Cubitt"]
    assert value(f"{FORUM}.schools") == 4


def test_a_programme_of_another_rule_counts_nothing_of_enrolment(forum):
    assert value("participation.2017-18.recorded.schools") == 0
