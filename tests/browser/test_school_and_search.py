"""The page of a school, its timeline and the search, at a desk and on a phone."""

from playwright.sync_api import Page, expect

from tests.browser.looking import fits, follow


def test_a_school_is_found_by_a_slip_of_its_name_and_read_by_date(sign_in, page: Page, console):
    sign_in("staff")
    search = page.get_by_role("banner").get_by_role("searchbox")
    search.fill("bangabandu")
    search.press("Enter")
    expect(page.get_by_text("names like them are shown")).to_be_visible()
    assert fits(page)

    follow(page.get_by_role("link", name="Bangabandhu"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bangabandhu")
    assert fits(page)

    follow(page.get_by_role("navigation", name="On this page").get_by_role("link", name="Timeline"))
    expect(page.locator("#timeline")).to_be_in_viewport()
    follow(page.get_by_role("link", name="Everything by date"))
    page.get_by_label("Ofsted").check()
    follow(page.get_by_role("button", name="Show these"))
    expect(page.locator(".timeline li").first).to_contain_text("inspection")
    expect(page.locator(".timeline .about-visits")).to_have_count(0)
    assert fits(page)
