"""The list of schools: filters, sorting and pages in its address."""

import datetime
import uuid

import pytest
from django.urls import reverse

from schools.models import SchoolUrn, Trust
from tests.factories import (
    OUT_OF_AREA,
    YEAR,
    FocusFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Visit


@pytest.fixture
def listed(db, client):
    client.force_login(UserFactory())

    def ask(**query):
        return [school.name for school in client.get(reverse("school-list"), query).context["page"]]

    return ask


def test_schools_stand_in_name_order_with_saint_as_st(listed):
    for name in ("St Luke’s", "Stebon", "Saint Anne's", "Arnhem"):
        SchoolFactory(name=name)
    assert listed() == ["Arnhem", "Saint Anne's", "St Luke’s", "Stebon"]
    assert listed(sort="-name") == ["Stebon", "St Luke’s", "Saint Anne's", "Arnhem"]


def test_schools_sort_by_urn(listed):
    SchoolFactory(name="Second", urn=200_000)
    SchoolFactory(name="First", urn=100_000)
    assert listed(sort="urn") == ["First", "Second"]
    assert listed(sort="-urn") == ["Second", "First"]


@pytest.mark.parametrize("text", ["saint annes", "St. Anne’s", "st anne's catholic", "ST ANNE", "100950", "100001"])
def test_a_school_is_found_by_its_name_folded_and_by_any_of_its_urns(listed, text):
    school = SchoolFactory(name="St Anne's Catholic Primary School", short_name="St Anne's", urn=100950)
    SchoolUrn.objects.create(school=school, urn=100001, is_current=False)
    SchoolFactory(name="St Agnes RC Primary School")
    assert listed(q=text) == ["St Anne's Catholic Primary School"]


def test_filters_narrow_together(listed):
    SchoolFactory(name="Wanted", phase="primary", governance="academy")
    SchoolFactory(name="Other phase", phase="nursery", governance="academy")
    SchoolFactory(name="Other governance", phase="primary")
    SchoolFactory(name="Out of area", phase="primary", governance="academy", la_code=OUT_OF_AREA)
    assert listed(phase="primary", governance="academy", area="in") == ["Wanted"]
    assert listed(phase="primary", area="out") == ["Out of area"]


def test_an_all_through_school_is_found_in_both_phases_once(listed):
    SchoolFactory(name="St Paul's Way", phase="secondary", also="primary")
    assert listed(phase="primary") == listed(phase="secondary") == listed() == ["St Paul's Way"]


def test_an_unknown_filter_or_page_is_met_with_schools(listed):
    SchoolFactory(name="Bow")
    assert listed(phase="sixth form", page="many", sort="shoe size") == ["Bow"]


def test_a_list_without_a_match_says_so(db, client):
    client.force_login(UserFactory())
    page = client.get(reverse("school-list"), {"q": "Nowhere"}).content.decode()
    assert "Nothing matches." in page


def test_markup_in_a_name_is_only_text(db, client):
    SchoolFactory(name="<script>alert(1)</script>")
    client.force_login(UserFactory())
    page = client.get(reverse("school-list")).content.decode()
    assert ("<script>alert(1)" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


# What other subjects know of a school


@pytest.fixture
def known(listed, today):
    """Each told from the others by one thing; today is 15 March 2018."""
    for name, status, year in (
        ("Member", "member", YEAR),
        ("Renewing", "renewing", YEAR),
        ("Member before", "member", YEAR - 1),
    ):
        MembershipFactory(school=SchoolFactory(name=name), status=status, year=year)
    MembershipFactory(school=SchoolFactory(name="Opens later", opened_on=datetime.date(2018, 1, 1)))
    SchoolFactory(name="Closed", closed_on=datetime.date(2018, 3, 15), trust=Trust.objects.create(name="Sunrise"))
    VisitFactory(school=SchoolFactory(name="Visited"), visited_on=datetime.date(2018, 3, 1))
    VisitFactory(school=SchoolFactory(name="Called"), visited_on=datetime.date(2018, 3, 1), kind="call")
    VisitFactory(school=SchoolFactory(name="Planned"), visited_on=datetime.date(2018, 4, 1), status="planned")
    return listed


def test_members_are_open_and_say_member_in_the_year(known):
    assert known(member="yes") == ["Member"]
    assert known(member="yes", year="2016-17") == ["Member before"]
    assert {"Renewing", "Member before", "Opens later", "Closed"} < set(known(member="no"))
    assert "Member" not in known(member="no")


def test_not_visited_are_those_without_a_visit_made_since(known):
    everyone = known()

    assert [name for name in everyone if name not in known(not_visited="2018-03-01")] == ["Visited"]
    assert known(not_visited="2018-03-02") == everyone


def test_schools_are_found_by_trust_and_by_whether_they_are_open(known):
    assert known(trust="sunr") == known(open="closed") == ["Closed"]
    assert "Closed" not in known(open="open")


def test_each_line_says_membership_last_visit_and_what_is_planned(known, client):
    lines = {school.name: school for school in client.get(reverse("school-list")).context["page"]}

    assert (lines["Renewing"].membership, lines["Member before"].membership) == ("renewing", None)
    assert lines["Visited"].last_visited_on == datetime.date(2018, 3, 1)
    assert (lines["Called"].last_visited_on, lines["Planned"].last_visited_on) == (None, None)
    assert lines["Planned"].next_planned_on == datetime.date(2018, 4, 1)


# A visit planned to each of several


PLAN = "/schools/together/plan/"


def test_a_visit_is_planned_to_each_once_however_often_it_is_sent(today, client):
    staff, other = UserFactory(name="Sam Staff"), UserFactory(name="Ann Other")
    client.force_login(staff)
    schools, focus = SchoolFactory.create_batch(2), FocusFactory()
    rows = [school.pk for school in schools]
    SchoolFactory()
    key = client.get(PLAN, {"row": rows}).context["form"]["key"].value()
    typed = {"row": rows, "key": key, "on": "2018-04-01", "kind": "visit", "focus": focus.pk}

    for said in ("2 visits planned.", "2 schools left out: they are in the plan already."):
        answer = client.post(PLAN, {**typed, "visitors": [staff.pk, other.pk]}, follow=True)
        assert [str(message) for message in answer.context["messages"]] == [said]

    made = list(Visit.objects.order_by("school"))
    assert [visit.school for visit in made] == schools
    assert len({visit.meeting for visit in made}) == 2
    for visit in made:
        assert (visit.status, visit.visited_on, visit.focus) == ("planned", datetime.date(2018, 4, 1), focus)
        assert (visit.visitor, visit.logged_by) == ("Ann Other, Sam Staff", staff)
        assert set(visit.visitors.all()) == {staff, other}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on": "2018-03-14"}, "That day is past."),
        ({"on": ""}, "This field is required."),
        ({"kind": "party"}, "Select a valid choice."),
        ({"focus": "0"}, "Select a valid choice."),
        ({"visitors": ["0"]}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_and_nothing_is_made(today, client, typed, said):
    client.force_login(UserFactory())
    right = {"key": str(uuid.uuid4()), "on": "2018-04-01", "kind": "visit"}

    answer = client.post(PLAN, {"row": SchoolFactory().pk, **right, **typed})

    assert said in answer.content.decode()
    assert not Visit.objects.exists()


def test_one_meeting_is_logged_with_the_schools_ticked(today, client):
    client.force_login(UserFactory())
    one, other = SchoolFactory(), SchoolFactory()

    answer = client.get("/schools/together/log/", {"row": [one.pk, other.pk]})

    assert answer["Location"] == f"/visits/new/?school={one.pk}&school={other.pk}"
