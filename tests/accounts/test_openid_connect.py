"""Signing in with an account elsewhere: whom the provider vouches for, and nobody else."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.openid_connect import vouched_address
from tests import openid_provider
from tests.accounts.entering import PASSWORD, app_of, code_of, deactivate, is_in, person, shown, sign_in
from thep import providers

MARY = "mary@riverside.example"
START = "/sign-in/with/other/"


@pytest.fixture
def provider(settings):
    with openid_provider.running() as provider:
        found = {
            "THEP_OIDC_NAME": "DfE Sign-in",
            "THEP_OIDC_SERVER": provider.address,
            "THEP_OIDC_ID": openid_provider.CLIENT,
            "THEP_OIDC_SECRET": openid_provider.SECRET,
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers.apps_of(found)}}
        provider.claims = {"sub": "1", "email": MARY, "email_verified": True}
        yield provider


@pytest.fixture
def mary(db):
    person(email="mark@riverside.example")
    return person(email=MARY)


def onward(page):
    """Where a page goes on to by itself, which is where its link leads too."""
    (refresh,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert f'href="{refresh}"' in page.content.decode()
    return html.unescape(refresh)


def go_through(client, provider, **typed):
    """What the portal answers a person who has signed in at the provider."""
    query = {name: value for name, (value,) in parse_qs(urlsplit(onward(client.post(START, typed))).query).items()}
    back = urlsplit(provider.way_back(query))
    return client.get(f"{back.path}?{back.query}")


def rows():
    return [model.objects.count() for model in (User, SocialAccount, SocialToken, EmailAddress)]


def test_the_person_with_the_address_signs_in_and_nothing_about_it_is_kept(mary, client, provider):
    provider.claims["email"] = "Mary@riverside.example"

    assert go_through(client, provider, next="/schools/").url == "/schools/"

    mary.refresh_from_db()
    assert (is_in(client), rows(), mary.check_password(PASSWORD)) == (True, [2, 0, 0, 0], True)
    assert provider.asked[0]["redirect_uri"] == "http://testserver/sign-in/with/other/back/"
    assert provider.asked[0]["code_challenge_method"] == "S256"


def test_other_sessions_of_the_person_go_on(mary, client, provider):
    sign_in(elsewhere := Client(), mary)

    go_through(client, provider)

    assert (is_in(client), is_in(elsewhere)) == (True, True)


REFUSED = [
    {"email": "nobody@riverside.example"},
    {"email": MARY, "email_verified": False},
    {"email": MARY, "email_verified": "false"},
    {"email": MARY, "email_verified": None},
    {"email": None},
    {"email": "mary"},
    {"email": ""},
    {"email": "gone@riverside.example"},
    {"email": "mary@rıverside.example"},
]


@pytest.mark.parametrize("claims", REFUSED)
def test_everyone_else_is_refused_in_the_same_words_and_nobody_is_made(mary, client, provider, claims):
    deactivate(person(email="gone@riverside.example"))
    provider.claims |= claims

    answer = go_through(client, provider)

    assert (answer.status_code, answer.templates[0].name) == (403, "socialaccount/refused.html")
    assert "mary" not in answer.content.decode()
    assert (is_in(client), rows()) == (False, [3, 0, 0, 0])


def test_an_old_address_is_refused_once_it_is_replaced(mary, client, provider):
    go_through(client, provider)
    client.post(reverse("account_logout"))
    User.objects.filter(pk=mary.pk).update(email="mary@new.example")

    assert (go_through(client, provider).status_code, is_in(client)) == (403, False)


def test_the_second_step_is_asked_for_all_the_same(mary, client, provider):
    secret = app_of(mary)

    assert go_through(client, provider, next="/schools/").url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert "token" not in client.session["account_login"]["signal_kwargs"]["sociallogin"]
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).url == "/schools/"
    assert is_in(client)


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_a_visitor_cannot_ask_for_anything_but_signing_in(mary, client, provider, process):
    client.force_login(person(email="thief@riverside.example"))

    go_through(client, provider, process=process)

    assert (client.get(reverse("account")).context["user"], rows()) == (mary, [3, 0, 0, 0])


def test_nothing_starts_without_a_post(mary, client, provider):
    assert client.get(START).url == reverse("account_login")
    assert client.get(f"{START}?process=login&next=/schools/").url == reverse("account_login")
    assert (provider.asked, is_in(client)) == ([], False)


def test_who_did_not_ask_is_not_signed_in_by_coming_back(mary, client, provider):
    """Else one could sign others in as oneself, by a link."""
    other = Client()
    query = {name: value for name, (value,) in parse_qs(urlsplit(onward(other.post(START))).query).items()}

    answer = client.get(f"{START}back/?code=good&state={query['state']}")

    assert (answer.status_code, is_in(client)) == (401, False)


def test_who_cancels_there_is_back_at_the_sign_in_page(mary, client, provider):
    provider.refuses = "access_denied"

    answer = go_through(client, provider)

    assert answer.url == reverse("account_login")
    assert "You did not sign in with DfE Sign-in." in client.get(answer.url).content.decode()


def test_an_error_there_is_a_plain_page(mary, client, provider):
    provider.refuses = "server_error"

    assert shown(go_through(client, provider))[0] == 401


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_provider_that_does_not_answer_is_a_plain_page(mary, client, provider, when):
    if when == "before":
        provider.is_broken = True
        answer = client.post(START)
    else:
        query = parse_qs(urlsplit(onward(client.post(START))).query)
        provider.is_broken = True
        answer = client.get(f"{START}back/?code=good&state={query['state'][0]}")

    assert (answer.status_code, answer.templates[0].name) == (401, "socialaccount/authentication_error.html")
    assert not is_in(client)


@pytest.mark.parametrize("claims", [{"iss": "http://elsewhere.example"}, {"aud": "another portal"}, {"exp": 1}])
def test_a_token_that_is_not_for_this_portal_now_is_a_plain_page(mary, client, provider, claims):
    provider.claims |= claims

    assert (go_through(client, provider).status_code, is_in(client)) == (401, False)


def test_an_answer_without_a_user_is_a_plain_page(mary, client, provider):
    del provider.claims["sub"]

    assert (go_through(client, provider).status_code, is_in(client)) == (401, False)


@pytest.mark.parametrize(("email", "is_let_in"), [(MARY, True), ("guest@elsewhere.example", False)])
def test_microsoft_signs_in_people_of_the_domains_named(mary, client, provider, settings, email, is_let_in):
    """By what its ID token says: this one has no other answer."""
    person(email="guest@elsewhere.example")
    found = {
        "THEP_MICROSOFT_TENANT": "ours",
        "THEP_MICROSOFT_DOMAINS": "riverside.example",
        "THEP_MICROSOFT_ID": openid_provider.CLIENT,
        "THEP_MICROSOFT_SECRET": openid_provider.SECRET,
    }
    (app,) = providers.apps_of(found)
    app |= {"provider_id": "other", "settings": app["settings"] | {"server_url": provider.address}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    provider.claims = {"sub": "1", "email": email}

    go_through(client, provider)

    assert is_in(client) is is_let_in


@pytest.mark.parametrize("name", ["google", "openid_connect2", "x"])
def test_a_provider_that_is_not_switched_on_is_not_there(db, client, provider, name):
    assert client.post(f"/sign-in/with/{name}/").status_code == 404
    assert client.get(f"/sign-in/with/{name}/back/").status_code == 404


def test_the_sign_in_page_offers_those_that_are_switched_on(db, client, provider, settings):
    assert re.findall("Sign in with ([^<]+)<", client.get("/sign-in/").content.decode()) == ["DfE Sign-in"]
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert re.findall("Sign in with ([^<]+)<", client.get("/sign-in/").content.decode()) == []


# Whose word on an address is worth what

ALWAYS, STATED, HOSTED = {"believed": "always"}, {"believed": "stated"}, {"believed": "hosted"}
OURS = {"believed": "domains", "domains": ["riverside.example"]}


@pytest.mark.parametrize(
    ("rule", "email", "more", "is_believed"),
    [
        (STATED, MARY, {"email_verified": True}, True),
        (STATED, MARY, {"email_verified": False}, False),
        (STATED, MARY, {"email_verified": "true"}, False),
        (STATED, MARY, {}, False),
        (ALWAYS, MARY, {}, True),
        (ALWAYS, MARY, {"email_verified": True}, True),
        (ALWAYS, MARY, {"email_verified": False}, False),
        (OURS, MARY, {}, True),
        (OURS, "Mary@RIVERSIDE.example", {}, True),
        (OURS, MARY, {"email_verified": False}, False),
        (OURS, "mary@elsewhere.example", {}, False),
        (OURS, "mary@elsewhere.example", {"email_verified": True}, False),
        (OURS, "mary@not-riverside.example", {}, False),
        (OURS, "mary@riverside.example@elsewhere.example", {}, False),
        (HOSTED, MARY, {"email_verified": True, "hd": "riverside.example"}, True),
        (HOSTED, MARY, {"email_verified": True}, False),
        (HOSTED, MARY, {"hd": "riverside.example"}, False),
        (HOSTED, "mary@gmail.com", {"email_verified": True}, True),
        (HOSTED, "mary@gmail.com", {}, False),
    ],
)
def test_an_address_is_believed_of_those_who_can_know_it(rule, email, more, is_believed):
    assert vouched_address({"email": email, **more}, rule) == (email if is_believed else None)
