"""Prices set, a school renewed with its neighbour, and charges: at a desk, on a phone, and without a script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in

NEIGHBOURS = {"desk": ("Bonner", "Cyril Jackson"), "phone": ("Marner", "Manorfield")}


def _row(page: Page, package: str):
    return page.locator("tbody tr", has=page.get_by_role("rowheader", name=package))


def set_prices(page: Page, year: str, price: str) -> None:
    page.goto(f"/packages/?year={year}")
    assert fits(page)
    follow(page.get_by_role("link", name=re.compile("prices")))
    assert fits(page)
    page.get_by_label("Bronze, Primary", exact=True).fill(price)
    page.get_by_label("Bronze: Places").fill("4")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_contain_text("Saved")
    expect(_row(page, "Bronze").locator('td[data-label="Primary"]')).to_contain_text(f"£{price}")


def test_prices_are_set_and_next_years_begun_from_them(sign_in):
    page = sign_in("staff")
    year, following = ("2023-24", "2024-25") if page.viewport_size["width"] > 500 else ("2021-22", "2022-23")
    set_prices(page, year, "4,350")

    page.goto(f"/packages/{following}/prices/")
    page.get_by_text("Begin from the prices of").click()
    page.get_by_label("Add, in per cent").fill("2.5")
    follow(page.get_by_role("button", name="Show them"))
    expect(page.get_by_label("Bronze, Primary", exact=True)).to_have_value("4459")
    expect(page.get_by_role("status")).to_contain_text("Nothing is saved yet")
    assert fits(page)
    follow(page.get_by_role("button", name="Save"))
    expect(_row(page, "Bronze").locator('td[data-label="Primary"]')).to_have_text(re.compile("£4,459.*£4,350"))
    assert fits(page)


def renew_together(page: Page, year: str, names: tuple[str, str]) -> None:
    """The second school is added to the form of the first."""
    page.goto(f"/agreements/new/?year={year}")
    page.get_by_label("Schools").fill(names[0])
    follow(page.get_by_role("button", name="Add the school"))
    page.get_by_label("Schools").fill(names[1])
    follow(page.get_by_role("button", name="Add the school"))
    for name in names:
        expect(page.get_by_role("checkbox", name=re.compile(f"^{name}"))).to_be_checked()
    page.get_by_label("Package").select_option("Bronze")


@pytest.mark.parametrize("is_scripted", [True, False], ids=["with a script", "without"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_school_is_renewed_into_an_agreement_with_its_neighbour(chromium: Browser, portal, width, is_scripted):
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    context = chromium.new_context(base_url=portal, viewport=size, java_script_enabled=is_scripted)
    page = context.new_page()
    year = {(True, "desk"): "2023-24", (True, "phone"): "2021-22", (False, "desk"): "2024-25"}.get(
        (is_scripted, width), "2022-23"
    )
    fill_in(page, "staff@thep.example", PASSWORD)
    page.goto(f"/packages/{year}/prices/")
    page.get_by_label("Bronze, Primary", exact=True).fill("4400")
    follow(page.get_by_role("button", name="Save"))

    renew_together(page, year, NEIGHBOURS[width])
    if not is_scripted:
        follow(page.get_by_role("button", name="Work out the list price"))
        expect(page.get_by_label("Fee agreed")).to_have_value("8800.00")
    expect(page.locator("[data-list-price]")).to_contain_text("£8,800")
    page.get_by_label("Fee agreed").fill("8000")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Say why: the list price is £8,800.")).to_be_visible()
    if is_scripted:
        assert fits(page)
    page.get_by_label("Why it is not the list price").fill("Two schools, one head")
    follow(page.get_by_role("button", name="Save"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Bronze")
    for words in (*NEIGHBOURS[width], "£8,000.00", "£8,800.00", "Two schools, one head"):
        expect(page.locator("main")).to_contain_text(words)
    if is_scripted:
        assert fits(page)
        made = page.url
        page.go_back()
        page.get_by_label("Why it is not the list price").fill("Two schools, one head")
        follow(page.get_by_role("button", name="Save"))
        assert page.url == made
    page.goto(f"/agreements/?year={year}")
    expect(page.locator(".count-line")).to_have_text("1 agreement")
    context.close()


def test_charges_accounts_and_what_is_used_fit_the_screen(sign_in):
    page = sign_in("staff")
    reference = f"INV {page.viewport_size['width']}"
    for address in ("/charges/", "/accounts-export/", "/entitlements/?year=2017-18", "/agreements/"):
        page.goto(address)
        assert fits(page)
    follow(page.locator("tbody tr a").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert fits(page)

    page.goto("/charges/new/?year=2018-19")
    page.get_by_label("School").fill("Bonner")
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("For").fill("Venue hire")
    page.get_by_label("Amount").fill("£1,250.50")
    assert fits(page)
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("link", name=reference)).to_be_visible()

    page.goto("/accounts-export/?year=2018-19")
    page.get_by_label("Everything of the year").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert f"{reference},Bonner,100891,Venue hire,1250.50" in download.value.path().read_text("utf-8-sig")
