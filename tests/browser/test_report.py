"""The report is begun, written with live figures, checked, published and read: at a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in

VISITED = "{{ visits.2017-18.all.schools }}"


@pytest.fixture
def admin(page: Page) -> Page:
    fill_in(page, "admin@thep.example", PASSWORD)
    return page


@pytest.fixture
def second(chromium: Browser, portal: str, page: Page) -> Iterator[Page]:
    """A member of staff beside the admin."""
    context = chromium.new_context(base_url=portal, viewport=page.viewport_size)
    second = context.new_page()
    fill_in(second, "staff@thep.example", PASSWORD)
    yield second
    context.close()


def draft(page: Page) -> Page:
    page.goto("/reports/2017-18/")
    follow(page.get_by_role("link", name="Write the report"))
    begin = page.get_by_role("button", name="Begin the report")
    if begin.count():  # once, by whichever width comes first
        follow(begin)
    return page


def section(page: Page, title: str) -> Page:
    follow(draft(page).get_by_role("link", name=title, exact=True))
    return page


def test_a_report_is_written_and_figures_are_offered_by_name(admin: Page):
    section(admin, "Foreword")
    words = admin.get_by_label("Text")
    thanks = f"# Thanks on {admin.viewport_size['width']}"  # the other width writes there too
    words.fill(f"{thanks}\n\nThis year we visited ")
    words.press("Control+End")
    words.press_sequentially("{{ schools visited all 2017")
    offered = admin.get_by_role("option")
    expect(offered.first).to_contain_text("visits.2017-18.all.schools")
    assert fits(admin)
    words.press("Enter")
    words.press_sequentially(" schools.")
    expect(words).to_have_value(f"{thanks}\n\nThis year we visited {VISITED} schools.")
    expect(admin.get_by_text("Kept at")).to_be_visible()
    look = admin.get_by_role("region", name="How it is printed")
    expect(look.locator("[data-figure]")).to_have_text("70")
    expect(look.get_by_role("heading", name="Thanks")).to_be_visible()
    assert fits(admin)
    admin.reload()  # what was kept needs no Save
    expect(words).to_have_value(f"{thanks}\n\nThis year we visited {VISITED} schools.")


def test_two_who_write_at_once_lose_nothing(admin: Page, second: Page):
    for page in (admin, second):
        section(page, "The director’s report")
    expect(second.get_by_text("this section open too")).to_be_visible()
    admin.get_by_label("Text").fill(f"Ours, by the admin, {admin.viewport_size['width']}.")
    expect(admin.get_by_text("Kept at")).to_be_visible()
    second.get_by_label("Text").fill("Ours, by staff.")
    changed = second.get_by_text("Somebody else changed this section while you wrote.")
    expect(changed).to_be_visible()
    follow(second.get_by_role("button", name="Save", exact=True))
    expect(second.get_by_text("On record now stands")).to_contain_text("Ours, by the admin")
    expect(second.get_by_label("Text")).to_have_value("Ours, by staff.")
    second.get_by_label("Text").fill("Ours, by both.")
    follow(second.get_by_role("button", name="Save", exact=True))
    expect(second.get_by_role("heading", level=1)).to_have_text("End-of-year report 2017–18")


def test_it_is_checked_published_and_read_by_a_trustee(admin: Page, sign_in):
    findings = draft(admin).get_by_role("link", name="findings of the checks")
    follow(findings.or_(admin.get_by_role("link", name="The checks")).first)
    assert fits(admin)
    for _ in range(admin.get_by_role("button", name="Accept it").count()):
        admin.get_by_label("Why it can stay as it is").first.fill("So it was published.")
        follow(admin.get_by_role("button", name="Accept it").first)
        expect(admin.get_by_role("status")).to_contain_text("Accepted")
    follow(draft(admin).get_by_role("link", name="As a page"))
    expect(admin.get_by_role("img").first).to_be_visible()
    assert fits(admin)
    follow(draft(admin).get_by_role("link", name="Publish"))
    corrects = admin.get_by_label("What it corrects")
    if corrects.count():
        corrects.fill("A word.")
    assert fits(admin)
    follow(admin.get_by_role("button", name="Publish edition"))
    expect(admin.get_by_role("status")).to_contain_text("Published: End-of-year report 2017–18")
    assert fits(admin)
    with admin.expect_download() as taken:
        admin.get_by_role("link", name="PDF").click()
    assert taken.value.suggested_filename.startswith("end-of-year-report-201718-edition-")
    follow(admin.get_by_role("link", name="What has changed since"))
    expect(admin.get_by_text("Nothing: every figure would be printed as it was.")).to_be_visible()

    follow(admin.get_by_role("button", name="Sign out"))
    trustee = sign_in("trustee")
    trustee.goto("/reports/")
    follow(trustee.get_by_role("link", name="Published: edition").first)
    visited = trustee.locator('[data-figure="visits.2017-18.all.schools"]').first
    follow(visited)
    expect(trustee.get_by_role("heading", level=1)).to_have_text("Schools visited, 2017–18")
    assert trustee.locator("[data-row]").count() == 70
    assert fits(trustee)


@pytest.mark.parametrize("width", WIDTHS)
def test_without_a_script_a_section_is_written_and_a_quote_added(chromium: Browser, portal: str, width: str):
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    context = chromium.new_context(base_url=portal, viewport=size, java_script_enabled=False)
    plain = context.new_page()
    fill_in(plain, "staff@thep.example", PASSWORD)
    section(plain, "What schools said")
    plain.get_by_label("Text").fill("We asked, and {{ nothing }} came.")
    follow(plain.get_by_role("button", name="Save and go on writing"))
    expect(plain.get_by_text("No figure is called “nothing”.")).to_be_visible()
    plain.get_by_label("Text").fill(f"We asked all {VISITED}.")
    follow(plain.get_by_role("button", name="Save and go on writing"))
    expect(plain.get_by_text("“What schools said” is saved.")).to_be_visible()
    follow(plain.get_by_role("link", name="Add a quote"))
    plain.get_by_label("Words").fill(f"It helped, on a {width}.")
    plain.get_by_label("Role").fill("Headteacher")
    plain.get_by_label("Consent to print it").check()
    plain.get_by_label("How consent was given").fill("By e-mail.")
    assert fits(plain)
    follow(plain.get_by_role("button", name="Save"))
    expect(plain.get_by_text(f"It helped, on a {width}.")).to_be_visible()
    context.close()
