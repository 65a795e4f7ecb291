"""A portal that asks staff and admins for a second step, as all do but the demo."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, device, fill_in, is_signed_in, sign_out


@pytest.fixture(scope="module")
def portal_settings():
    return {"THEP_SECOND_STEP": "1"}


def test_staff_are_led_to_set_one_up_and_then_on(page: Page, request):
    role = {"desk": "staff", "phone": "admin"}[request.node.callspec.params["page"]]
    device(page)
    page.goto("/schools/?q=elm")
    page.get_by_label("E-mail address").fill(f"{role}@thep.example")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.get_by_text("so they need a second step")).to_be_visible()
    assert fits(page)

    follow(page.get_by_role("link", name="Add a passkey"))
    follow(page.get_by_role("button", name="Add a passkey"))
    follow(page.get_by_role("link", name="I have kept them: go on"))
    expect(page).to_have_url(re.compile(r"/schools/\?q=elm$"))

    sign_out(page)
    follow(page.get_by_role("button", name="Use a passkey"))
    is_signed_in(page)
    page.goto("/account/second-step/")
    follow(page.get_by_role("link", name="Take away Passkey"))
    follow(page.get_by_role("button", name="Take it away"))
    expect(page.get_by_text("This is your only second step")).to_be_visible()


def test_a_trustee_is_asked_for_none(page: Page):
    fill_in(page, "trustee@thep.example", PASSWORD)
    expect(page).to_have_url(re.compile("/reports/$"))
