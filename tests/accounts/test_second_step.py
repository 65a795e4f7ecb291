"""Who needs a second step is led to set one up, keeps it, and is asked for it."""

import re
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import second_step
from accounts.permissions import Role
from tests.accounts.entering import (
    PASSWORD,
    app_of,
    ask_for_code,
    code_in,
    code_of,
    deactivate,
    enter_code,
    is_in,
    passkey_of,
    person,
    shown,
    sign_in,
)
from tests.factories import UserFactory

SET_UP, SCHOOLS = "/account/second-step/", "/schools/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_STEP_REQUIRED = True


def enter_second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def set_up_app(client):
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})


def kinds(someone):
    return {one.type for one in Authenticator.objects.filter(user=someone)}


# Who needs one


@pytest.mark.parametrize(
    ("role", "is_led"), [(Role.STAFF, True), (Role.ADMIN, True), (Role.TRUSTEE, False), (Role.HEADTEACHER, False)]
)
def test_staff_and_admins_are_led_to_set_one_up(db, client, role, is_led):
    sign_in(client, person(role=role))

    answer = client.get(SCHOOLS)

    assert answer.headers.get("Location") == (SET_UP if is_led else None)
    assert ("Staff and admins see" in client.get(SET_UP).content.decode()) is is_led


def test_nobody_is_led_anywhere_where_it_is_switched_off(db, client, settings):
    settings.SECOND_STEP_REQUIRED = False
    sign_in(client, person(role=Role.ADMIN))

    assert client.get(SCHOOLS).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_but_those_of_their_own_account_leads_there(db, client, method):
    sign_in(client, person(role=Role.ADMIN))

    asked = {where: getattr(client, method)(where) for where in ("/", "/workbook/", "/admin/", "/admin/accounts/user/")}

    assert {where: answer.headers["Location"] for where, answer in asked.items()} == dict.fromkeys(asked, SET_UP)
    assert (client.get("/account/").status_code, client.get("/account/sessions/").status_code) == (200, 200)


def test_asking_costs_no_query(client, db, settings):
    def queries():
        client.get(SCHOOLS)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(SCHOOLS).status_code == 200
        return len(asked)

    sign_in(client, person(role=Role.STAFF))
    set_up_app(client)
    required = queries()
    settings.SECOND_STEP_REQUIRED = False

    assert queries() == required


def test_the_first_admin_signs_in_with_a_password_and_is_led_there(db, client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email="ada@riverside.example", name="Ada", verbosity=0)

    assert sign_in(client, "ada@riverside.example").url == "/"
    assert client.get("/admin/").url == SET_UP


# Setting one up


def test_who_sets_up_an_app_gets_codes_and_goes_on_to_where_they_were_going(db, client, mailoutbox):
    staff = person(role=Role.STAFF)
    sign_in(client, staff, next="/schools/?q=elm")
    client.get("/schools/?q=elm")

    assert set_up_app(client).url == reverse("mfa_view_recovery_codes")
    assert len(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == 10
    assert client.get(reverse("second-step-go-on")).url == "/schools/?q=elm"
    assert client.get("/schools/?q=elm").status_code == 200
    assert client.get(reverse("second-step-go-on")).url == reverse("account")
    assert [message.subject for message in mailoutbox] == ["Your authenticator app was set up"]
    assert kinds(staff) == {"totp", "recovery_codes"}


def test_a_wrong_code_sets_up_nothing(db, client):
    sign_in(client, staff := person(role=Role.STAFF))
    client.get(reverse("mfa_activate_totp"))

    client.post(reverse("mfa_activate_totp"), {"code": "000000x"})

    assert (kinds(staff), client.get(SCHOOLS).url) == (set(), SET_UP)


def test_who_signed_in_long_ago_shows_first_that_it_is_they(db, client, settings):
    sign_in(client, person(role=Role.STAFF))
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0

    asked = client.get(reverse("mfa_activate_totp")).url

    assert asked == f"{reverse('account_reauthenticate')}?{urlencode({'next': reverse('mfa_activate_totp')})}"
    assert "That is not your password." in client.post(asked, {"password": "wrong"}).content.decode()
    assert client.post(asked, {"password": "a long enough password"}).url == reverse("mfa_activate_totp")


# Being asked for it


def test_password_alone_does_not_sign_in_who_has_one(db, client):
    staff = person(role=Role.STAFF)
    secret = app_of(staff)

    assert sign_in(client, staff, next=SCHOOLS).url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert "That code is not right" in enter_second_step(client, "000000x").content.decode()
    assert enter_second_step(client, code_of(secret)).url == SCHOOLS
    assert client.get(SCHOOLS).status_code == 200


def test_nor_does_a_code_by_e_mail(db, client, mailoutbox):
    staff = person(role=Role.STAFF)
    secret = app_of(staff)
    ask_for_code(client, staff.email)

    assert enter_code(client, code_in(mailoutbox[0])).url == reverse("mfa_authenticate")
    assert not is_in(client)
    enter_second_step(client, code_of(secret))
    assert client.get(SCHOOLS).status_code == 200


def test_a_code_of_the_app_works_once(db):
    staff = person(role=Role.STAFF)
    code = code_of(app_of(staff))

    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, staff)
        enter_second_step(client, code)

    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_stands_in_once(db, client):
    sign_in(client, staff := person(role=Role.STAFF))
    set_up_app(client)
    code, *_ = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    first, second = Client(), Client()
    for visitor in (first, second):
        sign_in(visitor, staff)
        enter_second_step(visitor, code)

    assert (is_in(first), is_in(second)) == (True, False)


