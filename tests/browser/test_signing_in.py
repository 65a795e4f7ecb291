"""Each way in, at a desk and on a phone. Each test has a person of its own, as what it sets up outlasts it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import openid_provider
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, app_code, device, fill_in, is_signed_in, printed, sign_out


@pytest.fixture(scope="module")
def provider():
    with openid_provider.running() as provider:
        yield provider


@pytest.fixture(scope="module")
def portal_settings(provider):
    return {
        "THEP_OIDC_NAME": "DfE Sign-in",
        "THEP_OIDC_SERVER": provider.address,
        "THEP_OIDC_ID": openid_provider.CLIENT,
        "THEP_OIDC_SECRET": openid_provider.SECRET,
    }


@pytest.fixture(scope="module")
def elsewhere(provider):
    return (provider.address,)


def test_with_a_password_to_where_one_was_going(page: Page):
    page.goto("/schools/?q=elm")
    page.get_by_label("E-mail address").fill("Staff@thep.example")
    page.get_by_label("Password").fill("wrong")
    follow(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.get_by_text("That address and password do not go together.")).to_be_visible()
    assert fits(page)

    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    expect(page).to_have_url(re.compile(r"/schools/\?q=elm$"))


def test_with_a_code_by_e_mail(page: Page, console):
    page.goto("/sign-in/")
    follow(page.get_by_role("link", name="Send me a code instead"))
    assert fits(page)
    page.get_by_label("E-mail address").fill("staff@thep.example")
    follow(page.get_by_role("button", name="Send me a code"))
    expect(page.get_by_text("We have sent a message to staff@thep.example.")).to_be_visible()
    assert fits(page)

    page.get_by_label("Code").fill(printed(console, "Subject: ([A-Z]{4}-[A-Z]{4}) is your code"))
    follow(page.get_by_role("button", name="Sign in"))
    is_signed_in(page)


def test_with_a_new_password(page: Page, console):
    page.goto("/sign-in/")
    follow(page.get_by_role("link", name="Forgotten your password?"))
    page.get_by_label("E-mail address").fill("headteacher@thep.example")
    assert fits(page)
    follow(page.get_by_role("button", name="Send me a link"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your messages")
    assert fits(page)

    page.goto(printed(console, r"(http://localhost:\d+/sign-in/forgotten/\S+/)\n"))
    assert fits(page)
    page.get_by_label("New password", exact=False).first.fill("a wholly different phrase")
    page.get_by_label("New password again").fill("a wholly different phrase")
    follow(page.get_by_role("button", name="Take this password and sign in"))
    is_signed_in(page)

    sign_out(page)
    fill_in(page, "headteacher@thep.example", "a wholly different phrase")
    is_signed_in(page)


def test_with_an_app_or_a_recovery_code_as_the_second_step(page: Page):
    fill_in(page, "trustee@thep.example", PASSWORD)
    follow(page.get_by_role("link", name="Tariq Trustee"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert fits(page)
    follow(page.get_by_role("link", name="Set up a second step"))
    assert fits(page)
    follow(page.get_by_role("link", name="Set up an app"))
    assert fits(page)
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code that the app shows").fill(app_code(secret))
    follow(page.get_by_role("button", name="Set up"))
    recovery_code = page.locator(".codes code").first.inner_text()
    assert fits(page)
    follow(page.get_by_role("link", name="I have kept them: go on"))
    expect(page.get_by_text("Authenticator app set up")).to_be_visible()

    for code in (app_code(secret), recovery_code):
        sign_out(page)
        fill_in(page, "trustee@thep.example", PASSWORD)
        expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
        assert fits(page)
        page.get_by_label("Code of your app").fill(code)
        follow(page.get_by_role("button", name="Sign in"))
        is_signed_in(page)

    page.goto("/account/second-step/")
    follow(page.get_by_role("link", name="Take it away"))
    follow(page.get_by_role("button", name="Take it away"))
    expect(page.get_by_text("Your authenticator app is taken away.")).to_be_visible()


def test_with_a_passkey(page: Page):
    device(page)
    fill_in(page, "admin@thep.example", PASSWORD)
    page.goto("/account/second-step/")
    follow(page.get_by_role("link", name="Add a passkey"))
    assert fits(page)
    page.get_by_label("Name").fill("Work laptop")
    follow(page.get_by_role("button", name="Add a passkey"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    sign_out(page)
    page.goto("/sign-in/?next=/account/second-step/")
    follow(page.get_by_role("button", name="Use a passkey"))
    expect(page.get_by_text("Work laptop")).to_be_visible()
    assert fits(page)

    sign_out(page)
    fill_in(page, "admin@thep.example", PASSWORD)  # after a password it is the second step
    follow(page.get_by_role("button", name="Use a passkey"))
    is_signed_in(page)

    page.goto("/account/second-step/")
    follow(page.get_by_role("link", name="Take away Work laptop"))
    follow(page.get_by_role("button", name="Take it away"))
    expect(page.get_by_text("The passkey is taken away.")).to_be_visible()


def test_a_passkey_that_does_not_come_is_said_in_words(page: Page):
    page.goto("/sign-in/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That did not work. Try again, or choose another way.")).to_be_visible()
    assert fits(page)


def test_with_an_account_elsewhere(page: Page, provider):
    provider.claims = {"sub": "1", "email": "staff@thep.example", "email_verified": True}
    page.goto("/sign-in/?next=/schools/")
    assert fits(page)
    follow(page.get_by_role("button", name="Sign in with DfE Sign-in"))
    expect(page).to_have_url(re.compile("/schools/$"))
    is_signed_in(page)


def test_every_page_about_ones_own_sign_in_fits_its_screen(sign_in):
    page = sign_in("staff")
    for where in (
        "/account/",
        "/account/password/",
        "/account/sessions/",
        "/account/second-step/",
        "/account/second-step/app/",
        "/account/passkeys/add/",
        "/account/confirm/",
        "/sign-out/",
    ):
        page.goto(where)
        assert fits(page), where


def test_other_sessions_are_listed_and_ended(page: Page, chromium, portal):
    phone = chromium.new_context(base_url=portal, user_agent="Mozilla/5.0 (iPhone) Version/18 Safari/604")
    elsewhere = phone.new_page()
    fill_in(elsewhere, "staff@thep.example", PASSWORD)
    fill_in(page, "staff@thep.example", PASSWORD)
    page.goto("/account/sessions/")
    assert fits(page)
    first = page.locator("[data-session]").first
    expect(first).to_contain_text("Chrome on Linux this one")

    follow(page.locator("[data-session]", has_text="Safari on iPhone").first.get_by_role("button", name="End it"))
    expect(page.get_by_text("That session is ended.")).to_be_visible()
    elsewhere.goto("/account/")
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Sign in")
    phone.close()

    if page.get_by_role("button", name="End all but this one").is_visible():
        follow(page.get_by_role("button", name="End all but this one"))
    expect(page.locator("[data-session]")).to_have_count(1)
