"""The page of a school: who sees what on it, what stands first, and what it costs."""

import datetime
import re

import pytest
from django.urls import reverse

from accounts.permissions import Role
from schools.models import FormerGovernance, FormerName, FormerTrust, SchoolPhase, SchoolUrn, Trust
from tests.factories import (
    YEAR,
    ActionFactory,
    AgreementFactory,
    ChargeFactory,
    ContactFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.people import headteacher_of, section


def fill(school, times=1):
    for n in range(times):
        MembershipFactory(school=school, year=YEAR - n)
        AgreementFactory(schools=[school], year=YEAR - n, fee="1234.50")
        ChargeFactory(school=school, description="Moderation training")
        ParticipationFactory(school=school)
        VisitFactory(school=school, shared_note="Reading is strong.", internal_note="SECRET")
        InspectionFactory(school=school, overall=2)
        ActionFactory(visit=school.visits.first(), what=f"Action {n}", owner=UserFactory())
        period = f"[{2000 + n}-01-01,{2000 + n}-02-01)"
        FormerName.objects.create(school=school, name=f"Name {n}", period=period)
        FormerGovernance.objects.create(school=school, governance="other", period=period)
    return school


def test_a_headteacher_opens_their_own_school_and_no_other(db, client):
    own, other = SchoolFactory(), SchoolFactory()
    client.force_login(headteacher_of(own))
    assert client.get(reverse("school-detail", args=[own.pk])).status_code == 200
    assert client.get(reverse("school-detail", args=[other.pk])).status_code == 404


@pytest.mark.parametrize(
    ("days", "status"),
    [
        ({"until_on": datetime.date(2000, 1, 1)}, 404),
        ({"from_on": datetime.date(2100, 1, 1)}, 404),
        ({"from_on": datetime.date(2000, 1, 1), "until_on": datetime.date(2100, 1, 1)}, 200),
    ],
)
def test_a_headteachers_access_ends_on_the_day(db, client, days, status):
    school = SchoolFactory()
    client.force_login(headteacher_of(school, **days))
    assert client.get(reverse("school-detail", args=[school.pk])).status_code == status


def test_the_page_shows_each_subject_and_no_internal_note(db, client):
    school = fill(SchoolFactory(name="Bow School", urn=100965))
    client.force_login(headteacher_of(school))
    page = client.get(reverse("school-detail", args=[school.pk])).content.decode()
    shown = ["Bow School", "100965", "£1,234.50", "Moderation training", "Reading is strong.", "Good"]
    assert [words for words in shown if words not in page] == []
    assert "SECRET" not in page


def test_a_headteacher_sees_a_shared_agreement_without_the_other_schools_name(db, client):
    own, other = SchoolFactory(name="Own"), SchoolFactory(name="Neighbour")
    AgreementFactory(schools=[own, other])
    client.force_login(headteacher_of(own))
    assert "Neighbour" not in client.get(reverse("school-detail", args=[own.pk])).content.decode()


def page_of(client, school) -> str:
    return client.get(reverse("school-detail", args=[school.pk])).content.decode()


def test_what_is_of_the_year_in_hand_stands_first(today, client):
    school = SchoolFactory()
    for year, words in ((YEAR, "Now"), (YEAR - 1, "Before"), (YEAR + 1, "Next")):
        MembershipFactory(school=school, year=year)
        ParticipationFactory(school=school, year=year, programme__name=f"{words} programme")
        ChargeFactory(school=school, year=year, description=f"{words} charge")
    for year, package, fee in ((YEAR, "gold", 9800), (YEAR + 1, "silver", 6900)):
        AgreementFactory(schools=[school], year=year, package=package, fee=fee)
    ParticipationFactory(year=YEAR, programme__name="Another school’s programme")
    client.force_login(headteacher_of(school))
    page = page_of(client, school)
    assert section(page, "this-year") == "Taking part in 2017–18 Now programme Member"
    assert section(page, "packages") == (
        "Package and charges 2017–18 Gold £9,800.00 Now charge £100.00 "
        "2018–19 Silver £6,900.00 Next charge £100.00 2016–17 Before charge £100.00"
    )
    assert section(page, "participation") == (
        "Taking part in other years 2018–19 Next programme Member 2016–17 Before programme Member"
    )


def test_planned_visits_from_today_on_are_coming_up_and_all_others_are_visits(today, client):
    school = SchoolFactory()
    for on, status in (
        ("2018-03-15", "planned"),
        ("2018-03-14", "planned"),
        ("2018-05-01", "planned"),
        ("2018-05-02", "cancelled"),
        ("2018-01-10", "done"),
    ):
        VisitFactory(school=school, visited_on=datetime.date.fromisoformat(on), status=status)
    VisitFactory(visited_on=datetime.date(2018, 5, 3), status="planned")
    client.force_login(headteacher_of(school))
    page = page_of(client, school)
    assert section(page, "coming") == "Coming up 15 Mar 2018 Visit, planned 1 May 2018 Visit, planned"
    assert section(page, "visits") == (
        "Visits 2 May 2018 Visit, cancelled 14 Mar 2018 Visit, planned 10 Jan 2018 Visit"
    )


def test_many_planned_visits_leave_the_latest_ones_on_the_page(today, client):
    school = SchoolFactory()
    for n in range(25):
        VisitFactory(school=school, visited_on=today + datetime.timedelta(n), status="planned")
    for n in range(22):
        VisitFactory(school=school, visited_on=today - datetime.timedelta(n), purpose=f"Visit {n}")
    client.force_login(UserFactory())
    said = section(page_of(client, school), "visits")
    assert ("Visit 0" in said, "Visit 19" in said, "Visit 20" in said) == (True, True, False)
    assert said.endswith("Earlier visits")


def test_an_inspection_of_a_predecessor_says_whose_it_was(db, client):
    school = SchoolFactory()
    InspectionFactory(school=school, overall=2, is_predecessors=True, inspected_name="Redlands")
    client.force_login(headteacher_of(school))
    assert section(page_of(client, school), "ofsted") == (
        "Ofsted Overall effectiveness 10 Jan 2018 Graded inspection of its predecessor, Redlands: Good "
        "All inspections, and where they come from"
    )


def test_ofsted_stands_under_its_regime_with_the_areas_it_judged(db, client):
    school = SchoolFactory()
    InspectionFactory(school=school, inspected_on=datetime.date(2018, 1, 10), overall=2)
    InspectionFactory(school=school, inspected_on=datetime.date(2019, 1, 10), kind="monitoring")
    card = InspectionFactory(school=school, inspected_on=datetime.date(2026, 1, 10))
    card.judgements.create(area="card_achievement", grade="strong", graded_on=datetime.date(2026, 1, 10))
    client.force_login(headteacher_of(school))
    assert section(page_of(client, school), "ofsted") == (
        "Ofsted Report card 10 Jan 2026 Graded : Report card, which has no overall grade "
        "Achievement: Strong standard "
        "Overall effectiveness 10 Jan 2019 Monitoring 10 Jan 2018 Graded : Good "
        "All inspections, and where they come from"
    ).replace(" :", ":")


def test_every_urn_and_phase_stands_at_the_head(db, client):
    school = SchoolFactory(urn=100965, also=("secondary", YEAR - 2))
    SchoolUrn.objects.create(school=school, urn=100001, is_current=False, period="(,2010-01-01)")
    SchoolPhase.objects.create(school=SchoolFactory(phase=None), phase="special")
    client.force_login(UserFactory())
    facts = page_of(client, school).split('<dl class="facts" id="school">')[1].split("</dl>")[0]
    assert " ".join(facts.split("<dd>")[1].split("</dd>")[0].split()) == "100965, 100001 (before)"
    assert " ".join(facts.split("<dd>")[2].split("</dd>")[0].split()) == "Primary, Secondary from 2015–16"


NOBODY_ELSE = " Others Nobody else is on record. Add a contact"


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN, Role.HEADTEACHER])
def test_contacts_are_those_who_may_act_for_the_school_today(today, client, role):
    school = SchoolFactory()
    reader = headteacher_of(school)
    reader.name, reader.email = "Harriet Head", "harriet@bow.example"
    reader.save()
    headteacher_of(school, until_on=datetime.date(2018, 3, 14))
    headteacher_of(school, from_on=datetime.date(2018, 3, 16))
    headteacher_of(SchoolFactory())
    for away in (headteacher_of(school), headteacher_of(school)):
        away.is_active, away.role = away.pk % 2 == 0, Role.STAFF if away.pk % 2 == 0 else Role.HEADTEACHER
        away.save()
    client.force_login(reader if role == Role.HEADTEACHER else UserFactory(role=role))
    said = section(page_of(client, school), "contacts").removesuffix(NOBODY_ELSE)
    assert said == "Contacts Who signs in for the school Harriet Head harriet@bow.example"


