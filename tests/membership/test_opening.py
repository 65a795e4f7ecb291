"""Opening the renewals of a year: whom it invites, whom it leaves out, that twice is once, and taking it back."""

import datetime

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from membership.models import AssociateMembership, Membership, RenewalRound
from membership.renewals.opening import Opening, Refused, open_renewals, take_back, years_to_open
from tests.factories import (
    YEAR,
    AssociateMembershipFactory,
    MembershipFactory,
    RenewalLetterFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEXT = YEAR + 1
TODAY = datetime.date(2018, 5, 1)
PAGE = reverse("renewals-open")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *now: TODAY)


@pytest.fixture
def schools():
    """Each of a name that says what becomes of it when the renewals of the next year are opened."""
    members = {name: SchoolFactory(name=name) for name in ("asked", "asked too", "closing", "there")}
    for school in members.values():
        MembershipFactory(school=school)
    members["closing"].closed_on = NEXT.first_day
    members["closing"].save()
    MembershipFactory(school=members["there"], year=NEXT, status="declined", reason="Said so in March")
    others = {name: SchoolFactory(name=name) for name in ("stranger", "declined", "opens later", "shut")}
    MembershipFactory(school=others["declined"], status="declined")
    others["opens later"].opened_on = NEXT.first_day + datetime.timedelta(days=1)
    others["shut"].closed_on = datetime.date(2018, 1, 1)
    for school in others.values():
        school.save()
    SchoolFactory(name="elsewhere", la_code="201")
    return {**members, **others}


def open_them(client, **said):
    return client.post(PAGE, {"year": NEXT.slug, "answer_by_on": "2018-06-30", **said})


def standing(year=NEXT):
    rows = Membership.objects.filter(year=year).order_by("school__name")
    return {row.school.name: (row.status, row.invited_on) for row in rows.select_related("school")}


INVITED = ("invited", TODAY)


def test_page_says_who_will_be_invited_and_who_not_and_why(staff, schools):
    AssociateMembershipFactory()
    AssociateMembershipFactory(status="lapsed")

    page = staff.get(PAGE).context

    assert page["year"] == NEXT
    assert {key: [school.name for school in rows] for key, _, _, rows in page["named"]} == {
        "invited": ["asked", "asked too"],
        "there": ["there"],
        "closed": ["closing"],
    }
    assert (page["associates"], page["others"]) == (1, 2)
    assert standing() == {"there": ("declined", None)}  # saying it does nothing


def test_members_that_stay_open_are_invited_once(staff, schools, sam, said):
    first, second = open_them(staff), open_them(staff)

    assert standing() == {"asked": INVITED, "asked too": INVITED, "there": ("declined", None)}
    opened = RenewalRound.objects.get()
    assert (opened.year, opened.opened_on, opened.opened_by) == (NEXT, TODAY, sam)
    assert opened.answer_by_on == datetime.date(2018, 6, 30)
    assert said(first)[:1] == ["The renewals for 2018–19 are open: 2 schools invited. No letter has been sent yet."]
    assert said(second)[-1:] == ["The renewals for 2018–19 are open, and there is nobody new to invite."]


def test_schools_in_area_that_were_no_members_are_invited_if_ticked(staff, schools):
    open_them(staff, with_others="on")

    assert sorted(standing()) == ["asked", "asked too", "declined", "stranger", "there"]


def test_associates_that_were_members_are_renewing_once(staff, schools):
    member, lapsed, there = (AssociateMembershipFactory(status=status) for status in ("member", "lapsed", "member"))
    AssociateMembershipFactory(associate=there.associate, year=NEXT, status="lapsed")

    open_them(staff)
    open_them(staff)

    rows = AssociateMembership.objects.filter(year=NEXT).order_by("pk").values_list("associate", "status")
    assert list(rows) == [(there.associate_id, "lapsed"), (member.associate_id, "renewing")]
    assert lapsed.associate.memberships.count() == 1


def test_last_years_rows_and_their_history_are_as_they_were(staff, schools):
    def before():
        versions = Membership.pgh_event_model.objects.filter(year=YEAR).order_by("pgh_id")
        return list(Membership.objects.filter(year=YEAR).order_by("pk").values()), list(versions.values())

    rows, versions = before()
    open_them(staff, with_others="on")

    assert before() == (rows, versions)
    assert len(rows) == 5
    assert len(versions) == 5


def test_later_it_invites_those_who_joined_since_and_moves_the_day(staff, schools):
    open_them(staff)
    late = MembershipFactory(school__name="late").school
    Membership.objects.filter(year=NEXT, school=schools["asked"]).update(status="member")

    open_them(staff, answer_by_on="2018-07-15")

    assert standing()["late"] == INVITED
    assert standing()["asked"] == ("member", TODAY)
    assert late.memberships.count() == 2
    assert RenewalRound.objects.get().answer_by_on == datetime.date(2018, 7, 15)


