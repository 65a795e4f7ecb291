"""With a password, with a code by e-mail, and by way of a new password."""

from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.entering import (
    PASSWORD,
    app_of,
    ask_for_code,
    ask_for_password,
    choose_password,
    code_in,
    deactivate,
    enter_code,
    is_in,
    link_in,
    person,
    shown,
    sign_in,
)

MARY, UNKNOWN, GONE = "mary@riverside.example", "nobody@riverside.example", "gone@riverside.example"
NEW_PASSWORD = "another long password"
ADDRESSES = (MARY, UNKNOWN, GONE)


@pytest.fixture
def mary(db) -> User:
    person(email="mark@riverside.example")
    person(email=GONE, is_active=False)
    return person(email=MARY, name="Mary")


# With a password


def test_the_address_is_taken_in_any_case(mary, client):
    answer = sign_in(client, "mary@RIVERSIDE.example")

    assert (answer.status_code, answer.url, is_in(client)) == (302, reverse("home"), True)


def test_a_failed_sign_in_says_the_same_whoever_exists(mary):
    answers = {email: sign_in(Client(), email, "wrong") for email in ADDRESSES}

    assert len({shown(answer, email) for email, answer in answers.items()}) == 1
    assert answers[MARY].context["form"].non_field_errors() == [
        "That address and password do not go together. Passwords tell capital letters from small ones."
    ]


def test_a_deactivated_persons_right_password_says_no_more_than_a_wrong_one(mary):
    right, wrong = sign_in(Client(), GONE), sign_in(Client(), GONE, "wrong")

    assert shown(right) == shown(wrong)


def test_signing_in_leads_where_the_person_was_going_and_never_to_another_site(mary, client):
    assert sign_in(client, mary, next="/schools/").url == "/schools/"

    assert client.get(reverse("account_login") + "?next=https://elsewhere.example/").url == reverse("home")
    assert sign_in(Client(), mary, next="https://elsewhere.example/").url == reverse("home")


def test_signing_out_needs_a_post(mary, client):
    sign_in(client, mary)

    client.get(reverse("account_logout"))
    assert is_in(client)
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert not is_in(client)


def test_a_deactivated_person_is_out_at_once(mary, client):
    sign_in(client, mary)
    deactivate(mary)

    assert not is_in(client)


def test_nobody_signs_up(db, client):
    new = {"email": "new@riverside.example", "password1": PASSWORD, "password2": PASSWORD}

    assert client.get(reverse("account_signup")).status_code == 404
    assert client.post(reverse("account_signup"), new).status_code == 404
    assert User.objects.count() == 0


# With a code by e-mail


def test_a_code_by_e_mail_signs_in_once(mary, client, mailoutbox):
    ask_for_code(client, "Mary@riverside.example")
    (message,) = mailoutbox
    code = code_in(message)

    assert message.to == [MARY]
    assert enter_code(client, code.lower().replace("-", " ")).url == reverse("home")
    assert is_in(client)

    client.post(reverse("account_logout"))
    enter_code(client, code)
    assert not is_in(client)


def test_a_code_works_in_the_browser_that_asked_for_it_alone(mary, client, mailoutbox):
    ask_for_code(client, MARY)
    elsewhere = Client()
    ask_for_code(elsewhere, "mark@riverside.example")

    enter_code(elsewhere, code_in(mailoutbox[0]))

    assert not is_in(elsewhere)


def test_three_wrong_codes_end_the_try(mary, client, mailoutbox):
    ask_for_code(client, MARY)

    assert [enter_code(client, "BBBB-BBBB").status_code for _ in range(3)] == [200, 200, 302]
    enter_code(client, code_in(mailoutbox[0]))
    assert not is_in(client)


def test_asking_for_a_code_says_the_same_whoever_exists(mary, mailoutbox):
    answers = set()
    for email in ADDRESSES:
        client = Client()
        asked = shown(ask_for_code(client, email), email)
        page = shown(client.get(reverse("account_confirm_login_code")), email)
        wrong = [shown(enter_code(client, "BBBB-BBBB"), email) for _ in range(3)]
        answers.add((asked, page, *wrong))

    assert len(answers) == 1
    assert [message.to for message in mailoutbox] == [[email] for email in ADDRESSES]
    unknown = "This address cannot sign in to the portal"
    assert [message.subject for message in mailoutbox[1:]] == [unknown, unknown]


@pytest.mark.parametrize("ask", [ask_for_code, ask_for_password])
def test_an_address_that_only_looks_alike_gets_nothing_of_the_persons(mary, client, mailoutbox, ask):
    person(email="kim@riverside.example")

    ask(client, "kım@riverside.example")

    assert [message.subject for message in mailoutbox] == ["This address cannot sign in to the portal"]


def test_people_with_addresses_that_look_alike_are_told_apart(mary, client):
    kim, other = person(email="kim@riverside.example"), person(email="kım@riverside.example")

    assert [User.objects.active_with(email) for email in ("KIM@riverside.example", other.email)] == [kim, other]


def test_a_code_that_is_on_its_way_does_not_sign_in_who_was_deactivated(mary, client, mailoutbox):
    ask_for_code(client, MARY)
    deactivate(mary)

    answer = enter_code(client, code_in(mailoutbox[0]))

    assert (answer.url, is_in(client)) == (reverse("account_login"), False)
    User.objects.update(is_active=True)
    assert not is_in(client)


