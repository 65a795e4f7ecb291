"""Staff open the renewals, put down what schools answer, and write to those that have not, with and without scripts."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in

YEAR = "2019-20"
NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture
def plain(page: Page, portal: str) -> Iterator[Page]:
    """The same width without JavaScript, signed in as staff."""
    context = page.context.browser.new_context(base_url=portal, viewport=page.viewport_size, java_script_enabled=False)
    plain = context.new_page()
    fill_in(plain, "staff@thep.example", PASSWORD)
    yield plain
    context.close()


def board(page: Page) -> None:
    page.goto(f"/renewals/board/?year={YEAR}")


def count(page: Page, column: str):
    return page.locator(f"#{column} h2 .count")


def opened(page: Page) -> None:
    """Opened already by the other width, or now."""
    page.goto(f"/renewals/open/?year={YEAR}")
    follow(page.get_by_role("button", name="Open the renewals").or_(page.get_by_role("button", name="Save, and")))


def school(page: Page, offset: int) -> str:
    """The name of a school that is invited and has nobody to write to: another for each width."""
    place = 3 + offset if page.viewport_size["width"] > 1000 else 7 + offset
    return page.locator("#invited .card-head a").nth(place).inner_text()


def test_renewals_are_opened_and_taken_back(plain: Page):
    plain.goto("/renewals/board/")
    follow(plain.get_by_role("link", name="Open a year’s renewals"))
    expect(plain.get_by_role("heading", level=1)).to_have_text("Open the renewals for 2019–20")
    plain.locator("#invited summary").click()
    expect(plain.locator("#invited p")).to_contain_text("Bangabandhu")
    assert fits(plain)
    plain.get_by_label("Answers wanted by").fill(f"{NEXT_YEAR}-06-30")
    follow(plain.get_by_role("button", name="Open the renewals for 2019–20"))

    expect(plain.get_by_role("status")).to_contain_text("95 schools invited")
    expect(plain.get_by_text(f"answers wanted by 30 June {NEXT_YEAR}")).to_be_visible()
    expect(count(plain, "invited")).to_have_text("95")
    assert fits(plain)
    plain.goto(f"/renewals/open/?year={YEAR}")
    plain.get_by_text("Take it back").click()
    follow(plain.get_by_role("button", name="Take the renewals for 2019–20 back"))
    expect(plain.get_by_role("status")).to_contain_text("95 schools no longer invited")


def test_a_school_renews_by_one_press_and_withdraws_with_a_reason(plain: Page):
    opened(plain)
    board(plain)
    name = school(plain, 0)
    follow(plain.get_by_role("button", name=f"Renewing {name}", exact=True))
    expect(plain.get_by_role("status")).to_have_text(f"{name} is renewing for 2019–20.")
    follow(plain.get_by_role("button", name=f"In {name}", exact=True))
    expect(plain.get_by_role("status")).to_have_text(f"{name} is in for 2019–20.")

    follow(plain.get_by_role("link", name=f"Withdraws… {name}", exact=True))
    expect(plain.get_by_role("heading", level=1)).to_have_text(f"{name}: membership 2019–20")
    plain.get_by_label("It withdraws").check()
    follow(plain.get_by_role("button", name="Save"))
    expect(plain.get_by_text("Say why: the year’s record keeps it.")).to_be_visible()
    assert fits(plain)
    plain.get_by_label("Why").fill("It joins its trust’s own service")
    follow(plain.get_by_role("button", name="Save"))
    expect(plain.get_by_role("status")).to_have_text(f"{name} is withdrawn for 2019–20.")
    follow(plain.get_by_role("link", name="What changed on this membership"))
    expect(plain.get_by_text("It joins its trust’s own service").first).to_be_visible()
    assert fits(plain)


def test_reminders_are_read_and_sent(plain: Page):
    opened(plain)
    plain.goto("/renewals/wording/?kind=reminder")
    plain.get_by_label("Text").fill("Dear {{ head }}")
    follow(plain.get_by_role("button", name="See how it reads"))
    expect(plain.get_by_text("There is no “{{ head }}”.")).to_be_visible()
    assert fits(plain)
    plain.get_by_label("Text").fill("Dear colleague,\n\nwill {{ school }} be with us in {{ year }}?")
    follow(plain.get_by_role("button", name="See how it reads"))
    expect(plain.locator(".letter-text")).to_contain_text("be with us in 2019–20?")
    follow(plain.get_by_role("button", name="Save"))
    expect(plain.get_by_role("status")).to_have_text("The wording of the reminder is saved.")

    plain.goto(f"/renewals/board/?year={YEAR}&school=bangabandhu")
    plain.get_by_label("Tick Bangabandhu").check()
    follow(plain.get_by_role("button", name="Write to those ticked"))
    plain.get_by_label("Reminder").check()
    follow(plain.get_by_role("button", name="Show this one"))
    expect(plain.locator(".letter-text")).to_contain_text("will Bangabandhu be with us in 2019–20?")
    assert fits(plain)
    follow(plain.get_by_role("button", name="Send 1 letter to 1 address"))
    expect(plain.get_by_role("status")).to_have_text("1 letter sent, to 1 address.")

    plain.goto(f"/renewals/board/?year={YEAR}&school=bangabandhu")
    follow(plain.locator(".card-head").get_by_role("link", name="Bangabandhu"))
    plain.locator("#letters summary").first.click()
    expect(plain.locator("#letters .letter-text").first).to_contain_text("will Bangabandhu be with us")


def test_a_press_by_keyboard_and_a_school_added(sign_in, page: Page):
    sign_in("staff")
    opened(page)
    board(page)
    name = school(page, 2)
    page.get_by_role("button", name=f"In {name}", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{name} is in for 2019–20.")

    follow(page.get_by_role("link", name="Add a school"))
    other = "Old Palace" if page.viewport_size["width"] > 1000 else "St Edmund"
    page.get_by_label("School", exact=True).fill(other)
    page.get_by_label("Member").check()
    follow(page.get_by_role("button", name="Add it"))
    expect(page.get_by_role("status")).to_contain_text("is in for 2019–20.")
    assert fits(page)
