"""A trustee reads the KPIs and opens any number."""

import re

from playwright.sync_api import expect

from tests.browser.looking import fits, follow


def test_a_trustee_signs_in_follows_a_number_and_comes_back(sign_in):
    page = sign_in("trustee")
    expect(page).to_have_url(re.compile("/reports/$"))
    assert fits(page)
    follow(page.locator(".year-list").get_by_role("link", name="2017–18"))
    expect(page).to_have_url(re.compile("/reports/2017-18/$"))
    assert fits(page)

    number = page.locator('.sections [data-figure="membership.2018-19.primary.in_area"]')
    value = int(number.get_attribute("data-value"))
    follow(number)
    expect(page.get_by_role("heading", level=1)).to_have_text("Members in area: primary, 2018–19")
    assert page.locator("[data-row]").count() == value == 66
    expect(page.get_by_text("In area and open, but not members 5")).to_be_visible()
    assert fits(page)

    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert (download.value.suggested_filename, len(lines)) == ("membership.2018-19.primary.in_area.csv", 67)

    follow(page.locator("[data-row] a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Arnhem Wharf")
    assert fits(page)

    page.go_back()
    follow(page.get_by_role("link", name="End-of-year report 2017–18"))
    expect(page).to_have_url(re.compile("/reports/2017-18/#membership$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("End-of-year report 2017–18")


def test_other_dates_are_chosen_on_the_page(sign_in):
    page = sign_in("trustee")
    page.goto("/reports/2017-18/")
    page.get_by_text("Choose other dates").click()
    page.get_by_label("Membership year").fill("2017-18")
    follow(page.get_by_role("button", name="Show"))
    expect(page.locator(".dates-line")).to_contain_text("membership 2017–18")
    expect(page.locator('.headlines [data-figure="membership.2017-18.all.total"]')).to_have_text("96")


def test_every_page_a_trustee_reaches_from_the_report_fits_its_screen(sign_in):
    page = sign_in("trustee")
    for where in (
        "/reports/",
        "/reports/2017-18/checks/",
        "/reports/2017-18/figures/income.2018-19.total/",
        "/schools/",
    ):
        page.goto(where)
        assert fits(page), where
