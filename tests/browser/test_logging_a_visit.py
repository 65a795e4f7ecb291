"""A visit is logged in a car park: the connection goes, the tab closes, the session ends, Save is pressed twice."""

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in

NEW = "/visits/new/"
WHERE = "School or associate"
LOST = re.compile(r"net::ERR_INTERNET_DISCONNECTED|the server responded with a status of (409|422)")


@pytest.fixture(params=WIDTHS)
def context(request: pytest.FixtureRequest, chromium: Browser, portal: str) -> Iterator[BrowserContext]:
    """A browser at a desk and on a phone, with Sam signed in. An error that no lost connection explains fails."""
    width, height = WIDTHS[request.param]
    context = chromium.new_context(base_url=portal, viewport={"width": width, "height": height})
    wrong: list[str] = []
    context.on("console", lambda message: LOST.search(message.text) or wrong.append(message.text))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    fill_in(context.new_page(), "staff@thep.example", PASSWORD)
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.pages[0]


@pytest.fixture
def words() -> str:
    """A note that no other has."""
    return f"Calm corridors {uuid.uuid4().hex[:8]}"


def choose(page: Page, text: str, name: str) -> None:
    page.get_by_label(WHERE).press_sequentially(text)
    page.get_by_role("option", name=name).click()
    expect(page.locator("[data-chosen]")).to_contain_text(name)


def note(page: Page) -> object:
    return page.get_by_label("Note for the school")


def draft_line(page: Page) -> object:
    return page.locator("[data-draft-line]")


def told(page: Page) -> object:
    """The portal's message; the box for the place has a status of its own, for screen readers."""
    return page.locator(".alert[role=status]")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()  # the page is left only once the portal has it


def is_saved(page: Page, words: str, said: str = "Saved.") -> None:
    expect(told(page)).to_have_text(said)
    expect(page.get_by_text(words)).to_be_visible()
    assert re.search(r"/visits/\d+/$", page.url)


def times_saved(page: Page, words: str) -> int:
    """How many visits of the latest hold these words."""
    last = int(re.search(r"/visits/(\d+)/", page.url)[1])
    found = [page.request.get(f"/visits/{number}/").text() for number in range(max(1, last - 3), last + 4)]
    return sum(words in text for text in found)


def test_choose_type_and_save(page: Page, words):
    page.goto(NEW)
    choose(page, "halley", "Halley")
    note(page).fill(words)
    assert fits(page)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport()
    save(page)

    is_saved(page, words)
    assert times_saved(page, words) == 1
    page.goto(NEW)
    expect(page.get_by_text("Not saved yet")).to_be_hidden()


def test_several_places_an_action_and_a_file(page: Page, words):
    page.goto(NEW)
    choose(page, "halley", "Halley")
    page.get_by_role("button", name="Another place").click()
    choose(page, "bigland", "Bigland Green")
    note(page).fill(words)
    page.locator("summary", has_text="Actions").click()
    page.get_by_label("What is to be done").fill("Send the data")
    page.get_by_role("button", name="Another action").click()
    page.get_by_label("What is to be done").last.fill("Appoint a lead")
    page.get_by_label("Who does it").last.select_option("The headteacher")
    page.locator("summary", has_text="Files").click()
    page.get_by_label("Add files").set_input_files({"name": "run.exe", "mimeType": "text/plain", "buffer": b"MZ"})
    expect(page.get_by_role("alert")).to_contain_text("run.exe is of a kind that is not taken.")
    page.get_by_label("Add files").set_input_files({"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Plan"})
    expect(page.locator("[data-kept-files]")).to_contain_text("plan.txt")
    assert fits(page)
    save(page)

    expect(told(page)).to_contain_text("Saved: a visit to each of 2 places: Bigland Green, Halley.")
    page.goto(page.url + "edit/")
    expect(page.get_by_label("What is to be done").nth(1)).to_have_value("Appoint a lead")
    expect(page.get_by_text("plan.txt").first).to_be_visible()
    assert fits(page)


def test_what_is_wrong_is_said_by_its_field_and_comes_into_view(page: Page, words):
    page.goto(NEW)
    page.get_by_label(WHERE).fill("nowhere at all")
    note(page).fill(words)
    page.get_by_label("Date").fill("2031-03-01")
    save(page)

    expect(page.get_by_text("No school or associate has this name or URN.")).to_be_in_viewport()
    expect(page.get_by_label(WHERE)).to_have_value("nowhere at all")
    expect(page.get_by_text("This day is still to come.")).to_be_visible()
    expect(note(page)).to_have_value(words)
    assert fits(page)


def test_a_connection_lost_in_the_middle_and_a_closed_tab_lose_nothing(context, page: Page, words):
    page.goto(NEW)
    choose(page, "halley", "Halley")
    expect(draft_line(page)).to_contain_text("Draft saved")
    context.set_offline(True)
    note(page).fill(words)
    expect(draft_line(page)).to_contain_text("No connection: kept on this device")
    save(page)
    expect(draft_line(page)).to_contain_text("No connection: kept on this device")
    expect(note(page)).to_have_value(words)
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(NEW)
    follow(again.get_by_role("link", name="Go on").first)
    expect(note(again)).to_have_value(words)
    expect(again.locator("[data-chosen]")).to_contain_text("Halley")
    save(again)
    is_saved(again, words)


