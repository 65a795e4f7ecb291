"""Staff take in a GIAS file and decide what it proposes: at a desk and on a phone, without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in
from tests.official.reading.reads import GIAS_2018

RENAMED = "137789"
NAME = "Mulberry Academy Shoreditch"


@pytest.fixture
def plain(page: Page, portal: str) -> Iterator[Page]:
    """The same width without JavaScript, signed in as staff."""
    context = page.context.browser.new_context(base_url=portal, viewport=page.viewport_size, java_script_enabled=False)
    plain = context.new_page()
    fill_in(plain, "staff@thep.example", PASSWORD)
    yield plain
    context.close()


def only(page: Page, state: str = ""):
    """The proposal of a new name, among those in a state."""
    page.goto(f"/official/?school={RENAMED}&kind=name&state={state}")
    return page.get_by_role("listitem").filter(has_text=NAME)


def test_a_file_is_read_and_what_it_proposes_refused_and_taken_up_again(plain: Page):
    plain.goto("/official/")
    follow(plain.get_by_role("link", name="Take in a file"))
    assert fits(plain)
    plain.locator("[type=file]").set_input_files(GIAS_2018)
    follow(plain.get_by_role("button", name="Read the file"))
    expect(plain.get_by_role("heading", level=1)).to_have_text(GIAS_2018.name)
    expect(plain.get_by_text("as at 31 August 2018")).to_be_visible()
    assert fits(plain)

    if not only(plain).count():  # refused by the other width
        follow(only(plain, "refused").get_by_role("button", name="Take up again"))
    expect(only(plain)).to_contain_text("Green Spring Academy Shoreditch")
    assert fits(plain)
    plain.goto("/official/changes/")
    expect(plain.get_by_text("Nothing has been changed.")).to_be_visible()
    assert fits(plain)

    follow(only(plain).get_by_role("link", name="Name"))
    expect(plain.get_by_label("Name*", exact=True)).to_have_value(NAME)
    plain.get_by_label("From").fill("1066-10-14")
    follow(plain.get_by_role("button", name="Accept"))
    expect(plain.get_by_text("Check the year.")).to_be_visible()
    assert fits(plain)
    follow(plain.get_by_role("button", name="Refuse"))
    expect(plain.get_by_role("status")).to_have_text("Refused: Name, Green Springs.")
    expect(only(plain)).to_have_count(0)