def test_other_contacts_of_the_school_are_named_and_those_who_left_come_last(db, client):
    school = SchoolFactory()
    ContactFactory(school=school, name="Gone", email="", left_on=datetime.date(2018, 1, 31))
    ContactFactory(school=school, name="Dee Deputy", post="Deputy head", email="dee@bow.example", phone="020 1")
    ContactFactory(name="Of another school")
    ContactFactory(school=school, name="", email="")
    client.force_login(UserFactory())

    said = section(page_of(client, school), "contacts")

    assert said.endswith("Others Dee Deputy , Deputy head dee@bow.example 020 1 Gone left on 31 Jan 2018 Add a contact")


def test_a_school_without_contacts_says_so_to_staff(db, client):
    client.force_login(UserFactory())
    said = section(page_of(client, SchoolFactory()), "contacts")
    assert said == f"Contacts Who signs in for the school Nobody can sign in for this school today.{NOBODY_ELSE}"


def test_internal_notes_are_marked_and_not_even_read_for_others(db, client, django_assert_max_num_queries):
    school = fill(SchoolFactory())
    for role, is_shown in ((Role.STAFF, True), (Role.ADMIN, True), (Role.TRUSTEE, False), (Role.HEADTEACHER, False)):
        client.force_login(headteacher_of(school) if role == Role.HEADTEACHER else UserFactory(role=role))
        with django_assert_max_num_queries(12) as asked:
            page = page_of(client, school)
        assert ("Internal SECRET" in section(page, "visits"), "SECRET" in page) == (is_shown, is_shown)
        assert any("internal_note" in query["sql"] for query in asked.captured_queries) == is_shown


