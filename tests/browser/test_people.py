"""An admin invites a headteacher, who comes, and is let go; and looks at what changed and puts it back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.looking import fits, follow, open_more
from tests.browser.signing_in import printed

HALLEY, URN = "Halley", "100955"


def test_an_invited_headteacher_comes_to_their_school_and_is_out_once_deactivated(sign_in, page: Page, console):
    width = page.viewport_size["width"]
    sign_in("admin")
    open_more(page)
    follow(page.get_by_role("link", name="People", exact=True))
    assert fits(page)
    follow(page.get_by_role("link", name="Invite someone"))
    page.get_by_label("E-mail address").fill(f"head{width}@halley.example")
    page.get_by_label("Name").fill("Hilary Head")
    page.get_by_label("Headteacher").check()
    page.get_by_label("School", exact=True).fill("st paul")
    follow(page.get_by_role("button", name="Send the invitation"))
    expect(page.get_by_text("Several schools match. Choose one below.")).to_be_visible()
    assert fits(page)
    expect(page.get_by_label("Name")).to_have_value("Hilary Head")
    page.get_by_label("School", exact=True).fill("halley")
    follow(page.get_by_role("button", name="Send the invitation"))
    expect(page.get_by_role("status")).to_contain_text(f"An invitation is on its way to head{width}@halley.example.")
    expect(page.locator("#schools")).to_contain_text(HALLEY)
    assert fits(page)

    theirs = page.context.browser.new_context(viewport=page.viewport_size).new_page()
    theirs.goto(printed(console, r"(http://localhost:\d+/invitation/[\w-]+/)"))
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Welcome, Hilary Head")
    assert fits(theirs)
    theirs.get_by_label("Password").fill("a long enough password")
    follow(theirs.get_by_role("button", name="Accept and sign in"))
    expect(theirs.get_by_role("heading", level=1)).to_have_text(HALLEY)
    assert fits(theirs)

    page.reload()
    expect(page.locator(".dates-line")).to_contain_text("Can sign in")
    page.get_by_text("Deactivate", exact=True).click()
    follow(page.get_by_role("button", name="Deactivate Hilary Head"))
    expect(page.get_by_role("status")).to_contain_text("Hilary Head is out, on every device.")
    theirs.reload()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Sign in")
    theirs.context.close()

    follow(page.get_by_role("link", name="What is held about Hilary Head"))
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it away (JSON)").click()
    assert f"head{width}@halley.example" in download.value.path().read_text()
    page.get_by_text("Erase what is held about Hilary Head").click()
    follow(page.get_by_role("button", name="Erase for good"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Former user \d+$"))


def test_a_changed_record_is_found_in_the_history_and_put_back(sign_in, page: Page):
    sign_in("admin")
    page.goto("/admin/schools/school/?q=bigland")
    follow(page.get_by_role("link", name="Bigland Green"))
    page.get_by_label("Short name").fill("Big Land")
    follow(page.get_by_role("button", name="Save", exact=True))

    page.goto("/history/")
    expect(page.locator(".changes li").first).to_contain_text("School: Big Land")
    expect(page.locator(".changes li").first).to_contain_text("Ada Admin")
    assert fits(page)
    follow(page.locator(".changes li").first.get_by_role("link"))
    follow(page.get_by_role("link", name="Restore this version").first)
    follow(page.get_by_role("button", name="Restore"))

    page.goto("/schools/?q=bigland")
    expect(page.locator("tbody tr")).to_contain_text("Bigland Green")
    follow(page.get_by_role("link", name="Bigland Green"))
    follow(page.get_by_role("link", name="History of changes"))
    expect(page.get_by_text("Big Land").first).to_be_visible()
    assert fits(page)
