"""A headteacher reads a note and says that it is not accurate; staff see it; the corrected one is accurate."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in

SCHOOL = "Bangabandhu"


@pytest.fixture
def someone(chromium: Browser, portal: str, page: Page) -> Iterator:
    """Another person at a browser of their own, of the same size."""
    contexts = []

    def come(role: str, **more) -> Page:
        context = chromium.new_context(base_url=portal, viewport=page.viewport_size, **more)
        contexts.append(context)
        theirs = context.new_page()
        fill_in(theirs, f"{role}@thep.example", PASSWORD)
        return theirs

    yield come
    for context in contexts:
        context.close()


def latest_visit(admin: Page) -> str:
    """The address under Records of the school's latest visit."""
    admin.goto(f"/admin/visits/visit/?q={SCHOOL}&status__exact=done")
    return admin.locator("#result_list tbody th a").first.get_attribute("href").partition("?")[0]


def write(admin: Page, records: str, note: str, because: str = "") -> None:
    """Under Records, as long as it takes only that."""
    admin.goto(records)
    admin.locator("[name=shared_note]").fill(note)
    admin.locator("[name=corrected_because]").fill(because)
    follow(admin.locator("[name=_save]"))
    expect(admin.get_by_text("was changed successfully")).to_be_visible()


def address_of(records: str) -> str:
    number = re.search(r"/(\d+)/", records)[1]
    return f"/visits/{number}/"


def is_above_the_facts(page: Page, section: str) -> bool:
    return page.locator(section).bounding_box()["y"] < page.locator("#facts").bounding_box()["y"]


def test_a_note_is_answered_corrected_and_answered_again(sign_in, someone, page: Page):
    """What the head sees first is the note, then the question."""
    width = page.viewport_size["width"]
    wrong, right = f"There is one hall, {width}.", f"There are two halls, {width}."
    admin = someone("admin")
    records = latest_visit(admin)
    write(admin, records, wrong)
    where = address_of(records)

    sign_in("headteacher")
    page.goto(where)
    expect(page.locator("#note")).to_contain_text(wrong)
    assert fits(page)
    if width == WIDTHS["phone"][0]:
        assert [is_above_the_facts(page, section) for section in ("#note", "#answer")] == [True, True]
        assert page.locator("#note .note-text").bounding_box()["y"] < page.viewport_size["height"] / 2
    answer = page.locator("#answer")
    if answer.get_by_text("Answer again").count():
        answer.get_by_text("Answer again").click()
    answer.get_by_label("Not accurate").check()
    answer.get_by_label("Comment").fill(f"We have two, {width}.")

    staff = someone("staff")
    staff.goto(where)
    expect(staff.locator("#readings")).to_contain_text("Read by Harriet Head")
    assert fits(staff)
    follow(answer.get_by_role("button", name="Send your answer"))
    expect(page.get_by_role("status")).to_contain_text("Your answer is with the partnership.")
    expect(page.locator("#answer")).to_contain_text("Not accurate, you answered on")
    staff.reload()
    expect(staff.locator("#readings")).to_contain_text(f"We have two, {width}.")

    write(admin, records, right, "The second hall")
    staff.reload()
    expect(staff.locator("#readings")).to_contain_text("Nobody has read this version yet. Harriet Head can.")
    expect(staff.locator("#earlier-versions")).to_contain_text("Not accurate, says Harriet Head")
    page.goto(where)
    expect(page.locator("#note")).to_contain_text("Corrected because: The second hall")
    page.locator("#answer").get_by_label("Accurate", exact=True).check()
    follow(page.get_by_role("button", name="Send your answer"))
    staff.reload()
    expect(staff.locator("#readings .answer-word")).to_have_text("Accurate")
    taken = staff.context.request.get(f"{where}visit.pdf")
    assert taken.body().startswith(b"%PDF")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


def has_visible_focus(page: Page) -> bool:
    return page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none' }"
    )


def test_a_note_is_answered_by_keyboard_alone(sign_in, someone, page: Page):
    width = page.viewport_size["width"]
    admin = someone("admin")
    records = latest_visit(admin)
    write(admin, records, f"By keyboard, {width}.")
    sign_in("headteacher")
    page.goto(address_of(records))

    for selector, keys in (
        ("[name=is_accurate][value=yes]", ["ArrowDown"]),
        ("[name=comment]", [*"Two halls"]),
        ("#answer button[type=submit]", ["Enter"]),
    ):
        tab_to(page, selector)
        assert has_visible_focus(page), selector
        for key in keys:
            page.keyboard.press(key)

    expect(page.locator("#answer")).to_contain_text("Not accurate, you answered on")
    expect(page.locator("#answer blockquote")).to_have_text("Two halls")


def test_without_javascript_a_note_is_answered_and_an_action_added_and_done(someone, page: Page):
    width = page.viewport_size["width"]
    admin = someone("admin")
    records = latest_visit(admin)
    write(admin, records, f"Without scripts, {width}.")
    where, what = address_of(records), f"Buy books, {width}"

    head = someone("headteacher", java_script_enabled=False)
    head.goto(where)
    head.get_by_label("Accurate", exact=True).check()
    follow(head.get_by_role("button", name="Send your answer"))
    expect(head.locator("#answer")).to_contain_text("Accurate, you answered on")

    staff = someone("staff", java_script_enabled=False)
    staff.goto(where)
    follow(staff.get_by_role("link", name="Add an action"))
    staff.get_by_label("What is to be done").fill(what)
    staff.get_by_label("Due on").fill("2018-03-01")
    follow(staff.get_by_role("button", name="Add the action"))
    action = staff.locator("#actions li", has_text=what)
    expect(action).to_contain_text("overdue")
    action.locator("summary").click()
    action.get_by_label("What came of it").fill("Forty books")
    follow(action.get_by_role("button", name="Mark done"))
    expect(staff.locator("#actions li", has_text=what)).to_contain_text("Forty books")
    staff.goto(where)
    follow(staff.locator("#actions li", has_text=what).get_by_role("link", name="Change"))
    staff.get_by_text("Remove this action").click()
    follow(staff.get_by_role("button", name="Remove it"))
    expect(staff.locator("#actions li", has_text=what)).to_have_count(0)