def test_who_was_deactivated_between_the_steps_is_out(db, client):
    staff = person(role=Role.STAFF)
    secret = app_of(staff)
    sign_in(client, staff)
    deactivate(staff)

    answer = enter_second_step(client, code_of(secret))

    assert (answer.url, is_in(client)) == (reverse("account_login"), False)
    type(staff).objects.update(is_active=True)
    assert not is_in(client)


def test_a_passkey_of_a_deactivated_person_does_not_sign_in(db, client, monkeypatch):
    """Chromium has passkeys, tests/browser has it; what follows on a good one is tried here."""
    staff = person(role=Role.STAFF)
    key = passkey_of(staff)
    monkeypatch.setattr("allauth.mfa.webauthn.forms.auth.parse_authentication_response", lambda response: None)
    monkeypatch.setattr("allauth.mfa.webauthn.forms.auth.extract_user_from_response", lambda response: staff)
    monkeypatch.setattr("allauth.mfa.webauthn.forms.auth.complete_authentication", lambda user, response: key)

    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "1"}'})
    assert client.get(SCHOOLS).status_code == 200

    staff.is_active = False
    staff.save()
    other = Client()
    answer = other.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "1"}'})
    assert (answer.url, is_in(other)) == (reverse("account_login"), False)


def test_a_session_that_never_passed_it_ends_and_cannot_add_another(db, client):
    sign_in(client, staff := person(role=Role.STAFF))
    app_of(staff)

    answer = client.get(reverse("mfa_add_webauthn"))

    assert (answer.url, is_in(client)) == (f"/sign-in/?next={reverse('mfa_add_webauthn')}", False)


# Keeping it


@pytest.mark.parametrize(("role", "stays"), [(Role.STAFF, True), (Role.TRUSTEE, False)])
def test_the_only_app_of_who_needs_one_stays(db, client, role, stays, mailoutbox):
    sign_in(client, someone := person(role=role))
    set_up_app(client)

    page = client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))

    assert ("This is your only second step, and your role needs one." in page) is stays
    assert kinds(someone) == ({"totp", "recovery_codes"} if stays else set())


@pytest.mark.parametrize(("role", "stays"), [(Role.ADMIN, True), (Role.HEADTEACHER, False)])
def test_the_only_passkey_of_who_needs_one_stays(db, client, role, stays):
    sign_in(client, someone := person(role=role))
    session = client.session
    session[second_step.SET_UP] = True
    session.save()
    key = passkey_of(someone)

    answer = client.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)

    assert ("This is your only second step" in answer.content.decode()) is stays
    assert kinds(someone) == ({"webauthn"} if stays else set())


def test_one_of_two_can_go_and_then_the_other_stays(db, client, mailoutbox):
    sign_in(client, staff := person(role=Role.STAFF))
    set_up_app(client)
    key = passkey_of(staff)

    client.post(reverse("mfa_deactivate_totp"))
    assert kinds(staff) == {"webauthn", "recovery_codes"}
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert kinds(staff) == {"webauthn", "recovery_codes"}
    assert [message.subject for message in mailoutbox][1:] == ["Your authenticator app was taken away"]


def test_nobody_takes_away_anothers_passkey(db, client, settings):
    settings.SECOND_STEP_REQUIRED = False
    key = passkey_of(UserFactory())
    sign_in(client, person())

    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert Authenticator.objects.count() == 1


def test_recovery_codes_come_with_a_second_step_and_are_made_anew_on_demand(db, client, mailoutbox):
    sign_in(client, person(role=Role.TRUSTEE))
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
    assert "set one up first" in client.post(reverse("mfa_generate_recovery_codes")).content.decode()

    set_up_app(client)
    before = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("mfa_generate_recovery_codes"))
    after = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    saved = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert (set(before) & set(after), len(after), saved) == (set(), 10, after)
    assert mailoutbox[-1].subject == "You have new recovery codes"


# Losing it


def test_a_reset_takes_all_away_and_ends_the_persons_sessions(db, client):
    other = person(role=Role.STAFF)
    app_of(other)
    sign_in(client, staff := person(role=Role.STAFF))
    set_up_app(client)
    assert second_step.is_set_up(staff)

    second_step.reset(staff)

    assert (second_step.is_set_up(staff), kinds(staff), is_in(client)) == (False, set(), False)
    assert kinds(other) == {"totp"}
    sign_in(client, staff)
    assert client.get(SCHOOLS).url == SET_UP


def test_who_waits_at_the_second_step_for_its_reset_can_start_again(db, client):
    staff = person(role=Role.STAFF)
    app_of(staff)
    sign_in(client, staff)

    second_step.reset(staff)

    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")
    assert client.get(reverse("account_login")).status_code == 200
    sign_in(client, staff)
    assert client.get(SCHOOLS).url == SET_UP


def test_recovery_codes_alone_are_no_second_step(db):
    staff = UserFactory()
    Authenticator.objects.create(user=staff, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0})

    assert not second_step.is_set_up(staff)


def test_secrets_are_on_no_page_of_django_admin(db, client):
    sign_in(client, person(role=Role.ADMIN))
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    index = client.get("/admin/")

    assert re.findall(r"/admin/(?:mfa|account|socialaccount|usersessions)/", index.content.decode()) == []
    assert client.get("/admin/mfa/authenticator/").status_code == 404


def test_an_unfinished_second_step_looks_the_same_from_every_other_page(db, client):
    """The sign-in page leads back to it, so it must let people start again."""
    staff = person(role=Role.STAFF)
    app_of(staff)
    sign_in(client, staff)

    assert client.get(reverse("account_login")).url == reverse("mfa_authenticate")
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert shown(client.get(reverse("account_login")))[0] == 200