def test_a_second_person_waits_for_the_first(sam, schools):
    """The row of the round is held, as another connection finds."""
    open_renewals(year=NEXT, answer_by_on=None, with_others=False, by=sam)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("set lock_timeout = '50ms'")
            with pytest.raises(Exception, match="lock timeout"):
                cursor.execute(
                    "insert into membership_renewalround (year, opened_on) values (%s, %s)", [NEXT.start, TODAY]
                )
    finally:
        other.close()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"answer_by_on": "2018-04-30"}, "That is before the renewals are opened."),
        ({"answer_by_on": "soon"}, "Write the day as day/month/year, such as 25/12/2025."),
        ({"answer_by_on": "0018-06-30"}, "Check the year."),
    ],
)
def test_wrong_day_is_said_by_its_field_and_nothing_is_opened(staff, schools, said, error):
    answer = open_them(staff, **said, with_others="on")

    assert (answer.status_code, answer.context["form"].errors) == (422, {"answer_by_on": [error]})
    assert f'value="{said["answer_by_on"]}"' in answer.content.decode()
    assert answer.context["form"]["with_others"].value()
    assert RenewalRound.objects.count() == 0


def test_without_any_member_there_is_nothing_to_open(staff):
    assert "No school has been a member in any year yet" in staff.get(PAGE).content.decode()
    assert open_them(staff).status_code == 200
    assert RenewalRound.objects.count() == 0


def test_the_year_that_comes_next_is_offered_first(db):
    for year in (YEAR - 2, YEAR, YEAR + 1):
        MembershipFactory(year=year)

    offered = [YEAR + 2, YEAR + 1, YEAR, YEAR - 1]
    assert years_to_open(TODAY) == (offered, YEAR + 1)  # the next year has members already
    assert years_to_open(datetime.date(2030, 1, 1)) == (offered, YEAR + 2)
    assert years_to_open(datetime.date(1990, 1, 1)) == (offered, YEAR - 1)


# Taking it back


def back(client):
    return client.post(reverse("renewals-take-back"), {"year": NEXT.slug})


def test_renewals_are_taken_back_with_just_the_rows_that_opening_made(staff, schools, said):
    by_hand = MembershipFactory(school=schools["stranger"], year=NEXT, status="invited", invited_on=TODAY)
    AssociateMembershipFactory()
    own = AssociateMembershipFactory(year=NEXT, status="renewing")
    open_them(staff)

    answers = [back(staff), back(staff)]

    assert standing() == {"stranger": INVITED, "there": ("declined", None)}
    assert Membership.objects.filter(pk=by_hand.pk).exists()
    assert list(AssociateMembership.objects.filter(year=NEXT)) == [own]
    assert RenewalRound.objects.count() == 0
    assert said(answers[0])[1] == "The renewals for 2018–19 are taken back: 2 schools no longer invited."
    open_them(staff)
    assert standing()["asked"] == INVITED


def answered(opened):
    opened.memberships.filter(school__name="asked").update(status="renewing")


def written_to(opened):
    RenewalLetterFactory(membership=opened.memberships.first())


def associate_answered(opened):
    opened.associate_memberships.update(status="member")


@pytest.mark.parametrize("happen", [answered, written_to, associate_answered])
def test_renewals_stay_open_once_anybody_answered_or_was_written_to(staff, sam, schools, happen):
    AssociateMembershipFactory()
    open_them(staff)
    happen(RenewalRound.objects.get())
    before = standing()

    with pytest.raises(Refused):
        take_back(year=NEXT, by=sam)
    back(staff)

    assert standing() == before
    assert RenewalRound.objects.count() == 1
    assert Opening(NEXT).why_not_back in staff.get(PAGE).content.decode()


@pytest.mark.parametrize("year", ["", "x", "2001-02"])
def test_nonsense_takes_nothing_back(staff, schools, year):
    open_them(staff)
    assert staff.post(reverse("renewals-take-back"), {"year": year}).status_code == 302
    assert RenewalRound.objects.count() == 1


def test_page_asks_as_much_of_fifty_members_as_of_one(staff, schools, django_assert_max_num_queries):
    for number in range(50):
        MembershipFactory(school__name=f"School {number}")
    with django_assert_max_num_queries(16):
        assert staff.get(PAGE).status_code == 200


def test_trustees_cannot_open_renewals(schools):
    client = Client()
    client.force_login(UserFactory(role="trustee"))
    assert open_them(client).status_code == 403
    assert RenewalRound.objects.count() == 0
