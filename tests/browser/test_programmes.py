"""A programme from its first line to the year after: made, schools enrolled, people paired, rolled over."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in


def make(page: Page, name: str) -> str:
    """A programme with a run of 2017–18 of two sessions; the address of the run."""
    page.goto("/programmes/")
    assert fits(page)
    follow(page.get_by_role("link", name="New programme"))
    assert fits(page)
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_label("Kind").select_option("Leadership programme")
    page.get_by_label("For whom").select_option("Middle leaders")
    follow(page.get_by_role("button", name="Save the programme"))
    expect(page.get_by_role("status")).to_have_text(f"{name} is on record. Add its first year.")

    follow(page.get_by_role("link", name="Add a year"))
    assert fits(page)
    page.get_by_label("Year").select_option("2017–18")
    page.get_by_label("A school", exact=True).check()
    page.get_by_label("Which school or associate").fill("wapping high")
    first, second = page.get_by_role("group", name="Session 1"), page.get_by_role("group", name="Session 2")
    first.get_by_label("Date").fill("2017-10-12")
    first.get_by_label("Place").fill("Town Hall")
    second.get_by_label("Date").fill("2018-03-08")
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_role("status")).to_have_text(f"{name}, 2017–18 is on record.")
    assert fits(page)
    expect(page.locator("#sessions li")).to_have_count(2)
    expect(page.locator(".dates-line").first).to_contain_text("Wapping High")
    return page.url


def enrol_by_name(page: Page, run: str) -> None:
    """Two by name, one of them misspelt and mended."""
    page.goto(f"{run}schools/")
    assert fits(page)
    page.get_by_label("Names or URNs").fill("Bow\nGlobbe")
    follow(page.get_by_role("button", name="Enrol", exact=True))
    expect(page.get_by_role("alert").first).to_contain_text("Nothing is enrolled yet")
    assert fits(page)
    page.get_by_role("group", name="“Globbe”").get_by_label("Globe").check()
    follow(page.get_by_role("button", name="Enrol", exact=True))
    expect(page.get_by_role("status")).to_have_text("2 schools enrolled.")
    expect(page.locator("#schools li")).to_have_count(2)


def add_person(page: Page, run: str, name: str, role: str) -> None:
    page.goto(f"{run}people/new/")
    assert fits(page)
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_label("School", exact=True).fill("Globe")
    page.get_by_label("On it as").select_option(role)
    follow(page.get_by_role("button", name="Add to the run"))
    expect(page.get_by_role("status")).to_have_text(f"{name} is on it.")
    assert fits(page)


def roll_over(page: Page, run: str, name: str) -> None:
    page.goto(run)
    follow(page.get_by_role("link", name="Roll over"))
    assert fits(page)
    row = page.get_by_role("group", name="Session of 12 October 2017")
    expect(row.get_by_label("Date")).to_have_value("2018-10-11")
    row.get_by_label("Date").fill("2018-10-18")
    follow(page.get_by_role("button", name="Roll over to 2018–19"))
    expect(page.get_by_role("status")).to_have_text(f"{name}, 2018–19 is made. 2017–18 is as it was.")
    expect(page.locator("#sessions li time").last).to_have_text("Thu 18 October 2018")
    assert fits(page)
    page.goto(f"{run}roll-over/")
    expect(page.get_by_role("status")).to_have_text(f"{name}, 2018–19 is there already. Nothing was rolled over.")


def test_a_programme_is_made_filled_and_rolled_over(sign_in):
    page = sign_in("staff")
    name = f"Coaching {page.viewport_size['width']}"
    run = make(page, name)

    page.goto(f"{run}schools/?phase=special&members=1")
    page.get_by_role("button", name="Tick all of special").click()
    ticked = page.locator('input[name="schools"]:checked').count()
    follow(page.get_by_role("button", name="Enrol", exact=True))
    expect(page.locator("#schools li")).to_have_count(ticked)
    follow(page.get_by_role("link", name="Change the enrolment").first)
    assert fits(page)
    page.get_by_text("Withdraw this school").click()
    page.get_by_label("Withdrew on").fill("2018-03-01")
    page.get_by_label("Why").fill("No time")
    follow(page.get_by_role("button", name="Withdraw it"))
    expect(page.locator("#schools")).to_contain_text("1 March 2018: No time")

    for person, role in ((f"Ada {name}", "Coach"), (f"Bo {name}", "Delegate")):
        add_person(page, run, person, role)
    follow(page.get_by_role("link", name="Add a pair"))
    page.get_by_role("combobox", name="Coach", exact=True).select_option(index=1)
    page.get_by_role("combobox", name="Who is coached").select_option(index=1)
    follow(page.get_by_role("button", name="Make them a pair"))
    assert fits(page)
    page.get_by_text("Record a day").click()
    page.get_by_label("Date").fill("2018-02-01")
    page.get_by_label(f"Bo {name} shadowed").check()
    follow(page.get_by_role("button", name="Record it"))
    expect(page.locator("#shadowing li")).to_have_count(1)

    roll_over(page, run, name)
    expect(page.locator("#schools li")).to_have_count(ticked - 1)
    page.goto("/programmes/by-stage/?year=2017-18")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    assert fits(page)


@pytest.fixture(params=WIDTHS)
def plain(request, chromium, portal):
    """A page without JavaScript."""
    width, height = WIDTHS[request.param]
    context = chromium.new_context(
        base_url=portal, viewport={"width": width, "height": height}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_without_javascript_too(plain):
    fill_in(plain, "staff@thep.example", PASSWORD)
    name = f"Plain {plain.viewport_size['width']}"

    run = make(plain, name)
    enrol_by_name(plain, run)
    roll_over(plain, run, name)
    expect(plain.locator("#schools li")).to_have_count(2)


def test_a_trustee_reads_counts_and_no_names(sign_in):
    page = sign_in("trustee")
    page.goto("/programmes/")
    follow(page.get_by_role("link", name="Peer Review", exact=True))
    assert fits(page)
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    follow(page.locator(".numbers a").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schools in Peer Review")
