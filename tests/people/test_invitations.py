"""An invitation is the only way to a sign-in: by e-mail, once, for a while, until it is withdrawn."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.permissions import Role
from mail.sending import NotSent
from people import invitations
from schools.models import SchoolRepresentative
from tests.factories import SchoolFactory, UserFactory

INVITE = "/people/invite/"
MARY = {"email": "mary@riverside.example", "name": "Mary Marsh", "role": "headteacher", "school_name": "Elm"}
PASSWORD = "a long enough password"


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm Park Primary School", short_name="Elm Park")


@pytest.fixture
def mary(posted, elm):
    posted(INVITE, MARY)
    return User.objects.get(email=MARY["email"])


def shown_errors(response):
    return {name: list(words) for name, words in response.context["form"].errors.items()}


def test_invited_headteacher_gets_a_link_and_cannot_sign_in_before_using_it(posted, elm, ada):
    answer = posted(INVITE, MARY | {"until_on": "2100-07-31"})

    person = User.objects.get(email="mary@riverside.example")
    (message,) = mail.outbox
    assert answer.url == reverse("person", args=[person.pk])
    assert (person.role, person.is_active, person.has_usable_password()) == (Role.HEADTEACHER, False, False)
    assert list(person.acts_for.values_list("school", "from_on", "until_on")) == [
        (elm.pk, None, datetime.date(2100, 7, 31))
    ]
    assert person.invitations.get().invited_by == ada
    assert message.to == ["mary@riverside.example"]
    assert "Ada Admin has invited you" in message.body
    assert "headteacher of Elm Park" in message.body


def test_opening_the_link_changes_nothing_and_the_button_signs_in(mary, link):
    visitor = Client()
    where = link()

    page = visitor.get(where)
    assert (page.status_code, User.objects.get(pk=mary.pk).is_active) == (200, False)
    assert "Elm Park" in page.content.decode()

    visitor.post(where, {"password": PASSWORD})
    mary.refresh_from_db()
    assert (mary.is_active, mary.check_password(PASSWORD)) == (True, True)
    assert visitor.get("/schools/").status_code == 200
    assert visitor.get("/account/sessions/").content.decode().count('class="this-one"') == 1


def test_invited_staff_are_led_to_set_up_their_second_step(posted, link, settings):
    posted(INVITE, {"email": "sam@riverside.example", "name": "Sam", "role": "staff"})
    settings.SECOND_STEP_REQUIRED = True

    visitor = Client()
    answer = visitor.post(link(), {"password": PASSWORD}, follow=True)

    assert answer.request["PATH_INFO"] == reverse("mfa_index")


def test_link_works_once(mary, link):
    Client().post(link(), {"password": PASSWORD})

    second = Client()
    answers = [second.get(link()), second.post(link(), {"password": "another long password"})]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert User.objects.get(pk=mary.pk).check_password(PASSWORD)
    assert "_auth_user_id" not in second.session


def test_link_works_without_a_password(mary, link):
    visitor = Client()

    visitor.post(link(), {"password": ""})

    mary.refresh_from_db()
    assert (mary.is_active, mary.has_usable_password()) == (True, False)
    assert visitor.get("/schools/").status_code == 200


def test_weak_password_is_refused_and_leaves_the_link_good(mary, link):
    answer = Client().post(link(), {"password": "short"})

    assert shown_errors(answer) == {"password": ["This password is too short. It must contain at least 12 characters."]}
    assert User.objects.get(pk=mary.pk).is_active is False
    assert Client().get(link()).status_code == 200


@pytest.mark.parametrize("act", ["accept", "withdraw"])
def test_accepting_and_withdrawing_in_one_moment_wait_for_each_other(mary, ada, link, act):
    """Both hold the person before they look at the invitation for good, so one finds what the other did."""
    token = link().split("/")[2]

    with CaptureQueriesContext(connection) as asked:
        if act == "accept":
            invitations.accept(token=token, password=PASSWORD)
        else:
            invitations.withdraw(person=mary, by=ada)

    statements = [one["sql"] for one in asked]
    held = next(n for n, sql in enumerate(statements) if '"accounts_user"' in sql and "FOR UPDATE" in sql)
    written = next(n for n, sql in enumerate(statements) if 'UPDATE "accounts_invitation"' in sql)
    assert held < written
    assert act == "withdraw" or any('FROM "accounts_invitation"' in sql for sql in statements[held + 1 : written])


def test_expired_link_does_nothing(mary, link):
    Invitation.objects.update(sent_at=timezone.now() - datetime.timedelta(15), expires_at=timezone.now())

    answers = [Client().get(link()), Client().post(link(), {"password": PASSWORD})]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert User.objects.get(pk=mary.pk).is_active is False


def test_withdrawn_link_does_nothing(mary, link, posted):
    posted(reverse("person-withdraw", args=[mary.pk]))

    assert Client().post(link(), {"password": PASSWORD}).status_code == 410
    assert User.objects.get(pk=mary.pk).is_active is False


def test_new_link_replaces_the_old_one(mary, link, posted):
    old = link()
    posted(reverse("person-invite-again", args=[mary.pk]))

    assert (len(mail.outbox), Invitation.objects.count()) == (2, 1)
    assert [Client().get(where).status_code for where in (old, link())] == [410, 200]


def test_withdrawn_person_is_invited_again(mary, link, posted):
    posted(reverse("person-withdraw", args=[mary.pk]))
    posted(reverse("person-invite-again", args=[mary.pk]))

    Client().post(link(), {"password": PASSWORD})
    assert User.objects.get(pk=mary.pk).is_active is True


def test_made_up_link_is_gone_and_says_so_to_a_person(db):
    answer = Client().get("/invitation/made-up/")

    assert answer.status_code == 410
    assert "ask the partnership’s office" in answer.content.decode()


@pytest.mark.parametrize("address", ["mary@riverside.example", "MARY@riverside.example"])
def test_address_that_somebody_has_is_refused_with_a_way_to_them(posted, elm, address):
    person = UserFactory(email="mary@riverside.example")

    answer = posted(INVITE, MARY | {"email": address})

    assert shown_errors(answer) == {"email": ["Somebody has this address already."]}
    assert reverse("person", args=[person.pk]) in answer.content.decode()
    assert mail.outbox == []


def test_inviting_twice_makes_one_person(posted, elm):
    posted(INVITE, MARY)
    posted(INVITE, MARY)

    assert (User.objects.filter(email=MARY["email"]).count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"email": "not an address"}, {"email": ["Enter a valid email address."]}),
        ({"name": ""}, {"name": ["This field is required."]}),
        ({"name": "x" * 201}, {"name": ["Ensure this value has at most 200 characters (it has 201)."]}),
        ({"name": "a\0b"}, {"name": ["Null characters are not allowed."]}),
        ({"role": "governor"}, {"role": ["Select a valid choice. governor is not one of the available choices."]}),
        ({"school_name": ""}, {"school_name": ["Write the school they are head of: part of its name, or its URN."]}),
        ({"school_name": "Nowhere"}, {"school_name": ["No school has this name or URN."]}),
        (
            {"role": "trustee"},
            {"school_name": ["Only headteachers act for a school. Leave this empty for other roles."]},
        ),
        (
            {"role": "trustee", "school_name": "", "is_in_challenge_group": "on"},
            {"is_in_challenge_group": ["Only staff can be in the challenge group."]},
        ),
        (
            {"from_on": "2018-09-01", "until_on": "2018-08-31"},
            {"until_on": ["The last day cannot be before the first."]},
        ),
        ({"from_on": "yesterday"}, {"from_on": ["Enter a valid date."]}),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost_or_made(posted, elm, typed, errors):
    answer = posted(INVITE, MARY | typed)

    assert shown_errors(answer) == errors
    kept = {name: answer.context["form"].data.get(name) for name in MARY}
    assert kept == MARY | {name: value for name, value in typed.items() if name in MARY}
    assert (User.objects.filter(role=Role.HEADTEACHER).count(), mail.outbox) == (0, [])


def test_school_that_several_match_is_chosen_from_a_list(posted, elm):
    oak = SchoolFactory(name="Elm Grove")

    answer = posted(INVITE, MARY)
    assert shown_errors(answer) == {"school_name": ["Several schools match. Choose one below."]}
    assert "Elm Grove" in answer.content.decode()

    posted(INVITE, MARY | {"school": oak.pk})
    assert SchoolRepresentative.objects.get().school == oak


def test_school_picked_before_the_name_was_changed_is_not_taken(posted, elm):
    other = SchoolFactory(name="Oak")

    posted(INVITE, MARY | {"school": other.pk})

    assert SchoolRepresentative.objects.get().school == elm


def test_name_in_full_wins_over_longer_ones(posted, elm):
    exact = SchoolFactory(name="Elm")

    posted(INVITE, MARY)

    assert SchoolRepresentative.objects.get().school == exact


@pytest.fixture
def mail_is_down(monkeypatch):
    """All is saved, and then the mail server refuses: outside of tests the commit comes within the action."""

    def refusing(act):
        def saved_and_not_sent(**given):
            act(**given)
            raise NotSent("down")

        return saved_and_not_sent

    monkeypatch.setattr(invitations, "invite", refusing(invitations.invite))
    monkeypatch.setattr(invitations, "invite_again", refusing(invitations.invite_again))


def test_mail_that_does_not_go_is_said_and_leaves_the_person_to_invite_again(admin, elm, mail_is_down):
    answer = admin.post(INVITE, MARY, follow=True)

    person = User.objects.get(email=MARY["email"])
    assert [str(message) for message in answer.context["messages"]] == [
        "Mary Marsh is saved, but the mail server did not take the message. Send the invitation again when mail works."
    ]
    again = admin.post(reverse("person-invite-again", args=[person.pk]), follow=True)
    assert [str(message) for message in again.context["messages"]] == [
        "Earlier links no longer work, but the mail server did not take the message. "
        "Send the invitation again when mail works."
    ]


def test_challenge_group_is_for_invited_staff(posted):
    posted(INVITE, {"email": "sam@riverside.example", "name": "Sam", "role": "staff", "is_in_challenge_group": "on"})

    assert User.objects.get(email="sam@riverside.example").is_in_challenge_group is True
