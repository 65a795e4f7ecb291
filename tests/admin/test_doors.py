"""Admins only, at every address; everyone else is sent to sign in or refused."""

import re

import pytest
from django.contrib import admin
from django.urls import URLResolver, reverse

from accounts.permissions import Role
from schools.models import School
from tests.factories import SchoolFactory, UserFactory

PUBLIC = {"/admin/login/"}


def addresses(patterns=None, before="/admin/"):
    """Every address of the admin, with 1 for each number and `schools` for each app."""
    for pattern in admin.site.urls[0] if patterns is None else patterns:
        route = re.sub(r"<path:object_id>|<id>|<int:\w+>|<path:\w+>", "1", str(pattern.pattern))
        route = re.sub(r"\(\?P<app_label>.*\)", "schools", route)
        route = re.sub(r"\(\?P<url>.*\)", "nowhere/", route).strip("^$")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + route)
        else:
            yield before + route


ADDRESSES = sorted(set(addresses()) - PUBLIC)


def test_addresses_are_all_there():
    assert {
        "/admin/",
        "/admin/autocomplete/",
        "/admin/jsi18n/",
        "/admin/nowhere/",
        "/admin/r/1/1/",
        "/admin/schools/",
        "/admin/schools/school/",
        "/admin/schools/school/1/",
        "/admin/schools/school/1/change/",
        "/admin/accounts/user/1/change/",
    } <= set(ADDRESSES)
    assert all(re.fullmatch(r"[a-z0-9_/]+", address) for address in ADDRESSES)


@pytest.mark.parametrize("role", ["", Role.STAFF, Role.HEADTEACHER, Role.TRUSTEE])
def test_other_roles_are_refused_everywhere(client, db, role):
    client.force_login(UserFactory(role=role))

    assert {(a, client.get(a).status_code, client.post(a).status_code) for a in ADDRESSES} == {
        (address, 403, 403) for address in ADDRESSES
    }


def test_admins_who_may_no_longer_sign_in_are_sent_to_sign_in(client, db):
    person = UserFactory(role=Role.ADMIN)
    client.force_login(person)
    assert client.get("/admin/").status_code == 200
    type(person).objects.update(is_active=False)

    assert client.get("/admin/").headers["Location"] == "/sign-in/?next=/admin/"


def test_nobody_is_sent_to_sign_in_from_everywhere(client, db):
    def destination(response):
        return response.status_code, response.headers.get("Location")

    assert {(a, destination(client.get(a)), destination(client.post(a))) for a in ADDRESSES} == {
        (address, (302, f"/sign-in/?next={address}"), (302, f"/sign-in/?next={address}")) for address in ADDRESSES
    }


@pytest.mark.parametrize(
    ("address", "goes_to"),
    [
        ("/admin/login/", "/sign-in/?next=/admin/"),
        ("/admin/login/?next=/admin/schools/school/%3Fq%3Delm", "/sign-in/?next=/admin/schools/school/%3Fq%3Delm"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_admins_own_sign_in_is_the_portals(client, db, method, address, goes_to):
    response = getattr(client, method)(address)

    assert (response.status_code, response.headers["Location"]) == (302, goes_to)


def test_refused_person_changes_nothing(client, db):
    school = SchoolFactory(name="Elm")
    client.force_login(UserFactory(role=Role.STAFF))

    client.post(reverse("admin:schools_school_change", args=[school.pk]), {"name": "Oak", "la_code": "211"})
    client.post(reverse("admin:schools_school_delete", args=[school.pk]), {"post": "yes"})

    assert School.objects.get().name == "Elm"


def test_admin_signs_out_to_the_portals_sign_in(client, db):
    client.force_login(UserFactory(role=Role.ADMIN))

    assert client.post(reverse("admin:logout")).headers["Location"] == "/sign-in/"


def test_first_page_lists_every_record_of_every_room(client, db):
    client.force_login(UserFactory(role=Role.ADMIN))

    page = client.get("/admin/").context["app_list"]

    assert {app["app_label"] for app in page} == {
        "accounts",
        "membership",
        "ofsted",
        "programmes",
        "reports",
        "schools",
        "visits",
    }
