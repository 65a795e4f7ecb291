"""Each role signs in, lands on its first page and goes on from there, at a desk and on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.looking import fits, follow


def test_staff_open_a_member_not_yet_visited(sign_in):
    page = sign_in("staff")
    expect(page.get_by_role("heading", level=1)).to_have_text("To do in 2017–18")
    assert fits(page)

    block = page.locator("#not_visited")
    assert block.get_by_role("listitem").count() == int(block.locator(".count").inner_text()) == 29
    follow(block.get_by_role("link", name="Arnhem Wharf"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Arnhem Wharf")
    expect(page.get_by_text("No visit on record.")).to_be_visible()
    assert fits(page)


def test_a_headteacher_lands_on_their_school_and_is_refused_the_report(sign_in, page):
    sign_in("headteacher")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bangabandhu")
    assert page.get_by_role("heading", level=2).first.inner_text() == "Taking part in 2017–18"
    assert fits(page)
    assert page.request.get("/reports/2017-18/").status == 403


def test_a_trustee_opens_a_headline_and_the_number_is_the_length_of_its_list(sign_in):
    page = sign_in("trustee")
    expect(page.get_by_role("heading", level=1)).to_have_text("End-of-year reports")
    assert fits(page)

    number = page.locator('[data-figure="visits.2017-18.all.schools"]')
    value = int(number.get_attribute("data-value"))
    follow(number)
    expect(page.get_by_role("heading", level=1)).to_have_text("Schools visited, 2017–18")
    assert page.locator("[data-row]").count() == value == 70
    assert fits(page)


def test_an_admin_goes_to_the_checks(sign_in):
    page = sign_in("admin")
    expect(page.get_by_role("heading", level=1)).to_have_text("The portal today")
    assert fits(page)

    follow(page.get_by_role("link", name="Checks of the latest report"))
    expect(page).to_have_url(re.compile("/reports/2017-18/checks/$"))
    assert fits(page)