@pytest.mark.parametrize(
    ("role", "queries"), [(Role.STAFF, 12), (Role.ADMIN, 12), (Role.TRUSTEE, 12), (Role.HEADTEACHER, 12)]
)
def test_the_page_asks_as_many_queries_of_a_full_school_as_of_a_new_one(
    db, client, django_assert_num_queries, role, queries
):
    bare, full = SchoolFactory(), fill(SchoolFactory(), times=5)
    for _ in range(4):
        headteacher_of(full)
    client.force_login(headteacher_of(bare, full) if role == Role.HEADTEACHER else UserFactory(role=role))
    for school in (bare, full):
        with django_assert_num_queries(queries):
            client.get(reverse("school-detail", args=[school.pk]))


def test_names_and_trusts_over_time_stand_at_the_head(db, client):
    school = SchoolFactory(name="Stepney Park", trust=Trust.objects.create(name="River Trust"))
    FormerName.objects.create(school=school, name="Redlands", period="[1950-01-01,2017-09-01)")
    FormerName.objects.create(school=school, name="Board School", period="[1900-01-01,1950-01-01)")
    FormerTrust.objects.create(school=school, trust=Trust.objects.create(name="Old Trust"), period="[2012-04-01,)")
    FormerTrust.objects.create(school=school, trust=None, period="(,2012-04-01)")
    FormerGovernance.objects.create(school=school, governance="free_school", period="(,2016-09-01)")
    client.force_login(UserFactory())

    page = " ".join(re.sub(r"<[^>]+>", " ", page_of(client, school)).split())

    assert (
        "Before: Redlands (1 January 1950 to 31 August 2017); Board School (1 January 1900 to 31 December 1949)" in page
    )
    assert "Governance Maintained before: Free school (until 31 August 2016) Trust" in page
    assert "River Trust before: Old Trust (from 1 April 2012) before: No trust (until 31 March 2012) Local" in page


def test_actions_stand_open_ones_first_by_due_date_then_done_ones(today, client):
    school = SchoolFactory()
    visit = VisitFactory(school=school)
    for what, due, done in (
        ("Done long ago", None, datetime.date(2018, 1, 2)),
        ("Done lately", None, datetime.date(2018, 3, 1)),
        ("Some day", None, None),
        ("Soon", datetime.date(2018, 3, 15), None),
        ("Late", datetime.date(2018, 3, 14), None),
    ):
        ActionFactory(visit=visit, what=what, due_on=due, done_on=done, owner_name="Head")
    ActionFactory(visit=visit, what="Kept", is_internal=True)
    ActionFactory(what="Another school’s")

    client.force_login(headteacher_of(school))
    assert section(page_of(client, school), "actions") == (
        "Actions Late Head Overdue since 14 Mar 2018 Soon Head Due 15 Mar 2018 Some day Head No due date "
        "Done lately Head Done 1 Mar 2018 Done long ago Head Done 2 Jan 2018"
    )
    client.force_login(UserFactory())
    assert "Kept No due date . For the partnership only" in section(page_of(client, school), "actions").replace(
        "date.", "date ."
    )


def test_any_part_can_be_linked_to(db, client):
    school = fill(SchoolFactory())
    client.force_login(UserFactory())
    page = page_of(client, school)
    parts = re.findall(r'<section id="([\w-]+)">\s*<h2><a href="#([\w-]+)">', page)
    assert [anchor for anchor, link in parts if anchor != link] == []
    assert len(parts) == len(re.findall("<section", page)) > 8


def test_staff_alone_are_offered_to_log_a_visit_to_this_school(db, client):
    school = SchoolFactory()
    for reader, offered in (
        (UserFactory(), True),
        (UserFactory(role=Role.TRUSTEE), False),
        (headteacher_of(school), False),
    ):
        client.force_login(reader)
        assert (f"?school={school.pk}" in page_of(client, school)) is offered
