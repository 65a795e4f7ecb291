"""The steps of a school's membership: which are allowed from where, their dates and reasons, and that twice is once."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from membership.models import Membership, MembershipStatus
from membership.renewals.standing import BY_SLUG, STEPS, steps_from, take
from tests.factories import (
    YEAR,
    AgreementFactory,
    MembershipFactory,
    RenewalLetterFactory,
    RenewalRoundFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2018, 6, 20)
MAY, JUNE = datetime.date(2018, 5, 1), datetime.date(2018, 6, 1)
NEXT = YEAR + 1


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *now: TODAY)


@pytest.fixture
def elm():
    return SchoolFactory(name="Elm")


@pytest.fixture
def membership(elm):
    MembershipFactory(school=elm)
    return MembershipFactory(school=elm, year=NEXT, status="invited", invited_on=MAY)


def put(membership, **fields):
    Membership.objects.filter(pk=membership.pk).update(**fields)
    membership.refresh_from_db()


def step(client, membership, slug, **said):
    said = {"was": membership.status, "step": slug, "on": "2018-06-01", "reason": "", **said}
    return client.post(reverse("membership-step", args=[membership.pk]), said)


def now(membership):
    membership.refresh_from_db()
    dates = (membership.invited_on, membership.joined_on, membership.declined_on, membership.left_on)
    return membership.status, *dates, membership.reason


# The table, written by hand beside the one in the code
ALLOWED = {
    "invited": {"renewing": "renewing", "join": "member", "decline": "declined"},
    "renewing": {"join": "member", "decline": "declined", "reopen": "invited"},
    "member": {"withdraw": "withdrawn", "reopen": "invited"},
    "declined": {"join": "member", "invite": "invited"},
    "withdrawn": {"join": "member", "invite": "invited"},
}
REASON_NEEDED = {
    ("invited", "decline"),
    ("renewing", "decline"),
    ("member", "withdraw"),
    ("declined", "join"),
    ("withdrawn", "join"),
}


def test_table_of_steps_is_the_one_written_by_hand():
    assert {status: {step.slug: step.to for step in steps_from(status)} for status in MembershipStatus} == ALLOWED
    assert {(status, step.slug) for step in STEPS for status in step.reason_from} == REASON_NEEDED


EVERY_PAIR = [(status, step.slug) for status in MembershipStatus for step in STEPS]


@pytest.mark.parametrize(("status", "slug"), EVERY_PAIR)
def test_each_step_is_taken_from_where_it_may_and_from_nowhere_else(staff, membership, status, slug):
    put(membership, status=status)
    answer = step(staff, membership, slug, reason="Because")

    is_allowed = slug in ALLOWED[status]
    assert now(membership)[0] == ALLOWED[status].get(slug, status)
    assert answer.status_code == (302 if is_allowed else 422)


@pytest.mark.parametrize(("status", "slug"), sorted(REASON_NEEDED))
def test_reason_is_asked_for_by_its_field(staff, membership, status, slug):
    put(membership, status=status)

    answer = step(staff, membership, slug, on="2018-06-02", reason=" ")

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"reason": ["Say why: the year’s record keeps it."]}
    assert 'value="2018-06-02"' in answer.content.decode()
    assert now(membership)[0] == status


@pytest.mark.parametrize(
    ("before", "slug", "after"),
    [
        ({}, "join", ("member", MAY, JUNE, None, None, "")),
        ({}, "renewing", ("renewing", MAY, None, None, None, "")),
        ({}, "decline", ("declined", MAY, None, JUNE, None, "Because")),
        (
            {"status": "member", "joined_on": MAY},
            "withdraw",
            ("withdrawn", MAY, MAY, None, JUNE, "Because"),
        ),
        ({"status": "declined", "declined_on": MAY}, "join", ("member", MAY, JUNE, None, None, "Because")),
        (
            {"status": "withdrawn", "joined_on": MAY, "left_on": MAY},
            "join",
            ("member", MAY, JUNE, None, None, "Because"),
        ),
        ({"status": "withdrawn", "joined_on": MAY, "left_on": MAY}, "invite", ("invited", JUNE, None, None, None, "")),
        ({"status": "member", "joined_on": JUNE}, "reopen", ("invited", MAY, None, None, None, "")),
    ],
)
def test_dates_say_how_it_came_to_its_status(staff, membership, before, slug, after):
    put(membership, **before)
    step(staff, membership, slug, reason="Because" if "Because" in after else "")
    assert now(membership) == after


def test_no_other_years_row_is_touched(staff, membership, elm):
    decoys = [elm.memberships.get(year=YEAR), MembershipFactory(year=NEXT, status="invited")]
    before = [now(one) for one in decoys]

    step(staff, membership, "join")
    step(staff, Membership.objects.get(pk=membership.pk), "withdraw", reason="Closing", on="2018-06-02")

    assert [now(one) for one in decoys] == before


def test_what_it_was_before_stands_in_its_history(staff, membership):
    step(staff, membership, "decline", reason="No money")
    membership.refresh_from_db()
    step(staff, membership, "join", reason="Found some")

    page = staff.get(reverse("membership-history", args=[membership.pk])).context["page"]

    changes = [{field.label: field.after for field in change.fields} for change in page.changes]
    assert [(change["Status"], change.get("Reason")) for change in changes] == [
        ("Member", "Found some"),
        ("Declined", "No money"),
        ("Invited", None),
    ]


@pytest.mark.parametrize(
    ("before", "slug", "on", "error"),
    [
        ({}, "join", "2018-04-30", "That is before 1 May 2018, when it was asked."),
        ({}, "decline", "2018-04-30", "That is before 1 May 2018, when it was asked."),
        (
            {"status": "member", "joined_on": JUNE},
            "withdraw",
            "2018-05-31",
            "That is before 1 June 2018, when it joined.",
        ),
        (
            {"status": "declined", "declined_on": JUNE},
            "join",
            "2018-05-31",
            "That is before 1 June 2018, when it declined.",
        ),
        ({"status": "withdrawn", "left_on": JUNE}, "join", "2018-05-31", "That is before 1 June 2018, when it left."),
        ({}, "join", "2018-06-21", "This day is still to come."),
        ({}, "join", "", "Say on which day."),
        ({}, "join", "yesterday", "Write the day as day/month/year, such as 25/12/2025."),
        ({}, "join", "0018-06-01", "Check the year."),
    ],
)
def test_day_out_of_order_is_said_by_its_field_and_nothing_typed_is_lost(staff, membership, before, slug, on, error):
    put(membership, **before)

    answer = step(staff, membership, slug, on=on, reason="A long reason")

    assert (answer.status_code, answer.context["form"].errors["on"]) == (422, [error])
    assert "A long reason</textarea>" in answer.content.decode()
    assert now(membership)[0] == membership.status


@pytest.mark.parametrize("slug", ["", "<b>", "withdraw"])
def test_no_step_or_one_that_is_not_offered_is_told(staff, membership, slug):
    answer = step(staff, membership, slug)
    assert list(answer.context["form"].errors) == ["step"]
    assert now(membership)[0] == "invited"


def test_reason_that_is_too_long_is_told(staff, membership):
    answer = step(staff, membership, "join", reason="x" * 501)
    assert list(answer.context["form"].errors) == ["reason"]


def test_pressing_twice_changes_once(staff, membership, said):
    put(membership, status="invited")
    versions = Membership.pgh_event_model.objects.filter(pgh_obj=membership)
    before = versions.count()

    answers = [step(staff, membership, "join") for _ in range(2)]  # both say that it was invited

    assert versions.count() == before + 1
    assert said(answers[1]) == ["Elm is in for 2018–19.", "Elm was in already. Nothing was changed."]


def test_form_opened_before_somebody_else_changed_it_is_told_so(staff, membership):
    put(membership, status="declined", reason="No money")
    membership.status = "invited"  # as the form has it

    answer = step(staff, membership, "join", reason="Typed long")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this while you had it open." in page
    assert "Typed long</textarea>" in page
    assert now(membership)[0] == "declined"
    assert answer.context["form"]["was"].value() == "declined"


def test_step_is_taken_on_the_row_as_it_is_held(sam, membership):
    stale = Membership.objects.get(pk=membership.pk)
    put(membership, reason="Written meanwhile", invited_on=JUNE)

    take(membership=stale, step=BY_SLUG["renewing"], was="invited", on=None, reason="", by=sam)

    assert now(membership)[:2] == ("renewing", JUNE)


# The page


def test_page_shows_dates_years_before_what_it_paid_and_its_letters(staff, membership, elm, sam):
    RenewalRoundFactory(answer_by_on=datetime.date(2018, 6, 30))
    AgreementFactory(schools=[elm], package="gold", fee=4400)
    AgreementFactory(schools=[SchoolFactory()], package="silver", fee=7391)
    RenewalLetterFactory(membership=membership, to="Mary <mary@elm.example>", text="Dear Mary", sent_by=sam)
    RenewalLetterFactory(text="Dear other")

    answer = staff.get(membership.get_absolute_url())

    page = answer.content.decode()
    assert (answer.context["days"], answer.context["packages_before"]) == (50, ["Gold, £4,400"])
    assert [(str(row.year), row.status, taken) for row, taken in answer.context["other_years"]] == [
        ("2017–18", "member", ["Gold, £4,400"])
    ]
    assert "answer wanted by 30 June 2018" in page
    assert "to Mary &lt;mary@elm.example&gt;, by Sam Staff" in page
    assert "Dear Mary" in page
    assert "7,391" not in page
    assert "Dear other" not in page


def test_trustees_read_all_but_letters_and_change_nothing(membership):
    RenewalLetterFactory(membership=membership, to="mary@elm.example")
    client = Client()
    client.force_login(UserFactory(role="trustee"))

    page = client.get(membership.get_absolute_url()).content.decode()

    assert "Invited" in page
    assert "mary@elm.example" not in page
    assert "<textarea" not in page
    assert step(client, membership, "join").status_code == 403


def test_headteachers_read_their_own_with_its_letters(membership, elm, head_of):
    RenewalLetterFactory(membership=membership, text="Dear Elm")
    client = Client()
    client.force_login(head_of(elm))

    page = client.get(membership.get_absolute_url()).content.decode()

    assert "Dear Elm" in page
    assert "<textarea" not in page
    assert "/renewals/" not in page
    assert client.get(MembershipFactory().get_absolute_url()).status_code == 404


def test_page_asks_as_much_of_ten_years_and_letters_as_of_one(staff, membership, elm, django_assert_num_queries):
    def read():
        staff.get(membership.get_absolute_url())

    read()
    with django_assert_num_queries(8):
        read()
    for ago in range(1, 10):
        MembershipFactory(school=elm, year=YEAR - ago)
        AgreementFactory(schools=[elm], year=YEAR - ago)
        RenewalLetterFactory(membership=membership)
    with django_assert_num_queries(8):
        read()


# A school added


def add(client, **said):
    said = {"place_name": "Oak", "status": "invited", "on": "2018-06-01", **said}
    return client.post(f"{reverse('renewal-add')}?year={NEXT.slug}", said)


@pytest.mark.parametrize(
    ("status", "dates"), [("invited", ("invited", JUNE, None)), ("member", ("member", None, JUNE))]
)
def test_school_without_a_row_is_added_once(staff, membership, said, status, dates):
    oak = SchoolFactory(name="Oak")

    answers = [add(staff, status=status, reason="Asked to join") for _ in range(2)]

    row = oak.memberships.get()
    assert (row.year, row.status, row.invited_on, row.joined_on) == (NEXT, *dates)
    assert row.reason == "Asked to join"
    assert answers[0].url == row.get_absolute_url()
    assert "was on the board already" in said(answers[1])[-1]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"place_name": ""}, "place_name"),
        ({"place_name": "Nowhere at all"}, "place_name"),
        ({"status": "withdrawn"}, "status"),
        ({"on": "2018-06-21"}, "on"),
        ({"on": ""}, "on"),
        ({"reason": "x" * 501}, "reason"),
    ],
)
def test_wrong_addition_is_said_by_its_field(staff, membership, wrong, field):
    SchoolFactory(name="Oak")

    answer = add(staff, **{"reason": "Typed", **wrong})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Membership.objects.filter(year=NEXT).count() == 1


def test_school_that_is_not_open_in_the_year_is_refused(staff, membership):
    SchoolFactory(name="Oak", closed_on=datetime.date(2018, 8, 31))

    answer = add(staff)

    assert answer.context["form"].errors == {
        "place_name": ["Oak is not open on 1 September 2018, so it cannot be a member in 2018–19."]
    }


def test_year_that_nobody_renews_for_is_not_there(staff, membership):
    assert staff.get(reverse("renewal-add"), {"year": "2001-02"}).status_code == 404
