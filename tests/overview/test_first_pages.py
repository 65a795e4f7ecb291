"""The first page of staff, headteachers and admins: what each block lists, and what it leaves out.

A trustee's is `tests/reports/test_headlines.py`.
"""

import datetime
import re

import pytest
from django.urls import reverse

from accounts.history.recording import recording
from accounts.permissions import Role
from schools.models import School
from tests.factories import (
    OUT_OF_AREA,
    YEAR,
    ActionFactory,
    AgreementFactory,
    AssociateFactory,
    AssociateMembershipFactory,
    InspectionFactory,
    InvitationFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.people import headteacher_of, section
from thep.years import AcademicYear

HOME = reverse("home")
KB = 1000


@pytest.fixture
def staff(today, client):
    client.force_login(UserFactory(role=Role.STAFF))
    return client


def member(name: str, *, year=YEAR, status="member", **school):
    return MembershipFactory(school=SchoolFactory(name=name, **school), year=year, status=status).school


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def words(client, anchor: str, **query) -> str:
    return section(client.get(HOME, query).content.decode(), anchor)


# Staff: members not yet visited


def not_visited(client) -> list[tuple[str, datetime.date | None]]:
    block = client.get(HOME).context["not_visited"]
    assert block.count == len(block.page.object_list)
    return [(school.name, school.last_visited_on) for school in block.page]


def test_members_not_yet_visited_are_listed_never_first_then_longest_ago(staff):
    for name, on in (("Lately", "2017-07-01"), ("Long ago", "2014-01-10")):
        school = member(name)
        VisitFactory(school=school, visited_on=day("2013-05-05"))
        VisitFactory(school=school, visited_on=day(on))
    member("Zoar")
    member("Alma")
    assert not_visited(staff) == [
        ("Alma", None),
        ("Zoar", None),
        ("Long ago", day("2014-01-10")),
        ("Lately", day("2017-07-01")),
    ]


def test_a_member_visited_in_the_year_is_not_listed(staff):
    VisitFactory(school=member("First day"), visited_on=day("2017-09-01"))
    VisitFactory(school=member("Visited"), visited_on=day("2018-03-01"))
    assert not_visited(staff) == []
    assert words(staff, "not_visited") == (
        "Members not yet visited 0 Every member of 2017–18 on record has been visited."
    )


@pytest.mark.parametrize(
    "what", [{"kind": "call"}, {"status": "planned"}, {"status": "cancelled"}, {"visited_on": day("2017-08-31")}]
)
def test_what_is_no_visit_of_the_year_leaves_a_member_on_the_list(staff, what):
    school = member("Waiting")
    VisitFactory(school=school, **({"visited_on": day("2018-03-01")} | what))
    assert [name for name, _ in not_visited(staff)] == ["Waiting"]


def test_only_open_members_of_the_year_are_to_be_visited(staff):
    member("Out of area", la_code=OUT_OF_AREA)
    SchoolFactory(name="No row")
    member("Other year", year=YEAR - 1)
    member("Closed", closed_on=day("2017-08-31"))
    for status in ("invited", "renewing", "declined", "withdrawn"):
        member(status, status=status)
    VisitFactory()
    assert not_visited(staff) == [("Out of area", None)]


def test_fifty_stand_on_a_page_with_the_number_left(staff):
    for n in range(53):
        member(f"School {n:02}")
    first, second = words(staff, "not_visited"), words(staff, "not_visited", not_visited="2")
    assert first.startswith("Members not yet visited 53 ")
    assert first.endswith("School 49 never 1 to 50 of 53 3 more")
    assert second.endswith("School 50 never School 51 never School 52 never Those before 51 to 53 of 53")


def test_the_page_says_when_it_is_about_an_earlier_year(staff):
    member("Bow", year=YEAR - 1)
    VisitFactory(visited_on=day("2017-01-10"))
    page = staff.get(HOME).content.decode()
    assert "To do in 2016–17" in page
    assert "No membership of 2017–18 is on record yet, so this page is about 2016–17" in page
    member("Alma")
    page = staff.get(HOME).content.decode()
    assert ("To do in 2017–18" in page, "is on record yet" in page) == (True, False)


# Staff: renewals


def test_renewals_outstanding_are_invited_and_renewing_of_this_year_and_the_next(staff):
    member("Invited", status="invited")
    member("Renewing", status="renewing")
    member("Next year", status="renewing", year=YEAR + 1)
    for status in ("member", "declined", "withdrawn"):
        member(status, status=status)
    member("Year before", status="renewing", year=YEAR - 1)
    member("Year after", status="renewing", year=YEAR + 2)
    member("Closed", status="renewing", closed_on=day("2017-09-01"))
    member("Closing", status="renewing", year=YEAR + 1, closed_on=day("2018-08-31"))
    assert words(staff, "renewals") == (
        "Renewals outstanding 3 "
        "2017–18 195 days since 1 September 2017 Invited invited Renewing renewing "
        "2018–19 Next year renewing The board of renewals"
    )


def test_associates_still_to_renew_are_named_with_their_year(staff):
    for year, name, status in (
        (YEAR, "Arts", "renewing"),
        (YEAR + 1, "Bridge", "renewing"),
        (YEAR, "Lapsed", "lapsed"),
        (YEAR, "Member", "member"),
        (YEAR - 1, "Long ago", "renewing"),
    ):
        AssociateMembershipFactory(associate=AssociateFactory(name=name), year=year, status=status)
    assert words(staff, "renewals") == (
        "Renewals outstanding 0 No school is invited or renewing for 2017–18 or the year after. "
        "Associates still to renew Arts 2017–18 Bridge 2018–19"
    )


# Staff: Ofsted


def inspected(school, on, *, published=None, kind="graded", overall=None, **more):
    return InspectionFactory(
        school=school,
        inspected_on=day(on),
        published_on=published and day(published),
        kind=kind,
        overall=overall,
        **more,
    )


def changes(client) -> list[tuple[str, str, str]]:
    found = client.get(HOME).context["inspections"]
    return [(inspection.school.name, change["before"], change["now"]) for inspection, change in found]


def test_inspections_are_listed_latest_published_first_with_the_grade_before_and_now(staff):
    bow, alma, new = SchoolFactory(name="Bow"), SchoolFactory(name="Alma"), SchoolFactory(name="New")
    inspected(bow, "2010-01-10", overall=1)
    inspected(bow, "2014-01-10", overall=3)
    inspected(bow, "2018-01-10", published="2018-03-14", overall=2)
    inspected(alma, "2018-02-20", published="2018-03-10", kind="ungraded", ungraded_outcome="remains_good")
    inspected(alma, "2013-02-20", overall=2)
    inspected(new, "2018-02-01", overall=4)
    assert changes(staff)[:3] == [
        ("Bow", "Requires improvement", "Good"),
        ("Alma", "Good", "School remains Good"),
        ("New", "No graded inspection published", "Inadequate"),
    ]


def test_what_is_not_published_not_graded_or_not_in_area_is_no_news(staff):
    inspected(SchoolFactory(name="Bow"), "2018-01-10", published="2018-03-15", overall=2)
    inspected(SchoolFactory(name="Tomorrow"), "2018-01-10", published="2018-03-16", overall=2)
    inspected(SchoolFactory(name="Away", la_code=OUT_OF_AREA), "2018-01-10", overall=2)
    inspected(SchoolFactory(name="Monitored"), "2018-01-10", kind="monitoring")
    inspected(SchoolFactory(name="Themed"), "2018-01-10", kind="thematic")
    assert changes(staff) == [("Bow", "No graded inspection published", "Good")]


def test_nothing_is_converted_between_regimes(today, staff, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: day("2026-07-01"))
    bow, alma = SchoolFactory(name="Bow"), SchoolFactory(name="Alma")
    inspected(alma, "2017-01-10", overall=2)
    judged = inspected(alma, "2025-01-10")
    judged.judgements.create(area="quality_of_education", grade="2", graded_on=day("2025-01-10"))
    inspected(bow, "2025-01-10", kind="ungraded", ungraded_outcome="standards_maintained")
    card = inspected(alma, "2026-01-10")
    for area, grade, on in (
        ("card_leadership", "expected", "2026-01-10"),
        ("card_inclusion", "needs_attention", "2026-01-10"),
        ("card_inclusion", "strong", "2026-06-10"),
    ):
        card.judgements.create(area=area, grade=grade, graded_on=day(on))
    assert changes(staff)[:3] == [
        ("Alma", "Not judged overall (key judgements only)", "Report card, which has no overall grade"),
        ("Bow", "No graded inspection published", "Standards maintained"),
        ("Alma", "Good", "Not judged overall (key judgements only)"),
    ]
    said = words(staff, "ofsted")
    assert "Inclusion: Strong standard; Leadership and governance: Expected standard" in said
    assert "Quality of education: Good" in said


def test_an_ungraded_inspection_without_outcome_says_so(staff):
    bow = SchoolFactory(name="Bow")
    inspected(bow, "2014-01-10", overall=2)
    inspected(bow, "2018-01-10", published="2018-02-10", kind="ungraded")
    assert "Bow 10 Feb 2018 Good ungraded, outcome not on record, inspected 10 Jan 2018" in words(staff, "ofsted")


# Staff: planned visits


def test_planned_visits_are_listed_from_today_on_the_next_first(staff):
    VisitFactory(school=SchoolFactory(name="Later"), visited_on=day("2018-05-01"), status="planned")
    VisitFactory(school=SchoolFactory(name="Today"), visited_on=day("2018-03-15"), status="planned", purpose="Data")
    VisitFactory(school=None, associate=AssociateFactory(name="Arts"), visited_on=day("2018-04-01"), status="planned")
    VisitFactory(school=SchoolFactory(name="Missed"), visited_on=day("2018-03-14"), status="planned")
    VisitFactory(school=SchoolFactory(name="Cancelled"), visited_on=day("2018-04-02"), status="cancelled")
    assert words(staff, "next-visits") == "Planned visits 15 Mar 2018 Today : Data 1 Apr 2018 Arts 1 May 2018 Later"


def test_each_block_of_an_empty_portal_says_so_in_a_sentence(staff):
    said = [words(staff, anchor) for anchor in ("not_visited", "renewals", "next-visits", "ofsted")]
    assert said == [
        "Members not yet visited 0 Every member of 2017–18 on record has been visited.",
        "Renewals outstanding 0 No school is invited or renewing for 2017–18 or the year after.",
        "Planned visits No visit is planned from today on.",
        "Latest from Ofsted No inspection of a school in area is on record.",
    ]


# Headteachers


def test_a_headteacher_of_one_school_is_led_to_it(today, client):
    school = SchoolFactory()
    SchoolFactory()
    client.force_login(headteacher_of(school))
    assert client.get(HOME).url == reverse("school-detail", args=[school.pk])


def test_an_executive_head_sees_a_line_for_each_of_their_schools(today, client):
    bow, alma, other = member("Bow"), SchoolFactory(name="Alma"), member("Other")
    AgreementFactory(schools=[bow, other], package="gold")
    AgreementFactory(schools=[bow], package="silver", year=YEAR - 1)
    for on, more in (
        ("2017-10-10", {}),
        ("2018-02-02", {}),
        ("2018-03-03", {"kind": "call"}),
        ("2018-03-20", {"status": "planned"}),
        ("2018-04-20", {"status": "planned"}),
        ("2018-03-01", {"status": "planned"}),
    ):
        VisitFactory(school=bow, visited_on=day(on), **more)
    inspected(bow, "2012-01-10", overall=2)
    inspected(bow, "2018-01-10", published="2018-02-10", kind="ungraded", ungraded_outcome="remains_good")
    inspected(bow, "2018-03-10", published="2018-04-10", overall=4)
    VisitFactory(school=other, visited_on=day("2018-03-03"))
    client.force_login(headteacher_of(bow, alma))

    page = client.get(HOME)

    lines = page.context["lines"]
    assert [
        (
            line["school"].name,
            line["membership"],
            line["school"].packages,
            line["school"].last_visited_on,
            line["school"].next_planned_on,
            line["grade"],
        )
        for line in lines
    ] == [
        ("Alma", None, None, None, None, None),
        ("Bow", "Member", "Gold", day("2018-02-02"), day("2018-03-20"), "School remains Good"),
    ]
    assert "Other" not in page.content.decode()


@pytest.mark.parametrize("days", [{}, {"until_on": day("2018-03-14")}, {"from_on": day("2018-03-16")}])
def test_a_headteacher_of_no_school_is_told_whom_to_ask(today, client, days):
    client.force_login(headteacher_of(*([SchoolFactory(name="Mine no more")] if days else []), **days))
    answer = client.get(HOME)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "ask the partnership’s office" in page
    assert "Mine no more" not in page


# Trustees and admins


def test_a_trustee_is_led_to_the_reports(db, client):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    assert client.get(HOME).url == reverse("report-list")


def test_an_admin_sees_what_changed_lately_and_which_files_came_in(db, client):
    ada = UserFactory(role=Role.ADMIN, name="Ada")
    client.force_login(ada)
    assert section(client.get(HOME).content.decode(), "imports").startswith("Spreadsheets No file has been brought in")
    with recording(file="members.xlsx", user=str(ada.pk)):
        school = SchoolFactory(name="Elm", urn=None, phase=None)
    with recording(file="unused.xlsx"):
        pass
    School.objects.filter(pk=school.pk).update(name="Oak")

    page = client.get(HOME).content.decode()

    assert section(page, "changes").startswith("Latest changes School: Oak changed")
    assert "Ada, from members.xlsx School: Elm added" in section(page, "changes")
    assert re.sub(r"\d+ \w+ \d+, [\d:]+", "DAY", section(page, "imports")) == (
        "Spreadsheets members.xlsx DAY, Ada Bring in spreadsheets : you see what would change before anything does."
    )


def test_an_admin_sees_how_many_people_there_are_and_where_to_go(db, client):
    client.force_login(UserFactory(role=Role.ADMIN))
    UserFactory.create_batch(2, role=Role.HEADTEACHER)
    UserFactory(role="")
    UserFactory(is_active=False)
    InvitationFactory()
    page = client.get(HOME).content.decode()
    assert section(page, "people") == (
        "People Staff 0 Headteacher 2 Trustee 0 Admin 1 Without a role sign in and see nothing 1 "
        "Invitation expired 1 Deactivated 1 Everyone · Invite someone"
    )
    places = ["person-list", "report-latest-checks", "workbook-upload", "history", "admin:index"]
    assert [name for name in places if f'<p><a href="{reverse(name)}">' not in page] == []


# What they cost


def fill(count: int, year: AcademicYear = YEAR) -> list:
    """Schools with something for every block."""
    schools = []
    for _ in range(count):
        school = SchoolFactory(short_name="")
        MembershipFactory(school=school, year=year)
        MembershipFactory(school=school, year=year + 1, status="renewing")
        AssociateMembershipFactory(year=year, status="renewing")
        AgreementFactory(schools=[school], year=year)
        VisitFactory(school=school, visited_on=day("2016-10-10"))
        VisitFactory(school=school, visited_on=day("2018-06-01"), status="planned", purpose="Headteacher meeting")
        InspectionFactory(school=school, overall=2)
        schools.append(school)
    return schools


@pytest.mark.parametrize(("role", "queries"), [(Role.STAFF, 11), (Role.ADMIN, 10)])
def test_a_first_page_asks_as_many_queries_with_1_school_as_with_50(
    today, client, django_assert_num_queries, role, queries
):
    client.force_login(UserFactory(role=role))
    for count in (1, 49):
        fill(count)
        with django_assert_num_queries(queries):
            page = client.get(HOME)
    assert len(page.content) < 60 * KB
    assert role == Role.ADMIN or page.context["not_visited"].count == 50


def test_a_first_page_of_a_large_partnership_stays_short(staff):
    fill(120)
    page = staff.get(HOME)
    assert len(page.content) < 60 * KB
    assert [page.context[name].count for name in ("not_visited", "renewals")] == [120, 120]


def test_an_executive_heads_page_asks_as_many_queries_with_2_schools_as_with_50(
    today, client, django_assert_num_queries
):
    for count in (2, 50):
        client.force_login(headteacher_of(*fill(count)))
        with django_assert_num_queries(7):
            page = client.get(HOME)
        assert len(page.context["lines"]) == count
    assert len(page.content) < 60 * KB


def test_school_names_and_other_words_are_only_text(staff):
    member("<script>alert(1)</script>")
    page = staff.get(HOME).content.decode()
    assert ("<script" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_what_somebody_has_to_do_is_listed_the_next_due_first(today, client):
    me = UserFactory()
    elm = VisitFactory(school=SchoolFactory(name="Elm"))
    for what, due, owner, more in (
        ("No day", None, me, {}),
        ("Late", day("2018-03-14"), me, {}),
        ("Today", today, me, {}),
        ("Done", today, me, {"done_on": today}),
        ("Another’s", today, UserFactory(), {}),
    ):
        ActionFactory(visit=elm, what=what, due_on=due, owner=owner, **more)
    client.force_login(me)
    assert words(client, "your-actions") == (
        "Your actions Late Elm Overdue since 14 Mar 2018 Today Elm Due 15 Mar 2018 No day Elm "
        "Notes a school calls not accurate"
    )
