"""The board of renewals: who stands in which column, what a card says, its filters, and one press on it."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from membership.models import Membership, RenewalLetter
from membership.renewals.board import ON_A_PAGE, Retention
from schools.models import Trust
from tests.factories import (
    YEAR,
    AgreementFactory,
    MembershipFactory,
    RenewalLetterFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEXT = YEAR + 1
NOW = datetime.datetime(2018, 6, 20, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
MAY = datetime.date(2018, 5, 1)
BOARD = reverse("renewal-board")
HERTFORD = Trust(name="Hertford Trust")


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda moment=None: moment.date() if moment else TODAY)


def wrote(membership, day):
    letter = RenewalLetterFactory(membership=membership)
    sent_at = datetime.datetime(2018, 6, day, 9, tzinfo=datetime.UTC)
    RenewalLetter.objects.filter(pk=letter.pk).update(sent_at=sent_at)


@pytest.fixture
def schools():
    """Two of each status in the next year, named by it, most of them members before; and decoys of other years."""
    found = {}
    for status in ("invited", "renewing", "member", "declined", "withdrawn"):
        for number in (1, 2):
            school = SchoolFactory(name=f"{status} {number}", phase="primary" if number == 1 else "special")
            row = MembershipFactory(school=school, year=NEXT, status=status, invited_on=MAY if number == 1 else None)
            found[school.name] = row
            if number == 1 or status == "member":
                MembershipFactory(school=school)
    MembershipFactory(school__name="not asked")
    MembershipFactory(school__name="long ago", year=YEAR - 1)
    MembershipFactory(school__name="not a member then", status="withdrawn")
    return found


def columns(client, **asked):
    """The schools in each column that has any."""
    shown = client.get(BOARD, asked).context["columns"]
    return {
        column.status.value: [card.membership.school.name for card in column.cards]
        for column in shown
        if column.cards or column.count
    }


ALL = {status: [f"{status} 1", f"{status} 2"] for status in ("invited", "renewing", "member", "declined", "withdrawn")}


def test_schools_of_the_latest_year_stand_in_the_column_of_their_status(staff, schools):
    assert columns(staff) == ALL
    assert [column.heading for column in staff.get(BOARD).context["columns"]] == [
        *("Invited", "Renewing", "In", "Declined", "Withdrawn")
    ]
    assert list(columns(staff, year=(YEAR - 1).slug)) == ["member"]


def test_card_says_what_it_had_the_year_before_how_long_it_waits_and_the_last_letter(staff, schools):
    row = schools["invited 1"]
    AgreementFactory(schools=[row.school, SchoolFactory()], package="gold", fee=4400)
    AgreementFactory(schools=[SchoolFactory()], package="silver", fee=9999)
    AgreementFactory(schools=[row.school], package="bronze", year=NEXT, fee=1)
    wrote(row, 3)
    wrote(row, 2)

    cards = {
        card.membership.school.name: (card.about, card.days)
        for column in staff.get(BOARD).context["columns"]
        for card in column.cards
    }

    assert cards["invited 1"] == ("Gold, £4,400 · letter 3 June 2018", 50)
    assert cards["renewing 2"] == ("", 0)  # counted from the year's first day, which is still to come
    assert cards["member 1"] == cards["declined 1"] == ("", None)


def test_fees_of_several_agreements_of_the_year_before_are_added(staff, schools):
    school = schools["invited 1"].school
    period = {"period": (YEAR.first_day, datetime.date(2018, 1, 1))}
    AgreementFactory(schools=[school], package="gold", fee=Decimal("100.50"), **period)
    rest = {"period": (datetime.date(2018, 1, 1), (YEAR + 1).first_day)}
    AgreementFactory(schools=[school], package="silver", fee=50, **rest)

    (card, _) = staff.get(BOARD).context["columns"][0].cards
    assert card.about == "Gold, Silver, £150.50"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"school": "renew"}, {"renewing": ["renewing 1", "renewing 2"]}),
        ({"phase": "special"}, {status: [f"{status} 2"] for status in ALL}),
        ({"trust": "hertford"}, {"invited": ["invited 1"], "declined": ["declined 1"]}),
        ({"unwritten": "10", "school": "invited"}, {"invited": ["invited 2"]}),
        ({"unwritten": "5", "school": "invited"}, {"invited": ["invited 1", "invited 2"]}),
        ({"unwritten": "soon", "school": "invited"}, {"invited": ["invited 1", "invited 2"]}),
        ({"unwritten": "-1"}, ALL),
        ({"school": "nobody"}, {}),
    ],
)
def test_filters_in_the_address(staff, schools, monkeypatch, asked, found):
    trust = Trust.objects.create(name="The Hertford Trust")
    for name in ("invited 1", "declined 1"):
        schools[name].school.trust = trust
        schools[name].school.save()
    wrote(schools["invited 1"], 13)
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    assert columns(staff, **asked) == found


def test_foot_says_what_became_of_last_years_members(staff, schools):
    def foot(**asked):
        return staff.get(BOARD, asked).context["retention"]

    assert foot() == Retention(members=7, are_in=2, to_come=2, lost=2, not_asked=1)
    assert foot(phase="special") == Retention(members=1, are_in=1, to_come=0, lost=0, not_asked=0)
    assert foot(year="2001-02", school="invited") == Retention(members=1, are_in=0, to_come=1, lost=0, not_asked=0)


def test_columns_are_paged_each_on_its_own_and_counted_over_all(staff, schools):
    for number in range(ON_A_PAGE):
        MembershipFactory(school__name=f"x {number:02}", year=NEXT, status="invited")

    page = staff.get(BOARD, {"invited": "2", "member": "9", "renewing": "x"}).context["columns"]

    assert [(column.count, column.page, column.pages, len(column.cards)) for column in page] == [
        (ON_A_PAGE + 2, 2, 2, 2),
        *[(2, 1, 1, 2)] * 4,
    ]
    assert [card.membership.school.name for card in page[0].cards] == ["x 28", "x 29"]
    assert page[0].earlier == "?invited=1&member=9&renewing=x#invited"
    assert page[0].later == ""


def test_board_without_memberships_says_so(staff):
    assert "No membership is on record yet." in staff.get(BOARD).content.decode()


def test_board_asks_as_much_of_fifty_schools_as_of_one(staff, django_assert_num_queries):
    def one():
        school = SchoolFactory()
        MembershipFactory(school=school)
        AgreementFactory(schools=[school])
        RenewalLetterFactory(membership=MembershipFactory(school=school, year=NEXT, status="invited"))

    one()
    staff.get(BOARD)
    with django_assert_num_queries(9):
        staff.get(BOARD)
    for _ in range(49):
        one()
    with django_assert_num_queries(9):
        staff.get(BOARD)


def test_trustees_read_the_board_without_letters_and_buttons(schools):
    wrote(schools["invited 1"], 3)
    client = Client()
    client.force_login(UserFactory(role="trustee"))

    page = client.get(BOARD, {"unwritten": "100"}).content.decode()

    assert "invited 1" in page
    assert "letter" not in page
    assert "<button" not in page.partition("<main")[2].replace('<button class="btn btn-primary" type="submit">Find', "")


# One press


def press(client, membership, slug, was=None, query=""):
    value = f"{membership.pk}-{was or membership.status}"
    return client.post(f"{reverse('renewal-board-step')}{query}", {slug: value})


def test_one_press_says_today_that_a_school_is_in(staff, schools, said):
    row = schools["invited 1"]

    answers = [press(staff, row, "join", query="?phase=primary&invited=2") for _ in range(2)]

    row.refresh_from_db()
    assert (row.status, row.joined_on) == ("member", TODAY)
    assert answers[0].url == f"{BOARD}?phase=primary&invited=2"
    assert said(answers[1]) == [
        "invited 1 is in for 2018–19.",
        "invited 1 was in already. Nothing was changed.",
    ]


def test_press_on_a_board_that_has_changed_since_changes_nothing(staff, schools, said):
    row = schools["declined 1"]
    answer = press(staff, row, "join", was="invited")

    row.refresh_from_db()
    assert row.status == "declined"
    assert said(answer) == ["declined 1 is declined meanwhile. Nothing was changed: look again."]


def test_step_that_needs_a_reason_leads_to_the_page_that_asks_for_it(staff, schools):
    row = schools["member 1"]
    assert press(staff, row, "withdraw").url == f"{row.get_absolute_url()}#answer"
    assert Membership.objects.get(pk=row.pk).status == "member"


def test_day_before_the_invitation_is_refused(staff, schools, said):
    row = schools["invited 1"]
    Membership.objects.filter(pk=row.pk).update(invited_on=TODAY + datetime.timedelta(days=1))

    answer = press(staff, row, "join")

    assert said(answer) == ["invited 1 was left as it is. That is before 21 June 2018, when it was asked."]


@pytest.mark.parametrize("said_by_button", [{}, {"join": "x"}, {"join": "1"}, {"dance": "1-invited"}])
def test_nonsense_changes_nothing(staff, schools, said_by_button):
    before = list(Membership.objects.order_by("pk").values())
    assert staff.post(reverse("renewal-board-step"), said_by_button).url == BOARD
    assert list(Membership.objects.order_by("pk").values()) == before


def test_press_on_a_school_that_is_not_there_is_not_found(staff, schools):
    assert staff.post(reverse("renewal-board-step"), {"join": "999999999-invited"}).status_code == 404
