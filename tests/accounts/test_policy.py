"""Every page is denied unless its policy says otherwise: the whole URLconf is walked, and each role tries each view."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

import thep.urls
from accounts.models import User
from accounts.permissions import GRANTS, Permission, Role
from accounts.policy import OWN_ACCOUNT, PUBLIC, policy_of
from tests.factories import ParticipationFactory, SchoolFactory, UserFactory

PLACES = {
    "year": "2017-18",
    "int": "1",
    "str": "visits.2017-18.all.schools",
    "path": "1",
    "slug": "x",
    "uuid": "x",
    "base36": "1",
}
ALLOWED, REFUSED, SENT_AWAY = "allowed", "refused", "sent to sign in"
PUBLIC_VIEWS = {
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_signup",  # there is none: tests/accounts/test_signing_in.py
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "invitation",
    "admin:login",
}
OWN_ACCOUNT_VIEWS = {
    "account",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "second-step-go-on",
    "sessions",
    "sessions-end-others",
    "session-end",
}


def views(resolver: URLResolver, stem: str = "", space: str = "") -> Iterator[tuple[str, str, object]]:
    """(name, a path that leads there, view) of every door."""
    for pattern in resolver.url_patterns:
        route = stem + _example(pattern)
        if isinstance(pattern, URLResolver):
            namespace = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from views(pattern, route, namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", f"/{route}", pattern.callback


def _example(pattern: URLPattern | URLResolver) -> str:
    route = getattr(pattern.pattern, "_route", None)
    if route is None:  # Django admin's own two: its list of an app, and the rest
        return "schools/" if "app_label" in pattern.pattern.regex.pattern else "nothing-here/"
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: PLACES[match[1] or "str"], str(route))


ASKED = {"admin:autocomplete": "?app_label=membership&model_name=membership&field_name=school&term="}
ALL_VIEWS = [(name, where + ASKED.get(name, ""), view) for name, where, view in views(get_resolver())]
CLOSED = [(name, where) for name, where, view in ALL_VIEWS if policy_of(view) != PUBLIC]
LEADS_OUT = {"admin:logout"}


def test_every_view_has_a_policy():
    assert [name for name, _, view in ALL_VIEWS if policy_of(view) is None] == []


def test_only_ways_in_and_out_are_public():
    assert {name for name, _, view in ALL_VIEWS if policy_of(view) == PUBLIC} == PUBLIC_VIEWS


def test_only_pages_about_their_own_sign_in_are_for_everyone_signed_in():
    assert {name for name, _, view in ALL_VIEWS if policy_of(view) == OWN_ACCOUNT} == OWN_ACCOUNT_VIEWS


METHODS = pytest.mark.parametrize("method", ["get", "post"])


def outcome(client: Client, where: str, method: str) -> str:
    """What the door at `where` did: let in, refused, or sent to sign in."""
    answer = getattr(client, method)(where)
    if answer.headers.get("Location", "").startswith(reverse("account_login")):
        return SENT_AWAY
    return REFUSED if answer.status_code == 403 else ALLOWED


@METHODS
def test_nobody_is_sent_to_sign_in(db, client, method):
    assert {name: outcome(client, where, method) for name, where in CLOSED} == dict.fromkeys(dict(CLOSED), SENT_AWAY)


@METHODS
def test_a_person_without_a_role_is_refused_all_but_their_own_account(db, client, method):
    client.force_login(UserFactory(role=""))
    assert {name: outcome(client, where, method) for name, where in CLOSED} == {
        name: ALLOWED if name in OWN_ACCOUNT_VIEWS else REFUSED for name, _ in CLOSED
    }


def undecided(request):
    return HttpResponse("open to all")


urlpatterns = [path("undecided/", undecided), *thep.urls.urlpatterns]


@pytest.mark.urls(__name__)
def test_a_view_without_a_policy_is_refused_to_admins_too(db, client):
    client.force_login(UserFactory(role=Role.ADMIN))
    answer = client.get("/undecided/")
    assert answer.status_code == 403


# What each role may do, written by hand beside the matrix in the code.
STAFF, HEADTEACHER, TRUSTEE, ADMIN = Role.STAFF, Role.HEADTEACHER, Role.TRUSTEE, Role.ADMIN
MAY = {
    Permission.SIGNED_IN: {STAFF, HEADTEACHER, TRUSTEE, ADMIN},
    Permission.SCHOOL_VIEW: {STAFF, HEADTEACHER, TRUSTEE, ADMIN},
    Permission.REPORT_VIEW: {STAFF, TRUSTEE, ADMIN},
    Permission.CONTACT_VIEW: {STAFF, ADMIN},
    Permission.INTERNAL_NOTE_VIEW: {STAFF, ADMIN},
    Permission.SCHOOL_REVIEW_VIEW: {ADMIN},
    Permission.WORKBOOK_IMPORT: {STAFF, ADMIN},
    Permission.PEOPLE_MANAGE: {ADMIN},
    Permission.HISTORY_VIEW: {ADMIN},
    Permission.ADMIN_SITE: {ADMIN},
}


def test_the_matrix_is_the_one_written_by_hand():
    assert {permission: {role for role in Role if permission in GRANTS[role]} for permission in Permission} == MAY


@pytest.mark.parametrize(("role", "is_active", "may"), [(STAFF, True, True), (STAFF, False, False), ("", True, True)])
def test_the_challenge_group_adds_school_reviews_and_nothing_else(role, is_active, may):
    alone, added = (
        {permission for permission in Permission if User(role=role, is_active=is_active, **extra).may(permission)}
        for extra in ({}, {"is_in_challenge_group": True})
    )
    assert added - alone == ({Permission.SCHOOL_REVIEW_VIEW} if may else set())


EVERYONE = {STAFF: ALLOWED, TRUSTEE: ALLOWED, ADMIN: ALLOWED}
VIEWS = {
    "home": {**EVERYONE, HEADTEACHER: ALLOWED},
    "school-list": {**EVERYONE, HEADTEACHER: ALLOWED},
    "school-detail": {**EVERYONE, HEADTEACHER: ALLOWED},  # to their own: tests/overview/test_school_page.py
    "school-history": {**EVERYONE, HEADTEACHER: ALLOWED},  # likewise: tests/overview/test_school_history.py
    "report-list": {**EVERYONE, HEADTEACHER: REFUSED},
    "report-latest": {**EVERYONE, HEADTEACHER: REFUSED},
    "report-latest-checks": {**EVERYONE, HEADTEACHER: REFUSED},
    "kpi-page": {**EVERYONE, HEADTEACHER: REFUSED},
    "report-checks": {**EVERYONE, HEADTEACHER: REFUSED},
    "figure-page": {**EVERYONE, HEADTEACHER: REFUSED},
    "figure-csv": {**EVERYONE, HEADTEACHER: REFUSED},
    "figure-xlsx": {**EVERYONE, HEADTEACHER: REFUSED},
}
STAFF_WORK = {STAFF: ALLOWED, ADMIN: ALLOWED, TRUSTEE: REFUSED, HEADTEACHER: REFUSED}
ADMIN_WORK = {STAFF: REFUSED, ADMIN: ALLOWED, TRUSTEE: REFUSED, HEADTEACHER: REFUSED}

ADMINS_PAGES = {"history"}
NOT_EVEN_ADMINS = {
    "admin:schools_partnership_add",  # there is one partnership
    "admin:schools_partnership_delete",
    "admin:accounts_user_add",  # people are invited, and erased, on their own pages
    "admin:accounts_user_delete",
}


def expected(name: str) -> dict[Role, str]:
    if name in NOT_EVEN_ADMINS:
        return dict.fromkeys(Role, REFUSED)
    if name in OWN_ACCOUNT_VIEWS:
        return dict.fromkeys(Role, ALLOWED)
    if name.startswith("admin:") or name in ADMINS_PAGES:
        return ADMIN_WORK
    if name.startswith("person"):
        return ADMIN_WORK
    return STAFF_WORK if name.startswith("workbook-") else VIEWS[name]


@METHODS
@pytest.mark.parametrize("role", list(Role))
def test_each_view_lets_in_whom_the_table_says(db, client, role, method):
    ParticipationFactory(school=SchoolFactory(id=1))
    person = UserFactory(role=role)

    def tried(where: str) -> str:
        client.force_login(person)  # one of the doors is the way out
        return outcome(client, where, method)

    doors = [(name, where) for name, where in CLOSED if name not in LEADS_OUT]
    assert {name: tried(where) for name, where in doors} == {name: expected(name)[role] for name, _ in doors}


def test_nobody_signed_in_is_no_error_for_templates(rf):
    from accounts.context import permissions

    request = rf.get("/")
    request.user = AnonymousUser()
    assert permissions(request)["can"].report_view is False
