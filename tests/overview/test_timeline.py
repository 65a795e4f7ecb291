"""All that happened at a school, in one line by date."""

import datetime
import re

import pytest
from django.urls import reverse

from accounts.permissions import Role
from schools.models import FormerGovernance, FormerName, FormerTrust, SchoolUrn, Trust
from tests.factories import (
    YEAR,
    ActionFactory,
    AgreementFactory,
    ChargeFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.people import headteacher_of, section


def day(month, number):
    return datetime.date(2018, month, number)


@pytest.fixture
def elm(today):
    """A school with something of every subject."""
    elm = SchoolFactory(name="Elm", opened_on=datetime.date(1990, 9, 1), urn=100_100)
    visit = VisitFactory(school=elm, visited_on=day(3, 1), visitor="Ada", purpose="Data", internal_note="HIDDEN")
    VisitFactory(school=elm, visited_on=day(5, 1), kind="call", status="planned")
    VisitFactory(school=elm, visited_on=day(2, 1), status="cancelled", cancelled_because="Snow")
    ActionFactory(visit=visit, what="Plan reading", due_on=day(3, 10), owner_name="Head")
    ActionFactory(visit=visit, what="Buy books", done_on=day(3, 12), outcome="Forty")
    ActionFactory(visit=visit, what="KEPT", due_on=day(3, 11), is_internal=True)
    InspectionFactory(school=elm, inspected_on=day(1, 10), overall=2)
    MembershipFactory(school=elm)
    MembershipFactory(school=elm, year=YEAR - 1, status="withdrawn", left_on=datetime.date(2017, 4, 1), reason="Money")
    AgreementFactory(schools=[elm], fee="1234.50", agreed_on=datetime.date(2017, 10, 2))
    ChargeFactory(school=elm, description="Hall", amount=80, charged_on=day(2, 20))
    ParticipationFactory(school=elm, programme__name="Lesson study")
    ParticipationFactory(school=elm, programme__name="Deputies")
    FormerName.objects.create(school=elm, name="Ash", period="(,2016-09-01)")
    SchoolUrn.objects.create(school=elm, urn=100_001, is_current=False, period="(,2017-01-01)")
    ParticipationFactory(programme__name="Another school’s")
    return elm


def lines(client, school, **query):
    page = client.get(reverse("school-timeline", args=[school.pk]), query).content.decode()
    found = re.findall(r'<li class="about-\w+">(.*?)</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


EVERYTHING = [
    "1 May 2018 Visits Call, planned",
    "12 March 2018 Actions Done: Buy books Forty",
    "10 March 2018 Actions Due: Plan reading (Head)",
    "1 March 2018 Visits Visit by Ada Data",
    "20 February 2018 Packages and charges Hall £80",
    "1 February 2018 Visits Visit, cancelled Snow",
    "10 January 2018 Ofsted Graded inspection: Good",
    "2 October 2017 Packages and charges Bronze package, 2017–18 £1,234.50",
    "2017–18 Membership Member, 2017–18",
    "2017–18 Taking part Took part in 2 programmes Deputies, Lesson study",
    "1 April 2017 Membership Left, 2016–17 Money",
    "1 January 2017 The school Gave up the URN 100001",
    "2016–17 Membership Withdrawn, 2016–17",
    "31 August 2016 The school Gave up the name Ash",
    "1 September 1990 The school Opened",
]


def test_a_headteacher_reads_everything_by_date_but_what_is_for_the_partnership_only(client, elm):
    client.force_login(headteacher_of(elm))
    assert lines(client, elm) == EVERYTHING


def test_staff_read_what_is_for_the_partnership_only_as_well(client, elm):
    client.force_login(UserFactory())
    assert set(lines(client, elm)) - set(EVERYTHING) == {"11 March 2018 Actions Due: KEPT"}


def test_the_address_says_about_what(client, elm):
    client.force_login(headteacher_of(elm))
    assert lines(client, elm, about=["ofsted", "nonsense", "school"]) == [
        line for line in EVERYTHING if " Ofsted " in line or "The school" in line
    ]


def test_former_trusts_and_governance_stand_where_they_began_and_ended(client, today):
    school = SchoolFactory(trust=Trust.objects.create(name="New Trust"))
    FormerTrust.objects.create(school=school, trust=Trust.objects.create(name="Old Trust"), period="(,2015-09-01)")
    FormerTrust.objects.create(school=school, trust=None, period="[2015-09-01,2016-09-01)")
    FormerGovernance.objects.create(school=school, governance="maintained", period="[2010-09-01,2014-09-01)")
    FormerGovernance.objects.create(school=SchoolFactory(), governance="independent", period="[2010-09-01,2014-09-01)")
    client.force_login(headteacher_of(school))
    assert lines(client, school) == [
        "31 August 2016 The school Last day in no trust",
        "1 September 2015 The school In no trust",
        "31 August 2015 The school Left Old Trust",
        "31 August 2014 The school Governance no longer: Maintained",
        "1 September 2010 The school Governance: Maintained",
    ]


def test_an_inspection_of_a_predecessor_says_whose_it_was(client, today):
    school = SchoolFactory()
    for on, name in (("2014-01-10", "Redlands"), ("2012-01-10", "")):
        InspectionFactory(
            school=school,
            overall=2,
            inspected_on=datetime.date.fromisoformat(on),
            is_predecessors=True,
            inspected_name=name,
        )
    client.force_login(headteacher_of(school))
    assert lines(client, school) == [
        "10 January 2014 Ofsted Graded inspection of its predecessor, Redlands: Good",
        "10 January 2012 Ofsted Graded inspection of its predecessor: Good",
    ]


def test_the_school_page_shows_the_latest_of_what_has_happened(client, elm):
    client.force_login(headteacher_of(elm))
    said = section(client.get(reverse("school-detail", args=[elm.pk])).content.decode(), "timeline")
    assert said.startswith("Timeline 12 March 2018 Actions Done: Buy books Forty 10 March 2018")
    assert "1 May 2018" not in said


def test_another_school_has_no_timeline_for_a_headteacher(client, elm):
    client.force_login(headteacher_of(SchoolFactory()))
    assert client.get(reverse("school-timeline", args=[elm.pk])).status_code == 404


def test_fifty_entries_stand_on_a_page(client, today):
    school = SchoolFactory()
    VisitFactory.create_batch(60, school=school)
    client.force_login(UserFactory())
    assert [len(lines(client, school, page=page)) for page in (1, 2)] == [50, 10]


@pytest.mark.parametrize("role", [Role.STAFF, Role.TRUSTEE, Role.HEADTEACHER])
def test_a_timeline_asks_as_much_of_fifty_visits_as_of_one(today, client, django_assert_num_queries, role):
    one, many = SchoolFactory(), SchoolFactory()
    for school, number in ((one, 1), (many, 50)):
        for _ in range(number):
            ActionFactory(visit=VisitFactory(school=school), due_on=today, owner=UserFactory())
            InspectionFactory(school=school, overall=2)
    client.force_login(headteacher_of(one, many) if role == Role.HEADTEACHER else UserFactory(role=role))
    for school in (one, many):
        with django_assert_num_queries(10):
            client.get(reverse("school-timeline", args=[school.pk]))
