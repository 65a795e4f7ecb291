"""The switch by which a school counts its predecessor's grade: what it would change is told before it is turned."""

import datetime
import re

import pytest
from django.urls import reverse

from accounts.permissions import Role
from schools.models import School, SchoolUrn
from tests.factories import InspectionFactory, SchoolFactory, UserFactory
from tests.overview.people import headteacher_of, section

LEDGER = " All inspections, and where they come from"
WITH, WITHOUT = "Good, of its predecessor, Redlands", "No graded inspection published"


@pytest.fixture
def academy(today):
    """Without a grade of its own."""
    school = SchoolFactory(name="Elm Academy", governance="academy")
    InspectionFactory(
        school=school,
        overall=2,
        inspected_on=datetime.date(2015, 1, 10),
        is_predecessors=True,
        inspected_name="Redlands",
    )
    return school


@pytest.fixture
def staff(client, today):
    client.force_login(UserFactory())
    return client


def address(school: School) -> str:
    return reverse("school-predecessors", args=[school.pk])


def lines(client, school: School) -> list[list[str]]:
    body = re.search("<tbody>(.*?)</tbody>", client.get(address(school)).content.decode(), re.DOTALL)[1]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("</tr>") if "<td" in row]


def counts(school: School) -> bool:
    return School.objects.get(pk=school.pk).has_predecessors_grade


def test_the_page_says_the_grade_with_and_without_it_today_and_on_each_31_july_that_differs(staff, academy):
    assert lines(staff, academy) == [
        ["Today", WITH, WITHOUT],
        ["31 July 2017", WITH, WITHOUT],
        ["31 July 2016", WITH, WITHOUT],
        ["31 July 2015", WITH, WITHOUT],
    ]


def test_what_no_longer_differs_today_is_told_of_the_years_before(staff, academy):
    InspectionFactory(school=academy, overall=3, inspected_on=datetime.date(2018, 3, 1), urn=None)
    assert lines(staff, academy)[:2] == [
        ["Today", "Requires improvement", "Requires improvement"],
        ["31 July 2017", WITH, WITHOUT],
    ]


def test_where_it_makes_no_difference_the_page_says_so(staff, today):
    school = SchoolFactory()
    page = staff.get(address(school)).content.decode()
    assert "Changing it makes no difference today" in page
    assert lines(staff, school) == [["Today", WITHOUT, WITHOUT]]


def test_the_switch_is_turned_once_however_often_it_is_pressed_and_turned_back(staff, academy):
    other = SchoolFactory()
    events = School.pgh_event_model.objects.filter(pgh_obj=academy, pgh_label="update")

    answers = [staff.post(address(academy), {"counts": "no"}) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [address(academy)] * 2
    assert (counts(academy), counts(other), events.count()) == (False, True, 1)
    assert "Count it for this school" in staff.get(address(academy)).content.decode()

    staff.post(address(academy), {"counts": "yes"})
    assert (counts(academy), events.count()) == (True, 2)


@pytest.mark.parametrize("said", [{}, {"counts": ""}, {"counts": "perhaps"}])
def test_what_is_no_choice_changes_nothing_and_is_told(staff, academy, said):
    answer = staff.post(address(academy), said)
    assert (answer.status_code, counts(academy)) == (422, True)
    assert "Choose with the button whether it counts." in answer.content.decode()


def test_looking_changes_nothing(staff, academy):
    staff.get(address(academy), {"counts": "no"})
    assert counts(academy) is True


def test_the_school_page_leads_there_where_it_can_matter(staff, academy):
    former = SchoolFactory()
    SchoolUrn.objects.create(school=former, urn=100_001, is_current=False)
    off = SchoolFactory(has_predecessors_grade=False)

    def said(school: School) -> str:
        ofsted = section(staff.get(school.get_absolute_url()).content.decode(), "ofsted")
        return re.sub(".*(While it has|A predecessor|No inspection)", r"\1", ofsted).removesuffix(LEDGER)

    on = "While it has no grade of its own, a predecessor’s counts. Change this"
    assert [said(school) for school in (academy, former)] == [on, on]
    assert said(off) == "A predecessor’s grade does not count. Change this"
    assert said(SchoolFactory()) == "No inspection on record."


def test_who_may_not_turn_it_is_not_led_there(client, academy):
    for person in (headteacher_of(academy), UserFactory(role=Role.TRUSTEE)):
        client.force_login(person)
        assert address(academy) not in client.get(academy.get_absolute_url()).content.decode()
        assert client.post(address(academy), {"counts": "no"}).status_code == 403
    assert counts(academy) is True