def test_what_was_never_sent_is_found_on_the_device_by_its_own_person_alone(context, page: Page, words):
    page.goto(NEW)
    context.set_offline(True)
    note(page).fill(words)
    expect(draft_line(page)).to_contain_text("kept on this device")
    page.close()
    context.set_offline(False)

    again = context.new_page()
    context.clear_cookies(name="sessionid")
    fill_in(again, "admin@thep.example", PASSWORD)
    again.goto(NEW)
    expect(again.get_by_text("Not saved yet")).to_be_hidden()
    context.clear_cookies(name="sessionid")
    fill_in(again, "staff@thep.example", PASSWORD)
    again.goto(NEW)
    mine = again.locator("[data-waiting] li").filter(has_text="on this device only")
    expect(mine).to_have_count(1)
    follow(mine.get_by_role("link", name="Go on"))
    expect(note(again)).to_have_value(words)
    expect(draft_line(again)).to_contain_text("Draft saved")
    again.reload()
    expect(note(again)).to_have_value(words)
    again.locator(".given-back summary").click()
    follow(again.get_by_role("button", name="Throw away the draft", exact=True))
    expect(told(again)).to_have_text("The draft is thrown away.")
    expect(again.locator("[data-waiting] li").filter(has_text="on this device only")).to_have_count(0)


def test_a_connection_that_comes_back_sends_what_was_kept(context, page: Page, words):
    page.goto(NEW)
    context.set_offline(True)
    note(page).fill(words)
    expect(draft_line(page)).to_contain_text("kept on this device")
    context.set_offline(False)

    expect(draft_line(page)).to_contain_text("Draft saved")


def test_an_ended_session_comes_back_to_what_was_typed(context, page: Page, words):
    page.goto(NEW)
    choose(page, "halley", "Halley")
    expect(draft_line(page)).to_contain_text("Draft saved")
    context.clear_cookies(name="sessionid")
    note(page).fill(words)
    save(page)
    expect(draft_line(page)).to_contain_text("You are signed out. What you typed is kept on this device.")
    follow(page.get_by_role("link", name="Sign in and go on"))
    page.get_by_label("E-mail address").fill("staff@thep.example")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))

    expect(note(page)).to_have_value(words)
    expect(page.locator("[data-chosen]")).to_contain_text("Halley")
    save(page)
    is_saved(page, words)


def test_pressed_twice_and_saved_again_after_back_it_is_one_visit(page: Page, words):
    page.goto(NEW)
    choose(page, "halley", "Halley")
    note(page).fill(words)
    page.get_by_role("button", name="Save", exact=True).dblclick()
    is_saved(page, words)
    first = page.url
    page.go_back()
    page.wait_for_load_state("load")
    if "/visits/new/" in page.url:  # a browser that kept the page shows it; one that asks again is led to the visit
        save(page)
        expect(told(page)).to_have_text("This was saved already. Nothing was saved twice.")

    assert page.url == first
    assert times_saved(page, words) == 1


def test_by_keyboard_alone(page: Page, words):
    page.goto(NEW)
    page.get_by_label(WHERE).focus()
    page.keyboard.type("halley", delay=30)
    expect(page.get_by_role("option", name="Halley")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Another place")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_shared_note":
            break
    page.keyboard.type(words)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "save":
            break
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.keyboard.press("Enter")

    is_saved(page, words)


def test_a_plan_becomes_done_and_a_note_is_corrected_with_a_reason(page: Page, words):
    page.goto(f"{NEW}?planned=1")
    choose(page, "halley", "Halley")
    page.get_by_label("Date").fill("2031-03-01")
    note(page).fill(words)
    save(page)
    is_saved(page, words)
    there = page.url
    page.goto(f"{there}edit/?done=1")
    expect(page.get_by_label("Yes, done")).to_be_checked()
    expect(page.get_by_label("Why it was cancelled")).to_be_hidden()
    save(page)
    is_saved(page, words)

    page.goto(f"{there}edit/")
    note(page).fill(f"{words}, put right")
    save(page)
    expect(page.get_by_text("The school can read this note already. Say why you correct it.")).to_be_visible()
    assert fits(page)
    page.get_by_label("Why the note is corrected").fill("A word was missing")
    save(page)
    is_saved(page, f"{words}, put right")


def test_without_script(chromium: Browser, portal: str, words):
    width, height = WIDTHS["phone"]
    context = chromium.new_context(
        base_url=portal, viewport={"width": width, "height": height}, java_script_enabled=False
    )
    page = context.new_page()
    fill_in(page, "staff@thep.example", PASSWORD)
    page.goto(NEW)
    page.get_by_label(WHERE).fill("st paul")
    note(page).fill(words)
    follow(page.get_by_role("button", name="Save as draft"))
    expect(told(page)).to_have_text("Saved as a draft. Nobody else sees it.")
    expect(note(page)).to_have_value(words)
    page.locator("summary", has_text="Files").click()
    page.get_by_label("Add files").set_input_files({"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Plan"})
    save(page)
    expect(page.get_by_text("Several match. Tick the one you mean.")).to_be_visible()
    page.locator("[name=places]").first.check()
    expect(page.get_by_text("plan.txt")).to_be_visible()
    save(page)

    is_saved(page, words)
    context.close()
