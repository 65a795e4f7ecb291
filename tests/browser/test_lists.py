"""Lists that staff work from: filtered, sorted, saved, and done to several rows at once, also by keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in

LISTS = ("/schools/", "/visits/", "/actions/", "/programmes/", "/agreements/", "/renewals/")
AHEAD = "2099-06-01"


def plan(page: Page, name: str) -> None:
    """A visit planned to each school with this in its name."""
    page.goto(f"/schools/?q={name}")
    for box in page.locator('input[name="row"]').all():
        box.check()
    follow(page.get_by_role("button", name="Plan a visit to each"))
    page.get_by_label("Date").fill(AHEAD)
    assert fits(page)
    follow(page.get_by_role("button", name="Plan a visit to each of"))
    expect(page.get_by_role("status")).to_contain_text("planned.")


def test_schools_are_filtered_sorted_and_kept_under_a_name(sign_in):
    page = sign_in("staff")
    width = page.viewport_size["width"]
    page.goto("/schools/")
    assert fits(page)
    page.get_by_label("Phase").select_option("Secondary")
    page.get_by_label("Membership", exact=True).select_option("Members")
    follow(page.get_by_role("button", name="Find"))
    count = page.locator(".count-line").inner_text()
    page.get_by_text("More filters, and the order").click()
    page.get_by_label("In the order of").select_option("School, downwards")
    follow(page.get_by_role("button", name="Find"))
    expect(page.locator("tbody tr").first).to_contain_text("Wapping")
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    expect(page.locator(".count-line")).to_have_text(count)
    assert fits(page)

    page.get_by_text("Save these filters").click()
    page.get_by_label("Name", exact=True).fill(f"Secondary members {width}")
    follow(page.get_by_role("button", name="Save", exact=True))
    page.goto("/schools/")
    follow(page.get_by_role("link", name=f"Secondary members {width}"))
    expect(page.locator(".count-line")).to_have_text(count)
    expect(page.locator("tbody tr").first).to_contain_text("Wapping")
    assert fits(page)

    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert f"{len(lines) - 1} schools" == count
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "schools.xlsx"


def test_two_planned_visits_are_cancelled_with_a_reason_by_keyboard(sign_in):
    page = sign_in("staff")
    plan(page, "oaklands" if page.viewport_size["width"] > 1000 else "morpeth")
    plan(page, "bow school" if page.viewport_size["width"] > 1000 else "swanlea")
    page.goto("/visits/?status=planned")
    count = int(page.locator(".count-line").get_attribute("data-count"))
    page.locator('input[name="row"]').first.focus()
    page.keyboard.press("Space")
    reach(page, lambda: page.evaluate("document.activeElement.name") == "row")
    page.keyboard.press("Space")
    reach(page, lambda: page.evaluate("document.activeElement.innerText") == "Cancel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cancel 2 visits")
    assert fits(page)
    page.get_by_label("Why?").focus()
    page.keyboard.type("Snow")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2 visits cancelled.")
    expect(page.locator(".count-line")).to_have_attribute("data-count", str(count - 2))
    expect(page).to_have_url(re.compile(r"/visits/\?status=planned$"))


def reach(page: Page, is_there) -> None:
    """Tab on until what is wanted has the focus, and shows it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if is_there():
            looks = "(look => [look.outlineStyle, look.boxShadow])(getComputedStyle(document.activeElement))"
            assert page.evaluate(looks) != ["none", "none"]
            return
    raise AssertionError("it cannot be reached by keyboard")


@pytest.mark.parametrize("role", ["staff", "headteacher", "trustee", "admin"])
def test_every_list_fits_its_screen(sign_in, role):
    page = sign_in(role)
    for where in LISTS[:3] if role == "headteacher" else LISTS:
        page.goto(where)
        assert fits(page), where


@pytest.fixture(params=WIDTHS)
def without_scripts(request: pytest.FixtureRequest, chromium: Browser, portal: str) -> Iterator[Page]:
    width, height = WIDTHS[request.param]
    context = chromium.new_context(
        base_url=portal, viewport={"width": width, "height": height}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_lists_work_without_scripts(without_scripts: Page):
    page = without_scripts
    fill_in(page, "staff@thep.example", PASSWORD)
    plan(page, "mulberry" if page.viewport_size["width"] > 1000 else "halley")
    page.goto("/visits/")
    page.get_by_label("Status").select_option("Planned")
    follow(page.get_by_role("button", name="Find"))
    page.locator('input[name="row"]').first.check()
    follow(page.get_by_role("button", name="Cancel"))
    page.get_by_role("button", name="Cancel 1 visit").click()  # the browser asks for the reason first
    page.get_by_label("Why?").fill("Snow")
    follow(page.get_by_role("button", name="Cancel 1 visit"))
    expect(page.get_by_role("status")).to_contain_text("1 visit cancelled.")
