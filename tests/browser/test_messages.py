"""A person chooses which messages they get, by keyboard and without JavaScript; an admin looks at the log."""

from playwright.sync_api import Page, expect

from tests.browser.looking import fits, follow, open_more
from tests.browser.signing_in import PASSWORD, fill_in


def test_messages_are_switched_off_by_keyboard(sign_in, page: Page):
    sign_in("staff")
    page.goto("/account/#e-mail")
    assert fits(page)
    box = page.get_by_label("What falls due for you within a week")
    expect(box).to_be_checked()
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save which messages you get")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Saved which messages you get.")
    expect(box).not_to_be_checked()
    expect(page.get_by_label("A school’s word that a note of yours is accurate")).to_be_checked()
    box.check()  # as it was, for the other width
    follow(page.get_by_role("button", name="Save which messages you get"))


def test_log_of_messages_is_reached_from_people_and_works_without_javascript(page: Page, portal: str):
    context = page.context.browser.new_context(base_url=portal, viewport=page.viewport_size, java_script_enabled=False)
    plain = context.new_page()
    fill_in(plain, "admin@thep.example", PASSWORD)
    open_more(plain)
    follow(plain.get_by_role("link", name="People", exact=True))
    follow(plain.get_by_role("link", name="Messages sent"))
    expect(plain.get_by_role("heading", level=1)).to_have_text("Messages sent")
    expect(plain.get_by_text("None has been sent yet.")).to_be_visible()
    plain.get_by_label("State").select_option("failed")
    follow(plain.get_by_role("button", name="Find"))
    expect(plain.get_by_text("No message matches.")).to_be_visible()
    context.close()
