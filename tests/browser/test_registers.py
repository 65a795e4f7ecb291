"""A register marked on a phone, signed in to by the room's code, and filled from a list that has to be mended."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.looking import fits, follow
from tests.browser.signing_in import PASSWORD, fill_in

MAKE = """
import uuid
from django.utils import timezone
from programmes.models import Participant, Programme, Run, Session
from schools.models import Contact, School
from thep.years import AcademicYear
bow, harbinger = School.objects.get(sort_name="bow"), School.objects.get(sort_name="harbinger")
programme = Programme.objects.create(slug=str(uuid.uuid4()), name="Leading change", kind="leadership")
run = Run.objects.create(programme=programme, year=AcademicYear(2017))
session = Session.objects.create(run=run, held_on=timezone.localdate(), title="Day 1")
names = ["Ann Lee", "Bob Ray", "Cat Day", "Dan Fox", "Eve Orr", "Fay Kay", "Gus May", "Hal Poe", "Ida Roe"]
for name in names:
    address = f"{uuid.uuid4()}@school.example"
    contact = Contact.objects.create(name=name, school=bow if name < "E" else harbinger, email=address)
    Participant.objects.create(run=run, contact=contact, school=contact.school)
print(session.pk)
"""


@pytest.fixture(scope="module")
def portal_settings() -> Iterator[dict[str, str]]:
    """A folder whose name is known, so that a command can make records in it."""
    with tempfile.TemporaryDirectory(prefix="thep-portal-") as var:
        yield {"THEP_VAR": var, "THEP_URL": "http://localhost"}


@pytest.fixture
def register(portal: str, portal_settings: dict[str, str]) -> str:
    """The address of a register of today with nine people on it, none of them marked."""
    environment = os.environ | {"THEP_DEMO": "1"} | portal_settings
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", MAKE],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return f"/sessions/{done.stdout.split()[-1]}/"


def person(page: Page, name: str):
    return page.get_by_role("group", name=re.compile(f"^{name}"))


def counts(page: Page) -> list[str]:
    return [line.strip() for line in page.locator(".register-counts").inner_text().splitlines() if line.strip()]


def is_marked(page: Page, name: str, mark: str) -> None:
    expect(person(page, name).get_by_label(mark)).to_be_checked()


def test_a_register_is_marked_with_a_thumb(sign_in, register):
    page = sign_in("staff")
    page.goto(register)
    assert fits(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Day 1")

    page.get_by_label("Find a name or school").fill("day")
    expect(page.locator(".register-people li:visible")).to_have_count(1)
    person(page, "Cat Day").get_by_label("Absent").check()
    page.get_by_label("Find a name or school").fill("")
    person(page, "Bob Ray").get_by_label("Excused").check()
    expect(page.locator(".register-counts")).to_contain_text("2 not saved yet")
    expect(page.get_by_role("button", name="Save")).to_be_in_viewport()
    follow(page.get_by_role("button", name="Rest attended"))

    expect(page.get_by_role("status")).to_have_text("Saved: 9 marks.")
    for name, mark in (("Ann Lee", "Attended"), ("Bob Ray", "Excused"), ("Cat Day", "Absent"), ("Ida Roe", "Attended")):
        is_marked(page, name, mark)
    expect(page.locator('[data-count="attended"]')).to_have_text("7")
    assert fits(page)


def test_by_keyboard_alone(sign_in, register):
    page = sign_in("staff")
    page.goto(register)

    person(page, "Ann Lee").get_by_label("Not marked").focus()
    page.keyboard.press("ArrowRight")  # from the last of the four to the first
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Saved: 1 mark.")
    is_marked(page, "Ann Lee", "Attended")


def test_somebody_walks_in(sign_in, register):
    page = sign_in("staff")
    page.goto(register)

    page.get_by_text("Add somebody who walked in").click()
    form = page.locator("#add form")
    form.get_by_label("Name").fill("New Comer")
    form.get_by_label("School").fill("harbinger")
    form.get_by_label("Role").select_option("Coach")
    assert fits(page)
    follow(form.get_by_role("button", name="Add and mark as attended"))

    expect(page.get_by_role("status")).to_have_text("New Comer is on the register, marked as attended.")
    is_marked(page, "New Comer", "Attended")
    expect(person(page, "New Comer")).to_contain_text("Harbinger · Coach")


def test_two_people_mark_at_once_and_both_are_kept(sign_in, register):
    page = sign_in("staff")
    page.goto(register)
    other = page.context.new_page()
    other.goto(register)
    person(other, "Ann Lee").get_by_label("Attended").check()
    follow(other.get_by_role("button", name="Save"))
    expect(other.get_by_role("status")).to_have_text("Saved: 1 mark.")

    person(page, "Bob Ray").get_by_label("Absent").check()
    follow(page.get_by_role("button", name="Save"))

    expect(page.get_by_role("status")).to_have_text("Saved: 1 mark.")
    is_marked(page, "Ann Lee", "Attended")
    is_marked(page, "Bob Ray", "Absent")


def test_the_room_signs_in_by_its_code(sign_in, register, chromium: Browser, portal: str):
    page = sign_in("staff")
    page.goto(f"{register}code/")
    assert fits(page)
    expect(page.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    address = page.locator("[data-address]").get_attribute("data-address").removeprefix("http://localhost")

    guest = chromium.new_context(base_url=portal, viewport={"width": 390, "height": 844}).new_page()
    for name, school in (("ann lee", "bow"), ("Ann Leigh", "Bow"), ("Zed Guest", "Elsewhere")):
        guest.goto(address)
        assert fits(guest)
        guest.get_by_label("Name").fill(name)
        guest.get_by_label("School").fill(school)
        follow(guest.get_by_role("button", name="Sign in"))
        expect(guest.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert [cookie["name"] for cookie in guest.context.cookies()] == ["csrftoken"]
    guest.context.close()

    page.goto(register)
    is_marked(page, "Ann Lee", "Attended")
    page.get_by_text("Signed in by the code, and not known yet").click()
    assert fits(page)
    waiting = page.locator("#waiting form")
    expect(waiting).to_have_count(2)
    waiting.first.get_by_label("Who it is").select_option("A new person at Bow")
    follow(waiting.first.get_by_role("button", name="Mark as attended"))
    expect(page.get_by_role("status")).to_have_text("Ann Leigh is marked as attended.")
    follow(waiting.first.get_by_role("button", name="Set aside"))
    expect(waiting).to_have_count(0)
    is_marked(page, "Ann Leigh", "Attended")

    page.goto(f"{register}code/")
    follow(page.get_by_role("button", name="Make a new code"))
    expect(page.get_by_role("status")).to_contain_text("This is the new code.")
    assert address not in page.locator("[data-address]").inner_text()


def test_a_pasted_list_with_unmatched_names_is_mended(sign_in, register):
    page = sign_in("staff")
    page.goto(register)
    follow(page.get_by_role("link", name="Read a list"))
    assert fits(page)
    lines = [
        "Name\tSchool\tAttended",
        "Ann Lee\tBow\tyes",
        "Bobby Ray\tBow\tyes",
        "Zoe New\tHarbingr\tapologies",
        "Not Ours\t\tno",
        "Hal Poe\tHarbinger\tmaybe",
    ]

    page.get_by_label("The list").fill("\n".join(lines))
    follow(page.get_by_role("button", name="Read the list"))
    expect(page.locator(".finding")).to_contain_text("Line 6 Write attended, absent or excused.")
    assert fits(page)
    page.get_by_label("The list").fill("\n".join(lines).replace("maybe", "no"))
    follow(page.get_by_role("button", name="Read it again"))
    expect(page.locator(".register-sums")).to_contain_text("2 matched")
    assert fits(page)

    asked = page.locator(".register-lines li")
    asked.filter(has_text="Bobby Ray").get_by_label("Who it is").select_option("Bob Ray, Bow")
    asked.filter(has_text="Zoe New").get_by_label("Who it is").select_option("A new person at Harbinger")
    asked.filter(has_text="Not Ours").get_by_label("Who it is").select_option("Leave this one out")
    follow(page.get_by_role("button", name="Apply"))

    expect(page.get_by_role("status")).to_have_text("Applied: 4 marks, 1 person put on the run.")
    for name, mark in (("Ann Lee", "Attended"), ("Bob Ray", "Attended"), ("Hal Poe", "Absent"), ("Zoe New", "Excused")):
        is_marked(page, name, mark)


def test_all_of_it_works_without_scripts(chromium: Browser, portal: str, register):
    context = chromium.new_context(base_url=portal, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    fill_in(page, "staff@thep.example", PASSWORD)

    page.goto(register)
    person(page, "Ann Lee").get_by_label("Attended").check()
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Saved: 1 mark.")
    assert counts(page)[0].startswith("1 attended")

    page.goto(f"{register}list/")
    page.get_by_label("The list").fill("Bob Ray\tBow\tno")
    follow(page.get_by_role("button", name="Read the list"))
    follow(page.get_by_role("button", name="Apply"))
    is_marked(page, "Bob Ray", "Absent")
    context.close()