def test_a_code_that_is_on_its_way_to_an_old_address_does_not_sign_in(mary, client, mailoutbox):
    ask_for_code(client, MARY)
    User.objects.filter(pk=mary.pk).update(email="mary@new.example")

    enter_code(client, code_in(mailoutbox[0]))

    assert not is_in(client)


def test_another_code_can_be_asked_for_twice(mary, client, mailoutbox):
    ask_for_code(client, MARY)
    again = [client.post(reverse("account_confirm_login_code"), {"action": "resend"}) for _ in range(3)]

    assert [answer.status_code for answer in again] == [302, 302, 200]
    assert len({code_in(message) for message in mailoutbox}) == len(mailoutbox) == 3
    enter_code(client, code_in(mailoutbox[0]))
    assert not is_in(client)
    enter_code(client, code_in(mailoutbox[2]))
    assert is_in(client)


def test_an_old_address_stops_working_when_an_admin_replaces_it(mary, mailoutbox):
    mary.email = "mary@new.example"
    mary.save()

    sign_in(client := Client(), MARY)
    ask_for_code(Client(), MARY)
    ask_for_password(Client(), MARY)

    assert not is_in(client)
    assert {message.subject for message in mailoutbox} == {"This address cannot sign in to the portal"}
    sign_in(client, "mary@new.example")
    assert is_in(client)


# By way of a new password


def test_a_link_by_e_mail_sets_a_password_and_signs_in_once(mary, client, mailoutbox):
    ask_for_password(client, "MARY@riverside.example")
    link = link_in(mailoutbox[0])

    assert choose_password(client, link, NEW_PASSWORD).url == reverse("home")
    mary.refresh_from_db()
    assert (mailoutbox[0].to, is_in(client), mary.check_password(NEW_PASSWORD)) == ([MARY], True, True)
    assert mailoutbox[1].subject == "Your password was changed"

    assert choose_password(Client(), link, "yet another long password").context["token_fail"]


def test_asking_for_a_new_password_says_the_same_whoever_exists(mary, mailoutbox):
    answers = set()
    for email in ADDRESSES:
        client = Client()
        asked = shown(ask_for_password(client, email), email)
        answers.add((asked, shown(client.get(asked[1]), email)))

    assert len(answers) == 1
    assert [message.subject for message in mailoutbox] == [
        "A new password for the portal",
        "This address cannot sign in to the portal",
        "This address cannot sign in to the portal",
    ]


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": "mary@new.example"}])
def test_a_link_that_is_on_its_way_ends_with_what_it_was_sent_for(mary, client, mailoutbox, change):
    ask_for_password(client, MARY)
    opened = client.get(link_in(mailoutbox[0])).url
    User.objects.filter(pk=mary.pk).update(**change)

    assert choose_password(Client(), link_in(mailoutbox[0]), NEW_PASSWORD).context["token_fail"]
    client.post(opened, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    mary.refresh_from_db()
    assert (mary.check_password(PASSWORD), is_in(client)) == (True, False)


def test_a_new_password_does_not_stand_in_for_the_second_step(mary, client, mailoutbox):
    app_of(mary)
    ask_for_password(client, MARY)

    answer = choose_password(client, link_in(mailoutbox[0]), NEW_PASSWORD)

    assert (answer.url, is_in(client)) == (reverse("mfa_authenticate"), False)


# One's own password


def test_changing_the_password_ends_other_sessions_and_is_told_by_e_mail(mary, client, mailoutbox):
    sign_in(elsewhere := Client(), mary)
    sign_in(client, mary)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert (is_in(client), is_in(elsewhere)) == (True, False)
    assert [(message.subject, message.to) for message in mailoutbox] == [("Your password was changed", [MARY])]


def test_who_has_no_password_can_set_one(mary, client, mailoutbox):
    mary.set_unusable_password()
    mary.save()
    client.force_login(mary)

    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    mary.refresh_from_db()
    assert (mary.check_password(NEW_PASSWORD), mailoutbox[0].subject) == (True, "You have a password now")


# What lies behind


def test_the_persons_own_row_is_all_that_says_who_they_are(mary, client, mailoutbox):
    sign_in(client, mary)
    client.post(reverse("account_logout"))
    ask_for_code(client, MARY)
    enter_code(client, code_in(mailoutbox[0]))
    client.post(reverse("account_logout"))
    ask_for_password(client, MARY)
    choose_password(client, link_in(mailoutbox[1]), NEW_PASSWORD)

    assert is_in(client)
    assert EmailAddress.objects.count() == 0


@pytest.fixture
def no_mail(monkeypatch):
    def refuse(message):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)


@pytest.mark.parametrize("ask", [ask_for_code, ask_for_password])
def test_who_waits_for_a_message_is_told_that_none_was_sent(mary, no_mail, ask):
    answers = {shown(ask(Client(), email), email) for email in ADDRESSES}

    ((status, _, page),) = answers
    assert (status, "The portal cannot send e-mail at the moment" in page) == (503, True)


def test_a_notice_that_cannot_be_sent_undoes_nothing(mary, client, no_mail):
    sign_in(client, mary)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    mary.refresh_from_db()
    assert (answer.url, mary.check_password(NEW_PASSWORD)) == (reverse("account"), True)
